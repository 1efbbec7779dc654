"""The settings that a Python file writes down: its constants, the fields of its classes, and defaults of arguments.

They stand beside a module's names, for a reader that knows no framework: ``class CFG``, a dataclass's fields,
``add_argument("--lr", default=...)``, and functions that return a config.
"""

import ast

from . import Document, Map, Opaque, spot_by_marks
from .bounds import bounded

_MAX_CLASSES = 50
_MAX_ARGUMENTS = 300
_CONFIG_FUNCTIONS = ("get_config", "get_default_config", "config", "make_config", "default_config", "build_config")


def settings_of(module, tree, inner_module):
    """Return the document of a parsed file's settings; ``inner_module`` makes a reader of statements for a block."""
    source = module.source
    result = Map()
    module.spread(result, module.names)
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in classes[:_MAX_CLASSES]:
        held = _fields(node, inner_module, source)
        if held:
            module.put(result, node.name, held, node, node)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in _CONFIG_FUNCTIONS and node.name not in result:
            inner = inner_module(source)
            inner.run(node.body)
            last = node.body[-1]
            returned = inner.value(last.value) if isinstance(last, ast.Return) and last.value is not None else None
            if isinstance(returned, Opaque):
                returned = returned.value
            if isinstance(returned, Map):
                module.put(result, node.name, returned, node, last)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = module.value(node.value)
            is_made = isinstance(called, Opaque) and (called.tag or "")[:1].isupper()  # a class, and no function
            if is_made and isinstance(called.value, Map) and called.value:
                module.put(result, called.tag, called, node, node.value)
    arguments = _arguments(tree, module)
    if arguments:
        module.put(result, "arguments", arguments, tree.body[0], tree.body[0])
    document = Document(source, result, spot_by_marks)
    bounded([result], document)
    return document


def _fields(node, inner_module, source):
    """Return the literal fields of a class: what its body assigns, and those of the classes within it."""
    inner = inner_module(source)
    inner.run([part for part in node.body if isinstance(part, (ast.Assign, ast.AnnAssign))])
    held = inner.names
    for part in node.body:
        if isinstance(part, ast.ClassDef):
            below = _fields(part, inner_module, source)
            if below:
                inner.put(held, part.name, below, part, part)
    return held


def _arguments(tree, module):
    """Return the defaults of the arguments that a program declares, by their names without dashes."""
    found = Map()
    if "add_argument" not in module.source.text:
        return found
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", None) != "add_argument" or not node.args:
            continue
        names = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        name = next((name for name in names if name.startswith("--")), names[0] if names else "")
        for keyword in node.keywords:
            # A truth value or nothing is what the caller changes: it says only that the argument is there.
            if keyword.arg == "default" and name and isinstance(keyword.value, ast.Constant):
                default = keyword.value.value
                if isinstance(default, (int, float, str)) and not isinstance(default, bool):
                    module.put(found, name.lstrip("-").replace("-", "_"), default, keyword.value, keyword.value)
        if len(found) >= _MAX_ARGUMENTS:
            break
    return found
