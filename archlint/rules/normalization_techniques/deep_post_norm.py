"""A deep transformer that normalizes after the residual sum.

## What it looks for
A transformer with post-normalization, from scratch, and more blocks in a stack than the limit.

## Why it matters
After the sum the gradients near the output are large at the start of training: deep post-norm stacks need warmup at
least, and beyond a depth fail without a scheme.

## What to do instead
Pre-normalization, or DeepNorm, Admin or LayerScale.

## When it is fine
Pretrained weights; DeepNorm, Admin, DLCL, T-Fixup, LayerScale, ReZero; up to 24 blocks with warmup (BERT-large).

## Evidence
arXiv:2002.04745; arXiv:1906.01787; arXiv:2203.00555.
"""

from .. import WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import TRANSFORMERS, is_run, scratch

DEEP = Limit("deep", 24, "blocks", "BERT-large and RoBERTa-large train with 24 post-norm blocks; arXiv:1906.01787")

RULE = Rule(
    "deep-post-norm",
    "a deep transformer with post-normalization, from scratch",
    cases=(
        Case(
            WARNING,
            when=(
                is_run,
                Fact("model.family").is_(*TRANSFORMERS, "vision-transformer", "conformer"),
                Fact("model.num_layers").above(DEEP),
                Fact("model.norm_placement").is_("post"),
                scratch,
            ),
            unless=(Fact("model.depth_scheme").is_not("none"),),
            say="{model.num_layers} post-norm blocks from scratch: such stacks fail to train without a scheme",
        ),
    ),
    at=("model.norm_placement", "model.num_layers"),
    instead="pre-normalization, or DeepNorm, Admin or LayerScale (model.depth_scheme)",
    evidence=("arXiv:2002.04745", "arXiv:1906.01787", "arXiv:2203.00555"),
    limits=(DEEP,),
    concerns=(*TRANSFORMERS, "vision-transformer", "conformer"),
    needs=("model.num_layers",),
)

_POST = "archlint: 1\nmodel: {family: transformer-encoder, num_layers: %s, norm_placement: post%s}\n"
EXAMPLES = (
    Bad(_POST % (48, ", pretrained: false"), value="post"),
    Good(_POST.replace("post", "pre") % (48, ", pretrained: false")),
    Silent(_POST % (48, ", pretrained: false, depth_scheme: deepnorm"), why="DeepNorm is made for it"),
    Asks(_POST.replace(", norm_placement: post", "") % (48, ", pretrained: false"), fact="model.norm_placement"),
)
