"""What a Python config computes from what it writes: comprehensions, loops, branches, slices and plain functions.

Only values that are known whole take part.  Each round and each step inside one is counted, so that a loop costs a
bounded time however it is written; past the bound everything that it would have bound is opaque.
"""

import ast
import itertools
import math
import operator
import re

from . import Map, Opaque, Seq, is_too_large

MAX_ROUNDS = 5_000  # of all loops and comprehensions of a file
MAX_STEPS = 50_000  # expressions and statements inside them
MAX_TEXT = 10_000
_MAX_ITEMS = 10_000
_MAX_DEPTH = 4  # loops inside loops
_MAX_NESTING = 50  # of containers that are copied

PLAIN = (str, int, float, type(None))
_COMPARISONS = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}  # fmt: skip
_STATEMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.If, ast.For, ast.Pass, ast.Continue, ast.Break)
# Methods of a text that give a text, a truth or a number of it, whatever they are given.
_TEXT_METHODS = (
    "upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "startswith", "endswith", "removeprefix",
    "removesuffix", "isdigit", "replace",
)  # fmt: skip
# Methods that change a list or mapping.
_CHANGES = ("append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "update", "setdefault")
_TEXT_LISTS = ("split", "rsplit", "splitlines")
_ROUNDINGS = {"ceil": math.ceil, "floor": math.floor, "sqrt": math.sqrt, "log2": math.log2, "log": math.log}
_COUNTED_CALLS = ("sum", "min", "max", "abs", "round", "prod")
_ITERATED_CALLS = ("range", "enumerate", "zip", "reversed", "sorted", "list", "tuple", "set")
CALLS = frozenset((*_COUNTED_CALLS, *_ITERATED_CALLS, *_ROUNDINGS))


class OutOfStepsError(Exception):
    """A loop that would take longer than any config's."""


class _LeaveError(Exception):
    """A break or continue."""


class Computed:
    """The part of a module's reading that computes; the module gives names, marks, values and statements."""

    rounds = loop_steps = depth = 0

    def step(self):
        """Count one step inside a loop."""
        if self.depth:
            self.loop_steps += 1
            if self.loop_steps > MAX_STEPS:
                raise OutOfStepsError

    def round(self):
        """Count one round of a loop."""
        self.rounds += 1
        if self.rounds > MAX_ROUNDS:
            raise OutOfStepsError

    # Loops and branches

    def follow(self, node):
        """Run a loop over known items, or the branch that a known test chooses; False where neither is known."""
        if isinstance(node, ast.If):
            return self.branch(node)
        if not isinstance(node, ast.For) or node.orelse or not _is_plain(node.body):
            return False
        items = self.items(node.iter)
        if items is None:
            return False
        outermost = self.depth == 0
        self.depth += 1
        try:
            if self.depth > _MAX_DEPTH:
                raise OutOfStepsError
            for item, mark in items:
                self.round()
                self.bind(node.target, item, mark)
                try:
                    for statement in node.body:
                        self.in_loop(statement)
                except _LeaveError as leave:
                    if leave.args[0]:
                        break
        except OutOfStepsError:
            if not outermost:
                raise
            return False
        finally:
            self.depth -= 1
        return True

    def branch(self, node):
        """Run the branch that a known test chooses; a long chain of tests is walked without a stack."""
        for _ in range(_MAX_ITEMS):
            truth = self.truth(self.value(node.test))
            if truth is None:
                return False
            body = node.body if truth else node.orelse
            if truth or len(body) != 1 or not isinstance(body[0], ast.If):
                for statement in body:
                    self.in_loop(statement)
                return True
            (node,) = body
        return False

    def in_loop(self, statement):
        """Run one statement of a followed body."""
        self.step()
        if isinstance(statement, (ast.Break, ast.Continue)) and self.depth:
            raise _LeaveError(isinstance(statement, ast.Break))
        self.statement(statement)

    def items(self, node):
        """Return (value, node of its mark) for each item that an expression gives, or None where that is not known."""
        value = self.value(node)
        if isinstance(value, Map):
            value = list(value)
        if isinstance(value, str):
            value = list(value) if len(value) < _MAX_ITEMS else None
        if not isinstance(value, list) or len(value) > MAX_ROUNDS:
            return None
        marks = getattr(value, "marks", None)
        held = marks is not None and len(marks) == len(value)
        return [(item, marks[index][2] if held else node) for index, item in enumerate(value)]

    def value_listcomp(self, node):
        result = Seq()

        def add():
            result.append(self.value(node.elt))
            result.marks.append((self.source, None, node.elt))

        return result if self.comprehend(node.generators, add) else Opaque(self.text(node))

    value_generatorexp = value_setcomp = value_listcomp

    def value_dictcomp(self, node):
        result = Map()

        def add():
            key = self.value(node.key)
            if not isinstance(key, (str, int)):
                raise OutOfStepsError
            self.put(result, str(key), self.value(node.value), node.key, node.value)

        return result if self.comprehend(node.generators, add) else Opaque(self.text(node))

    def comprehend(self, generators, add):
        """Call ``add`` for each round of a comprehension; False where what it goes over or asks is not known.

        Its names are its own: what they hid comes back.
        """
        targets = [part.id for one in generators for part in ast.walk(one.target) if isinstance(part, ast.Name)]
        hidden = {name: (self.names.get(name), self.names.marks.get(name)) for name in targets if name in self.names}
        outermost = self.depth == 0
        self.depth += 1
        try:
            return self.depth <= _MAX_DEPTH and self.rounds_of(generators, add)
        except OutOfStepsError:
            if not outermost:
                raise
            return False
        finally:
            self.depth -= 1
            for name in targets:
                self.names.pop(name, None)
            for name, (value, mark) in hidden.items():
                self.names[name] = value
                self.names.marks[name] = mark

    def rounds_of(self, generators, add):
        first, *others = generators
        items = self.items(first.iter)
        if items is None or first.is_async:
            return False
        for item, mark in items:
            self.round()
            self.bind(first.target, item, mark)
            chosen = [self.truth(self.value(test)) for test in first.ifs]
            if None in chosen:
                return False
            if not all(chosen):
                continue
            if not others:
                add()
            elif not self.rounds_of(others, add):
                return False
        return True

    # Tests

    def truth(self, value):
        """Return whether a value counts as true, or None where it is not known."""
        if isinstance(value, Opaque):
            return None
        return bool(value)

    def value_compare(self, node):
        opaque = Opaque(self.text(node))
        left = self.value(node.left)
        for kind, right_node in zip(node.ops, node.comparators, strict=True):
            right = self.value(right_node)
            outcome = self.compared(type(kind), left, right)
            if outcome is None:
                return opaque
            if not outcome:
                return False
            left = right
        return True

    def compared(self, kind, left, right):
        if kind in (ast.In, ast.NotIn) and isinstance(left, PLAIN):
            if isinstance(right, Map):
                return (str(left) in right) is (kind is ast.In)
            if isinstance(right, str) and isinstance(left, str):
                return (left in right) is (kind is ast.In)
            if isinstance(right, list) and self.may_copy(len(right)) and all(isinstance(item, PLAIN) for item in right):
                return (left in right) is (kind is ast.In)
            return None
        if isinstance(left, Opaque) or isinstance(right, Opaque):
            return None
        if kind in (ast.Is, ast.IsNot):
            return (left is right) is (kind is ast.Is) if left is None or right is None else None
        if kind not in _COMPARISONS or not isinstance(left, PLAIN) or not isinstance(right, PLAIN):
            return None
        try:
            return _COMPARISONS[kind](left, right)
        except TypeError:
            return None

    def value_boolop(self, node):
        value = None
        for part in node.values:
            value = self.value(part)
            truth = self.truth(value)
            if truth is None:
                return Opaque(self.text(node))
            if truth is isinstance(node.op, ast.Or):
                return value
        return value

    def value_ifexp(self, node):
        truth = self.truth(self.value(node.test))
        if truth is None:
            return Opaque(self.text(node))
        return self.value(node.body if truth else node.orelse)

    def leave_open(self, node):
        """Make what a loop or branch that is not followed may change by a method opaque."""
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _CHANGES:
                held = call.func.value
                is_place = isinstance(held, (ast.Name, ast.Attribute, ast.Subscript))
                if is_place and not self.is_inherited(call.func) and isinstance(self.value(held), (Map, Seq)):
                    self.bind(held, Opaque("changed in a branch or loop"), held)

    # Slices

    def sliced(self, container, node):
        """Return the part of a list or text that a slice picks out."""
        bounds = [None if part is None else self.value(part) for part in (node.lower, node.upper, node.step)]
        if not all(bound is None or type(bound) is int for bound in bounds) or bounds[2] == 0:
            return None
        picked = slice(*bounds)
        if isinstance(container, str):
            return container[picked]
        if not isinstance(container, Seq) or not self.may_copy(len(container)):
            return None
        result = Seq(list(container)[picked])
        result.marks = container.marks[picked]
        return result

    # Calls

    def copied_value(self, value, depth=0):
        """Return a copy of a value in which changes do not reach the original, or OutOfStepsError past the bound."""
        if depth > _MAX_NESTING:
            return OutOfStepsError
        if isinstance(value, Map):
            result = Map()
            for key, item in value.items():
                copied = self.copied_value(item, depth + 1)
                if not self.may_copy(1) or copied is OutOfStepsError:
                    return OutOfStepsError
                result[key] = copied
                result.marks[key] = value.marks.get(key)
            return result
        if isinstance(value, Seq):
            result = Seq()
            for item in value:
                copied = self.copied_value(item, depth + 1)
                if not self.may_copy(1) or copied is OutOfStepsError:
                    return OutOfStepsError
                result.append(copied)
            result.marks = list(value.marks)
            return result
        return value

    def computed_call(self, name, node, arguments):
        """Return what a plain function of known values gives; None where it is not known."""
        if any(isinstance(argument, Opaque) for argument in arguments) or node.keywords:
            return None
        try:
            if name in _COUNTED_CALLS:
                return _number(self.counted(name, arguments))
            if name in _ROUNDINGS:
                return _number(_ROUNDINGS[name](*arguments)) if all(map(_is_number, arguments)) else None
            return self.iterated(name, node, arguments)
        except (ArithmeticError, ValueError, TypeError):
            return None

    def counted(self, name, arguments):
        if name in ("abs", "round"):
            return {"abs": abs, "round": round}[name](*arguments) if all(map(_is_number, arguments)) else None
        numbers = arguments[0] if len(arguments) == 1 else arguments
        if not isinstance(numbers, list) or not all(map(_is_number, numbers)) or not self.may_copy(len(numbers)):
            return None
        if name == "prod":
            return math.prod(numbers) if len(numbers) <= 32 else None
        return {"sum": sum, "min": min, "max": max}[name](numbers)

    def iterated(self, name, node, arguments):
        if name == "range":
            if not arguments or not all(type(argument) is int for argument in arguments):
                return None
            numbers = range(*arguments)
            return self.listed(numbers, node) if len(numbers) <= _MAX_ITEMS else None
        if not arguments:
            return self.listed([], node) if name in ("list", "tuple", "set") else None
        lists = [list(value) if isinstance(value, (Map, str)) else value for value in arguments]
        if name == "enumerate":
            start = lists.pop() if len(lists) == 2 else 0
            if type(start) is not int or not isinstance(lists[0], list):
                return None
            return self.listed([self.listed(pair, node) for pair in enumerate(lists[0], start)], node)
        if not all(isinstance(value, list) for value in lists):
            return None
        if name == "zip":
            return self.listed([self.listed(row, node) for row in zip(*lists, strict=False)], node)
        if len(lists) != 1:
            return None
        (held,) = lists
        if name == "reversed":
            held = held[::-1]
        elif name in ("sorted", "set"):
            if not all(map(_is_number, held)) and not all(isinstance(item, str) for item in held):
                return None
            held = sorted(held) if name == "sorted" else list(dict.fromkeys(held))
        elif isinstance(held, Seq) and isinstance(arguments[0], Seq):
            return self.sliced(held, ast.Slice(None, None, None))
        return self.listed(held, node)

    def listed(self, values, node):
        """Return values as a sequence that stands at one node; raises ValueError past the bound of copies."""
        values = list(values)
        if not self.may_copy(len(values)):
            raise ValueError
        result = Seq(values)
        result.marks = [(self.source, None, node)] * len(values)
        return result

    def filled(self, text, values, opaque):
        """Return a text with ``%s`` and ``%d`` filled in; other conversions are not followed."""
        fields = re.sub(r"%%|%0?\d?[sd]", "", text)
        values = values if isinstance(values, list) else [values]
        if "%" in fields or not all(isinstance(value, (str, int, float)) for value in values):
            return opaque
        try:
            found = text % tuple(values)
        except (TypeError, ValueError):
            return opaque
        return found if len(found) < MAX_TEXT else opaque

    def text_method(self, text, method, arguments, node):
        """Return what a method of a known text gives, or None."""
        plain = all(isinstance(argument, (str, int, float)) for argument in arguments)
        try:
            if method == "format" and plain and not node.keywords and _is_simple(text):
                found = text.format(*arguments) if len(text) < 1_000 else None
            elif method == "join" and len(arguments) == 1 and isinstance(arguments[0], list):
                parts = arguments[0]
                found = text.join(parts) if sum(map(len, parts)) + len(text) * len(parts) < MAX_TEXT else None
            elif method in _TEXT_METHODS and plain and not node.keywords:
                if method == "replace" and len(arguments[1]) * (len(text) + 1) > MAX_TEXT:
                    return None
                found = getattr(text, method)(*arguments)
            elif method in _TEXT_LISTS and plain and not node.keywords:
                return self.listed(getattr(text, method)(*arguments), node)
            else:
                return None
        except (ValueError, TypeError, IndexError, KeyError):
            return None
        return None if isinstance(found, str) and len(found) > MAX_TEXT else found

    def container_method(self, container, method, arguments, node):
        """Return what a method of a known list or mapping gives without changing it, or None."""
        try:
            if isinstance(container, Map):
                if method == "items" and not arguments:
                    pairs = [self.listed([key, container[key]], node) for key in container]
                    return self.listed(pairs, node)
                if method in ("keys", "values") and not arguments:
                    return self.listed(getattr(container, method)(), node)
                if method == "get" and 1 <= len(arguments) <= 2 and isinstance(arguments[0], (str, int)):
                    default = arguments[1] if len(arguments) == 2 else None
                    return container.get(str(arguments[0]), default)
            elif method in ("index", "count") and len(arguments) == 1 and isinstance(arguments[0], PLAIN):
                is_plain = self.may_copy(len(container)) and all(isinstance(item, PLAIN) for item in container)
                return getattr(container, method)(arguments[0]) if is_plain else None
            if method == "copy" and not arguments:
                if isinstance(container, Seq):
                    return self.sliced(container, ast.Slice(None, None, None))
                result = Map()
                self.spread(result, container)
                return result
        except ValueError:
            pass
        return None

    def change_list(self, held, call):
        """Follow a method that changes a known list; False for one that is not followed."""
        method, nodes = call.func.attr, call.args
        arguments = [self.value(argument) for argument in nodes]
        if call.keywords or not self.may_copy(1):
            return False
        mark = (self.source, None, nodes[-1]) if nodes else None
        if method == "append" and len(arguments) == 1 and len(held) < _MAX_ITEMS:
            held.append(arguments[0])
            held.marks.append(mark)
        elif method == "extend" and len(arguments) == 1 and isinstance(arguments[0], Seq):
            other = arguments[0]
            if len(held) + len(other) > _MAX_ITEMS or not self.may_copy(len(other)):
                return False
            held.extend(list(other))
            held.marks.extend(list(other.marks))
        elif method == "insert" and len(arguments) == 2 and type(arguments[0]) is int and len(held) < _MAX_ITEMS:
            held.insert(*arguments)
            held.marks.insert(arguments[0], mark)
        elif method == "pop" and held and all(type(argument) is int for argument in arguments) and len(arguments) < 2:
            index = arguments[0] if arguments else -1
            if not -len(held) <= index < len(held):
                return False
            del held[index], held.marks[index]
        elif method == "clear" and not arguments:
            held.clear()
            held.marks.clear()
        else:
            return method in ("index", "count", "copy")
        return True


def _is_plain(body):
    """Whether a loop's body holds nothing but what is followed."""
    nodes = itertools.chain.from_iterable(map(ast.walk, body))
    return all(isinstance(node, _STATEMENTS) for node in nodes if isinstance(node, ast.stmt))


def _is_number(value):
    return isinstance(value, (int, float))


def _number(value):
    return value if value is not None and not is_too_large(value) else None


def _is_simple(text):
    """Whether a format's fields are bare: no width that a small text could make long, no attribute."""
    return not any(mark in text for mark in (":", "!", ".}", "[", "__"))
