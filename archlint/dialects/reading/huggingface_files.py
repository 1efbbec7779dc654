"""Files beside a network's ``config.json``: its preprocessor's and its tokenizer's."""

from ...composition import beside
from ...facts import DEFAULT, STATED, Facts, is_count, is_integer
from .. import MISSING, Node

# Families whose input is one image of a fixed size.
_SEEING = ("vision-transformer", "cnn", "conv-attention-hybrid")


def read_preprocessor(root: Node, facts: Facts):
    """State the image's side that the preprocessor beside the config brings every image to."""
    known = facts.get("data.image_size")
    if facts.value("model.family") not in _SEEING or (known is not None and known.origin != DEFAULT):
        return
    if known is not None and facts.value("model.family") == "vision-transformer":
        return  # its positions are for the default size, whatever it is fed
    found = beside(root.document, "preprocessor_config.json")
    if found is None:
        return
    node = Node.root(found)
    if node.get("do_center_crop").value is True:
        size = node.get("crop_size")
    elif node.get("do_resize").value is True and node.get("do_center_crop").value in (None, False, MISSING):
        size = node.get("size")
    else:
        return
    side = size.value
    if size.is_map:
        side = size.get("height").value if size.get("height").value == size.get("width").value else None
    elif node.get("do_center_crop").value is not True:
        return  # a lone number is the shorter side for some, and both for others
    # As in the config itself: the library drops what is left over beside whole patches.
    if is_count(side) and side % (facts.value("model.patch_size") or 1) == 0:
        facts.put("data.image_size", side, STATED, size.keys, size.document, replace=True)


def read_special_ids(root: Node, facts: Facts):
    """State the highest of the ids that the config names for the begin and the end of a text."""
    if facts.value("data.modality") != "text":
        return
    found = [root.get(key) for key in ("bos_token_id", "eos_token_id", "decoder_start_token_id")]
    found = [node for node in found if is_integer(node.value) and node.value >= 0]
    if found:
        node = max(found, key=lambda node: node.value)
        facts.say("model.special_id", node.value, node)


def read_tokenizer(root: Node, facts: Facts):
    """State how many ids the tokenizer beside the config gives out, where its file is small enough to be read."""
    if "model.vocab_size" not in facts:
        return
    found = beside(root.document, "tokenizer.json")
    if found is None:
        return
    node = Node.root(found)
    vocabulary = node.get("model.vocab")
    ids = vocabulary.value.values() if vocabulary.is_map else range(len(vocabulary.value) if vocabulary.is_list else 0)
    added = [token.get("id").value for token in node.get("added_tokens").each()]
    ids = [*ids, *added]
    if ids and vocabulary.present and all(is_integer(number) for number in ids):
        facts.say("model.tokenizer_vocab_size", max(ids) + 1, vocabulary)


def is_stretched(root: Node):
    """Whether the positions are scaled, so that the written limit is not the longest sequence."""
    for key in ("rope_scaling", "rope_parameters", "text_config.rope_scaling", "text_config.rope_parameters"):
        scaling = root.get(key)
        if scaling.is_map:
            name = scaling.first("rope_type", "type").value
            if name not in ("default", "llama3"):
                return True
        elif scaling.present and not scaling.is_null:
            return True
    return False
