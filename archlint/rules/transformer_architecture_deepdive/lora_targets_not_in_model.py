"""No module of the base model has one of the names that are to get an adapter.

## What it looks for
The names of modules that a run trains adapters beside (`target_modules`, `lora_target`), and the base model's type,
whose modules are known.

## Why it matters
Names differ from model to model: where one has `q_proj`, `k_proj` and `v_proj`, another has one `query_key_value`.
PEFT refuses names of which it finds none.

## What to do instead
The model's own names, or `all-linear`.

## When it is fine
Names of which at least one is found; patterns; models whose code is not known.

## Evidence
PEFT's own check; the modules' names are those of the transformers library, in the last release of each version in use.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Relation, must_hold

_NAMES = ("training.lora_targets_found", "training.lora_targets")

RULE = must_hold(
    "lora-targets-not-in-model",
    "adapters for modules that the base model does not have",
    Relation(_NAMES, lambda found, wanted: found > 0, "the model has one of the named modules", ("found", "wanted")),
    say="the base model has {found} of the {wanted:name|names} of modules that are to get adapters",
    instead="the names of this model's own modules, or all-linear",
    at=("training.lora_targets",),
    sites=False,
)

_TUNE = """stage: sft
do_train: true
model_name_or_path: THUDM/chatglm3-6b
template: chatglm3
finetuning_type: lora
lora_target: %s
dataset: alpaca_en
"""
EXAMPLES = (
    Bad(_TUNE % "q_proj,v_proj", value="q_proj,v_proj", severity=ERROR, path="sft.yaml"),
    Good(_TUNE % "query_key_value", path="sft.yaml"),
    Silent(_TUNE % "all", why="the framework finds the names itself", path="sft.yaml"),
    Silent(_TUNE % "query_key_value,v_proj", why="PEFT takes those that it finds", path="sft.yaml"),
)
