"""A transformer is trained from scratch on few texts or sequences.

## What it looks for
A transformer encoder, decoder or encoder-decoder from scratch, on fewer labelled texts or sequences than the limit.
A point-wise forecasting transformer (Informer, Autoformer, FEDformer) on fewer time steps than the limit is worth a
note; these are always trained from scratch.

## Why it matters
Without pretraining a transformer has to learn its features from the labels alone.  Even on 180,000 short titles one
from scratch reaches 89.9 % where a TextCNN reaches 91.2 % and a fine-tuned BERT 94.8 %.

## What to do instead
Fine-tune a pretrained model; else fastText or a TextCNN.  For forecasting: a linear model, or patch tokens.

## When it is fine
Pretrained or fine-tuned weights (the normal case), a self-supervised stage, a teacher, under a million parameters,
patch-token forecasters.

## Evidence
THUCNews comparison (180,000 titles); arXiv:2009.05451; arXiv:2205.13504 (table of nine data sets).
"""

from .. import NOTE, WARNING, All, Any, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, TRANSFORMERS, closed_world, counted_in, is_run, scratch

family = Fact("model.family")
train_size = Size("data.train_size")
FEW = Limit("few_samples", 10_000, "samples", "the source document's dataset bands (small below 10,000)")
SHORT = Limit("few_time_steps", 10_000, "time steps", "arXiv:2205.13504: ETTh, ILI and Exchange lie below")
MANY_TEXTS = Limit("many_texts", 200_000, "samples", "the THUCNews comparison was made on 180,000 titles")
TINY = Limit(
    "tiny_parameters", 1_000_000, "parameters", "a silence, not a claim: networks so small have little to overfit with"
)

labelled = counted_in("samples", "documents", "clips", "rows")
EXCUSES = (
    *SMALL_DATA_EXCUSES,
    Fact("model.num_parameters").below(TINY),
    Fact("task").is_("language-modeling"),
)

RULE = Rule(
    "transformer-on-small-dataset",
    "a transformer trained from scratch on few texts or sequences",
    cases=(
        Case(
            WARNING,
            when=(is_run, family.is_(*TRANSFORMERS), scratch, labelled, train_size.below(FEW)),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: a transformer needs pretraining to do well on so few",
        ),
        Case(
            NOTE,
            when=(
                is_run,
                family.is_(*TRANSFORMERS),
                scratch,
                labelled,
                Fact("data.modality").is_("text"),
                train_size.below(MANY_TEXTS),
            ),
            unless=(*EXCUSES, Fact("task").is_not("text-classification")),
            say="{model.name} from scratch on {data.size}: a TextCNN or fastText is often better from scratch, and a "
            "fine-tuned model better than both",
        ),
        Case(
            WARNING,
            when=(
                closed_world,
                Any(
                    All(family.is_(*TRANSFORMERS), scratch),
                    Fact("model.pointwise_tokens").is_(True),
                    asks=("data.train_size",),
                ),
                Fact("data.unit").is_("time-steps"),
                train_size.below(SHORT),
            ),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.size}: on short series a linear model does better",
            instead="a linear model (DLinear, NLinear) as the baseline, patch tokens (PatchTST), or pretrained weights",
        ),
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.pointwise_tokens").is_(True),
                Fact("data.unit").is_("time-steps"),
                train_size.below(SHORT),
            ),
            unless=(Fact("training.toy").is_(True), Fact("model.pretrained").is_(True)),
            say="{model.name} on {data.size}: on short series a linear model beats point-wise forecasting transformers",
            instead="a linear model (DLinear, NLinear) as the baseline, or patch tokens (PatchTST)",
        ),
    ),
    at=("data.train_size", "data.size_band", "data.name"),
    instead="fine-tune a pretrained model (pretrained: true); else a TextCNN, fastText or a linear model; a "
    "self-supervised stage or a teacher silences this too",
    evidence=("arXiv:2009.05451", "arXiv:2205.13504"),
    limits=(FEW, SHORT, MANY_TEXTS, TINY),
    concerns=(*TRANSFORMERS, "forecaster"),
    needs=("training.is_run",),
)

_TEXT = "archlint: 1\ntask: text-classification\nmodel: {family: transformer-encoder, pretrained: %s}\n"
EXAMPLES = (
    Bad(_TEXT % "false" + "data: {modality: text, train_size: 2000, unit: documents}\n", value="2000"),
    Good(_TEXT % "true" + "data: {modality: text, train_size: 2000, unit: documents}\n"),
    Silent(
        "archlint: 1\ntask: masked-language-modeling\nmodel: {family: transformer-encoder, pretrained: false}\n"
        "data: {modality: text, train_size: 2000, unit: documents}\n",
        why="the objective is self-supervised",
    ),
    Asks(_TEXT % "false" + "data: {modality: text, unit: documents}\n", fact="data.train_size"),
)
