"""Python configs to plain values: the module is parsed with ``ast`` and never imported or executed.

Known are literals, ``dict(...)``, names bound to literals in the same file, arithmetic and f-strings over them, and
what is computed of these (``python_computed``).  Everything else is opaque; a call keeps its keyword arguments under
the name that is called.
"""

import ast
import operator
import re

from . import MAX_TEXT, Document, Map, Opaque, Seq, SourceError, Spot, is_too_large, spot_by_marks
from .bounds import bounded, refuse
from .python_computed import CALLS, Computed, OutOfStepsError

_ARITHMETIC = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
# Bounds for hostile input: `[0] * 10**12`, `10**10**10` or a text doubled on every line must cost nothing.
_MAX_CHARACTERS = 1_000_000
# A parsed module takes some 1,400 bytes for each word or sign that makes a node.
_MAX_NODES = 50_000
_NODE = r"\w+|[-+~({\[.=*/%@&|^<>]"
_MAX_STEPS = 500_000  # expressions evaluated, in the whole file
_MAX_ITEMS = 10_000
_MAX_COPIED = 300_000  # items copied by `dict(a, ...)`, `a + b` and the like, in the whole file
_MAX_EDITS = 1_000
_PLAIN_CALLS = {"dict", "int", "float", "str", "bool", "len", "list", "tuple"}
_ITERATED = ("sum", "min", "max", "abs", "round", "range", "enumerate", "zip", "reversed", "sorted", "set")

# Methods that hand on the network that they are called on, and how a file writes its own folder.
_MOVES = ("eval", "cuda", "half", "float", "to")
_OWN_FILES = ("dirname(__file__)", "dirname(os.path.abspath(__file__))", "dirname(os.path.realpath(__file__))")

# The keys under which a document keeps what is no value, for composition: its imports, and what its statements
# change in names that it does not bind itself (``_base_.model.depth = 18``, ``model.update(...)`` after read_base).
IMPORTS = "imports"
EDITS = "edits"
# Imports from other modules by the names that they get here: (module, level, name there, name here).
ALIASES = "aliases"
# The function whose result a config function starts from, where that is not written in the same file.
CONFIG_BASE = "config base"
# A function that gives the file's settings as a document: see ``python_settings``.
SETTINGS = "settings"

# Functions that return a config, as ml_collections' users write them; and what they call to start from another's.
_CONFIG_FUNCTIONS = ("get_config", "get_default_configs", "get_default_config")
_MAX_FUNCTIONS = 10


def read(source):
    """Return the one document of a Python config: its module-level names."""
    import warnings

    if len(source.text) > _MAX_CHARACTERS:
        size = f"{len(source.text):,} characters (the limit for Python is {_MAX_CHARACTERS:,})"
        raise SourceError(f"too large for a config: {size}")
    _refuse_many(source.text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.text)
    except SyntaxError as fault:
        if "integer string conversion" in str(fault.msg):
            raise SourceError("an integer with more digits than Python reads", fault.lineno or 1, 1) from None
        raise SourceError(f"not valid Python: {fault.msg}", fault.lineno or 0, max(fault.offset or 0, 1)) from None
    except ValueError as fault:  # lone surrogates
        raise SourceError(f"not valid Python: {fault}") from None
    module = _Module(source)
    module.run(tree.body)
    module.run_config_functions(tree.body)
    document = Document(source, module.names, spot_by_marks)
    bounded([module.names, *(value for _, _, value, _ in module.edits)], document)
    document.cache[IMPORTS] = module.imports
    document.cache[EDITS] = module.edits
    document.cache[ALIASES] = module.aliases
    from .python_calls import note_calls

    note_calls(document, tree, module)
    if module.config_base is not None:
        document.cache[CONFIG_BASE] = module.config_base
    document.cache[SETTINGS] = lambda: _settings(module, tree)
    return [document]


def _settings(module, tree):
    from .python_settings import settings_of

    return settings_of(module, tree, _Module)


