"""The dimensions that rotary positions turn do not come out in pairs.

## What it looks for
The number of a head's dimensions that rotary positions turn: all of them, or the part that a factor or a key of its
own gives.  It must be even, and a multiple of four where the two axes of an image share it.

## Why it matters
A rotation takes two dimensions.  The angles are made for every second one and laid out twice, so that an odd number
gives one angle too many: the shapes differ at the first step, or the framework refuses the config.

## What to do instead
An even width of a head (64 and 128 are common), or a factor whose product with it is even.

## When it is fine
Frameworks that leave the odd dimension unturned; networks without rotary positions.

## Evidence
arXiv:2104.09864 (section 3.2.2: the dimensions are divided into pairs); the frameworks' own layout of the angles.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Relation, Remedy, multiples_near, must_hold

TURNED, MULTIPLE = "model.rotary_dim", "model.rotary_multiple"


def _say(view):
    turned, multiple = view.value(TURNED), view.value(MULTIPLE, 2)
    if multiple == 2:
        return f"rotary positions turn {turned:,} dimensions of a head, and that is odd"
    return f"rotary positions of two axes turn {turned:,} dimensions of a head, and {multiple} do not divide that"


RULE = must_hold(
    "odd-rotary-head-dim",
    "rotary positions over an odd number of dimensions",
    Relation(
        (TURNED, MULTIPLE),
        lambda turned, multiple: turned % multiple == 0,
        f"{TURNED} is a multiple of a pair",
        opposite=f"{TURNED} is no multiple of a pair",
        defaults={MULTIPLE: 2},
    ),
    say=_say,
    instead="a number that comes out in pairs: {fixes}",
    when=(Fact("model.rotary_remainder").is_("refuse"),),
    remedies=(Remedy(TURNED, lambda view: multiples_near(view.value(MULTIPLE, 2), view.value(TURNED))),),
    at=(TURNED, "model.head_dim", "model.num_heads"),
    needs=(TURNED, "model.rotary_remainder"),
    evidence=("arXiv:2104.09864",),
)


_LLAMA = """{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": %d,
 "num_attention_heads": 8, "num_hidden_layers": 4}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {rotary_dim: 33, rotary_remainder: refuse}\n", value="33", severity=ERROR),
    Good("archlint: 1\nmodel: {rotary_dim: 32, rotary_remainder: refuse}\n"),
    Bad(_LLAMA % 264, value="8", severity=ERROR, path="config.json"),
    Good(_LLAMA % 256, path="config.json"),
    Silent(
        "archlint: 1\nmodel: {rotary_dim: 33, rotary_remainder: drop}\n",
        why="the framework leaves the odd dimension unturned",
    ),
)
