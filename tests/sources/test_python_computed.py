"""What Python configs compute from literals is known; what hangs on anything else is opaque, at a bounded cost."""

import time

import pytest

from archlint.sources import Opaque, parse

KNOWN = {
    "a comprehension": ("key = [2**i * 64 for i in range(4)]", [64, 128, 256, 512]),
    "one with a test": ("key = [i for i in range(6) if i % 2 == 0]", [0, 2, 4]),
    "one inside another": ("key = [(i, j) for i in 'ab' for j in (1, 2)]", [["a", 1], ["a", 2], ["b", 1], ["b", 2]]),
    "its names are its own": ("i = 7\nx = [i for i in range(3)]\nkey = i", 7),
    "a mapping's": ("key = {name: 1 for name in ('a', 'b')}", {"a": 1, "b": 1}),
    "over texts": ("key = [f'c{i}' for i in range(3)]", ["c0", "c1", "c2"]),
    "over pairs": ("key = [a * b for a, b in zip([1, 2], [3, 4])]", [3, 8]),
    "over a mapping's items": ("d = dict(a=1, b=2)\nkey = [v for k, v in d.items()]", [1, 2]),
    "numbered": ("key = [i for i, name in enumerate(['x', 'y'], 1)]", [1, 2]),
    "a loop": ("key = []\nfor w in (8, 16):\n    key.append(w * 2)", [16, 32]),
    "a loop that is left": ("key = 0\nfor i in range(9):\n    if i == 3:\n        break\n    key = i", 2),
    "a loop that skips": ("key = []\nfor i in range(4):\n    if i == 1:\n        continue\n    key += [i]", [0, 2, 3]),
    "a known branch": ("big = True\nif big:\n    key = 1\nelse:\n    key = 2", 1),
    "the other branch": ("size = 's'\nif size == 'm':\n    key = 1\nelif size in ('s', 't'):\n    key = 2", 2),
    "a choice": ("x = 3\nkey = 'a' if x > 2 and not x == 5 else 'b'", "a"),
    "unpacking": ("a, b = (1, 2)\nkey = [*range(b), a]", [0, 1, 1]),
    "a slice": ("c = [1, 2, 3, 4]\nkey = c[1:] + c[::-1][:1]", [2, 3, 4, 4]),
    "numbers": ("import math\nkey = [sum([1, 2]), min(4, 3), max([1, 5]), abs(-2), math.ceil(1.2)]", [3, 3, 5, 2, 2]),
    "rounding": ("key = round(2.6)", 3),
    "texts": ("key = ['a,b'.split(','), 'A'.lower(), '-'.join(['x', 'y']), '{}_{}'.format('r', 50)]",
              [["a", "b"], "a", "x-y", "r_50"]),
    "a filled text": ("key = 'resnet%d' % 50", "resnet50"),
    "names by number": ("key = tuple('item_%02d' % i for i in range(2))", ["item_00", "item_01"]),
    "a copy": ("import copy\na = dict(x=[1])\nb = copy.deepcopy(a)\nb['x'].append(2)\nkey = a['x']", [1]),
    "a list that is changed": ("key = [1, 2]\nkey.extend([3])\nkey.insert(0, 0)\nkey.pop()", [0, 1, 2]),
    "a default": ("d = dict(a=1)\nkey = d.get('b', 5)", 5),
}  # fmt: skip
OPEN = {
    "over what is not known": "key = [i for i in x]",
    "with an unknown test": "key = [i for i in range(3) if i in x]",
    "an append in an unknown branch": "key = [1]\nif x:\n    key.append(2)",
    "an append in an unknown loop": "key = []\nfor i in x:\n    key.append(i)",
    "an update in an unknown branch": "key = dict(a=1)\nif x:\n    key.update(b=2)",
    "a list that is changed otherwise": "key = [2, 1]\nkey.remove(x)",
    "a wide field": "key = '{:>99999999}'.format(1)",
    "a wide conversion": "key = '%99999999d' % 1",
    "an attribute in a format": "key = '{0.__class__}'.format(1)",
    "too many rounds": "key = 0\nfor i in range(9999):\n    key = i",
    "too many items": "key = [i for i in range(10**12)]",
    "loops in loops": "key = [1 for a in range(999) for b in range(999) for c in range(999)]",
    "a text that doubles": "t = 'x'\nfor i in range(60):\n    t = t + t\nkey = t",
}


def _key(text):
    return parse(text, "x.py")[0].value["key"]


@pytest.mark.parametrize("case", KNOWN)
def test_what_is_computed_of_literals(case):
    text, meant = KNOWN[case]
    assert _key(text + "\n") == meant


@pytest.mark.parametrize("case", OPEN)
def test_what_stays_open(case):
    assert isinstance(_key(OPEN[case] + "\n"), Opaque)


@pytest.mark.parametrize(
    "text",
    [
        "key = []\nkey.append(key)\nimport copy\nx = copy.deepcopy(key)\n",
        "key = 1\nif key == 0:\n    pass\n" + "".join(f"elif key == {-i}:\n    pass\n" for i in range(1, 60)),
        "key = [[0] * 9000 for i in range(9000)]\n",
        "key = ['" + "a" * 9000 + "'.upper() for i in range(4000)]\n",
        "key = dict(a=dict(a=dict(a=1)))\nx = key" + ".copy().a" * 40 + "\n",
    ],
)
def test_hostile_texts_cost_little(text):
    start = time.process_time()
    assert "key" in parse(text, "x.py")[0].value
    assert time.process_time() - start < 3
