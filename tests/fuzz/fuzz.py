"""Mutated configs through the whole pipeline, in this process: counts them, and keeps each that is answered badly.

    python tests/fuzz/fuzz.py --count 100000 --seed 1 --jobs 2 --keep FOLDER

Seeds are the rules' own examples and the texts of the dialects' tests.  What is bad: an exception (which a run would
report as a fault of archlint itself), more than two seconds of CPU, more than 300 MB, or two reads of the same bytes
that differ.  Each bad input is written to the folder that is kept, beside what went wrong.
"""

import argparse
import ast
import hashlib
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
MOST_CHARACTERS = 6_000  # of most inputs; one in a hundred is pumped further
ENDINGS = (
    ".yaml", ".json", ".toml", ".py", ".cfg", ".prototxt", ".config", ".gin", ".jsonnet", ".sh", ".data", ".jsonc",
)  # fmt: skip
# What a value, a key or a piece of text is replaced by.
ODD = (
    "0", "-1", "1e308", "1e400", ".nan", "-.inf", "NaN", "9" * 310, "9" * 5000, "0x" + "f" * 90, "null", "~", "true",
    "''", '""', "[]", "{}", "[[]]", "{a: b}", "[1, 2, 3]", "[x, [y]]", "${a.b}", "${oc.env:X}", "???", "!x y", "*a",
    "&a", "&a {b: *a}", "<<: *a", "<<", "\ud800", "\\ud800", "\u202e", "\x1b[31m", "\x85", "\x7f", "\u2028", "\t", "\r",
    "int('9' * 310)", "'a' * 10**9", "[0] * 10**9", "f(f(f(1).b).b).b", "{**a}", "[*a]", "lambda: 0", "f'{a}{a}'",
    "a.b.c", "x" * 300, " " * 300 + "!", "1" + " " * 300 + "!", "1-" * 100, "a.b" * 100, "(" * 150, "[" * 150,
    "{" * 150, "- " * 150, "1x1", "3x224x224", "5k", "10_000", "1/2", "2^10", "1e3", "0o17", "017", "$(x)", "`x`",
    "\\", "'", '"', "'''", "#", "%", "@", ":", "---\n", "...\n", "__class__", "*0", "None", "True", "\0",
    "é", "\U0001d7d9", "\u0661",
)  # fmt: skip


class TooLongError(Exception):
    """An input that took more CPU than any may."""


