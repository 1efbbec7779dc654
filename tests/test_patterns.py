"""No regular expression of the package takes more than about twice as long for a text twice as long.

Each is tried on texts made to hurt it: something that each of its repeats matches, many times, and an end that does
not fit.  Where a pattern cannot be linear, the text that it is given is cut first, and the place says so in CUT.
"""

import ast
import importlib
import itertools
import re
import re._constants as sre
import re._parser as parser
import signal
import time

import pytest
from test_layers import MODULES

# Module and start of a pattern -> the longest text that it is ever given.
CUT = {("dialects.words._native_values", ""): 200}
METHODS = {"match", "fullmatch", "search", "sub", "split", "findall", "finditer"}
LENGTHS = (1000, 2000, 4000)
SLOW = 0.0003  # seconds: a linear pattern takes less for the shortest of them


def patterns():
    """Return {(module, pattern, flags): methods} of every pattern in the source whose text is known there."""
    found = {}
    for name, path in sorted(MODULES.items()):
        if name.split(".")[0] in ("generate", "__main__"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node)]
        if not any(called(call)[0] == "re" for call in calls):
            continue
        module = importlib.import_module(f"archlint.{name}".rstrip("."))
        names = dict(vars(module))
        for call in calls:
            owner, method = called(call)
            if isinstance(names.get(owner), re.Pattern):
                pattern = names[owner]
            elif owner == "re" and method in METHODS:
                flags = [argument for argument in call.args[1:] if ast.unparse(argument).startswith("re.")]
                flags += [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
                try:
                    pattern = re.compile(evaluated(call.args[0], names), *(evaluated(flag, names) for flag in flags))
                except NameError:
                    continue  # made of parts that only a call knows, all of them literals
            else:
                continue
            found.setdefault((name, pattern.pattern, pattern.flags), set()).add(method)
        for value in names.values():  # used by another module, or in a way that is not seen here
            if isinstance(value, re.Pattern):
                found.setdefault((name, value.pattern, value.flags), {"match"})
    return found


def called(call):
    """Return (owner, method) of a call such as ``re.match(...)``."""
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return (function.value.id, function.attr) if function.attr in METHODS else None
    return None


def evaluated(node, names):
    return eval(compile(ast.Expression(node), "", "eval"), dict(names))


def sample(items):
    """Return a short text that a parsed pattern matches, or nearly."""
    return "".join(texts_of(operation, value)[0] for operation, value in items)


def texts_of(operation, value):
    """Return texts that one operation of a parsed pattern matches."""
    if operation is sre.LITERAL:
        return [chr(value)]
    if operation is sre.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if operation is sre.ANY:
        return ["a"]
    if operation is sre.IN:
        return characters(value)
    if operation is sre.BRANCH:
        return [sample(branch) for branch in value[1]] or [""]
    if operation is sre.SUBPATTERN:
        return [sample(value[3])] if len(value[3]) != 1 else texts_of(*value[3][0])
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [sample(value[2]) * min(max(value[0], 0), 3)]
    return [""]


CATEGORIES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a", sre.CATEGORY_NOT_WORD: "-",
}  # fmt: skip


def characters(items):
    """Return characters that a class matches."""
    if items and items[0][0] is sre.NEGATE:
        taken = {chr(value) for kind, value in items[1:] if kind is sre.LITERAL}
        return [one for one in "a1 _-.[" if one not in taken][:3] or ["\x01"]
    found = []
    for kind, value in items:
        if kind is sre.LITERAL:
            found.append(chr(value))
        elif kind is sre.CATEGORY and value is sre.CATEGORY_SPACE:
            found += [" ", "\n"]
        elif kind is sre.RANGE:
            found.append(chr(value[0]))
        elif kind is sre.CATEGORY:
            found.append(CATEGORIES[value])
    return list(dict.fromkeys(found))[:8]


def attacks(items, before=""):
    """Yield (beginning, what to repeat) for each unbounded repeat in a parsed pattern."""
    for operation, value in items:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] > 50:
                bodies = texts_of(*value[2][0]) if len(value[2]) == 1 else [sample(value[2])]
                for body in bodies:
                    yield before, body or " "
                    yield "", body or " "
            yield from attacks(value[2], before)
        elif operation is sre.SUBPATTERN:
            yield from attacks(value[3], before)
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from attacks(branch, before)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from attacks(value[1], before)
        before += texts_of(operation, value)[0]


class Hangs(Exception):  # noqa: N818
    pass


def seconds(run, text, tries):
    best = 9.0
    for _ in range(tries):
        start = time.perf_counter()
        run(text)
        best = min(best, time.perf_counter() - start)
    return best


def runner(compiled, method):
    if method == "sub":
        return lambda text: compiled.sub("", text)
    if method == "finditer":
        return lambda text: sum(1 for _ in compiled.finditer(text))
    return lambda text: getattr(compiled, method)(text)


def growth(compiled, method, before, body, end, longest):
    """Return how often a text of twice the length takes longer, or 0 where it takes no time worth naming."""
    run = runner(compiled, method)
    lengths = [length for length in LENGTHS if length <= longest] or [longest]

    def make(length):
        return before + body * (length // len(body)) + end

    if seconds(run, make(lengths[0]), 1) < SLOW:
        return 0
    taken = [seconds(run, make(length), 3) for length in lengths]
    return min((later / earlier for earlier, later in itertools.pairwise(taken)), default=0)


PATTERNS = patterns()


@pytest.mark.parametrize(("key"), PATTERNS, ids=[f"{name}: {text[:40]}" for name, text, _ in PATTERNS])
def test_pattern_is_linear(key):
    name, text, flags = key
    cut = next((most for (module, start), most in CUT.items() if module == name and text.startswith(start)), 10_000)
    compiled = re.compile(text, flags)
    found = set(attacks(parser.parse(text, flags)))
    tries = found | {(before, sign) for before, _ in found for sign in set(re.sub(r"\w|\\.", "", text))}

    def stop(*_):
        raise Hangs(f"{name}: {text} hangs")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, 20)
    try:
        for method in PATTERNS[key]:
            for before, body in sorted(tries):
                for end in ("", "\x01"):
                    factor = growth(compiled, method, before, body, end, cut)
                    if factor > 3:
                        factor = growth(compiled, method, before, body, end, cut)  # once more: another program ran
                    assert factor < 3, (name, text, method, before, body, end)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def test_the_test_finds_what_it_looks_for():
    for text in (r"\s+$", r"a\s*,?\s*x", r"(a|b)*\w*c", r"^\s*x"):
        compiled = re.compile(text, re.M)
        found = [growth(compiled, "search", before, body, "\x01", 4000) for before, body in attacks(parser.parse(text))]
        assert max(found) > 3, text
    assert len(PATTERNS) > 150
