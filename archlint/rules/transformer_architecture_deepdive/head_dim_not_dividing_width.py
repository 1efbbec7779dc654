"""Whole heads of the written width do not fill the width that is split into them.

## What it looks for
A width, and the width of a head, where the number of heads follows from the two and the framework refuses what is left.

## Why it matters
The width is cut into heads of the written size, and the last one would be cut off: building the network, or its first
step, fails.

## What to do instead
A width of a head that divides the width of every stage with attention.

## When it is fine
Projections to heads times head width, whatever the model's own width is, and frameworks that drop the rest.

## Evidence
Latent-diffusion and MONAI refuse such a layer; k-diffusion's reshaping to heads fails.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Divides, must_hold

RULE = must_hold(
    "head-dim-not-dividing-width",
    "heads of a width that does not divide the stage's",
    Divides("model.head_dim", "model.hidden_size"),
    say="{number}{where} is not divisible by heads of {divisor}: {quotient}",
    when=(Fact("model.head_dim_remainder").is_("refuse"),),
    needs=("model.head_dim", "model.head_dim_remainder"),
)


_MONAI = """{"bundle_root": ".", "device": "$torch.device('cpu')", "network_def": {"_target_": "DiffusionModelUNet",
 "channels": [32, 64], "attention_levels": [false, true], "num_head_channels": %d, "norm_num_groups": 32}, "train": {}}
"""
EXAMPLES = (
    Bad(_MONAI % 48, value="48", severity=ERROR, path="train.json"),
    Good(_MONAI % 32, path="train.json"),
    Silent(
        "archlint: 1\nmodel: {hidden_size: 3072, num_heads: 16, head_dim: 256}\n",
        why="Gemma projects to heads of their own width",
    ),
)
