"""Hugging Face ``config.json``: one network of the transformers library, or several under their own keys."""

from ... import knowledge
from ...composition import beside
from ...facts import DEFAULT, DERIVED, OPAQUE, STATED, count
from .. import MISSING, Claim, Node
from .checkpoint_names import family_by_word, is_hub_name
from .huggingface_fits import (
    of_part,
    state_fits,
    state_heads,
    state_other_heads,
    state_space,
    state_text_heads,
)
from .keys import DROP, note_misspelt

# Keys of other frameworks' files that hold a ``model_type`` or BERT's keys too.
_FOREIGN = (
    "_class_name", "peft_type", "input_features", "training_data_paths", "per_device_train_batch_size",
    "zero_optimization", "train_micro_batch_size_per_gpu", "merge_method", "network_g", "model_cfg", "vision_cfg",
    "layers_num",
)  # fmt: skip
# Beside these a home-made file only borrows key names: the library's defaults do not hold for it.
_HOME_MADE = ("epochs", "num_epochs", "batch_size", "learning_rate", "lr", "train", "training", "dataset", "base_model")
_WIDTHS = ("hidden_size", "d_model", "n_embd", "hidden_sizes", "embed_dim", "dim", "emb_dim")
_DEPTHS = ("num_hidden_layers", "n_layer", "num_layers", "n_layers", "encoder_layers", "depths", "depth")

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
_OTHER_HEADS = frozenset(
    (
        "mobilebert", "convbert", "perceiver", "funnel", "xlnet", "mamba2",
    )
)  # fmt: skip
# Types whose family neither the library's automatic classes nor their own class and keys tell.
_CUSTOM = {
    "internimage": "cnn", "intern_vit_6b": "vision-transformer", "internvl_chat": "vision-language",
    "rwkv5": "rnn", "rwkv6": "rnn", "rwkv7": "rnn", "minicpmv": "vision-language", "dpr": "transformer-encoder",
    "canine": "transformer-encoder", "bros": "transformer-encoder", "markuplm": "transformer-encoder",
    "splinter": "transformer-encoder", "lilt": "transformer-encoder", "layoutlmv2": "vision-language",
    "decision_transformer": "transformer-decoder", "dia": "encoder-decoder", "udop": "encoder-decoder",
    "pop2piano": "encoder-decoder", "speecht5": "encoder-decoder", "radio": "vision-transformer",
    "pixtral": "vision-transformer", "idefics": "vision-language", "chameleon": "vision-language",
}  # fmt: skip
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
_TASKS = (
    ("ForImageClassification", "image-classification"), ("ForVideoClassification", "video-classification"),
    ("ForObjectDetection", "object-detection"), ("ForSemanticSegmentation", "semantic-segmentation"),
    ("ForInstanceSegmentation", "instance-segmentation"), ("ForUniversalSegmentation", "image-segmentation"),
    ("ForImageSuperResolution", "image-restoration"), ("ForDepthEstimation", "depth-estimation"),
    ("ForSequenceClassification", "text-classification"), ("ForTokenClassification", "token-classification"),
    ("ForQuestionAnswering", "question-answering"), ("ForMaskedLM", "masked-language-modeling"),
    ("ForMaskedImageModeling", "self-supervised-pretraining"), ("ForPreTraining", "self-supervised-pretraining"),
    ("ForCausalLM", "language-modeling"), ("LMHeadModel", "language-modeling"), ("ForCTC", "speech-recognition"),
    ("ForSpeechSeq2Seq", "speech-recognition"), ("WhisperForConditionalGeneration", "speech-recognition"),
    ("ForAudioClassification", "audio-classification"), ("ForPrediction", "forecasting"),
    ("MarianMTModel", "translation"), ("ForTextToSpeech", "text-to-speech"), ("CLIPModel", "contrastive-pretraining"),
)  # fmt: skip
# Classifiers, whose labels are the classes of the data.
_CLASSIFIERS = (
    "ForImageClassification",
    "ForSequenceClassification",
    "ForAudioClassification",
    "ForVideoClassification",
)
# Families whose input is one image of a fixed size.
_SEEING = ("vision-transformer", "cnn", "conv-attention-hybrid")
# A class that says it decodes, of a network that is no transformer.
_NO_TRANSFORMER = ("mamba", "rwkv", "hyena", "retnet", "lstm", "gru", "ssm", "diffus", "gated_delta", "hgrn", "gla")

