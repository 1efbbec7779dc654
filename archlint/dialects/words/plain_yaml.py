"""Plain trainers: ``model.name`` with the network's own numbers in a section of that name."""

from ... import knowledge
from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, word

DIALECT = Dialect(
    name="plain-yaml",
    title="plain trainers (pytorch_image_classification)",
    files="YAML with `model.name`, `model.<name>` and `dataset.name`",
    reads="architecture, depth, normalization, data set, batch size",
    formats=("yaml",),
    triggers=("model dataset",),
)

# Names whose `depth` counts weight layers, by their papers.
_BY_DEPTH = ("resnet", "resnet_preact", "wrn", "densenet", "pyramidnet", "resnext", "se_resnet_preact")


def claim(root: Node) -> Claim | None:
    """Claim a known network's name with a section of the same name, beside a data set's name."""
    name = root.get("model.name")
    if (
        name.text
        and root.get("model").child(name.text).is_map
        and root.get("dataset.name").text
        and _family(name.text) is not None
    ):
        return Claim(84, f"model.name {name.text} with a section of that name, beside dataset.name")
    return None


def _family(name):
    row = knowledge.architecture(name) or {}
    return row.get("family") or ("cnn" if name in (*_BY_DEPTH, "shake_shake", "vgg") else None)


def read(root: Node, facts: Facts) -> None:
    """State the network and its data."""
    name = root.get("model.name")
    held = root.get("model").child(name.text)
    facts.say("model.architecture", name.text, name)
    facts.say("model.family", _family(name.text), name)
    if name.text in _BY_DEPTH:
        state_depth(facts, held.get("depth"), "weight-layers")
        facts.say("model.skip_connections", True, name)
        facts.assume("model.normalization", "batch", name)
    flag = held.first("use_bn", "batch_norm")
    if isinstance(flag.value, bool):
        facts.say("model.normalization", "batch" if flag.value else "none", flag)
    facts.state("data.name", root.get("dataset.name"), word)
    facts.state("data.num_classes", root.get("dataset.n_classes"), count)
    facts.state("data.image_size", root.get("dataset.image_size"), count)
    train = root.get("train")
    facts.state("training.batch_size_per_device", train.get("batch_size"), count)
    checkpoint = train.get("checkpoint")
    if checkpoint.text:
        facts.say("model.pretrained", True, checkpoint)
    if train.is_map:
        facts.say("training.is_run", True, train)
