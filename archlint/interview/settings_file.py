"""Writes answers into a settings file: a new one plainly, an existing one with everything else left as it stands."""

import os

from ..composition import display
from ..settings import SettingsError, read_facts


class Change:
    """What is to be written: facts, facts for some files, and facts that were counted."""

    __slots__ = ("facts", "overrides", "measured", "measured_in")

    def __init__(self, facts, overrides=None, measured=None, measured_in=None):
        self.facts = facts
        self.overrides = overrides or {}  # globs -> facts
        self.measured = measured or {}
        self.measured_in = measured_in


class NoEditorError(SettingsError):
    """An existing file that can only be edited with tomlkit, which is not installed; ``lines`` are what to add."""

    def __init__(self, path, lines):
        super().__init__(
            f"{display(path)} is edited with tomlkit, which is not installed: pip install 'archlint[init]'"
        )
        self.lines = lines


def edited(path, change):
    """Return (old text or None, new text) of a settings file; raise SettingsError where it cannot be edited safely."""
    if not os.path.exists(path):
        return None, _plain(change)
    from ..sources import SourceError, decode, read_bytes

    try:
        data = read_bytes(path)
        text = decode(data)
    except SourceError as fault:
        raise SettingsError(f"{display(path)}: {fault}") from None
    return text, _amended(path, text, change)


def _plain(change):
    """Return a new archlint.toml."""
    return "\n".join(['fail-on = "warning"  # error, warning, question or never', "", *_tables(change, "")])


def _tables(change, prefix):
    """Return the lines of new tables that hold a change, below a prefix such as ``tool.archlint.``."""
    lines = []
    if change.facts:
        lines += [f"[{prefix}facts]", *_assignments(change.facts), ""]
    if change.measured:
        lines += [f"[{prefix}measured]" + _counted(change), *_assignments(change.measured), ""]
    for globs, facts in change.overrides.items():
        lines += [
            f"[[{prefix}overrides]]", f"files = {_literal(list(globs))}", f"[{prefix}overrides.facts]",
            *_assignments(facts), "",
        ]  # fmt: skip
    return lines


def _counted(change):
    where = "".join(character for character in change.measured_in or "local data" if character.isprintable())
    return f"  # counted in {where} by archlint init --measure"


def _assignments(facts):
    return [f"{name} = {_literal(value)}" for name, value in facts.items()]


def _literal(value):
    """Return a value as TOML writes it; JSON's texts, numbers and lists of texts are TOML's too."""
    import json

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _extended(path, text, change):
    """Return a file's text with what it is to hold added by whole lines: tables at its end, facts below their header.

    Nothing that stands there is touched; where that cannot be done, NoEditorError tells what to add by hand.
    """
    import re

    import tomli

    try:
        whole = tomli.loads(text)
    except tomli.TOMLDecodeError as fault:
        raise SettingsError(f"{display(path)}: {fault}") from None
    tool = whole.get("tool", {})
    own_file = os.path.basename(path) != "pyproject.toml" and "archlint" not in tool
    prefix = "" if own_file else "tool.archlint."
    own = whole if own_file else tool.get("archlint", {})
    new = not own_file and "archlint" not in tool
    lines, rest = text.splitlines(), Change({}, change.overrides, {}, change.measured_in)
    for name, facts in (("facts", change.facts), ("measured", change.measured)):
        present = read_facts(own.get(name, {}), f"{display(path)}: {name}")
        facts = {fact: value for fact, value in facts.items() if present.get(fact) != value}
        header = re.compile(rf"\s*\[\s*{re.escape(prefix)}{name}\s*\]\s*(?:#.*)?")
        places = [number for number, line in enumerate(lines) if header.fullmatch(line)]
        if not facts or name not in own:
            setattr(rest, name, facts)
        elif len(places) == 1 and not set(facts) & set(present):
            lines[places[0] + 1 : places[0] + 1] = _assignments(facts)
        else:
            raise NoEditorError(path, "\n".join(_tables(change, prefix)))
    added = _tables(rest, prefix)
    if new:
        added = ["[tool.archlint]", 'fail-on = "warning"', "", *added]
    if lines == text.splitlines() and not added:
        return text
    if added:
        lines += [""] * bool(lines and lines[-1].strip()) + added[:-1]
    result = "\n".join(lines) + "\n"
    try:
        _verify(path, text, result, change, own_file, new)
    except SettingsError:
        raise NoEditorError(path, "\n".join(_tables(change, prefix))) from None
    return result