# Nested configs, by what their network is.
_PARTS = {
    "text_config": "text", "llm_config": "text", "language_config": "text", "language_model_config": "text",
    "vision_config": "vision", "visual": "vision", "vision_tower_config": "vision", "image_config": "vision",
    "audio_config": "audio", "speech_config": "audio", "qformer_config": "qformer", "perceiver_config": "perceiver",
    "encoder": "encoder", "decoder": "decoder", "encoder_config": "encoder", "decoder_config": "decoder",
    "text_encoder": "text-encoder", "audio_encoder": "audio-encoder", "backbone_config": "backbone",
    "thinker_config": "thinker", "talker_config": "talker", "vlm_config": "vlm", "discriminator": "discriminator",
    "generator": "generator", "mask_decoder_config": "mask-decoder", "depth_decoder_config": "depth-decoder",
    "question_encoder": "question-encoder", "multimodal_config": "fusion",
}  # fmt: skip
# Family -> which part is the one that the file describes first.
_FIRST_PART = {
    "dual-encoder": ("vision", "audio", "text"),
    "vision-language": ("text", "decoder", "thinker", "vlm"),
    "encoder-decoder": ("encoder", "text-encoder", "audio", "text"),
    "conv-attention-hybrid": ("backbone",),
}
_ANY_PART = ("discriminator", "text", "thinker", "vlm", "decoder", "vision", "backbone", "encoder", "audio")
# What a file of several networks shares with the part that it describes first; sizes stay with their own part.
_SHARED = (
    "model.num_layers", "model.depth_unit", "model.normalization", "model.norm_placement", "model.position_encoding",
    "model.skip_connections", "model.causal",
)  # fmt: skip


def claim(root):
    """Claim a config by its model type and classes, or by the keys of BERT, GPT-2 and timm files."""
    if any(key in root.value for key in _FOREIGN):
        return None
    kind = root.get("model_type").text
    classes = _classes(root)
    shaped = any(key in root.value for key in _WIDTHS) and any(key in root.value for key in _DEPTHS)
    nested = any(root.get(key).is_map for key in _PARTS)
    marked = "transformers_version" in root.value or root.get("auto_map").is_map
    if root.has("architecture", "pretrained_cfg"):
        return Claim(85, "architecture beside pretrained_cfg")
    if kind and (classes or marked):
        return Claim(92, f"model_type {kind} beside {'architectures' if classes else 'the library version'}")
    if classes and (marked or shaped or nested):
        return Claim(85, f"architectures {classes[0]}")
    home_made = any(key in root.value for key in _HOME_MADE)
    if kind and not home_made and (shaped or nested) and knowledge.huggingface(kind):
        return Claim(85, f"model_type {kind}, known to the library, beside its sizes")
    if kind and not home_made and (shaped or nested):
        return Claim(60, f"model_type {kind} beside sizes of a network")
    if root.has("hidden_size", "num_hidden_layers", "num_attention_heads"):
        return Claim(62, "hidden_size, num_hidden_layers and num_attention_heads")
    if root.has("n_layer", "n_embd", "n_head") and not home_made:
        return Claim(58, "n_layer, n_embd and n_head")
    if all(root.get(key).has("hidden_size", "num_hidden_layers") for key in ("discriminator", "generator")):
        return Claim(75, "a discriminator and a generator with BERT's keys")
    return None