def _refuse_many(text):
    """Raise before ``ast`` makes more nodes of a text than a config has; words and signs in texts count too."""
    if len(text) > _MAX_NODES:
        for count, _ in enumerate(re.finditer(_NODE, text)):
            if count > _MAX_NODES:
                refuse("words and signs", _MAX_NODES)


def spot_of(source, node):
    """Return the spot of an ast node; a value of several lines ends with its first."""
    line = source.line(node.lineno)
    column = len(line.encode()[: node.col_offset].decode(errors="replace")) + 1
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset
    if end_line != node.lineno:
        return Spot(source.path, node.lineno, column, node.lineno, len(line) + 1)
    end_column = len(line.encode()[:end_column].decode(errors="replace")) + 1
    return Spot(source.path, node.lineno, column, end_line, end_column)


class _Module(Computed):
    """The names that a module binds, statement by statement."""

    def __init__(self, source):
        self.source = source
        self.names = Map()
        self.copied = 0
        self.steps = 0
        self.line = (0, b"")  # the last line that a text was taken from
        self.imports = []  # (module, level, names, inside ``with read_base()``)
        self.aliases = []
        self.config_base = None
        self.is_tainted = False  # whether a mapping is handed to a function, which may change it
        self.edits = []  # (path of keys from an inherited name, "set", "update", "pop" or "unknown", value, marks)

    def run(self, body):
        for statement in body:
            self.statement(statement)

    def run_config_functions(self, body):
        """Bind the name of each function that returns a config to that config, if nothing unseen changes it."""
        functions = [node for node in body if isinstance(node, ast.FunctionDef) and node.name in _CONFIG_FUNCTIONS]
        for function in functions[:_MAX_FUNCTIONS]:
            inner = _Module(self.source)
            inner.spread(inner.names, self.names)
            arguments = function.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                inner.put(inner.names, argument.arg, Opaque(argument.arg), argument, argument)
            inner.run(function.body)
            last = function.body[-1]
            if not isinstance(last, ast.Return) or last.value is None or inner.is_tainted:
                continue
            value = inner.value(last.value)
            if isinstance(value, Opaque) and value.tag in _CONFIG_FUNCTIONS:
                self.config_base = value.tag
                value = _opened(value)
            if isinstance(value, Map):
                self.put(self.names, function.name, value, function, last)

    def statement(self, node):
        if isinstance(node, ast.Assign):
            value = self.value(node.value)
            for target in node.targets:
                self.bind(target, value, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self.bind(node.target, self.value(node.value), node.value)
        elif isinstance(node, ast.AugAssign):
            current = self.value(node.target)
            value = self.arithmetic(type(node.op), current, self.value(node.value), node)
            self.bind(node.target, value, node.value)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self.method_call(node.value)
            if isinstance(node.value.func, ast.Name) and not self.is_tainted:
                self.is_tainted = any(isinstance(self.value(item), (Map, Opaque)) for item in node.value.args)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self.note_import(node, False)
        elif isinstance(node, (ast.With, ast.If, ast.For, ast.While, ast.Try, ast.Delete)) and not self.follow(node):
            self.uncertain(node)

    def bind(self, target, value, value_node):
        if isinstance(target, ast.Name):
            self.put(self.names, target.id, value, target, value_node)
        elif isinstance(target, (ast.Tuple, ast.List)):
            items = value if isinstance(value, list) and len(value) == len(target.elts) else None
            nodes = getattr(value_node, "elts", None)
            is_loaded = isinstance(value, Opaque) and value.tag == "from_pretrained"  # model, tokenizer = ...
            for index, part in enumerate(target.elts):
                item = items[index] if items is not None else Opaque(self.text(value_node))
                item = value if is_loaded and index == 0 else item
                node = nodes[index] if items is not None and nodes and len(nodes) == len(items) else value_node
                if not isinstance(part, ast.Starred):
                    self.bind(part, item, node)
        elif isinstance(target, (ast.Subscript, ast.Attribute)):
            container = self.value(target.value)
            if self.is_inherited(target):
                self.edit(target, "set", value, (self.source, target, value_node))
                return
            if isinstance(container, Opaque):
                if container.value is None and isinstance(target.value, ast.Name):
                    container.value = Map()  # what is set on it here is known, though the rest is not
                container = container.value
            key = target.attr if isinstance(target, ast.Attribute) else self.value(target.slice)
            if isinstance(container, Map) and isinstance(key, str):
                self.put(container, key, value, target, value_node)
            elif isinstance(container, Seq) and isinstance(key, int) and -len(container) <= key < len(container):
                container[key] = value
                container.marks[key] = (self.source, None, value_node)

    def put(self, container, key, value, key_node, value_node):
        container[key] = value
        container.marks[key] = (self.source, key_node, value_node)

    def is_inherited(self, target):
        """Whether an assignment's target lies below a name that this module does not bind, or below ``_base_``."""
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            target = target.value
        return isinstance(target, ast.Name) and (target.id == "_base_" or target.id not in self.names)

    def edit(self, target, kind, value=None, mark=None):
        """Note what a statement does to an inherited name; below a key that is not known it may be anything."""
        keys = []
        while isinstance(target, (ast.Attribute, ast.Subscript)):
            keys.append(target.attr if isinstance(target, ast.Attribute) else self.value(target.slice))
            target = target.value
        path = [target.id, *reversed(keys)]
        for index, key in enumerate(path):
            if isinstance(key, bool) or not isinstance(key, (str, int)):
                path, kind, value = path[:index], "unknown", None
                break
        if len(self.edits) < _MAX_EDITS:
            self.edits.append((tuple(path), kind, value, mark))

    def method_call(self, call):
        """Follow ``config.update(dict(...))`` and ``config.pop("key")``, the two calls that configs make."""
        if not isinstance(call.func, ast.Attribute):
            return
        if self.is_inherited(call.func):
            self.inherited_call(call)
            return
        container = self.value(call.func.value)
        if isinstance(container, Seq) and not self.change_list(container, call):
            self.bind(call.func.value, Opaque(self.text(call)), call)
        if not call.args:
            return
        if isinstance(container, Map) and call.func.attr == "update":
            other = self.value(call.args[0])
            if isinstance(other, Map) and other is not container:
                self.spread(container, other)
        elif isinstance(container, Map) and call.func.attr == "pop":
            key = self.value(call.args[0])
            if isinstance(key, str):
                container.pop(key, None)

    def inherited_call(self, call):
        """Note a method called on an inherited name: ``update`` and ``pop`` are understood."""
        argument = self.value(call.args[0]) if len(call.args) >= 1 else None
        if call.func.attr == "update" and (isinstance(argument, Map) or (call.keywords and not call.args)):
            changes = Map()
            if argument is not None:
                self.spread(changes, argument)
            for keyword in call.keywords:
                if keyword.arg is not None:
                    self.put(changes, keyword.arg, self.value(keyword.value), keyword, keyword.value)
            self.edit(call.func.value, "update", changes)
        elif call.func.attr == "pop" and isinstance(argument, (str, int)):
            self.edit(ast.Subscript(call.func.value, call.args[0]), "pop")
        else:
            self.edit(call.func.value, "unknown")

    def note_import(self, node, in_base):
        if isinstance(node, ast.ImportFrom):
            names = [alias.name for alias in node.names]
            if not in_base:
                for alias in node.names:
                    self.aliases.append((node.module or "", node.level, alias.name, alias.asname or alias.name))
            self.imports.append((node.module or "", node.level, names, in_base))
        else:
            for alias in node.names:
                self.imports.append((alias.name, 0, [], in_base))

    def uncertain(self, node):
        """Mark every name that a branch, loop or block binds as opaque: which way it goes is not known here."""
        if isinstance(node, ast.With):
            in_base = any(
                isinstance(item.context_expr, ast.Call) and getattr(item.context_expr.func, "id", None) == "read_base"
                for item in node.items
            )
            for inner in node.body:
                if isinstance(inner, (ast.Import, ast.ImportFrom)):
                    self.note_import(inner, in_base)
                else:
                    self.statement(inner)
            return
        if isinstance(node, ast.Delete):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self.names.pop(target.id, None)
                elif isinstance(target, (ast.Attribute, ast.Subscript)):
                    self.delete(target)
            return
        self.leave_open(node)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call) and inner.value.args:
                self.is_tainted = True
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.put(self.names, inner.id, Opaque("set in a branch or loop"), inner, inner)
            elif isinstance(inner, (ast.Subscript, ast.Attribute)) and isinstance(inner.ctx, ast.Store):
                self.bind(inner, Opaque("set in a branch or loop"), inner)

    def delete(self, target):
        if self.is_inherited(target):
            self.edit(target, "pop")
            return
        container = self.value(target.value)
        key = target.attr if isinstance(target, ast.Attribute) else self.value(target.slice)
        if isinstance(container, Map) and isinstance(key, str):
            container.pop(key, None)
        elif isinstance(container, Seq) and isinstance(key, int) and -len(container) <= key < len(container):
            del container[key], container.marks[key]

    def text(self, node):
        """Return the text of an expression, or how it begins."""
        if node is None:
            return ""
        number, line = self.line
        if number != node.lineno:
            line = self.source.line(node.lineno).encode()
            self.line = node.lineno, line
        end = node.end_col_offset if node.end_lineno == node.lineno else len(line)
        return line[node.col_offset : min(end, node.col_offset + 80)].decode(errors="ignore")

    def value(self, node):
        """Return the value of an expression, or an Opaque with its text."""
        self.steps += 1
        if self.steps > _MAX_STEPS:
            refuse("steps to evaluate", _MAX_STEPS)
        self.step()
        method = getattr(self, "value_" + type(node).__name__.lower(), None)
        return method(node) if method else Opaque(self.text(node))

    def value_constant(self, node):
        value = node.value
        if isinstance(value, str):
            return value if value.isascii() or _is_text(value) else Opaque(self.text(node))
        if value is None or (isinstance(value, (bool, int, float)) and not is_too_large(value)):
            return value
        return Opaque(self.text(node))

    def value_name(self, node):
        if node.id in self.names:
            return self.names[node.id]
        return Opaque(node.id)

    def value_dict(self, node):
        result = Map()
        for key_node, value_node in zip(node.keys, node.values, strict=True):
            if key_node is None:  # ** of another mapping
                self.spread(result, self.value(value_node))
                continue
            key = self.value(key_node)
            if isinstance(key, (str, int)):
                self.put(result, str(key), self.value(value_node), key_node, value_node)
        return result

    def spread(self, result, other):
        if isinstance(other, Map) and self.may_copy(len(other)):
            for key, item in other.items():
                result[key] = item
                result.marks[key] = other.marks[key]

    def may_copy(self, count):
        """Whether so many items more may be copied in this file."""
        self.copied += count
        return self.copied <= _MAX_COPIED

    def sequence(self, node):
        result = Seq()
        for item in node.elts:
            if isinstance(item, ast.Starred):
                inner = self.value(item.value)
                if not isinstance(inner, Seq) or not self.may_copy(len(inner)):
                    return Opaque(self.text(node))
                result.extend(inner)
                result.marks.extend(inner.marks)
                continue
            result.append(self.value(item))
            result.marks.append((self.source, None, item))
        return result

    value_list = value_tuple = sequence

    def value_set(self, node):
        inner = node.elts[0]
        if len(node.elts) == 1 and isinstance(inner, ast.Set):  # {{_base_.x}}, a template that is valid Python
            return Opaque(self.text(node))
        return self.sequence(node)

    def value_unaryop(self, node):
        value = self.value(node.operand)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if isinstance(node.op, ast.USub):
                return -value
            if isinstance(node.op, ast.UAdd):
                return value
        if isinstance(node.op, ast.Not) and isinstance(value, bool):
            return not value
        return Opaque(self.text(node))

    def value_binop(self, node):
        # A chain such as 1 + 2 + 3 is nested to the left: it is walked in a loop, so that its length costs no stack.
        chain = []
        while isinstance(node, ast.BinOp):
            chain.append(node)
            node = node.left
        value = self.value(node)
        for step in reversed(chain):
            value = self.arithmetic(type(step.op), value, self.value(step.right), step)
        return value

    def arithmetic(self, kind, left, right, node):
        apply = _ARITHMETIC.get(kind)
        opaque = Opaque(self.text(node))
        if apply is None or isinstance(left, Opaque) or isinstance(right, Opaque):
            return opaque
        numbers = all(isinstance(side, (int, float)) for side in (left, right))
        if numbers:
            if kind is ast.Pow and (abs(right) > 64 or abs(left) > 10**6):
                return opaque
        elif isinstance(left, str) and kind is ast.Mod:
            return self.filled(left, right, opaque)
        elif isinstance(left, str) and isinstance(right, str) and kind is ast.Add:
            return left + right if len(left) + len(right) < MAX_TEXT else opaque
        elif isinstance(left, Seq) and isinstance(right, Seq) and kind is ast.Add:
            if len(left) + len(right) > _MAX_ITEMS or not self.may_copy(len(left) + len(right)):
                return opaque
            result = Seq([*left, *right])
            result.marks = [*left.marks, *right.marks]
            return result
        elif isinstance(left, Seq) and isinstance(right, int) and kind is ast.Mult:
            if len(left) * right > _MAX_ITEMS or not self.may_copy(len(left) * right):
                return opaque
            result = Seq(list(left) * right)
            result.marks = left.marks * right
            return result
        else:
            return opaque
        try:
            result = apply(left, right)
        except (ArithmeticError, ValueError, TypeError):
            return opaque
        return result if isinstance(result, (int, float)) and not is_too_large(result) else opaque

    def value_joinedstr(self, node):
        parts, length = [], 0
        for part in node.values:
            if length > MAX_TEXT:
                return Opaque(self.text(node))
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            elif isinstance(part, ast.FormattedValue) and part.format_spec is None and part.conversion == -1:
                value = self.value(part.value)
                if not isinstance(value, (str, int, float)):
                    return Opaque(self.text(node))
                parts.append(str(value))
            else:
                return Opaque(self.text(node))
            length += len(parts[-1])
        text = "".join(parts) if length < MAX_TEXT else ""
        return text if length < MAX_TEXT and (text.isascii() or _is_text(text)) else Opaque(self.text(node))

    def value_subscript(self, node):
        container = self.value(node.value)
        if isinstance(node.slice, ast.Slice):
            part = self.sliced(container, node.slice)
            return Opaque(self.text(node)) if part is None else part
        key = self.value(node.slice)
        try:
            if isinstance(container, Map):
                return container[str(key)]
            if isinstance(container, Seq) and isinstance(key, int):
                return container[key]
        except (KeyError, IndexError):
            pass
        return Opaque(self.text(node))

    def value_attribute(self, node):
        container = whole = self.value(node.value)
        if isinstance(container, Opaque) and isinstance(container.value, Map):
            container = container.value
        if isinstance(container, Map) and node.attr in container:
            return container[node.attr]
        if isinstance(whole, Opaque) and whole.tag in _CONFIG_FUNCTIONS and isinstance(node.value, ast.Name):
            part = Opaque(self.text(node), tag=whole.tag)
            if whole.value is None:
                whole.value = Map()
            self.put(whole.value, node.attr, part, node, node)
            return part
        return Opaque(self.text(node))

    def value_call(self, node):
        name = _called(node.func)
        if name in _MOVES and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call):
            return self.value(node.func.value)
        if name == "dirname" and self.text(node).endswith(_OWN_FILES):
            return "."
        if name is None and isinstance(node.func, ast.Call):
            lazy = self.lazy_call(node)
            if lazy is not None:
                return lazy
        arguments = [self.value(argument) for argument in node.args]
        if name in CALLS and (isinstance(node.func, ast.Name) or name not in _ITERATED):
            computed = self.computed_call(name, node, arguments)
            if computed is not None:
                return computed
        if name in _PLAIN_CALLS:
            return self.plain_call(name, node, arguments)
        found = self.method_value(name, node, arguments)
        if found is not None:
            return found
        keywords = Map()
        for keyword in node.keywords:
            if keyword.arg is None:
                self.spread(keywords, self.value(keyword.value))
            else:
                self.put(keywords, keyword.arg, self.value(keyword.value), keyword.value, keyword.value)
        if name == "create" and isinstance(node.func, ast.Attribute) and _called(node.func.value) == "OmegaConf":
            name = "ConfigDict"
        if name == "d" and not arguments and "initial_dictionary" in self.source.text:
            return keywords  # a helper of many such files: d(a=1) for ConfigDict(initial_dictionary=dict(a=1))
        if name in ("ConfigDict", "Config", "EasyDict", "edict", "OrderedDict", "AttrDict"):
            if len(arguments) == 1 and isinstance(arguments[0], Map):
                merged = Map()
                self.spread(merged, arguments[0])
                self.spread(merged, keywords)
                return merged
            if not arguments:
                return keywords
        for index, (argument, argument_node) in enumerate(zip(arguments, node.args, strict=True)):
            self.put(keywords, f"*{index}", argument, argument_node, argument_node)
        return Opaque(self.text(node), tag=name, value=keywords)

    def method_value(self, name, node, arguments):
        """Return what a method of a known text, list or mapping gives, or a copy; None where it is neither."""
        if name == "deepcopy" and len(arguments) == 1 and isinstance(arguments[0], (Map, Seq)):
            copied = self.copied_value(arguments[0])
            return Opaque(self.text(node)) if copied is OutOfStepsError else copied
        if not isinstance(node.func, ast.Attribute):
            return None
        held = self.value(node.func.value)
        if isinstance(held, str):
            return self.text_method(held, name, arguments, node)
        if isinstance(held, (Map, Seq)):
            return self.container_method(held, name, arguments, node)
        return None

    def lazy_call(self, node):
        """Return ``LazyCall(A)(b=1)`` as the mapping that it stands for: ``_target_`` and the arguments."""
        inner = node.func
        if _called(inner.func) not in ("L", "LazyCall") or len(inner.args) != 1 or inner.keywords:
            return None
        result = Map()
        self.put(result, "_target_", self.text(inner.args[0]), inner.args[0], inner.args[0])
        for keyword in node.keywords:
            if keyword.arg is None:
                self.spread(result, self.value(keyword.value))
            else:
                self.put(result, keyword.arg, self.value(keyword.value), keyword, keyword.value)
        return result

    def plain_call(self, name, node, arguments):
        opaque = Opaque(self.text(node))
        if name == "dict":
            result = Map()
            for argument in arguments:
                if not isinstance(argument, Map):
                    return opaque
                self.spread(result, argument)
            for keyword in node.keywords:
                if keyword.arg is None:
                    self.spread(result, self.value(keyword.value))
                else:
                    self.put(result, keyword.arg, self.value(keyword.value), keyword, keyword.value)
            return result
        if len(arguments) != 1 or node.keywords or isinstance(arguments[0], Opaque):
            return opaque
        value = arguments[0]
        try:
            if name == "len":
                return len(value)
            if name in ("list", "tuple"):
                return value if isinstance(value, Seq) else opaque
            if isinstance(value, (str, int, float)):
                result = {"int": int, "float": float, "str": str, "bool": bool}[name](value)
                return opaque if is_too_large(result) else result
        except (TypeError, ValueError, OverflowError):
            pass
        return opaque


def _opened(value):
    """Return what was set on a config that another function returned, as a mapping."""
    if not isinstance(value.value, Map):
        return Map()
    result, stack = Map(), []
    stack.append((value.value, result))
    while stack:
        held, opened = stack.pop()
        for key, item in held.items():
            if isinstance(item, Opaque) and item.tag in _CONFIG_FUNCTIONS:
                if not isinstance(item.value, Map) or not item.value:
                    continue
                opened[key] = Map()
                stack.append((item.value, opened[key]))
            else:
                opened[key] = item
            opened.marks[key] = held.marks[key]
    return result


def _is_text(value):
    """Whether a text may be written: escapes in it may stand for half of a character."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _called(node):
    """Return the last name of what is called: ``nn.LayerNorm`` gives ``LayerNorm``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return None
