"""A key that its framework does not know, next to one that it knows.

## What it looks for
A key that the framework's own class or schema does not have, one or two letters away from one that it has and that the
file leaves out.  Names that any class of the library has, in this version or an older one, are let pass, and so is
every key that is near to none: projects keep notes of their own in their configs.

## Why it matters
Where the framework refuses keys that it does not know, the run ends before it begins.  Where it keeps them without a
word, as the configuration classes of transformers and diffusers do, the value that stands there changes nothing: the
network is built with the default of the key that was meant.

## What to do instead
Write the key as the framework spells it.  Where the key does nothing today, `archlint check --fix` does that.

## When it is fine
A key that the project's own program reads: say so with `# archlint: ignore[misspelt-key]`, or, in JSON, by
`per-file-ignores`.  Configs with classes of their own (`auto_map`) are let pass.

## Evidence
The fields of the frameworks' own configuration classes.
"""

from ...facts import DROP, MISSPELT, REFUSE
from .. import ERROR, WARNING, Bad, Good, Rule, Silent
from ..keys import did_you_mean, reports

_TREATED = {REFUSE: ", which the framework refuses", DROP: ", which the framework ignores"}


def _say(key, odd):
    return f"unknown key {key}{_TREATED.get(odd.treatment, '')}{did_you_mean(odd)}"


def check(facts):
    """Return a report for every misspelt key."""
    return reports(facts, MISSPELT, _say)


RULE = Rule(
    "misspelt-key",
    "a key that the framework does not know, next to one that it knows",
    cases=(),
    at=(),
    instead="write the key as the framework spells it",
    evidence=(),
    check=check,
    needs=("reading.misspelt_keys",),
    severity=(ERROR, WARNING),
)

_BERT = '{"model_type": "bert", "architectures": ["BertModel"], %s: 6, "hidden_size": 384, "num_attention_heads": 6}\n'
_YOLO = "model: yolo11n.pt\ndata: coco8.yaml\nepochs: 9\nimgsz: 640\n%s: 5\n"
EXAMPLES = (
    Bad(_BERT % '"num_hiden_layers"', value='"num_hiden_layers"', path="config.json"),
    Good(_BERT % '"num_hidden_layers"', path="config.json"),
    Silent(_BERT % '"our_own_number"', why="it is near to no key: a note of the project's own", path="config.json"),
    Bad(_YOLO % "clsoe_mosaic", value="clsoe_mosaic", severity=ERROR, path="train.yaml"),
    Good(_YOLO % "close_mosaic", path="train.yaml"),
)