def read(root, facts):
    """State what the file says of its networks; the weights beside it are a result, so nothing about a run."""
    if root.has("architecture", "pretrained_cfg") or root.get("model_type").text == "timm_wrapper":
        facts.state("model.architecture", root.get("architecture"), _name)
        facts.state("data.num_classes", root.get("num_classes"), _classes_or_none)
        return
    _read_network(root, facts, None, 0)
    node = root.first("_name_or_path", "base_model")
    if node.text and is_hub_name(node.text):
        facts.say("model.pretrained", True, node)
    _read_head(root, facts)
    _read_preprocessor(root, facts)
    _read_tokenizer(root, facts)
    _read_special_ids(root, facts)
    _note_keys(root, facts, None, 0)


def _note_keys(node, facts, fallback, depth):
    """Note misspelt keys of a network and of those under its own keys: the library keeps any key, and reads its own.

    A class of the project's own may have keys of its own.
    """
    kind = node.get("model_type").text or fallback
    if not kind or "auto_map" in node.value:
        return
    known = knowledge.keys(f"huggingface:{kind}")
    if known:
        note_misspelt(facts, node, known, DROP, knowledge.is_key, knowledge.is_word)
    if depth < 3:
        for key, part_kind in (knowledge.huggingface(kind) or {}).get("sub_configs", {}).items():
            if node.child(key).is_map:
                _note_keys(node.child(key), facts, part_kind, depth + 1)


def read_network(node, facts):
    """State the facts of one network whose config stands by itself, in a pipeline's folder."""
    _read_network(node, facts, None, 0)


def _read_series_patches(node, facts, defaults):
    """State the lookback of a forecaster and the patches that it is cut into; the library compares the two."""
    lookback, patch = node.get("context_length"), node.get("patch_length")
    facts.state("data.sequence_length", lookback, lambda value: count(value) if type(value) is int else None)
    if lookback.absent and type(defaults.get("context_length")) is int:
        facts.assume("data.sequence_length", defaults["context_length"], patch)
    facts.state("model.patch_length", patch, lambda value: count(value) if type(value) is int else None)
    facts.state("model.patch_step", node.get("patch_stride"), lambda value: value if type(value) is int else None)


def _read_preprocessor(root, facts):
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
    if type(side) is int and side > 0 and side % (facts.value("model.patch_size") or 1) == 0:
        facts.put("data.image_size", side, STATED, size.keys, size.document, replace=True)


def _read_special_ids(root, facts):
    """State the highest of the ids that the config names for the begin and the end of a text."""
    if facts.value("data.modality") != "text":
        return
    found = [root.get(key) for key in ("bos_token_id", "eos_token_id", "decoder_start_token_id")]
    found = [node for node in found if type(node.value) is int and node.value >= 0]
    if found:
        node = max(found, key=lambda node: node.value)
        facts.say("model.special_id", node.value, node)


def _read_tokenizer(root, facts):
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
    if ids and vocabulary.present and all(type(number) is int for number in ids):
        facts.say("model.tokenizer_vocab_size", max(ids) + 1, vocabulary)


def is_stretched(root):
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


def state_type(facts, node, overrides, overrides_node):
    """State the network that a bare model type means: the library's own defaults, but for the numbers given."""
    row = knowledge.huggingface(node.text)
    facts.say("model.architecture", node.text, node)
    if row is None:
        return
    _put_known(facts, row, node.text, node, row.get("family"))
    names = row.get("attribute_map", {})
    for key, name in _NUMBERS:
        written = names.get(key, key)
        given = overrides.get(written, overrides.get(key))
        default = row.get("defaults", {}).get(written)
        if given is not None:
            facts.say(name, given, overrides_node)
        elif type(default) is int:
            facts.put(name, default, DEFAULT, node.keys)
    _put_unit(facts, "blocks")


_NUMBERS = (
    ("num_hidden_layers", "model.num_layers"),
    ("hidden_size", "model.hidden_size"),
    ("num_attention_heads", "model.num_heads"),
    ("max_position_embeddings", "model.max_positions"),
    ("vocab_size", "model.vocab_size"),
)


