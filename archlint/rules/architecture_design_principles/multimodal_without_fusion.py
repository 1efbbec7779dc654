"""Several modalities, and no word on how they are fused.

## What it looks for
Data of several modalities, a model that is no known vision-language or dual-encoder one, and no stated fusion.

## Why it matters
Where the modalities meet (early, late, by cross-attention, through a projector) decides more than either encoder.

## What to do instead
Choose each modality's encoder first, then state how they are fused.

## When it is fine
Known vision-language models and dual encoders, whose fusion is part of the architecture.

## Evidence
The source document's order for several modalities: each one's architecture before fusion.
"""

from .. import QUESTION, Asks, Case, Condition, Fact, Good, Rule, Silent
from ..conditions import is_run

FUSED = ("vision-language", "dual-encoder")

RULE = Rule(
    "multimodal-without-fusion",
    "several modalities with no stated fusion",
    cases=(
        Case(
            QUESTION,
            when=(
                is_run,
                Fact("data.modality").is_("multimodal"),
                Fact("model.fusion").absent,
                Condition(
                    (),
                    lambda view: view.value("model.family") not in FUSED,
                    "no architecture that brings its own fusion",
                    (),
                ),
                Condition((), lambda view: True, "the fusion is to be stated", ("model.fusion",)),
            ),
            say="",
            is_open=True,
        ),
    ),
    at=("data.modality",),
    instead="state model.fusion (early, late, cross-attention, projector)",
    evidence=(),
    needs=("data.modality",),
)

_BOTH = "archlint: 1\nmodel: {family: %s%s}\ndata: {modality: multimodal}\n"
EXAMPLES = (
    Asks(_BOTH % ("transformer-encoder", ""), fact="model.fusion"),
    Good(_BOTH % ("transformer-encoder", ", fusion: late")),
    Silent(_BOTH % ("vision-language", ""), why="a vision-language model brings its own fusion"),
)
