"""Sizes of a network of the transformers library: depth, widths, heads, positions, normalization."""

from ...facts import DEFAULT, DERIVED, OPAQUE, Facts, count, is_count, is_integer
from .. import Node
from .huggingface_fits import state_heads, state_space

# Canonical key -> how files without a known model type spell it.
_SPELLINGS = {
    "num_hidden_layers": ("num_hidden_layers", "n_layer", "num_layers", "n_layers", "encoder_layers"),
    "hidden_size": ("hidden_size", "n_embd", "d_model", "emb_dim"),
    "num_attention_heads": ("num_attention_heads", "n_head", "num_heads", "n_heads", "encoder_attention_heads"),
    "num_key_value_heads": ("num_key_value_heads", "num_kv_heads", "n_head_kv", "n_kv_heads"),
    "max_position_embeddings": ("max_position_embeddings", "n_positions", "seq_length", "n_ctx", "max_seq_len"),
    "vocab_size": ("vocab_size", "padded_vocab_size"),
    "patch_size": ("patch_size",),
}
# An encoder-decoder's own keys come before the shared ones, which name the decoder in some of them.
_ENCODER = {
    "num_hidden_layers": ("encoder_layers", "num_encoder_layers", "encoder_num_hidden_layers"),
    "num_attention_heads": ("encoder_attention_heads", "num_encoder_attention_heads", "encoder_num_attention_heads"),
}
_DECODER = {
    "num_hidden_layers": ("decoder_layers", "num_decoder_layers", "decoder_num_hidden_layers"),
    "num_attention_heads": ("decoder_attention_heads", "num_decoder_attention_heads", "decoder_num_attention_heads"),
}
_HEAD_DIMS = ("head_dim", "d_kv", "kv_channels", "attention_head_size", "d_head", "dim_head")
# Types that refused heads that do not divide the width before version 5 of the library, and round down since.
_REFUSES_BEFORE_5 = frozenset(
    (
        "vit", "deit", "beit", "dinov2", "dinov2_with_registers", "vit_mae", "vit_msn", "ijepa",
        "audio-spectrogram-transformer", "timesformer", "vivit", "seggpt", "data2vec-vision", "yolos",
        "videomae",
    )
)  # fmt: skip
# Types of which the number of heads and the width stand for something else than attention over that width.
OTHER_HEADS = frozenset(
    (
        "mobilebert", "convbert", "perceiver", "funnel", "xlnet", "mamba2",
    )
)  # fmt: skip
# Types whose ``hidden_size`` is the width that they hand on, not their own.
_PROJECTED = ("qwen2_vl", "qwen2_vl_vision")
_RESNETS = ("resnet", "rt_detr_resnet", "bit")
_POSITIONS = {
    "absolute": "learned", "learned": "learned", "learned_absolute": "learned", "relative_key": "relative",
    "relative_key_query": "relative", "rotary": "rotary", "rope": "rotary", "alibi": "alibi", "sine": "sinusoidal",
    "sinusoidal": "sinusoidal", "nope": "none",
}  # fmt: skip
_NORMS = {
    "layernorm": "layer", "layer_norm": "layer", "ln": "layer", "low_precision_layernorm": "layer", "rmsnorm": "rms",
    "rms_norm": "rms", "rms": "rms", "batchnorm": "batch", "batch_norm": "batch", "bn": "batch", "groupnorm": "group",
    "group_norm": "group", "gn": "group", "instancenorm": "instance", "instance_norm": "instance",
}  # fmt: skip
NUMBERS = (
    ("num_hidden_layers", "model.num_layers"),
    ("hidden_size", "model.hidden_size"),
    ("num_attention_heads", "model.num_heads"),
    ("max_position_embeddings", "model.max_positions"),
    ("vocab_size", "model.vocab_size"),
)


def _replace(facts: Facts, name, value, node: Node):
    """State what a key says over what the model type would mean."""
    if value is not None and (name not in facts or facts[name].origin in (DERIVED, DEFAULT)):
        facts.pop(name, None)
        facts.say(name, value, node)