def _name(value):
    return value if isinstance(value, str) and value else None


def _classes_or_none(value):
    return count(value, low=0) or None  # 0 takes the head off


def _classes(root):
    return [node.text for node in root.get("architectures").each() if node.text]


def _read_network(node, facts, fallback, depth, above=None):
    """State the facts of one network, and those of the networks under its own keys as components."""
    kind_node = node.get("model_type")
    kind = kind_node.text or fallback or ""
    row = of_part(knowledge.huggingface(kind) or {}, above, facts.role, node.keys[-1] if node.keys else None)
    # The project's own configuration class may default otherwise; a home-made file has no class at all.
    own_class = node.get("auto_map.AutoConfig").present
    home_made = not node.get("model_type").present and not fallback
    defaults = {} if own_class or home_made else row.get("defaults", {})
    if "model_type" not in node.value:
        kind_node = node
    if kind == "timm_backbone":
        facts.state("model.architecture", node.get("backbone"), _name)
        return
    parts = [
        (role, node.child(key), row.get("sub_configs", {}).get(key))
        for key, role in _all_parts(row)
        if node.child(key).is_map
    ]
    family = _family(node, kind, row, [role for role, _, _ in parts])
    _put_known(facts, row, kind, kind_node, family)
    if family and "model.family" not in facts:
        facts.put("model.family", family, DERIVED, kind_node.keys, source=kind or None)
    flat = family not in ("dual-encoder", "conv-attention-hybrid") and not (
        family == "vision-language" and any(role in ("text", "thinker") for role, _, _ in parts)
    )
    described = facts
    if family == "vision-language" and flat and any(key in node.value for key in _DEPTHS):
        # The language model's keys stand at the top in older files, beside the other towers' own configs.
        described = facts.component("text") if parts else facts
        _put_known(described, row, kind, kind_node, None)
    if flat:
        _read_sizes(node, described, kind, row, defaults, family)
    if described is not facts:
        text_kind = row.get("sub_configs", {}).get("text_config", "")
        state_text_heads(node, described, text_kind, knowledge.huggingface(text_kind) or {})
        _share(facts, described)
    if depth < 3:
        found = []
        for role, part, part_kind in parts:
            component = facts.component(role)
            _read_network(part, component, part_kind, depth + 1, row)
            _take_nested(facts, component)
            found.append(component)
        _share_first_part(facts, family, found)
    if family == "conv-attention-hybrid":
        _read_detector(node, facts, kind, row, defaults)
    if row:
        heads = [part["model.num_heads"].keys for part in (described, *facts.components) if "model.num_heads" in part]
        known = _heads_keys(row) if kind in _OTHER_HEADS or heads else ()
        state_other_heads(node, described, row, defaults, known, heads)
        state_fits(node, described, row, defaults)
    if kind in ("patchtst", "patchtsmixer"):
        _read_series_patches(node, facts, defaults)
    _read_name(node, facts, kind, kind_node)


def _all_parts(row):
    known = [
        (key, _PARTS.get(key) or key.removesuffix("_config").replace("_", "-")) for key in row.get("sub_configs", ())
    ]
    return dict([*_PARTS.items(), *known]).items()


def _take_nested(facts, component):
    """Lift the components of a component: a file lists its networks side by side."""
    for nested in component.components:
        nested.role = f"{component.role}-{nested.role}"
        facts.components.append(nested)
    component.components = []


def _share(facts, part):
    for name in _SHARED:
        if name in part:
            facts.setdefault(name, part[name])


