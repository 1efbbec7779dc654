"""The arguments of Lightning's ``Trainer``, which a config of its command line or of Hydra gives it by name."""

import re

from ... import knowledge
from ...facts import Facts
from .. import Node
from ..reading.keys import REFUSE, note_misspelt, note_renamed

# Version 2.0 took these away; the files below are for it.
_RENAMED = {
    "gpus": "devices", "num_processes": "devices", "tpu_cores": "devices", "ipus": "devices",
    "replace_sampler_ddp": "use_distributed_sampler",
}  # fmt: skip
_SINCE_2 = ("use_distributed_sampler", "barebones", "model_registry")
# The command line writes the version that it is of into the first line of a config that it saves.
_HEADER = r"#\s*(?:pytorch_lightning|lightning(?:\.pytorch)?)==(\d{1,4})\."
_CLASSES = (
    "lightning.Trainer",
    "lightning.pytorch.Trainer",
    "pytorch_lightning.Trainer",
    "pytorch_lightning.trainer.Trainer",
)


def note_keys(trainer, facts: Facts, by_name=False):
    """Note keys that the trainer does not take; ``by_name``: only if the mapping names its class."""
    if not trainer.is_map:
        return
    name = trainer.get("_target_").text
    if by_name and name not in _CLASSES:
        return
    arguments = Node(
        trainer.document, trainer.keys, {key: item for key, item in trainer.value.items() if key[:1] != "_"}
    )
    header = re.match(_HEADER, trainer.document.source.line(1))
    if (header and int(header[1]) >= 2) or any(key in trainer.value for key in _SINCE_2):
        note_renamed(facts, arguments, _RENAMED, REFUSE, "Lightning 2")
    note_misspelt(facts, arguments, knowledge.keys("lightning:trainer"), REFUSE)
