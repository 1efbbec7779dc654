"""BLIP and ALBEF: flat YAML beside a BERT config of their own."""

from ... import knowledge
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import state_weights

DIALECT = Dialect(
    name="blip-albef",
    title="BLIP and ALBEF",
    files="flat YAML with `vit` and `vit_grad_ckpt`, or with `bert_config` and `image_res`",
    reads="family, depth of the image encoder, weights, data set, image size, batch size per device",
    formats=("yaml",),
    triggers=("vit image_size", "bert_config image_res"),
)

_DEPTHS = {"base": 12, "large": 24}


def claim(root: Node) -> Claim | None:
    """Claim the keys that the two projects and their forks share."""
    if root.get("vit").text in _DEPTHS and any(key in root.value for key in ("vit_grad_ckpt", "vit_ckpt_layer")):
        return Claim(88, "vit beside vit_grad_ckpt")
    if root.get("bert_config").text and is_integer(root.get("image_res").value):
        return Claim(88, "bert_config beside image_res")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the image encoder, the weights and the data."""
    vit, bert = root.get("vit"), root.get("bert_config")
    place = vit if vit.present else bert
    facts.say("model.family", "vision-language", place)
    facts.say("data.modality", "multimodal", place)
    facts.assume("model.normalization", "layer", place)
    if vit.text:
        facts.say("model.architecture", f"blip_{vit.text}", vit)
        facts.say("model.num_layers", _DEPTHS[vit.text], vit)
    else:
        facts.assume("model.num_layers", 12, bert)  # the image encoder of ALBEF's code
    facts.assume("model.depth_unit", "blocks", place)
    state_weights(facts, root.get("pretrained"))
    name = root.get("dataset")
    if name.text != "coco" and knowledge.dataset(name.text):  # captions of a split of their own, not COCO's own
        facts.say("data.name", name.text, name)
    facts.state("data.image_size", root.first("image_size", "image_res"), count)
    facts.state("training.batch_size_per_device", root.first("batch_size_train", "batch_size"), count)
    if any(key in root.value for key in ("max_epoch", "init_lr", "optimizer", "schedular")):
        facts.say("training.is_run", True, place)
