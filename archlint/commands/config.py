"""``archlint config``: every effective setting, and where it was set."""

import os

import click

from .options import choosing_options, format_option, new_engine, reading_options
from .output import write


@click.command("config")
@click.argument("path", default=".", type=click.Path())
@format_option(("text", "json"))
@choosing_options
@reading_options
def config(path, output_format, select, ignore, extend_select, profile, preview, assigned, config, isolated):
    """Print every effective setting, and where it was set, as it holds for a file or folder."""
    from ..composition import display
    from ..settings.table import rows

    engine = new_engine(
        select, ignore, assigned, config, isolated, extend_select=extend_select, profile=profile, preview=preview
    )
    settings = engine.settings_for(os.path.join(path, "x") if os.path.isdir(path) else path)
    listed = rows(settings, engine.options)
    if output_format == "json":
        from ..reporters.json import dump

        shown = [dict(zip(("key", "value", "where"), row, strict=True)) for row in listed]
        file = display(settings.path) if settings.path else None
        write(dump({"version": 1, "file": file, "settings": shown}), None, "json")
        return
    from ..reporters import visible

    where = f"for {display(path)}, from {display(settings.path)}" if settings.path else "no settings file"
    lines = [f"# {where}", *(f"{key} = {_literal(value)}  # {place}" for key, value, place in listed)]
    write("".join(visible(line) + "\n" for line in lines))


def _literal(value):
    """Return a value as TOML writes it; nothing is set where it is None."""
    import json

    if value is None:
        return "(none)"
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {_literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)