def read_sizes(node: Node, facts: Facts, kind, row, defaults, family):
    """State the sizes of one stack, as written or by the library's default for an omitted key."""
    names = row.get("attribute_map", {})
    two_stacks = family == "encoder-decoder"

    def find(key):
        paths = _ENCODER.get(key, ()) if two_stacks else ()
        own = names.get(key)
        paths = (*paths, *((own, key) if own else ()), *_SPELLINGS[key])
        if row and not two_stacks and key != "num_key_value_heads":
            # In a known type another spelling is another thing: Swin's num_layers counts its stages.
            paths = (own or key, key)
            if key == "num_hidden_layers" and row.get("depth_key") not in (None, "num_stages", "num_encoder_blocks"):
                paths = (own or row["depth_key"], row["depth_key"], key)
        if key == "hidden_size" and kind in _PROJECTED:
            paths = ("embed_dim",)
        found = node.first(*paths)
        return found, next((defaults[path] for path in paths if path in defaults), None)

    _read_depth(node, facts, kind, find, defaults)
    if two_stacks:
        _read_decoder(node, facts, row, defaults)
    for key, name in NUMBERS[1:]:
        found, default = find(key)
        if key == "num_attention_heads" and kind in OTHER_HEADS:
            continue
        low = 0 if key == "vocab_size" else 1
        if key == "max_position_embeddings" and _is_unlimited(found.value):
            continue
        _state_number(facts, name, found, default, low)
    patch, default = find("patch_size")
    _state_side(facts, "model.patch_size", patch, default)
    _read_kv_heads(node, facts, kind, row, find)
    _read_positions(node, facts)
    _read_head_dim(node, facts, kind, row, defaults)
    _read_image(node, facts, defaults)
    _read_normalization(node, facts, kind, row)
    _read_attention(node, facts, kind)
    state_space(node, facts, kind, row, defaults)
    types = node.first("layer_types", row.get("attribute_map", {}).get("layer_types", "layer_types"))
    # The library compares them with that key alone; where depth has another, the types may be of something else.
    is_compared = row and "num_hidden_layers" in (row.get("depth_key"), *row.get("attribute_map", ()))
    how = row["refuses"].get("lists", {}).get("layer_types", ("", ""))[1] if "refuses" in row else "both"
    depth = facts.value("model.num_layers")
    if types.is_list and is_compared and depth and (how == "both" or (how == "short" and len(types.value) < depth)):
        site = facts.site("layer_types")
        site.say("model.list_length", len(types.value), types)
        site["model.expected_length"] = facts["model.num_layers"]
    if node.get("is_decoder").value is True and family == "transformer-decoder":
        _replace(facts, "model.causal", True, node.get("is_decoder"))


def _is_unlimited(value):
    return is_integer(value) and value <= 0


def _state_number(facts: Facts, name, node: Node, default, low=1):
    """State a number, or the default of an omitted one; a list holds one per layer or stage and is none."""
    if node.is_list or node.is_map:
        return
    facts.state(name, node, lambda value: count(value, low))
    if name not in facts and (node.absent or node.is_null) and is_integer(default):
        facts.assume(name, default)


def _state_side(facts: Facts, name, node: Node, default):
    """State a side length; a pair of equal ones is one, and one of a non-square patch is none."""
    value = node.value
    if isinstance(value, list):
        if len(set(map(str, value))) == 1 and isinstance(value[0], int):
            facts.say(name, value[0], node)
        return
    if _is_unlimited(value):
        return  # the library reads patch sizes of 0 in tests of towers without patches
    _state_number(facts, name, node, default)


def _read_depth(node: Node, facts: Facts, kind, find, defaults):
    for key in ("depths", "depth", "block_sizes"):
        stages = node.get(key)
        if stages.is_list or (stages.absent and isinstance(defaults.get(key), list)):
            value = stages if stages.is_list else None
            wide = kind in _RESNETS
            block = node.get("layer_type").text or defaults.get("layer_type", "")
            per_block = 2 if block == "basic" else 3

            def total(items, wide=wide, per_block=per_block):
                found = sum(count(item, low=0) for item in items if not isinstance(item, list))
                return found * per_block + 2 if wide else found

            if value is not None and all(isinstance(item, (int, float, str)) for item in value.value):
                facts.state("model.num_layers", value, total)
            elif value is None:
                facts.assume("model.num_layers", total(defaults[key]))
            put_unit(facts, "weight-layers" if wide else "blocks")
            return
    found, default = find("num_hidden_layers")
    if kind == "efficientnet":
        _read_repeats(node, facts)
    elif not (kind and isinstance(defaults.get("hidden_sizes"), list)):  # staged types whose depth stands in no key
        _state_number(facts, "model.num_layers", found, default, low=0)
    put_unit(facts, "blocks")


def put_unit(facts: Facts, unit):
    """Put the depth's unit at the depth itself, as sure as that is."""
    depth = facts.get("model.num_layers")
    if depth is not None and depth.known:
        facts.put("model.depth_unit", unit, depth.origin, depth.keys)


