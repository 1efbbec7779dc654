"""The heads of a language model are very narrow.

## What it looks for
A transformer decoder for text whose heads are narrower than the limit, in a file that is no toy.

## Why it matters
A head's scores are a product of two maps of the head's width: a narrow head cannot tell more than a few patterns of a
sequence apart.

## What to do instead
Fewer heads over the same width: 64 to 128 dimensions a head are common.

## When it is fine
Small models for tests, vision transformers with windows (Swin has heads of 32), graphs and time series.

## Evidence
arXiv:1706.03762 (table 3, rows A: over the same width, translation is worse with 32 heads of 16 than with 8 of 64);
arXiv:2002.07028 (abstract: heads that get narrower as they get more are a low-rank bottleneck).
"""

from .. import NOTE, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent

NARROWEST = Limit("narrow_head", 16, "dimensions", "arXiv:1706.03762, table 3 (A): quality has dropped at 16", low=1)
# As in the libraries' own networks for tests: neither deep nor wide enough to be trained for use.
WIDE, DEEP = 256, 3


def _width(view):
    width = view.value("model.head_dim")
    if width is None and view.get("model.head_dim") is None:
        whole, heads = view.value("model.hidden_size"), view.value("model.num_heads")
        width = whole // heads if whole and heads and whole % heads == 0 else None
    return width


def _is_narrow(view):
    width = _width(view)
    return None if width is None else width < view.limits[NARROWEST.name]


def _is_trained(view):
    width, depth = view.value("model.hidden_size"), view.value("model.num_layers")
    return None if width is None or depth is None else width >= WIDE and depth >= DEEP


RULE = Rule(
    "head-dim-tiny",
    "very narrow attention heads in a language model",
    cases=(
        Case(
            NOTE,
            when=(
                Fact("model.family").is_("transformer-decoder"),
                Fact("data.modality").is_("text"),
                Condition(
                    ("model.head_dim", "model.hidden_size", "model.num_heads"),
                    _is_narrow,
                    "the width of a head < {narrow_head:,} dimensions",
                    (),
                ),
                Condition(("model.hidden_size", "model.num_layers"), _is_trained, "the network is no toy", ()),
            ),
            unless=(Fact("training.toy").is_(True),),
            say=lambda view: f"heads of {_width(view):,} dimensions in a language model",
        ),
    ),
    at=("model.head_dim", "model.num_heads"),
    instead="fewer heads over the same width",
    evidence=("arXiv:1706.03762", "arXiv:2002.07028"),
    limits=(NARROWEST,),
    needs=("model.num_heads",),
)

_GPT = "archlint: 1\nmodel: {family: transformer-decoder, hidden_size: 512, num_layers: 8, num_heads: %d}\n"
EXAMPLES = (
    Bad(_GPT % 64 + "data: {modality: text}\n", value="64", severity=NOTE),
    Good(_GPT % 8 + "data: {modality: text}\n"),
    Silent(_GPT % 64 + "data: {modality: time-series}\n", why="the rule is about language"),
)
