"""The layers hold: nothing imports against the pipeline's direction, rules name no dialect, dialects know no rule."""

import ast
import re
from pathlib import Path

import pytest

import archlint
from archlint import dialects

TOP = Path(archlint.__file__).parent
MODULES = {
    ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__").replace("__init__", ""): path
    for path in TOP.rglob("*.py")
}

# Layer -> the layers that its modules may import, beside modules of their own layer.  "" is the package itself.
READING = {"sources", "records"}
KNOWING = {"facts", "knowledge", *READING}
MAY_IMPORT = {
    "records": set(),
    "findings": {"records", "sources"},
    "skills": set(),
    "origin": set(),
    "packs": set(),
    "knowledge": {"records"},
    "sources": {"records"},
    "suppression": {"records"},
    "gitignore": {"records"},
    "discovery": {"gitignore", "records", "sources"},
    "revision": {"sources"},
    "baseline": {"composition", "findings", *READING},
    "heirs": {"discovery", "gitignore", "sources"},
    "changes": {"discovery", "engine", "findings", "gitignore", "revision", "settings"},
    "composition": READING,
    "facts": READING,
    "derivation": KNOWING,
    "dialects": {"composition", *KNOWING},
    "rules": {"facts", "findings", "records"},
    "settings": {"composition", "dialects", "facts", "findings", "rules", *READING},
    "engine": {"baseline", "composition", "derivation", "dialects", "discovery", "findings", "rules", "settings",
               "suppression", "", *KNOWING},
    "rehearsal": {"engine", "findings", "records", "reporters", "settings"},
    "measurement": {"discovery", "records"},
    "interview": {"composition", "engine", "facts", "findings", "measurement", "origin", "records",
                  "reporters", "settings", "sources", ""},
    "suggestion": {"derivation", "engine", "facts", "findings", "knowledge", "reporters", "rules", "settings"},
    "reporters": {"", "findings", "records"},
    # A question states its facts in the same words as a config: the dialects' grammar of values reads both.
    "routing": {"dialects", "facts", "knowledge", "records"},
    "pages": {"rules", "skills"},
    "generate": {"cli", "dialects", "facts", "findings", "interview", "pages", "rules", "settings", "skills",
                 "sources"},
    "fixes": {"composition", "reporters", *READING},
    "listing": {"dialects", "reporters", "rules", "skills"},
    "explanation": {"composition", "engine", "findings", "packs", "pages", "rules", "settings", "skills"},
    "editor": {"", "composition", "engine", "explanation", "facts", "findings", "fixes", "rules", "settings",
               "sources"},
    "agents": {"", "discovery", "engine", "explanation", "reporters", "routing", "settings", "skills", "suggestion"},
    "report": {"findings", "knowledge", "pages", "routing", "rules"},
    "commands": {"", "agents", "baseline", "changes", "composition", "discovery", "editor", "engine",
                 "explanation", "facts", "findings", "fixes", "heirs", "interview", "listing", "origin", "pages",
                 "rehearsal", "report", "reporters", "routing", "settings", "skills", "sources", "suggestion"},
    "cli": {"", "commands", "origin", "reporters", "settings"},
    "__main__": {"cli"},
    "": {"engine", "findings", "settings"},
}  # fmt: skip


def imported(name, path):
    """Return the modules of archlint that a module imports anywhere, in functions too, by full names."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("archlint").lstrip(".") for alias in node.names if is_own(alias.name)}
        elif isinstance(node, ast.ImportFrom):
            if not node.level and not is_own(node.module):
                continue
            if node.level:
                parts = package.split(".") if package else []
                base = [*parts[: len(parts) - node.level + 1], *(node.module or "").split(".")]
            else:
                base = node.module.split(".")[1:]
            base = ".".join(part for part in base if part)
            for alias in node.names:
                full = f"{base}.{alias.name}".lstrip(".")
                found.add(full if full in MODULES else base)
    return found


def is_own(module):
    return module == "archlint" or module.startswith("archlint.")


def layer(name):
    return name.split(".")[0]


def wing(name):
    """Return the wing of a dialect's module, or None: ``dialects.vision.nnunet`` stands in ``vision``."""
    parts = name.split(".")
    return parts[1] if parts[0] == "dialects" and len(parts) > 2 else None


@pytest.mark.parametrize("name", [name for name in sorted(MODULES) if wing(name)])
def test_a_wing_imports_what_all_share_and_no_other_wing(name):
    others = {wing(other) for other in imported(name, MODULES[name])} - {None}
    assert others <= {wing(name), "reading"}


def test_every_dialect_stands_in_a_wing():
    assert {wing(f"dialects.{name}") for name in dialects.modules()} >= {"vision", "language", "words", "general"}
    assert not any(name.startswith("reading.") for name in dialects.modules())


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_follow_the_layers(name):
    own = layer(name)
    assert own in MAY_IMPORT, f"{name} belongs to no layer: say in MAY_IMPORT what it may import"
    others = {layer(other) for other in imported(name, MODULES[name])} - {own}
    assert others <= MAY_IMPORT[own], f"{name} imports {others - MAY_IMPORT[own]}"


def test_the_table_has_no_cycle():
    below = {name: set(others) for name, others in MAY_IMPORT.items()}
    below["engine"].discard("")  # the package imports its engine on first use, and the engine its version
    below["cli"].discard("")
    while below:
        lowest = {name for name, others in below.items() if not others & set(below)}
        assert lowest, f"these import each other: {sorted(below)}"
        for name in lowest:
            del below[name]


def test_the_reader_of_imports_finds_them():
    assert "sources.yaml_source" in imported("sources", MODULES["sources"])
    assert {"facts", "sources"} <= imported("engine.reading", MODULES["engine.reading"])
    assert "engine" in imported("", MODULES[""])


JUDGING = ("rules", "derivation", "findings")
NAMES = {dialects.load(name).DIALECT.name for name in dialects.modules()} - {"native"}


@pytest.mark.parametrize("name", [name for name in sorted(MODULES) if layer(name) in JUDGING])
def test_no_rule_names_a_dialect(name):
    """In code, that is: a docstring or an example may say how people write a config."""
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    judging = [node for node in tree.body if not is_example(node)]
    words = {
        word
        for part in judging
        for node in ast.walk(part)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not is_docstring(node, part)
        for word in re.findall(r"[\w-]+", node.value)
        if len(word) == len(node.value)
    }
    assert words & NAMES == set()


def is_example(node):
    targets = getattr(node, "targets", ())
    return any(isinstance(target, ast.Name) and target.id == "EXAMPLES" for target in targets)


def is_docstring(constant, statement):
    return isinstance(statement, ast.Expr) and statement.value is constant


def test_only_the_command_line_exits():
    for name, path in MODULES.items():
        if layer(name) in ("cli", "commands", "__main__", "generate"):
            continue
        text = path.read_text(encoding="utf-8")
        assert "sys.exit" not in text, name
        assert not re.search(r"^\s*print\(", text, re.M), name


def test_nothing_executes_what_it_reads():
    forbidden = {"eval", "exec", "__import__", "compile", "unsafe_load", "full_load", "system", "Popen"}
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                called = getattr(function, "id", None) or getattr(function, "attr", None)
                owner = getattr(getattr(function, "value", None), "id", None)
                assert called not in forbidden or owner == "re", f"{name}:{node.lineno} calls {called}"
