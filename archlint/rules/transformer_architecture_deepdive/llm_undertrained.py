"""A language model is trained from scratch on few tokens for its size.

## What it looks for
A decoder-only language model over text, from scratch, whose whole run (steps times the tokens of each) has fewer than
about twenty tokens for each parameter: a note.  Fewer tokens than parameters in a person's own description of a plan: a
warning; config files with such runs are mostly short examples.  Where the number of parameters is not known it is taken
as 12 * layers * width^2, which leaves the embeddings out.

## Why it matters
At a given compute the best model sees about twenty tokens for each parameter; with far fewer a smaller model, trained
longer, is better and cheaper to run.

## What to do instead
A smaller model, or more steps; or start from pretrained weights.

## When it is fine
Fine-tuning and continued pretraining; smoke tests; distillation; repeated data is counted each time it is seen.

## Evidence
arXiv:2203.15556 (table 3); arXiv:2001.08361 (section 2.1, for the number of parameters).
"""

from .. import NOTE, WARNING, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import closed_world, is_run, scratch

ENOUGH = Limit("tokens_per_parameter", 20, "tokens per parameter", "arXiv:2203.15556, table 3", low=1)
_NAMES = ("training.seen_tokens", "model.num_parameters", "model.num_layers", "model.hidden_size")


def _parameters(view):
    """Return the parameters, or the least that a stack of these sizes has; None where neither is known."""
    known = view.value("model.num_parameters")
    layers, width = view.value("model.num_layers"), view.value("model.hidden_size")
    if known is not None or layers is None or width is None or view.value("model.depth_unit") != "blocks":
        return known
    return 12 * layers * width**2


def _fewer(view, each):
    tokens, parameters = view.value("training.seen_tokens"), _parameters(view)
    return None if tokens is None or parameters is None else tokens < each * parameters


fewer_than_parameters = Condition(_NAMES, lambda view: _fewer(view, 1), "fewer tokens than parameters", ())
fewer_than_enough = Condition(
    _NAMES,
    lambda view: _fewer(view, view.limits["tokens_per_parameter"]),
    "training.seen_tokens < {tokens_per_parameter:,} tokens per parameter",
    (),
)
LANGUAGE_MODEL = (
    is_run,
    Fact("model.family").is_("transformer-decoder"),
    scratch,
    Fact("data.modality").is_("text"),
)
EXCUSES = (
    Fact("training.toy").is_(True),
    Fact("model.distilled").is_(True),
    Fact("training.regime").is_("distillation", "fine-tuning", "inference"),
)


def _say(view):
    tokens, parameters = view.value("training.seen_tokens"), _parameters(view)
    return f"{tokens:,} tokens for about {parameters:,} parameters: {tokens / parameters:,.2g} for each"


RULE = Rule(
    "llm-undertrained",
    "a language model that sees few tokens for its size",
    cases=(
        Case(WARNING, when=(*LANGUAGE_MODEL, closed_world, fewer_than_parameters), unless=EXCUSES, say=_say),
        Case(NOTE, when=(*LANGUAGE_MODEL, fewer_than_enough), unless=EXCUSES, say=_say),
    ),
    at=("training.seen_tokens", "model.num_layers"),
    instead="a smaller model or a longer run, about {limits.tokens_per_parameter} tokens for each parameter",
    evidence=("arXiv:2203.15556", "arXiv:2001.08361"),
    limits=(ENOUGH,),
    concerns=("transformer-decoder",),
    needs=("training.seen_tokens",),
)

_RUN = """archlint: 1
task: language-modeling
model: {family: transformer-decoder, num_layers: 24, hidden_size: 2048, pretrained: %s}
data: {modality: text}
training: {seen_tokens: %d}
"""
_NANOGPT = """out_dir = 'out'
eval_interval = 1000
block_size = 1024
batch_size = 12
gradient_accumulation_steps = 40
n_layer = 48
n_head = 25
n_embd = 1600
max_iters = %d
"""
EXAMPLES = (
    Bad(_RUN % ("false", 1_000_000_000), value="1000000000"),
    Bad(_RUN % ("false", 5_000_000_000), value="5000000000", severity=NOTE),
    Good(_RUN % ("false", 30_000_000_000)),
    Bad(_NANOGPT % 2_000, value="2000", severity=NOTE, path="train.py"),
    Good(_NANOGPT % 600_000, path="train.py"),
    Silent(_RUN % ("true", 1_000_000_000), why="the weights have seen more"),
)
