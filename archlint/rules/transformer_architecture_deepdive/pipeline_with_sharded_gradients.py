"""Gradients are sharded over data-parallel devices, and the layers over pipeline stages.

## What it looks for
More than one pipeline stage beside ZeRO of stage 2 or 3 in a framework that runs its pipeline by DeepSpeed.

## Why it matters
A pipeline adds up gradients over many microbatches before it reduces them; DeepSpeed's pipeline asserts that gradients
are not sharded, and does not start.

## What to do instead
ZeRO of stage 1 beside the pipeline, or no pipeline stages beside ZeRO 2 and 3.

## When it is fine
One stage; frameworks whose sharding works with pipelines.

## Evidence
arXiv:1910.02054 (section 5) for the stages; DeepSpeed's own assertion.
"""

from .. import ERROR, Bad, Fact, Good, Silent
from ..arithmetic import Relation, Remedy, must_hold

_STAGES = "training.pipeline_parallel"

RULE = must_hold(
    "pipeline-with-sharded-gradients",
    "pipeline stages beside sharded gradients",
    Relation((_STAGES,), lambda stages: stages <= 1, f"{_STAGES} is 1", ("stages",)),
    say="{stages:pipeline stage} beside gradients that are sharded over data-parallel devices: the pipeline refuses it",
    instead="ZeRO of stage 1, or {fixes} stage",
    when=(Fact("training.sharded_gradients").is_(True),),
    remedies=(Remedy(_STAGES, lambda view: [1]),),
    at=("training.sharded_gradients", _STAGES),
    needs=("training.sharded_gradients", _STAGES),
    evidence=("arXiv:1910.02054",),
    sites=False,
)

_NEOX = """num_layers: 24
hidden_size: 1024
num_attention_heads: 16
pos_emb: rotary
max_position_embeddings: 2048
seq_length: 2048
pipe_parallel_size: 2
model_parallel_size: 1
train_iters: 320000
zero_optimization: {stage: %d}
"""
EXAMPLES = (
    Bad(_NEOX % 3, value="3", severity=ERROR, path="350M.yml"),
    Good(_NEOX % 1, path="350M.yml"),
    Silent(_NEOX.replace("pipe_parallel_size: 2", "pipe_parallel_size: 1") % 3, why="one stage", path="350M.yml"),
)