def _amended(path, text, change):
    try:
        import tomlkit
    except ImportError:
        return _extended(path, text, change)
    try:
        document = tomlkit.parse(text)
    except tomlkit.exceptions.TOMLKitError as fault:
        raise SettingsError(f"{display(path)}: {fault}") from None
    table = document
    own_file = os.path.basename(path) != "pyproject.toml" and "archlint" not in document.get("tool", {})
    new = False
    if not own_file:
        tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
        new = "archlint" not in tool
        if new:
            fresh = tomlkit.table()
            fresh.add("fail-on", "warning")
            tool["archlint"] = fresh
        table = tool["archlint"]
    for name, facts in (("facts", change.facts), ("measured", change.measured)):
        if facts:
            if name not in table:
                section = tomlkit.table()
                if name == "measured":
                    section.comment(_counted(change).strip().lstrip("# "))
                table[name] = section
            for fact, value in facts.items():
                _put(tomlkit, table[name], fact, value)
    for globs, facts in change.overrides.items():
        entry = tomlkit.table()
        entry.add("files", list(globs))
        inner = tomlkit.inline_table()
        for fact, value in facts.items():
            inner[fact] = value
        entry.add("facts", inner)
        if "overrides" not in table:
            table["overrides"] = tomlkit.aot()
        table["overrides"].append(entry)
    result = tomlkit.dumps(document)
    _verify(path, text, result, change, own_file, new)
    return result


def _put(tomlkit, table, fact, value):
    """Set a fact where it stands, dotted, nested or quoted; else add it dotted."""
    group, _, rest = fact.partition(".")
    if fact in table:
        table[fact] = value
    elif rest and group in table and isinstance(table[group], dict):
        table[group][rest] = value
    elif rest and not isinstance(table, tomlkit.items.InlineTable):
        table.add(tomlkit.key([group, rest]), value)
    else:
        table[fact] = value


def _verify(path, before, after, change, own_file, new):
    """Refuse an edit that changed anything else, or lost what it was to write."""
    import tomli

    def parts(text):
        whole = tomli.loads(text)
        if own_file:
            return {}, whole
        tool = dict(whole.pop("tool", {}))
        own = dict(tool.pop("archlint", {}))
        return {**whole, "tool": tool}, own

    try:
        (rest, old), (kept, own) = parts(before), parts(after)
        expected = {
            name: {**read_facts(old.get(name, {}), name), **wanted}
            for name, wanted in (("facts", change.facts), ("measured", change.measured))
        }
        written = {name: read_facts(own.get(name, {}), name) for name in expected}
        others = {"facts", "measured", "overrides"} | ({"fail-on"} if new else set())
        same = (
            rest == kept
            and expected == written
            and {key: value for key, value in old.items() if key not in others}
            == {key: value for key, value in own.items() if key not in others}
            and own.get("overrides", [])[: len(old.get("overrides", []))] == old.get("overrides", [])
            and len(own.get("overrides", [])) == len(old.get("overrides", [])) + len(change.overrides)
        )
    except tomli.TOMLDecodeError:
        same = False
    if not same:
        raise SettingsError(f"{display(path)}: its layout cannot be edited safely; add the answers by hand")


def write(path, text, root):
    """Write a whole file in one step; a new one only where nothing stands, and none outside the root."""
    folder = os.path.realpath(os.path.dirname(path))
    real = os.path.realpath(path)
    root = os.path.realpath(root).rstrip(os.sep)
    if not all(place == root or place.startswith(root + os.sep) for place in (folder, real)):
        raise SettingsError(f"{display(path)}: leads out of the project")
    try:
        if not os.path.lexists(path):
            os.makedirs(folder, exist_ok=True)
            with open(path, "x", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return
        _replace(real, text)
    except OSError as fault:
        raise SettingsError(f"{display(path)}: cannot be written: {fault.strerror or fault}") from None


def _replace(path, text):
    import shutil
    import tempfile

    with open(path, "rb") as file:
        lines = file.read()
    # Windows line ends are kept where the whole file has them.
    newline = "\r\n" if b"\r\n" in lines and lines.count(b"\r\n") == lines.count(b"\n") else "\n"
    handle, temporary = tempfile.mkstemp(prefix=".archlint-", dir=os.path.dirname(path))
    try:
        with open(handle, "w", encoding="utf-8", newline=newline) as file:
            file.write(text)
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
