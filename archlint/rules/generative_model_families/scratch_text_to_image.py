"""A text-to-image diffusion model is trained from scratch on few pairs.

## What it looks for
A diffusion model over images that a text steers, trained from scratch on fewer than a million pairs of image and text.

## Why it matters
The words of a prompt are learned from pairs: published models see tens of millions of them at the least, and what no
pair shows cannot be asked for.

## What to do instead
Fine-tune a pretrained text-to-image model, wholly or with LoRA.

## When it is fine
Benchmarks of one narrow domain, whose prompts are those of the training set (MS-COCO).

## Evidence
arXiv:2310.00426 (table 2: 25 million training images, the least of the models that it compares). Narrow sets of images
are trained on with fewer, so the line is archlint's own, and this is a note.
"""

from .. import NOTE, Bad, Case, Fact, Good, Limit, Rule, Silent, Size
from ..conditions import SMALL_DATA_EXCUSES, counted_in, is_run, scratch

FEW = Limit("few_pairs", 1_000_000, "pairs", "archlint's own line; arXiv:2310.00426 takes 25 million")

RULE = Rule(
    "scratch-text-to-image",
    "a text-to-image model trained from scratch on few pairs",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                Fact("model.family").is_("diffusion"),
                Fact("data.modality").is_("image"),
                Fact("model.text_to_image").is_(True),
                scratch,
                counted_in("images", "samples"),
                Size("data.train_size").below(FEW),
            ),
            unless=SMALL_DATA_EXCUSES,
            say="{model.name}, steered by text, from scratch on {data.size}: published models take tens of millions",
        ),
    ),
    at=("data.train_size", "data.name"),
    instead="fine-tune a pretrained text-to-image model (LoRA); fine-tuning silences this",
    evidence=("arXiv:2310.00426",),
    limits=(FEW,),
    asks=0,
    concerns=("diffusion",),
    needs=("training.is_run", "model.text_to_image"),
)

_NATIVE = (
    "archlint: 1\nmodel: {family: diffusion, pretrained: %s, text_to_image: %s}\n"
    "data: {modality: image, train_size: %d}\n"
)
EXAMPLES = (
    Bad(_NATIVE % ("false", "true", 200_000), value="200000", severity=NOTE),
    Good(_NATIVE % ("true", "true", 200_000)),
    Silent(_NATIVE % ("false", "false", 200_000), why="no text steers it"),
)
