"""What is called, and functions that return a config, as ml_collections' users write them."""

import ast

from . import Map, Opaque

# Also what they call to start from the config of another function.
CONFIG_FUNCTIONS = ("get_config", "get_default_configs", "get_default_config")
_MAX_FUNCTIONS = 10


def config_functions(body):
    """Return the functions of a module's body that return a config, the first few of them."""
    functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name in CONFIG_FUNCTIONS]
    return functions[:_MAX_FUNCTIONS]


def opened(value):
    """Return what was set on a config that another function returned, as a mapping."""
    if not isinstance(value.value, Map):
        return Map()
    result, stack = Map(), []
    stack.append((value.value, result))
    while stack:
        held, opened = stack.pop()
        for key, item in held.items():
            if isinstance(item, Opaque) and item.tag in CONFIG_FUNCTIONS:
                if not isinstance(item.value, Map) or not item.value:
                    continue
                opened[key] = Map()
                stack.append((item.value, opened[key]))
            else:
                opened[key] = item
            opened.marks[key] = held.marks[key]
    return result


def called(node):
    """Return the last name of what is called: ``nn.LayerNorm`` gives ``LayerNorm``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return None
