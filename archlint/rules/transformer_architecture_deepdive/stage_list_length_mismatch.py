"""A list that holds an entry for each layer or stage is of another length than these are.

## What it looks for
A list such as `layer_types`, `depths`, `num_heads` or `down_block_types` whose framework takes one entry for each
layer or stage, beside the number of those, or beside another such list.

## Why it matters
The framework refuses the config, or pairs entries that do not belong together: with too many entries an encoder reads
from the front and a decoder from the back.

## What to do instead
One entry for each layer or stage.

## When it is fine
Lists that the framework cuts or repeats; a single number in place of the list.

## Evidence
The frameworks' own checks.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "stage-list-length-mismatch",
    "a list of another length than there are layers or stages",
    Equals("model.list_length", "model.expected_length"),
    say="{part:the list} has {written:entry|entries}, where {wanted} are needed",
    instead="one entry for each layer or stage",
    remedies=(),
)


_GEMMA = """{"model_type": "gemma3_text", "architectures": ["Gemma3ForCausalLM"], "hidden_size": 1152,
 "num_attention_heads": 4, "num_hidden_layers": 3,
 "layer_types": ["sliding_attention", %s]}
"""
EXAMPLES = (
    Bad(_GEMMA % '"full_attention"', severity=ERROR, path="config.json"),
    Good(_GEMMA % '"sliding_attention", "full_attention"', path="config.json"),
    Silent(
        '{"model_type": "gemma3_text", "architectures": ["Gemma3ForCausalLM"], "hidden_size": 1152, '
        '"num_attention_heads": 4, "num_hidden_layers": 3}\n',
        why="the library fills the list in where it is left out",
        path="config.json",
    ),
)