def seeds():
    """Return (file name, text) of every example of a rule, and of every config in the dialects' tests."""
    from archlint import rules

    found = [
        (example.path, example.text) for entry in rules.load_all() for example in getattr(entry.module, "EXAMPLES", ())
    ]
    for path in sorted((TESTS / "dialects").rglob("*.py")) + sorted((TESTS / "sources").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" in node.value.strip():
                found.append((_named(node.value), node.value))
    return sorted({(name, text) for name, text in found if name is not None})


def _named(text):
    """Return a file name under which a text is recognised, or None."""
    from archlint.engine import Engine, Options

    for ending in ENDINGS:
        if Engine(Options(isolated=True)).read(f"x{ending}", text=text).facts is not None:
            return f"x{ending}"
    return None


def mutated(draw, seed, others):
    """Return (file name, text) made from a seed by a few changes."""
    name, text = seed
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        text = draw.choice(CHANGES)(draw, text, others)
    if draw.random() < 0.03:
        name = "x" + draw.choice(ENDINGS)
    return name, text[: 100 * MOST_CHARACTERS if draw.random() < 0.01 else MOST_CHARACTERS]


def _span(draw, text, longest=40):
    start = draw.randrange(len(text) + 1)
    return start, min(len(text), start + draw.randrange(longest))


def _value(draw, text):
    """Return the span of something that looks like a value or a word."""
    starts = [index for index in range(1, len(text)) if text[index - 1] in " :=([{,'\"" and text[index].isalnum()]
    if not starts:
        return _span(draw, text)
    start = end = draw.choice(starts)
    while end < len(text) and (text[end].isalnum() or text[end] in "_./-"):
        end += 1
    return start, end


def replace_value(draw, text, others):
    start, end = _value(draw, text)
    return text[:start] + draw.choice(ODD) + text[end:]


def replace_number(draw, text, others):
    """Put another number in a number's place, or another value of a kind that some reader may not expect."""
    starts = [index for index in range(1, len(text)) if text[index] in "0123456789" and not text[index - 1].isalnum()]
    if not starts:
        return replace_value(draw, text, others)
    start = end = draw.choice(starts)
    while end < len(text) and text[end] in "0123456789":
        end += 1
    kind = draw.randrange(4)
    if kind == 0:
        new = draw.choice(("0", "1", "-1", "2", "3", "7", "0.5", "1.0", "768", "100000", "9" * 18, "9" * 40, "1e30"))
    elif kind == 1:
        new = draw.choice(("null", "true", "[]", "[1]", "[1, 2]", "{}", "{a: 1}", "[[1]]", '"1"', "x", "'1 2'", ".nan"))
    else:
        new = str(int(text[start:end][:18]) + draw.choice((-1, 1, 2, 10)))
    return text[:start] + new + text[end:]


def insert_odd(draw, text, others):
    start, _ = _span(draw, text)
    return text[:start] + draw.choice(ODD) + text[start:]


def delete_span(draw, text, others):
    start, end = _span(draw, text)
    return text[:start] + text[end:]


def pump(draw, text, others):
    start, end = _value(draw, text) if draw.random() < 0.5 else _span(draw, text, 12)
    many = draw.choice((2, 5, 30, 200))
    if draw.random() < 0.01:
        many *= 100
    return (text[:start] + text[start:end] * many + text[end:])[: 100 * MOST_CHARACTERS]


def change_character(draw, text, others):
    start, _ = _span(draw, text)
    return text[:start] + chr(draw.choice((draw.randrange(128), draw.randrange(0x3000)))) + text[start + 1 :]


def change_lines(draw, text, others):
    lines = text.split("\n")
    one, two = draw.randrange(len(lines)), draw.randrange(len(lines))
    kind = draw.randrange(4)
    if kind == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif kind == 1:
        lines.insert(two, lines[one])
    elif kind == 2:
        del lines[one]
    else:
        lines[one] = " " * draw.randrange(6) + lines[one].lstrip()
    return "\n".join(lines)


def splice(draw, text, others):
    other = draw.choice(others)[1]
    start, _ = _span(draw, text)
    from_, _ = _span(draw, other)
    return text[:start] + other[from_:] if draw.random() < 0.5 else text + "\n" + other


def share(draw, text, others):
    """Put a value under an anchor, and aliases of it elsewhere: what is a tree becomes a graph."""
    start, end = _value(draw, text)
    text = f"{text[:start]}&s {text[start:end]}{text[end:]}"
    if draw.random() < 0.3:
        rungs = "".join(f"s{n}: &s{n} [*s{n - 1}, *s{n - 1}]\n" for n in range(1, 30))
        text = "s0: &s0 {family: cnn, x: [y]}\n" + rungs + text
    for _ in range(draw.randrange(1, 4)):
        start, end = _value(draw, text)
        text = f"{text[:start]}*{draw.choice(('s', 's0', 's12', 's29'))}{text[end:]}"
    return text


def nest(draw, text, others):
    start, end = _value(draw, text)
    left, right = draw.choice((("[", "]"), ("{a: ", "}"), ("f(", ").b"), ("dict(a=", ")"), ("(", ")"), ('{"a":', "}")))
    depth = draw.choice((1, 2, 5, 30, 150))
    return text[:start] + left * depth + text[start:end] + right * depth + text[end:]


def swap_values(draw, text, others):
    (a, b), (c, d) = sorted((_value(draw, text), _value(draw, text)))
    return text if b > c else text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


# Changes of values first: a text that no longer parses says little about what stands behind the parser.
CHANGES = (
    replace_value, replace_value, replace_value, replace_value, swap_values, swap_values, swap_values, replace_number,
    replace_number, replace_number, pump, pump, share, nest, nest, change_lines, splice, insert_odd, delete_span,
    change_character,
)  # fmt: skip


def _answer(name, text):
    """Return the report for one input, as a run with the file on standard input makes it."""
    from archlint.engine import Engine, Options
    from archlint.reporters import json as reporter
    from archlint.reporters import text as text_reporter

    engine = Engine(Options(isolated=True))
    engine.reader.debug = True
    run = engine.lint([], stdin=(text, name))
    text_reporter.render(run, verbose=True)
    return reporter.render(run)


def problem_of(name, text, twice=False):
    """Return what is wrong with the answer to an input, or None."""
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        answer = _answer(name, text)
        if twice and _answer(name, text) != answer:
            return "two reads differ"
    except TooLongError:
        return "slow\n" + traceback.format_exc()
    except Exception:
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if after > before and after > MOST_MEGABYTES * 1024:
        return f"memory: {after // 1024} MB"
    return None


def _too_long(*_):
    raise TooLongError


def work(count, seed, keep, counted, found, kinds):
    """Run inputs until the count is reached; ``counted`` and ``found`` are shared by all processes."""
    os.chdir(tempfile.mkdtemp(prefix="archlint-fuzz-"))
    signal.signal(signal.SIGPROF, _too_long)
    draw = random.Random(seed)
    texts = seeds()
    seen = set()
    for number in range(count):
        name, text = mutated(draw, draw.choice(texts), texts)
        problem = problem_of(name, text, twice=number % 50 == 0)
        counted.value += 1
        if problem is None:
            continue
        found.value += 1
        lines = problem.strip().split("\n")
        place = next((line.strip() for line in reversed(lines) if line.strip().startswith("File")), "")
        mark = hashlib.sha256(f"{lines[0][:5]}{place}".encode()).hexdigest()[:12]
        if mark not in seen:
            seen.add(mark)
            folder = Path(keep) / mark
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name.replace("/", "_")).write_bytes(text.encode("utf-8", "surrogatepass"))
            (folder / "problem.txt").write_text(problem, encoding="utf-8", errors="replace")
            print(f"{mark}: {lines[-1][:150]} {place}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", default="fuzz-found")
    options = parser.parse_args()
    keep = os.path.abspath(options.keep)
    each = options.count // options.jobs
    counters = [(multiprocessing.Value("q", 0, lock=False), multiprocessing.Value("q", 0, lock=False))
                for _ in range(options.jobs)]  # fmt: skip
    processes = [
        multiprocessing.Process(target=work, args=(each, options.seed * 1000 + job, keep, *counters[job], None))
        for job in range(options.jobs)
    ]
    start = time.monotonic()
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        processes[0].join(10)
        time.sleep(0.01)
        done, bad = (sum(pair[index].value for pair in counters) for index in (0, 1))
        state = {"inputs": done, "bad": bad, "seconds": round(time.monotonic() - start)}
        Path(keep).mkdir(parents=True, exist_ok=True)
        (Path(keep) / f"counts-{options.seed}.json").write_text(json.dumps(state) + "\n")
    print(json.dumps(state))
    sys.exit(1 if state["bad"] else 0)


if __name__ == "__main__":
    main()
