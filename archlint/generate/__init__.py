"""Writes, or with ``--check`` compares, everything that is derived from rules, dialects, facts, commands and skills.

``python -m archlint.generate`` rewrites; the same code in check mode is a test.  No run of archlint imports it.
"""

import os
import re

from .. import skills
from ..interview.companions import HOOK, HOOK_FILES
from . import documents, indexes, schema, sheets

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_TOP = os.path.dirname(_PACKAGE)


def targets():
    """Yield (path, new text) of every derived file; the text is None for one that is left over and must go."""
    yield os.path.join(_PACKAGE, "rules", "_index.py"), indexes.rule_index()
    yield os.path.join(_PACKAGE, "dialects", "_index.py"), indexes.dialect_index()
    yield os.path.join(_PACKAGE, "dialects", "words", "native_schema.json"), schema.native_schema()
    yield os.path.join(_PACKAGE, "settings", "settings_schema.json"), schema.settings_schema()
    for name in skills.names():
        sheet = os.path.join(skills.folder(), name, "SKILL.md")
        yield sheet, _filled(sheet, {"rules": sheets.skill_rules(name), "sheets": sheets.skill_table()})
    docs = os.path.join(_TOP, "docs")
    if not os.path.isdir(docs):  # an installed package has none
        return
    hooks = os.path.join(_TOP, ".pre-commit-hooks.yaml")
    yield hooks, _hooks(hooks)
    for name, block in documents.blocks().items():
        path = os.path.join(docs, f"{name}.md")
        yield path, _filled(path, {name: block})
    pages = documents.rule_documents()
    for name, text in pages.items():
        yield os.path.join(docs, "rules", name), text
    for name in sorted(os.listdir(os.path.join(docs, "rules"))):
        if name not in pages:
            yield os.path.join(docs, "rules", name), None


def _hooks(path):
    """Return the hooks that the repository offers, with the entry and the files of the one for changed files."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = re.sub(r"(?m)^  files: .*$", lambda _: f"  files: {HOOK_FILES}", text)
    return re.sub(r"(?m)^  entry: .*$", lambda _: f"  entry: {HOOK}", text, count=1)


def _filled(path, blocks):
    """Return a file's text with the blocks between its ``<!-- archlint:name -->`` markers replaced."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for name, block in blocks.items():
        pattern = re.compile(rf"(<!-- archlint:{name} -->\n).*?(<!-- /archlint:{name} -->)", re.S)
        text = pattern.sub(lambda match, block=block: f"{match[1]}{block}\n{match[2]}", text)
    return text


def stale():
    """Return the derived files whose text is not what would be generated."""
    found = []
    for path, text in targets():
        try:
            with open(path, encoding="utf-8") as file:
                current = file.read()
        except FileNotFoundError:
            current = None
        if current != text:
            found.append(path)
    return found


def main(arguments):
    """Rewrite the derived files, or with ``--check`` only name the stale ones (exit status 1)."""
    if arguments and arguments != ["--check"]:
        print("usage: python -m archlint.generate [--check]")
        return 2
    if arguments:
        names = stale()
        for path in names:
            print(f"stale: {os.path.relpath(path)}; run python -m archlint.generate")
        return 1 if names else 0
    for path, text in list(targets()):
        if text is None:
            os.remove(path)
            continue
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return 0