def _share_first_part(facts, family, parts):
    if not parts or ("model.num_layers" in facts and facts["model.num_layers"].origin != DEFAULT):
        return
    order = _FIRST_PART.get(family, _ANY_PART)
    first = next((part for role in order for part in parts if part.role == role), None)
    if first is None:
        return
    if family is None and "model.family" in first:
        facts.setdefault("model.family", first["model.family"])
        family = first.value("model.family")
    _share(facts, first)
    decoder = next((part for part in parts if part.role == "decoder"), None)
    if family == "encoder-decoder" and decoder is not None and "model.num_layers" in decoder:
        fact = decoder["model.num_layers"]
        facts.put("model.num_decoder_layers", fact.value, fact.origin, fact.keys, source=fact.source)
    if first.role == "discriminator":
        # One encoder that two heads train: the discriminator is the model that is kept.
        for name, fact in first.items():
            if name == "model.architecture":
                facts.setdefault(name, fact)


def _family(node, kind, row, roles):
    """Return the family of a network, or None where the file does not tell it."""
    family = row.get("family")
    if kind in ("vision-encoder-decoder", "speech-encoder-decoder"):
        return "encoder-decoder"
    if "text" in roles and "vision" in roles and family not in ("dual-encoder", "vision-language"):
        return "vision-language"
    if family == "transformer-encoder" and node.get("is_decoder").value is True:
        return "transformer-decoder"
    if family or row:
        return family or _CUSTOM.get(kind)
    return _family_by_sign(node, kind)


def _family_by_sign(node, kind):
    """Return the family of a network of an unknown type by its class and keys, or None."""
    if kind in _CUSTOM:
        return _CUSTOM[kind]
    classes = _classes(node)
    text = " ".join((kind, *classes)).lower()
    if "mamba" in text:
        return "state-space"
    if any(word in text for word in _NO_TRANSFORMER):
        return None
    if "mm_vision_tower" in node.value or any(node.get(key).is_map for key in ("vision_config", "visual")):
        return "vision-language"
    if any(word in text.replace("-", "_") for word in ("decoder_only", "decoderonly")):
        return "transformer-decoder"
    if node.get("is_encoder_decoder").value is True:
        return "encoder-decoder"
    if any(name.endswith(("ForCausalLM", "LMHeadModel")) for name in classes):
        return "transformer-decoder"
    if node.has("image_size", "patch_size", "num_attention_heads"):
        return "vision-transformer"
    if any(name.endswith("ForMaskedLM") for name in classes):
        return "transformer-encoder"
    named = kind or node.get("base_model").text or node.get("_name_or_path").text
    family = family_by_word(named) if named else None
    if family:
        return family
    if kind:
        return None
    if node.has("hidden_size", "num_hidden_layers") and any(
        key in node.value for key in ("type_vocab_size", "relative_attention", "pos_att_type")
    ):
        return "transformer-encoder"
    return "transformer-decoder" if node.has("n_layer", "n_embd", "n_head") else None


def _put_known(facts, row, kind, node, family):
    """Put what follows from a known model type, at its name or at the config whose type the one above it sets."""
    if not row:
        return
    known = {
        "model.family": family,
        "model.norm_placement": row.get("norm_placement"),
        "model.skip_connections": row.get("skip_connections"),
        "data.modality": row.get("modality"),
        "model.normalization": row.get("normalization"),
        # A published type without normalization (MobileBERT scales and shifts in its place) is so on purpose.
        "model.norm_free_by_design": True if row.get("normalization") == "none" else None,
        "model.position_encoding": row.get("position_encoding"),
    }
    if "causal" in row and family not in ("dual-encoder", "vision-language"):
        known["model.causal"] = row["causal"] or family == "transformer-decoder"
    for name, value in known.items():
        if value is not None:
            facts.put(name, value, DERIVED, node.keys, source=kind)


def _replace(facts, name, value, node):
    """State what a key says over what the model type would mean."""
    if value is not None and (name not in facts or facts[name].origin in (DERIVED, DEFAULT)):
        facts.pop(name, None)
        facts.say(name, value, node)


def _read_sizes(node, facts, kind, row, defaults, family):
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
    for key, name in _NUMBERS[1:]:
        found, default = find(key)
        if key == "num_attention_heads" and kind in _OTHER_HEADS:
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
    return isinstance(value, int) and not isinstance(value, bool) and value <= 0


