"""Calls inside functions and classes: what is certain of their arguments."""

import pytest
from reading import lint, rules

HEAD = "import torch.nn as nn\n"
CLASS = (
    HEAD + "WIDTH = 100\n\nclass Net(nn.Module):\n    def __init__(self%s):\n"
    "        self.a = nn.MultiheadAttention(embed_dim=%s, num_heads=8%s)\n"
)
RULE = ["heads-not-dividing-embed-dim"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLASS % ("", "100", ""), RULE),
        (CLASS % ("", "96", ""), []),
        (CLASS % ("", "WIDTH", ""), RULE),
        (CLASS % (", WIDTH=96", "WIDTH", ""), []),
        (CLASS % (", width", "width", ""), []),
        (CLASS % ("", "100", ", **options"), []),
        (HEAD + "def build():\n    layer = nn.TransformerEncoderLayer(d_model=90, nhead=4)\n    return layer\n", RULE),
        (
            HEAD + "def test():\n    with pytest.raises(AssertionError):\n"
            "        layer = nn.TransformerEncoderLayer(d_model=90, nhead=4)\n", [],
        ),
        (
            HEAD + "def probe():\n    try:\n        layer = nn.TransformerEncoderLayer(d_model=90, nhead=4)\n"
            "    except AssertionError:\n        pass\n", [],
        ),
        (
            "from own import TransformerEncoderLayer\ndef build():\n"
            "    x = TransformerEncoderLayer(d_model=90, nhead=4)\n", [],
        ),
    ],
)  # fmt: skip
def test_heads_inside_a_class(text, expected):
    assert rules(text, "net.py") == expected


def test_the_finding_stands_at_the_argument():
    (one,) = lint(CLASS % ("", "100", ""), "net.py")
    assert (one.spot.line, one.spot.column) == (6, 65)


def test_many_calls_end():
    text = HEAD + "def f():\n" + "    x = nn.MultiheadAttention(embed_dim=96, num_heads=8)\n" * 2_000
    assert rules(text, "net.py") == []
