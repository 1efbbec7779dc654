"""The number of devices that share each layer does not divide its attention heads.

## What it looks for
A tensor-parallel size beside the number of attention heads of the model, where the framework splits the heads over the
devices; and beside the number of key-value heads, where it says how it splits those.  The same of devices that share a
sequence and change places with the heads for attention (Ulysses).

## Why it matters
Every device computes the same number of whole heads; the frameworks refuse a remainder.  Key-value heads are split the
same way; where there are fewer of them than devices, some frameworks give several devices a copy of the same head, and
the others refuse.

## What to do instead
A tensor-parallel size that divides the heads, and the key-value heads where the framework asks for it.

## When it is fine
Models whose attention is not split by heads.

## Evidence
arXiv:1909.08053 (section 3): attention is split by heads; the frameworks' own checks.
"""

from .. import ERROR, Bad, Fact, Good, Rule, Silent
from ..arithmetic import Divides, Remedy

DEVICES, HEADS, GROUPS = "training.tensor_parallel", "model.num_heads", "model.num_kv_heads"
DEVICES_DIVIDE_GROUPS = Divides(DEVICES, GROUPS)
SEQUENCES = "training.sequence_parallel"
SEQUENCES_DIVIDE_HEADS = Divides(SEQUENCES, HEADS)
SPLIT = Fact("training.kv_head_split")
SAY_GROUPS = "{number:key-value head} are not divisible over {divisor:tensor-parallel device}: {quotient}"
# More devices than this are not searched for a size that fits.
_MOST_DEVICES = 1_024


def _sizes(view):
    """Return the nearest sizes that every split allows, at most one on each side."""
    devices = view.value(DEVICES)
    found = [size for size in range(1, _MOST_DEVICES) if size != devices and _fits(view, size)]
    return [*[size for size in found if size < devices][-1:], *[size for size in found if size > devices][:1]]


def _fits(view, size):
    heads, groups = view.value(HEADS), view.value(GROUPS)
    split = view.value("training.kv_head_split")
    if heads is not None and heads % size:
        return False
    return groups is None or split is None or not groups % size or (split == "even-or-copied" and not size % groups)


def _say_neither(view):
    said = SAY_GROUPS.format(**DEVICES_DIVIDE_GROUPS.words(view))
    return f"{said}, nor can every one be copied to as many devices"


REMEDIES = (Remedy(DEVICES, _sizes),)

RULE = Rule(
    "tensor-parallel-not-dividing-heads",
    "a tensor-parallel size that does not divide the attention heads",
    cases=(
        Divides(DEVICES, HEADS).broken(
            "{number:head} are not divisible over {divisor:tensor-parallel device}: {quotient}", remedies=REMEDIES
        ),
        DEVICES_DIVIDE_GROUPS.broken(SAY_GROUPS, when=(SPLIT.is_("even"),), remedies=REMEDIES),
        Divides(GROUPS, DEVICES).broken(
            _say_neither,
            when=(SPLIT.is_("even-or-copied"), ~DEVICES_DIVIDE_GROUPS),
            remedies=REMEDIES,
        ),
        SEQUENCES_DIVIDE_HEADS.broken(
            "{number:head} are not divisible over {divisor:sequence-parallel device}: {quotient}",
            at=(SEQUENCES,),
            remedies=SEQUENCES_DIVIDE_HEADS.remedies[:1],
        ),
    ),
    at=(DEVICES,),
    instead="a size that divides the heads: {fixes}",
    evidence=("arXiv:1909.08053",),
    needs=(HEADS,),
)


_RUN = "archlint: 1\nmodel: {hidden_size: 1536, num_heads: 12%s}\ntraining: {tensor_parallel: %d%s}\n"
_KV, _COPIES, _EVEN = ", num_kv_heads: 2", ", kv_head_split: even-or-copied", ", kv_head_split: even"
_NEOX = """num_layers: 24
hidden_size: 1536
num_attention_heads: 12
pos_emb: rotary
max_position_embeddings: 2048
seq_length: 2048
pipe_parallel_size: 1
model_parallel_size: %d
train_iters: 320000
"""
EXAMPLES = (
    Bad(_RUN % ("", 8, ""), value="8", severity=ERROR),
    Good(_RUN % ("", 4, "")),
    Bad(_RUN % (_KV, 4, _EVEN), value="4", severity=ERROR),
    Good(_RUN % (_KV, 2, _EVEN)),
    Bad(_RUN % (_KV, 3, _COPIES), value="3", severity=ERROR),
    Good(_RUN % (_KV, 4, _COPIES)),
    Bad(_NEOX % 8, value="8", severity=ERROR, path="125M.yml"),
    Good(_NEOX % 4, path="125M.yml"),
    Bad(_RUN.replace("tensor_parallel", "sequence_parallel") % ("", 8, ""), value="8", severity=ERROR),
    Silent("archlint: 1\ntraining: {tensor_parallel: 8}\nmodel: {family: cnn}\n", why="it has no attention heads"),
)