def _state_number(facts, name, node, default, low=1):
    """State a number, or the default of an omitted one; a list holds one per layer or stage and is none."""
    if node.is_list or node.is_map:
        return
    facts.state(name, node, lambda value: count(value, low))
    if name not in facts and (node.absent or node.is_null) and type(default) is int:
        facts.assume(name, default)


def _state_side(facts, name, node, default):
    """State a side length; a pair of equal ones is one, and one of a non-square patch is none."""
    value = node.value
    if isinstance(value, list):
        if len(set(map(str, value))) == 1 and isinstance(value[0], int):
            facts.say(name, value[0], node)
        return
    if _is_unlimited(value):
        return  # the library reads patch sizes of 0 in tests of towers without patches
    _state_number(facts, name, node, default)


def _read_depth(node, facts, kind, find, defaults):
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
            _put_unit(facts, "weight-layers" if wide else "blocks")
            return
    found, default = find("num_hidden_layers")
    if kind == "efficientnet":
        _read_repeats(node, facts)
    elif not (kind and isinstance(defaults.get("hidden_sizes"), list)):  # staged types whose depth stands in no key
        _state_number(facts, "model.num_layers", found, default, low=0)
    _put_unit(facts, "blocks")


def _put_unit(facts, unit):
    """Put the depth's unit at the depth itself, as sure as that is."""
    depth = facts.get("model.num_layers")
    if depth is not None and depth.known:
        facts.put("model.depth_unit", unit, depth.origin, depth.keys)


def _read_repeats(node, facts):
    """State EfficientNet's depth: the repeats of its stages, each scaled and rounded up."""
    import math

    repeats, scale = node.get("num_block_repeats"), node.get("depth_coefficient").value
    if not repeats.is_list or not all(type(item) is int for item in repeats.value):
        return
    if isinstance(scale, (int, float)) and 0 < scale < 100:
        facts.say("model.num_layers", sum(math.ceil(scale * item) for item in repeats.value), repeats)


def _read_decoder(node, facts, row, defaults):
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
        _put_unit(part, "blocks")
    widths = (row.get("attribute_map", {}).get("hidden_size", "d_model"), "d_model", "hidden_size")
    default = next((defaults[key] for key in widths if key in defaults), None)
    _state_number(part, "model.hidden_size", node.first(*widths), default)
    _state_number(part, "model.num_heads", heads, None)
    state_heads(node, part, row, defaults, _DECODER["num_attention_heads"], False)


def _read_kv_heads(node, facts, kind, row, find):
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


def _heads_keys(row):
    """Return the keys that may hold the heads of a type's first stack."""
    own = row.get("attribute_map", {}).get("num_attention_heads", "num_attention_heads")
    return (*_ENCODER["num_attention_heads"], own, "num_attention_heads", *_DECODER["num_attention_heads"])


def _keys(node):
    return node.keys if node.present else None


def _read_head_dim(node, facts, kind, row, defaults):
    """State the width of a head where it has a key, and else how the library treats heads that do not divide."""
    if node.get("kv_lora_rank").present or "kv_lora_rank" in defaults:
        sizes = [
            node.get(key).value if node.get(key).present else defaults.get(key)
            for key in ("qk_nope_head_dim", "qk_rope_head_dim")
        ]
        if all(isinstance(size, int) and not isinstance(size, bool) for size in sizes):
            facts.put("model.head_dim", sum(sizes), DERIVED, _keys(node.get("qk_nope_head_dim")))
        else:
            facts.put("model.head_dim", None, OPAQUE, node.keys)
        state_heads(node, facts, row, defaults, _heads_keys(row), True)
        return
    if kind == "mamba2":
        return  # its head_dim is that of its state-space heads
    found = node.first(*_HEAD_DIMS)
    key = row.get("head_dim_key", "")
    _state_number(facts, "model.head_dim", found, defaults.get(key))
    refused = state_heads(node, facts, row, defaults, _heads_keys(row), "model.head_dim" in facts)
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


