"""UER-py and TencentPretrain: the JSON files that describe one model each."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import say_depth_unit, state_optional, state_size, state_sizes

DIALECT = Dialect(
    name="uer-json",
    title="UER-py, TencentPretrain",
    files="JSON with `layers_num` and `heads_num` or `encoder`",
    reads="family by encoder and mask, depth, width, heads, normalization and its place, positions, objective",
    formats=("json",),
    triggers=("layers_num", "stream_0"),
)

_SIZES = (
    ("model.num_layers", ("layers_num",)),
    ("model.hidden_size", ("hidden_size",)),
    ("model.num_heads", ("heads_num",)),
    ("model.head_dim", ("attention_head_size",)),
    ("model.max_positions", ("max_seq_length",)),
    ("model.num_decoder_layers", ("decoder_layers_num",)),
)
# Encoder -> cell, and whether both directions are read.
_RECURRENT = {
    "rnn": ("elman", False), "lstm": ("lstm", False), "gru": ("gru", False), "birnn": ("elman", True),
    "bilstm": ("lstm", True), "bigru": ("gru", True),
}  # fmt: skip
_NORMS = {"normal": "layer", "t5": "rms", "rms": "rms"}
_TASKS = {"mlm": "masked-language-modeling", "lm": "language-modeling"}


def claim(root: Node) -> Claim | None:
    """Claim the package's own key of the depth beside its heads or encoder."""
    if root.get("stream_0").has("layers_num", "hidden_size"):
        return Claim(91, "layers_num in stream_0")
    if root.has("layers_num", "hidden_size") and (root.has("heads_num") or root.has("encoder")):
        return Claim(91, "layers_num beside heads_num or encoder")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the stack; keys about the embedding's norm say nothing of the blocks."""
    if root.get("stream_0").is_map:  # two encoders of one shape, or of one set of weights
        root = root.get("stream_0")
    encoder, mask = root.get("encoder"), root.get("mask")
    kind = encoder.text
    if kind in _RECURRENT:
        cell, both = _RECURRENT[kind]
        facts.say("model.architecture", kind, encoder)
        facts.say("model.family", "rnn", encoder)
        facts.say("model.cell", cell, encoder)
        facts.say("model.bidirectional", both, encoder)
        state_size(facts, "model.num_layers", root.get("layers_num"))
        state_size(facts, "model.hidden_size", root.get("hidden_size"))
        say_depth_unit(facts, root.get("layers_num"), "recurrent-layers")
    elif kind == "gatedcnn":
        facts.say("model.architecture", kind, encoder)
        facts.say("model.family", "cnn", encoder)
    elif kind == "transformer" or encoder.absent:
        _read_transformer(root, facts, mask)
    elif kind:
        facts.say("model.architecture", kind, encoder)
    image = "patch" in _texts(root.get("embedding")) or root.has("patch_size")
    facts.say("data.modality", "image" if image else "text", root.get("layers_num"))
    for target in root.get("target").each():
        if facts.value("model.family") != "encoder-decoder":
            facts.say("task", _TASKS.get(target.text), target)
        break


def _texts(node: Node):
    return [item.text for item in node.each()]


def _read_transformer(root: Node, facts: Facts, mask):
    place = root.get("layers_num")
    state_sizes(facts, root, _SIZES)
    say_depth_unit(facts, place)
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    if width and heads and width >= heads:
        facts.assume("model.head_dim", width // heads, root.get("heads_num"))  # rounded down, and never refused
    embedding = _texts(root.get("embedding"))
    if root.get("decoder").text == "transformer":
        facts.say("model.family", "encoder-decoder", root.get("decoder"))
    elif "patch" in embedding:
        facts.say("model.family", "vision-transformer", root.get("embedding"))
        state_optional(facts, "model.patch_size", root.get("patch_size"))
    elif "speech" in embedding:
        pass
    elif mask.text == "causal":
        facts.say("model.family", "transformer-decoder", mask)
        facts.say("model.causal", True, mask)
    elif mask.text == "fully_visible":
        facts.say("model.family", "transformer-encoder", mask)
        facts.say("model.causal", False, mask)
    norm, position = root.get("layernorm"), root.get("layernorm_positioning")
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    facts.assume("model.normalization", "layer" if norm.absent else None, place)
    facts.say("model.norm_placement", position.text if position.text in ("pre", "post") else None, position)
    facts.assume("model.norm_placement", "post" if position.absent else None, place)
    facts.assume("model.skip_connections", True, place)
    for key, value in (("rotary_position_embedding", "rotary"), ("relative_position_embedding", "relative")):
        if root.get(key).value is True:
            facts.say("model.position_encoding", value, root.get(key))
    if "sinusoidalpos" in embedding:
        facts.say("model.position_encoding", "sinusoidal", root.get("embedding"))
    elif "pos" in embedding or "word_pos" in embedding:
        facts.say("model.position_encoding", "learned", root.get("embedding"))
    if "patch" not in embedding and "speech" not in embedding:
        state_optional(facts, "model.vocab_size", root.get("vocab_size"))
