"""Sites: wherever the numbers of one relation meet in a mapping or a call, the arithmetic rules can judge them.

No framework says that it refuses them, so their remainders are stated as what most programs do.
"""

from ... import knowledge
from ..reading.stacks import SPLIT

# Parts of keys that give the width of a head, or of the attention, by itself.
_OWN_WIDTHS = ("dim_head", "head_dim", "d_head", "head_size", "d_k", "d_v", "qk", "kv_", "_kv", "inner", "attn_dim",
               "mla", "key_dim", "head_width", "per_head")  # fmt: skip
# Widths that attention splits.
_WIDTHS = (
    "d_model", "dim_model", "n_embd", "hidden_size", "embed_dim", "emb_dim", "embedding_dim", "model_dim", "width",
    "dim", "encoder_dim", "hidden_dim", "embd", "attention_dim", "n_embed", "hidden_width",
)  # fmt: skip
_HEADS = (
    "n_heads", "num_heads", "nhead", "n_head", "num_attention_heads", "heads", "attention_heads", "num_head",
    "attn_heads", "n_attention_heads", "nheads",
)  # fmt: skip
_LAYERS = ("num_layers", "n_layers", "n_layer", "num_hidden_layers", "num_encoder_layers", "layers", "depth",
           "n_blocks", "num_blocks", "blocks", "encoder_layers")  # fmt: skip
_FORECASTING = ("e_layers", "d_layers", "enc_in", "dec_in", "c_out", "label_len", "pred_len")
_GRAPHS = ("gnn", "graph-transformer")
_ATTENTION = ("transformer-encoder", "transformer-decoder", "encoder-decoder", "vision-transformer", "conformer")
_IDS = ("pad_token_id", "pad_id", "padding_id", "pad_idx", "padding_idx", "bos_token_id", "bos_id", "eos_token_id",
        "eos_id", "pad", "unk_id", "unk_token_id", "mask_id", "mask_token_id")  # fmt: skip
_VOCABULARIES = ("vocab_size", "n_vocab", "num_embeddings", "vocabulary_size", "ntoken", "embedding_rows", "vocab")
_SIDES = ("image_size", "img_size", "input_size", "resolution", "imgsz", "input_side", "image_side", "side", "px",
          "crop_size", "imsize", "image_res", "size", "crop", "image", "imgsize", "imagesize", "inputsize")  # fmt: skip
_PATCHES = ("patch_size", "patch", "patch_side", "token_px", "patch_px", "patchsize")
_MODEL_WIDTH = 8


def state_sites(reader, facts):
    """State the numbers that meet in one mapping as sites; return the keys of a stack's sizes, if there is one."""
    found = ""
    for node, own, above, called in reader.tree.maps:
        if any(part.has("teacher") or part.has("data") or part.has("eval") for part in (*above, own)):
            continue
        held = {_plain(key): key for key in node.value if isinstance(key, str)}
        found = _heads(reader, facts, node, held, called) or found
        _ids(facts, node, held)
    if reader.family == "vision-transformer" and not reader.rest:
        _patches(reader, facts)
    _classes(reader, facts)
    return found


def _numbers(node, held, names):
    return [held[name] for name in names if name in held and type(node.value[held[name]]) is int]


def _heads(reader, facts, node, held, called):
    width, heads = _numbers(node, held, _WIDTHS), _numbers(node, held, _HEADS)
    if len(width) != 1 or len(heads) != 1 or node.value[width[0]] < _MODEL_WIDTH:
        return ""
    if _plain(width[0]) == "dim" and _plain(heads[0]) == "heads":
        return ""  # much-used code of these two words gives each head 64 of its own
    layers = _numbers(node, held, _LAYERS)
    strong = (_plain(width[0]), _plain(heads[0])) in SPLIT
    found = ", ".join([*layers[:1], width[0], heads[0]]) if layers or _is_torchs(called, reader) else ""
    own = any(part in name for name in held for part in _OWN_WIDTHS)
    graph = reader.family in _GRAPHS or reader.modality == "graph"
    if reader.rest or own or graph or any(name in held for name in _FORECASTING) or not found:
        return found
    if _plain(width[0]).startswith("hidden_d") and reader.family not in _ATTENTION and not _decodes(reader):
        return found  # in graph attention such a key may be the width of one head
    if reader.family in ("diffusion", "cnn", "gan", "vae") and not strong:
        return found  # channels of a convolutional network, whose heads have a width of their own
    if any(fact.keys and fact.keys[: len(node.keys)] == node.keys for site in facts.sites for fact in site.values()):
        return found  # the dialect has read this place
    part = facts
    if "model.num_heads" in facts or "model.hidden_size" in facts:
        part = facts.site(".".join(map(str, node.keys)) or "stack")
    part.state("model.hidden_size", node.child(width[0]))
    part.state("model.num_heads", node.child(heads[0]))
    part.assume("model.head_remainder", "usually-refuse", node.child(heads[0]))
    return found


