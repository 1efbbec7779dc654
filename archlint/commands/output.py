"""What every command writes: reports to standard output or a file, and single lines to standard error."""

import os
import sys

import click


def wants_colour():
    """Whether standard output is a terminal that shows colours, or the environment asks for them."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (
        sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    )


# By these variables terminals that open links make themselves known.
_LINKING = ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WEZTERM_PANE", "DOMTERM", "GHOSTTY_RESOURCES_DIR")
_LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty", "rio")


def shows_links():
    """Whether standard output is a terminal that opens links (OSC 8), or ``FORCE_HYPERLINK`` says so."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if not wants_colour() or not sys.stdout.isatty():
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        os.environ.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or any(os.environ.get(name) for name in _LINKING)
        or (vte.isdigit() and int(vte) >= 5000)
    )


def write(report, output_file=None, output_format="text"):
    """Write a report to a file or to standard output; JSON is UTF-8 whatever the terminal's encoding."""
    try:
        if output_file is not None:
            _replace(output_file, report.encode("utf-8", "replace"))
        elif sys.stdout is None:
            raise OSError("it is closed")
        else:
            encoding = "utf-8" if output_format == "json" else sys.stdout.encoding or "utf-8"
            sys.stdout.buffer.write(report.encode(encoding, "replace"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader (head, less) has closed: leave quietly, and keep the interpreter from flushing into it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except (OSError, ValueError) as fault:
        if output_file is None:
            give_up(sys.stdout)
        where = f"--output-file {output_file}" if output_file is not None else "standard output"
        raise click.UsageError(f"{where}: cannot be written: {getattr(fault, 'strerror', None) or fault}") from None


def _replace(path, data):
    """Put a file's new content in its place at once: a full disk leaves the old one whole."""
    real = os.path.realpath(path)
    if os.path.exists(real) and not os.path.isfile(real):  # a device, a pipe: nothing to keep
        with open(real, "wb") as file:
            file.write(data)
        return
    import tempfile

    handle, temporary = tempfile.mkstemp(prefix=".archlint-", dir=os.path.dirname(real))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, os.stat(real).st_mode & 0o7777 if os.path.exists(real) else 0o666 & ~_umask())
        os.replace(temporary, real)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask():
    current = os.umask(0o022)
    os.umask(current)
    return current


def give_up(stream):
    """Keep the interpreter from writing again, at its end, what could not be written."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (AttributeError, OSError, ValueError):
        return


def say_notices(results, listed, hint):
    """Say in one line what files inherit and could not be followed; ``listed`` names each, ``hint`` says how to."""
    noted = [result for result in results if result.notices]
    count = sum(len(result.notices) for result in noted)
    if listed or count == 1:
        for result in noted:
            for notice in result.notices:
                say(f"{result.path}: {notice}")
    elif len(noted) == 1:
        say(f"{noted[0].path}: {noted[0].notices[0]} (and {count - 1} more; {hint})")
    elif noted:
        say(f"{len(noted)} files inherit from parents that are missing or cannot be read ({count} in all; {hint})")


def say(text):
    """Write one line about the run to standard error."""
    from ..reporters import visible

    try:
        click.echo(f"archlint: {visible(text)}", err=True)
    except (OSError, ValueError, AttributeError):  # closed or full: there is nowhere to say it
        give_up(sys.stderr)


def say_not_recognised(results):
    """Say of files what keeps each from being taken for a config, and once what to do about it."""
    from ..reporters.unread import why

    for result in results:
        say(f"{result.path}: {why(result)}")
    if any(not result.unread for result in results):
        say(
            "to have one checked, state the choice in plain words (model: resnet50, data: {name: ..., train_size: "
            '6000}); "none" under kinds in the settings passes a file over; archlint facts --verbose shows more'
        )
