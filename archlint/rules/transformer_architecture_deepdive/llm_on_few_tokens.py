"""A language model is trained from scratch on few tokens.

## What it looks for
A decoder-only language model over text, from scratch, with fewer training tokens than the limit.  Up to ten times
that, or with fewer tokens than parameters, it is worth a note.

## Why it matters
On Penn Treebank (0.93 million tokens) a well-regularized LSTM reaches a perplexity of 50.1 where a Transformer-XL of
its size reaches 54.5.  Compute-optimal training uses about 20 tokens for each parameter.

## What to do instead
Fine-tune a pretrained model (LoRA costs little); else a small, well-regularized LSTM or transformer.

## When it is fine
Fine-tuning, LoRA or continued pretraining; distillation; token sequences that are no text (music, molecules, DNA).

## Evidence
NLP-progress, language modeling (Penn Treebank table); arXiv:1909.01792; arXiv:1708.02182;
arXiv:2203.15556; arXiv:2305.16264.
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import counted_in, is_run, scratch

tokens = Size("data.train_size")
FEW = Limit("few_tokens", 1_000_000, "tokens", "the source document's resistance table; Penn Treebank holds 0.93M")
SOME = Limit("some_tokens", 10_000_000, "tokens", "ten times the source document's line")


def _fewer_tokens_than_parameters(view):
    size, parameters = view.value("data.train_size"), view.value("model.num_parameters")
    return size < parameters if size is not None and parameters is not None else None


fewer_tokens_than_parameters = Condition(
    ("data.train_size", "model.num_parameters"), _fewer_tokens_than_parameters, "fewer tokens than parameters", ()
)


def _is_text(view):
    modality = view.value("data.modality")
    return modality is None or modality == "text"


LANGUAGE_MODEL = (
    is_run,
    Fact("model.family").is_("transformer-decoder"),
    scratch,
    counted_in("tokens"),
    Condition(("data.modality",), _is_text, "data.modality is text, or not stated", ()),
)
EXCUSES = (
    Fact("training.toy").is_(True),
    Fact("model.distilled").is_(True),
    Fact("training.regime").is_("distillation", "fine-tuning", "inference"),
)

RULE = Rule(
    "llm-on-few-tokens",
    "a language model trained from scratch on few tokens",
    cases=(
        Case(
            WARNING,
            when=(*LANGUAGE_MODEL, tokens.below(FEW)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: too few for a transformer language model",
        ),
        Case(
            NOTE,
            when=(*LANGUAGE_MODEL, tokens.below(SOME)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: few for a transformer language model",
        ),
        Case(
            NOTE,
            when=(*LANGUAGE_MODEL, fewer_tokens_than_parameters),
            unless=EXCUSES,
            say="{model.name} has more parameters ({model.num_parameters:,}) than {data.size}",
        ),
    ),
    at=("data.train_size", "data.size_band", "data.name"),
    instead="fine-tune a pretrained model (pretrained: true); else a small, well-regularized LSTM or transformer; a "
    "teacher (distilled: true) silences this too",
    evidence=("arXiv:1909.01792", "arXiv:1708.02182", "arXiv:2203.15556"),
    limits=(FEW, SOME),
    concerns=("transformer-decoder",),
    needs=("training.is_run",),
)

_LM = "archlint: 1\ntask: language-modeling\nmodel: {architecture: gpt2, pretrained: %s}\ndata: {modality: text%s}\n"
EXAMPLES = (
    Bad(_LM % ("false", ", train_size: 500000, unit: tokens"), value="500000"),
    Good(_LM % ("true", ", train_size: 500000, unit: tokens")),
    Silent(
        "archlint: 1\nmodel: {family: transformer-decoder, pretrained: false}\n"
        "data: {modality: audio, train_size: 500000, unit: tokens}\n",
        why="the tokens are no text",
    ),
    Asks(_LM % ("false", ", unit: tokens"), fact="data.train_size"),
)