def _read_image(node, facts, defaults):
    """State the image's side, where whole patches fill it: the library drops what is left over."""
    patch = facts.value("model.patch_size")
    side = node.get("image_size")
    value = side.value if side.present else defaults.get("image_size")
    if isinstance(value, list) and len(set(map(str, value))) == 1:
        value = value[0]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        return
    if patch and value % patch:
        return
    if side.present:
        facts.say("data.image_size", value, side)
    else:
        facts.assume("data.image_size", value)


def _read_positions(node, facts):
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


def _read_normalization(node, facts, kind, row):
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


def _read_attention(node, facts, kind):
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


def _read_detector(node, facts, kind, row, defaults):
    """State a detector's depth, that of its backbone; its transformer is a component."""
    backbone = node.first("backbone", "backbone_config.backbone")
    if backbone.text and "model.num_layers" not in facts:
        known = knowledge.architecture(backbone.text)
        if known and isinstance(known.get("num_layers"), int):
            facts.put("model.num_layers", known["num_layers"], DERIVED, backbone.keys, source=backbone.text)
            facts.put("model.depth_unit", known.get("depth_unit"), DERIVED, backbone.keys, source=backbone.text)
    if backbone.present and isinstance(node.get("use_pretrained_backbone").value, bool):
        facts.state("model.pretrained", node.get("use_pretrained_backbone"))
    if not any(key in node.value for key in ("encoder_layers", "decoder_layers")):
        if "depths" in node.value or "depth" in node.value or "depths" in defaults or "depth" in defaults:
            _read_sizes(node, facts, kind, row, defaults, None)
        return
    part = facts.component("transformer")
    _read_sizes(node, part, kind, row, defaults, "encoder-decoder")
    for nested in part.components:
        nested.role = "transformer-decoder"
        facts.components.append(nested)
    part.components = []


def _read_name(node, facts, kind, kind_node):
    """State the architecture's name: the checkpoint it started from if that is known and alike, else the model type."""
    origin = node.first("_name_or_path", "base_model")
    named = origin.text
    if named and is_hub_name(named) and (not kind or _is_alike(knowledge.architecture(named), facts)):
        facts.say("model.architecture", named, origin)
    elif kind:
        known = knowledge.architecture(kind)
        classes = _classes(node)
        if known is None or _is_alike(known, facts):
            facts.say("model.architecture", kind, kind_node)
        elif classes and knowledge.architecture(classes[0]) is None:
            facts.say("model.architecture", classes[0], node.get("architectures.0"))
    elif node.get("relative_attention").value is True and "pos_att_type" in node.value:
        facts.put("model.architecture", "deberta", DERIVED, node.get("pos_att_type").keys)


def _is_alike(row, facts):
    """Whether a known architecture is of this network's family and of its sizes, as far as both are known."""
    if row is None or row.get("family") != facts.value("model.family"):
        return False
    for key in ("num_layers", "hidden_size", "patch_size"):
        value = facts.value("model." + key)
        if key in row and value is not None and value != row[key]:
            return False
    return True


def _read_head(root, facts):
    """State the task and, for classifiers, the number of classes."""
    classes = _classes(root)
    if not classes:
        return
    node = root.get("architectures.0")
    task = next((task for ending, task in _TASKS if classes[0].endswith(ending)), None)
    if task == "text-classification" and facts.value("data.modality") not in (None, "text"):
        task = None
    if task == "language-modeling" and facts.value("model.family") == "vision-language":
        task = None
    facts.say("task", task, node)
    if classes[0].endswith(_CLASSIFIERS):
        labels = root.get("id2label")
        if labels.is_map and labels.value:
            facts.say("data.num_classes", len(labels.value), labels)
        else:
            facts.state("data.num_classes", root.first("num_labels", "num_classes"), _classes_or_none)