def _read_repeats(node: Node, facts: Facts):
    """State EfficientNet's depth: the repeats of its stages, each scaled and rounded up."""
    import math

    repeats, scale = node.get("num_block_repeats"), node.get("depth_coefficient").value
    if not repeats.is_list or not all(is_integer(item) for item in repeats.value):
        return
    if isinstance(scale, (int, float)) and 0 < scale < 100:
        facts.say("model.num_layers", sum(math.ceil(scale * item) for item in repeats.value), repeats)


def _read_decoder(node: Node, facts: Facts, row, defaults):
    """State the decoder's depth, and its heads over the shared width as a component of its own."""
    found = node.first(*_DECODER["num_hidden_layers"])
    default = next((defaults[key] for key in _DECODER["num_hidden_layers"] if key in defaults), None)
    if default is None and "num_decoder_layers" in row.get("derived", ()):
        default = facts.value("model.num_layers")
    _state_number(facts, "model.num_decoder_layers", found, default, low=0)
    heads = node.first(*_DECODER["num_attention_heads"])
    if heads.absent:
        return
    part = facts.component("decoder")
    for name in ("model.family", "model.normalization", "model.norm_placement"):
        if name in facts:
            part[name] = facts[name]
    if "model.num_decoder_layers" in facts:
        depth = facts["model.num_decoder_layers"]
        part.put("model.num_layers", depth.value, depth.origin, depth.keys, source=depth.source)
        put_unit(part, "blocks")
    widths = (row.get("attribute_map", {}).get("hidden_size", "d_model"), "d_model", "hidden_size")
    default = next((defaults[key] for key in widths if key in defaults), None)
    _state_number(part, "model.hidden_size", node.first(*widths), default)
    _state_number(part, "model.num_heads", heads, None)
    state_heads(node, part, row, defaults, _DECODER["num_attention_heads"], False)


def _read_kv_heads(node: Node, facts: Facts, kind, row, find):
    heads = facts.get("model.num_heads")
    if kind == "falcon" and node.get("new_decoder_architecture").value is not True:
        # The older block reads multi_query alone and ignores the number.
        shared = node.get("multi_query").value is not False
        if heads is not None and heads.known:
            facts.put("model.num_kv_heads", 1 if shared else heads.value, DEFAULT, _keys(node.get("multi_query")))
        return
    if kind == "gpt_bigcode":
        if heads is not None and heads.known:
            shared = node.get("multi_query").value is not False
            facts.put("model.num_kv_heads", 1 if shared else heads.value, DEFAULT, _keys(node.get("multi_query")))
        return
    groups = node.get("multi_query_group_num")
    if groups.present:
        if node.get("multi_query_attention").value is True:
            _state_number(facts, "model.num_kv_heads", groups, None)
        return
    mapped = row.get("attribute_map", {}).get("num_key_value_heads", "")
    if mapped.endswith("attention_heads"):
        return
    found, default = find("num_key_value_heads")
    if found.value == -1:
        return
    _state_number(facts, "model.num_kv_heads", found, default)
    same = any(key in row.get("derived", ()) for key in ("num_key_value_heads", "num_kv_heads"))
    if same and "model.num_kv_heads" not in facts and heads is not None and heads.known:
        facts.assume("model.num_kv_heads", heads.value)
    if "refuses" not in row or kind == "falcon":
        return
    how = (row["refuses"].get("kv") or ("", "", ""))[2]
    exceeds = heads is not None and heads.known and (facts.value("model.num_kv_heads") or 0) > heads.value
    if how in ("", "once") or (how == "divides or exceeds" and exceeds):
        facts.assume("model.kv_head_remainder", "drop")


def heads_keys(row):
    """Return the keys that may hold the heads of a type's first stack."""
    own = row.get("attribute_map", {}).get("num_attention_heads", "num_attention_heads")
    return (*_ENCODER["num_attention_heads"], own, "num_attention_heads", *_DECODER["num_attention_heads"])


def _keys(node: Node):
    return node.keys if node.present else None