_TORCHS = ("MultiheadAttention", "Transformer", "TransformerEncoderLayer", "TransformerDecoderLayer")


def _is_torchs(called, reader):
    """Whether a call is of PyTorch's own attention, in a file that imports it."""
    return called in _TORCHS and "torch" in reader.root.document.source.text


def _decodes(reader):
    """Whether a decoder has attention heads too: what encodes for it is no graph's attention."""
    return any(
        own.has("decoder") and any(isinstance(key, str) and _plain(key) in _HEADS for key in node.value)
        for node, own, _, _ in reader.tree.maps
    )


def _ids(facts, node, held):
    """State the ids that a vocabulary written beside them has to hold."""
    sizes = _numbers(node, held, _VOCABULARIES)
    if len(sizes) != 1 or node.value[sizes[0]] < 2:
        return
    for key in _numbers(node, held, _IDS):
        site = facts.site(f"the id {key}")
        site.state("model.vocab_size", node.child(sizes[0]))
        site.state("model.padding_id", node.child(key))
        return


def _patches(reader, facts):
    """State the one side and the one patch that a vision transformer's config writes."""
    places = {"side": [], "patch": []}
    for leaf in reader.tree.leaves:
        if leaf.within("machinery") or leaf.within("eval") or leaf.is_of_teacher or type(leaf.value) is not int:
            continue
        key = _plain(str(leaf.node.keys[-1])) if leaf.node.keys else ""
        if key in _PATCHES and (leaf.value > 3) and not leaf.within("data"):
            places["patch"].append(leaf)
        elif key in _SIDES and leaf.value >= 16 and (key not in ("size", "crop", "image") or leaf.above):
            places["side"].append(leaf)
    sides, patches = ({leaf.value for leaf in places[name]} for name in ("side", "patch"))
    if len(sides) == 1 and (len(patches) == 1 or (not patches and _named_patch(reader))):
        facts.state("data.image_size", places["side"][0].node)
        if patches:
            facts.state("model.patch_size", places["patch"][0].node)
        facts.assume("model.patch_remainder", "usually-refuse", places["side"][0].node)


def _named_patch(reader):
    row = reader.names.best.choice.row if reader.names.best is not None else None
    return bool(row and row.get("patch_size") and "swin" not in str(row.get("name", "")))


def _classes(reader, facts):
    """State the classes of the model beside those of its data, where a config writes both."""
    if "model.class_remainder" in facts:
        return
    model, data = [], []
    for leaf in reader.tree.leaves:
        own, value = leaf.own, leaf.value
        if leaf.within("eval") or leaf.within("machinery") or leaf.is_of_teacher:
            continue
        counted = type(value) is int and 0 < value < 1_000_000
        listed = isinstance(value, list) and len(value) > 1 and all(isinstance(item, str) for item in value)
        sized = own.fits({"class", "count"}, frozenset(("output",))) or own.texts == {"class"} or own.texts == {"nc"}
        outputs = own.fits({"output"}, frozenset(("count", "size", "class"))) and (
            own.has("count") or "numoutput" in own.texts
        )
        if leaf.within("data") or own.fits({"class", "count", "data"}, frozenset()):
            if (sized and (counted or listed)) or (listed and own.texts <= {"class", "label", "name"}):
                data.append((value if counted else len(value), leaf))
        elif counted and (sized or outputs) and _is_models(leaf, reader):
            model.append((value, leaf))
        elif listed and own.texts and own.texts <= {"class", "label", "klasse", "category"} and not leaf.above:
            data.append((len(value), leaf))
    if len({number for number, _ in model}) != 1:
        return
    number, leaf = model[0]
    if len({number for number, _ in data}) == 1:
        theirs, place = data[0]
        # One output tells two classes apart, and one more than the data's stands for the background.
        if number == theirs or number == theirs + 1 or (number, theirs) == (1, 2):
            return
        site = facts.site("classes")
        site.say("model.num_classes", number, leaf.node)
        site.say("data.num_classes", theirs, place.node)
        site.assume("model.class_remainder", "unchecked", leaf.node)
    elif not data and not reader.rest:
        name = facts.value("data.name")
        row = knowledge.dataset(str(name)) if name else None
        theirs = (row or {}).get("num_classes")
        # A data set that is called after its number of classes is not meant for another number.
        if theirs and theirs != number and str(theirs) in str(row.get("name", name)):
            facts.say("model.num_classes", number, leaf.node)
            facts.assume("model.class_remainder", "unchecked", leaf.node)


def _is_models(leaf, reader):
    """Whether a number of classes is the model's: in a section of the model, or beside its name."""
    best = reader.names.best
    beside = best is not None and leaf.above and leaf.node.keys[:-1] == best.leaf.node.keys[:-1]
    return beside or leaf.within("model") or leaf.within("part") or leaf.within("head")


def _plain(key):
    return key.replace("-", "_").replace(" ", "_").lower()
