"""The number of attention heads does not divide the width that is split into them.

## What it looks for
A width and a number of heads that does not divide it, where the framework splits the width evenly: no width of a head
is given by itself, and what is left over is refused.  Each stack and each stage is looked at by itself.  A warning
where the framework is not known, but the keys are those of attention with an even split (`d_model` or `n_embd` beside
heads), or where only newer releases of the framework refuse it and the file does not say which one it is for.

## Why it matters
Every head gets the same share of the width.  PyTorch's `MultiheadAttention` asserts that the shares come out even, and
so do the frameworks that cut the width themselves: building the network, or its first step, fails.

## What to do instead
Take a number of heads that divides the width, or a width that is a multiple of the heads; where the framework has a
key for the width of a head (`head_dim`, `d_kv`, `kv_channels`), state it.

## When it is fine
An explicit width of a head (mT5-small has 6 heads of 64 beside a width of 512, Gemma-7B 16 of 256 beside 3072), and
frameworks that round the share down: the rule is silent on all of these.

## Evidence
The frameworks' own checks; arXiv:1706.03762 (section 3.2.2) for the even split.
"""

from ...facts import STATED
from .. import ERROR, WARNING, Bad, Fact, Good, Rule, Silent
from ..arithmetic import Divides

HEADS_DIVIDE_WIDTH = Divides("model.num_heads", "model.hidden_size")
REMAINDER = Fact("model.head_remainder")
SAY = "{number} is not divisible by {divisor:head}: {quotient}"


def _is_turned_in_pairs(view, width, heads):
    """Whether rotary positions, if there are any, find an even number of dimensions in each head."""
    return view.value("model.position_encoding") != "rotary" or width // heads % 2 == 0


def _heads_work(view, heads):
    groups = view.get("model.num_kv_heads")
    if groups is not None and groups.origin == STATED:
        now = view.value("model.num_heads")
        if groups.value != now and now % groups.value == 0 and heads % groups.value:
            return False
    return _is_turned_in_pairs(view, view.value("model.hidden_size"), heads)


def _width_works(view, width):
    return _is_turned_in_pairs(view, width, view.value("model.num_heads"))


REMEDIES = HEADS_DIVIDE_WIDTH.remedies_where(_heads_work, _width_works)
GRAPHS = (Fact("model.family").is_("gnn", "graph-transformer"),)  # gat-heads-not-dividing-width


def _say_since(view):
    said = SAY.format(**HEADS_DIVIDE_WIDTH.words(view))
    return f"{said}; {view.value('config.refused_since', 'a newer release')} refuses it, and releases before it do not"


RULE = Rule(
    "heads-not-dividing-embed-dim",
    "attention heads that do not divide the width",
    cases=(
        HEADS_DIVIDE_WIDTH.broken(
            SAY,
            when=(REMAINDER.is_("refuse"), Fact("model.head_dim").absent),
            unless=GRAPHS,
            remedies=REMEDIES,
        ),
        HEADS_DIVIDE_WIDTH.broken(
            _say_since,
            WARNING,
            when=(REMAINDER.is_("refuse-since"), Fact("model.head_dim").absent),
            unless=GRAPHS,
            remedies=REMEDIES,
        ),
        HEADS_DIVIDE_WIDTH.broken(
            f"{SAY}; most attention refuses a remainder",
            WARNING,
            when=(REMAINDER.is_("usually-refuse"), Fact("model.head_dim").absent),
            unless=GRAPHS,
            remedies=REMEDIES,
        ),
    ),
    at=("model.num_heads", "model.hidden_size"),
    instead=Divides.instead,
    evidence=("arXiv:1706.03762",),
    needs=("model.head_remainder", "model.num_heads"),
    sites=True,
)


_BERT = """{"model_type": "bert", "architectures": ["BertModel"], "hidden_size": 768, "num_attention_heads": %d,
 "num_hidden_layers": 12}
"""
_LLAMA = """{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 1024,
 "num_attention_heads": 12, "head_dim": 64, "num_hidden_layers": 12, "num_key_value_heads": 4%s}
"""
_PLAIN = "model: {num_layers: 6, d_model: %d, n_heads: 8%s}\noptimizer: {lr: 0.001}\n"
EXAMPLES = (
    Bad("archlint: 1\nmodel: {hidden_size: 768, num_heads: 10}\n", value="10", severity=ERROR),
    Good("archlint: 1\nmodel: {hidden_size: 768, num_heads: 12}\n"),
    Bad(_BERT % 10, value="10", severity=ERROR, path="config.json"),
    Good(_BERT % 12, path="config.json"),
    Bad(_LLAMA % "", value="12", path="config.json"),
    Bad(_LLAMA % ', "transformers_version": "5.1.0"', value="12", severity=ERROR, path="config.json"),
    Silent(_LLAMA % ', "transformers_version": "4.57.0"', why="that release does not check it", path="config.json"),
    Bad(_PLAIN % (500, ""), value="8", path="config.yaml"),
    Good(_PLAIN % (512, ""), path="config.yaml"),
    Silent(_PLAIN % (500, ", d_head: 64"), why="the width of a head is given by itself", path="config.yaml"),
    Silent(
        _PLAIN.replace("d_model", "hidden_dim") % (500, ""),
        why="in graph attention such a key may be the width of one head",
        path="config.yaml",
    ),
    Silent(
        "archlint: 1\nmodel: {hidden_size: 512, num_heads: 6, head_dim: 64}\n",
        why="the width of a head is given by itself, as in mT5-small",
    ),
)
