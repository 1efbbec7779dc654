"""Sequences are longer than the positions that the model has.

## What it looks for
The length of the sequences that a run trains or serves on, and the number of positions of its model, both known.
A table of learned positions ends there: an error, or a warning where the length is only what longer texts are cut to.
Some frameworks compare the two numbers themselves and refuse.  Beyond the range that rotary positions were trained for,
unscaled: a warning, and a note where that range is known by the model's name alone, as copies of it may be stretched.

## Why it matters
A learned table has no row for a later position: the look-up fails.  Rotary angles of unseen positions exist, but
models fail on them without scaling.

## What to do instead
Shorter sequences, or a model with more positions; for rotary positions scaling (`rope_scaling`, YaRN).

## When it is fine
ALiBi, T5's relative bias, sinusoids, state-space models; scaled or changed rotary positions; training from scratch,
where the length defines the range.

## Evidence
arXiv:2306.15595 (abstract); arXiv:2309.00071 (abstract).
"""

from ...facts import STATED
from .. import ERROR, NOTE, WARNING, Any, Bad, Case, Condition, Fact, Good, Rule, Silent
from ..arithmetic import Remedy

_NAMES = ("data.sequence_length", "model.max_positions")


def _usable(view):
    return view.value("model.max_positions") - view.value("model.position_offset", 0)


def _exceeds(view):
    length, positions = view.value(_NAMES[0]), view.value(_NAMES[1])
    return None if length is None or positions is None else length > _usable(view)


class _Exceeds(Condition):
    __slots__ = ()
    relates = True


too_long = _Exceeds(_NAMES, _exceeds, "data.sequence_length > model.max_positions less model.position_offset", ())


def _say(view):
    length, positions = view.numbers(*_NAMES)
    offset = view.value("model.position_offset", 0)
    of_which = f" of {positions:,} (the framework keeps {offset})" if offset else ""
    up_to = "up to " if view.value("data.length_is_cap") else ""
    return f"sequences of {up_to}{length:,}, and only {_usable(view):,} positions{of_which}"


REMAINDER = Fact("model.position_remainder")
IS_CAP = Fact("data.length_is_cap").is_(True)
ROTARY = (
    Fact("model.position_encoding").is_("rotary"),
    Any(
        Fact("model.pretrained").is_(True),
        Fact("training.regime").is_("fine-tuning", "inference"),
        asks=("model.pretrained",),
    ),
)
positions_written = Condition(
    ("model.max_positions",),
    lambda view: view.get("model.max_positions").origin == STATED if view.known("model.max_positions") else None,
    "model.max_positions stands in a file",
    (),
)
REMEDIES = (Remedy("data.sequence_length", lambda view: [_usable(view)]),)

RULE = Rule(
    "sequence-longer-than-positions",
    "sequences longer than the model's positions",
    cases=(
        Case(
            WARNING,
            when=(too_long, REMAINDER.is_("refuse"), IS_CAP),
            say=lambda view: f"{_say(view)}: the framework refuses more",
            remedies=REMEDIES,
        ),
        Case(
            ERROR,
            when=(too_long, REMAINDER.is_("refuse")),
            say=lambda view: f"{_say(view)}: the framework refuses more",
            remedies=REMEDIES,
        ),
        Case(
            WARNING,
            when=(too_long, REMAINDER.is_("refuse-unless-told")),
            say=lambda view: f"{_say(view)}: the framework refuses more, unless it is told otherwise outside this file",
            remedies=REMEDIES,
        ),
        Case(
            WARNING,
            when=(too_long, Fact("model.position_encoding").is_("learned"), IS_CAP),
            say=lambda view: f"{_say(view)}: the table of learned positions ends there",
            remedies=REMEDIES,
        ),
        Case(
            ERROR,
            when=(too_long, Fact("model.position_encoding").is_("learned")),
            say=lambda view: f"{_say(view)}: the table of learned positions ends there",
            remedies=REMEDIES,
        ),
        Case(
            WARNING,
            when=(too_long, *ROTARY, positions_written),
            say=lambda view: f"{_say(view)}: beyond what its rotary positions were trained for",
            remedies=REMEDIES,
        ),
        Case(
            NOTE,
            when=(too_long, *ROTARY),
            say=lambda view: f"{_say(view)}: beyond what the rotary positions of a model of that name were trained for",
            remedies=REMEDIES,
        ),
    ),
    at=("data.sequence_length",),
    instead="sequences within the positions ({fixes}), or a model with more of them",
    evidence=("arXiv:2306.15595", "arXiv:2309.00071"),
    needs=_NAMES,
    sites=True,
)

_TUNE = """base_model: %s
datasets: [{path: tatsu-lab/alpaca, type: alpaca}]
sequence_len: %d
sample_packing: true
micro_batch_size: 1
"""
_NEOX = """num_layers: 12
hidden_size: 768
num_attention_heads: 12
pos_emb: rotary
max_position_embeddings: 2048
seq_length: %d
pipe_parallel_size: 1
train_iters: 320000
"""

_GPT = "archlint: 1\nmodel: {family: transformer-decoder, max_positions: 1024, position_encoding: %s}\n"
_TEXT = "data: {modality: text, sequence_length: %d}\n"
EXAMPLES = (
    Bad(_GPT % "learned" + _TEXT % 2048, value="2048", severity=ERROR),
    Good(_GPT % "learned" + _TEXT % 1024),
    Bad(_TUNE % ("codellama/CodeLlama-7b-hf", 100_000), value="100000", severity=NOTE, path="tune.yml"),
    Good(_TUNE % ("codellama/CodeLlama-7b-hf", 16_384), path="tune.yml"),
    Bad(_NEOX % 4096, value="4096", severity=ERROR, path="125M.yml"),
    Good(_NEOX % 2048, path="125M.yml"),
    Silent(
        _TUNE % ("togethercomputer/LLaMA-2-7B-32K", 8192), why="the name says that it was stretched", path="tune.yml"
    ),
    Silent(
        _TUNE % ("codellama/CodeLlama-7b-hf", 100_000) + "rope_scaling: {type: linear, factor: 8.0}\n",
        why="the positions are scaled",
        path="tune.yml",
    ),
    Bad(
        "#!/bin/bash\ntorchrun pretrain_gpt.py --num-layers 24 --hidden-size 2048 --num-attention-heads 16 "
        "--use-rotary-position-embeddings --micro-batch-size 1 --seq-length 4096 --max-position-embeddings 2048\n",
        value="4096",
        severity=ERROR,
        path="pretrain.sh",
    ),
    Silent(_GPT % "alibi" + _TEXT % 2048, why="ALiBi reaches beyond the trained length"),
)