def _read_head_dim(node: Node, facts: Facts, kind, row, defaults):
    """State the width of a head where it has a key, and else how the library treats heads that do not divide."""
    if node.get("kv_lora_rank").present or "kv_lora_rank" in defaults:
        sizes = [
            node.get(key).value if node.get(key).present else defaults.get(key)
            for key in ("qk_nope_head_dim", "qk_rope_head_dim")
        ]
        if all(is_integer(size) for size in sizes):
            facts.put("model.head_dim", sum(sizes), DERIVED, _keys(node.get("qk_nope_head_dim")))
        else:
            facts.put("model.head_dim", None, OPAQUE, node.keys)
        state_heads(node, facts, row, defaults, heads_keys(row), True)
        return
    if kind == "mamba2":
        return  # its head_dim is that of its state-space heads
    found = node.first(*_HEAD_DIMS)
    key = row.get("head_dim_key", "")
    _state_number(facts, "model.head_dim", found, defaults.get(key))
    refused = state_heads(node, facts, row, defaults, heads_keys(row), "model.head_dim" in facts)
    width, heads = facts.value("model.hidden_size"), facts.value("model.num_heads")
    if "model.head_dim" in facts or not isinstance(width, int) or not isinstance(heads, int) or heads < 1:
        return
    if width % heads == 0:
        return
    if refused:
        return
    if kind in _REFUSES_BEFORE_5 and not str(node.document.value.get("transformers_version")).startswith("5"):
        return
    partial = node.first("partial_rotary_factor", "rotary_pct", "rope_parameters.partial_rotary_factor", "rotary_dim")
    rotary = facts.value("model.position_encoding") == "rotary" and partial.absent
    if "refuses" in row and rotary:
        facts.assume("model.head_dim", width // heads)
    else:
        facts.put("model.head_dim", None, OPAQUE, facts["model.num_heads"].keys or node.keys)


def _read_image(node: Node, facts: Facts, defaults):
    """State the image's side, where whole patches fill it: the library drops what is left over."""
    patch = facts.value("model.patch_size")
    side = node.get("image_size")
    value = side.value if side.present else defaults.get("image_size")
    if isinstance(value, list) and len(set(map(str, value))) == 1:
        value = value[0]
    if not is_count(value):
        return
    if patch and value % patch:
        return
    if side.present:
        facts.say("data.image_size", value, side)
    else:
        facts.assume("data.image_size", value)


def _read_positions(node: Node, facts: Facts):
    written = node.get("position_embedding_type")
    if written.text:
        _replace(facts, "model.position_encoding", _POSITIONS.get(written.text.lower()), written)
    for key in ("alibi", "use_alibi"):
        if node.get(key).value is True:
            _replace(facts, "model.position_encoding", "alibi", node.get(key))
    alibi = node.get("attn_config.alibi")
    if isinstance(alibi.value, bool):
        _replace(facts, "model.position_encoding", "alibi" if alibi.value else "learned", alibi)
    if node.get("relative_attention").value is True:
        _replace(facts, "model.position_encoding", "relative", node.get("relative_attention"))
    if "model.position_encoding" not in facts:
        for key, kind in (
            ("rope_theta", "rotary"),
            ("rotary_dim", "rotary"),
            ("relative_attention_num_buckets", "relative"),
        ):
            if node.get(key).present and not node.get(key).is_null:
                facts.say("model.position_encoding", kind, node.get(key))


def _read_normalization(node: Node, facts: Facts, kind, row):
    for key in ("rmsnorm", "rms_norm", "use_rms_norm"):
        if isinstance(node.get(key).value, bool):
            _replace(facts, "model.normalization", "rms" if node.get(key).value else "layer", node.get(key))
    for key in ("norm_type", "norm_layer", "normalization_type", "normalization", "norm_class", "layer_norm_type"):
        text = node.get(key).text.lower()
        if text in _NORMS:
            _replace(facts, "model.normalization", _NORMS[text], node.get(key))
    if not row and "model.normalization" not in facts:
        for key, norm in (
            ("rms_norm_eps", "rms"), ("layer_norm_eps", "layer"), ("layer_norm_epsilon", "layer"),
            ("layernorm_epsilon", "layer"), ("batch_norm_eps", "batch"),
        ):  # fmt: skip
            if node.get(key).present and not node.get(key).is_null:
                facts.say("model.normalization", norm, node.get(key))
                break
    if kind == "opt" and node.get("do_layer_norm_before").value is False:
        _replace(facts, "model.norm_placement", "post", node.get("do_layer_norm_before"))
    stable = node.get("do_stable_layer_norm")
    if isinstance(stable.value, bool):
        _replace(facts, "model.norm_placement", "pre" if stable.value else "post", stable)


def _read_attention(node: Node, facts: Facts, kind):
    rank = node.get("kv_lora_rank")
    if isinstance(rank.value, int):
        facts.say("model.attention", "latent", rank)
    elif node.get("attention_type").text == "block_sparse":
        facts.say("model.attention", "sparse", node.get("attention_type"))
    elif kind in ("longformer", "led") and node.get("attention_window").present:
        facts.say("model.attention", "window", node.get("attention_window"))
    elif node.get("window_size").present and node.get("depths").is_list:
        facts.say("model.attention", "window", node.get("window_size"))
    else:
        from .attention_kernels import state_attention

        for key in ("_attn_implementation", "attn_implementation", "use_flash_attn", "use_flash_attention_2"):
            if node.get(key).value not in (None, False):
                state_attention(facts, node.get(key))
