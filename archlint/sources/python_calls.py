"""Calls inside the functions and classes of a Python file, with the keyword arguments that are certain.

An argument is certain where it is a literal, or a name that the module binds once and nothing else in the file binds.
"""

import ast

from . import Document, Map, Opaque, spot_by_marks

_MOST_CALLS = 300
_LEAST_KEYWORDS = 2


def calls_inside(document, tree, module):
    """Return the calls of a module's functions and classes as a document, or None where none is found.

    ``module`` knows the values of its constants.
    """
    own = _bound_inside(tree)
    calls = Map()
    stack = [(node, node.name) for node in tree.body if isinstance(node, _HOLDERS)][::-1]
    while stack and len(calls) < _MOST_CALLS:
        node, name = stack.pop()
        if isinstance(node, ast.Try) or (isinstance(node, (ast.With, ast.AsyncWith)) and _expects_failure(node)):
            continue  # that it fails may be what it is for
        if isinstance(node, ast.Call):
            _note_call(calls, node, name, module, own)
        if isinstance(node, _HOLDERS) and node.name != name:
            name = f"{name}.{node.name}"
        stack.extend((child, name) for child in list(ast.iter_child_nodes(node))[::-1])
    return Document(document.source, calls, spot_by_marks) if calls else None


_HOLDERS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def _expects_failure(node):
    return any("raises" in ast.dump(item.context_expr) for item in node.items)


def _bound_inside(tree):
    """Return the names that functions, classes and their arguments bind: a constant of that name may be hidden."""
    found = set()
    for holder in tree.body:
        if isinstance(holder, _HOLDERS):
            for node in ast.walk(holder):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    found.add(node.id)
                elif isinstance(node, ast.arg):
                    found.add(node.arg)
                elif isinstance(node, ast.Global):
                    found.update(node.names)
    return found


def _note_call(calls, node, name, module, own):
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if not called[:1].isupper() or len(node.keywords) < _LEAST_KEYWORDS:
        return
    if any(keyword.arg is None for keyword in node.keywords):
        return  # a mapping may hold any argument
    held = Map()
    for keyword in node.keywords:
        inner = ast.walk(keyword.value)
        is_certain = not any(isinstance(part, ast.Name) and part.id in own for part in inner)
        value = module.value(keyword.value) if is_certain else Opaque(module.text(keyword.value))
        module.put(held, keyword.arg, value, keyword.value, keyword.value)
    for index, argument in enumerate(node.args):
        module.put(held, f"*{index}", Opaque(module.text(argument)), argument, argument)
    module.put(
        calls, f"{name}: {called} {len(calls) + 1}", Opaque(module.text(node), tag=called, value=held), node, node
    )
