"""Hugging Face ``config.json``: one network of the transformers library, or several under their own keys."""

from ... import knowledge
from ...facts import DEFAULT, DERIVED, Facts, count, is_integer
from .. import Claim, Node
from .checkpoint_names import family_by_word, is_hub_name
from .huggingface_files import read_preprocessor, read_special_ids, read_tokenizer
from .huggingface_fits import of_part, state_fits, state_other_heads, state_text_heads
from .huggingface_sizes import NUMBERS, OTHER_HEADS, heads_keys, put_unit, read_sizes
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


def claim(root: Node) -> Claim | None:
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


def read(root: Node, facts: Facts) -> None:
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
    read_preprocessor(root, facts)
    read_tokenizer(root, facts)
    read_special_ids(root, facts)
    _note_keys(root, facts, None, 0)


def _note_keys(node: Node, facts: Facts, fallback, depth):
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


def read_network(node: Node, facts: Facts):
    """State the facts of one network whose config stands by itself, in a pipeline's folder."""
    _read_network(node, facts, None, 0)


def _read_series_patches(node: Node, facts: Facts, defaults):
    """State the lookback of a forecaster and the patches that it is cut into; the library compares the two."""
    lookback, patch = node.get("context_length"), node.get("patch_length")
    facts.state("data.sequence_length", lookback, lambda value: count(value) if is_integer(value) else None)
    if lookback.absent and is_integer(defaults.get("context_length")):
        facts.assume("data.sequence_length", defaults["context_length"], patch)
    facts.state("model.patch_length", patch, lambda value: count(value) if is_integer(value) else None)
    facts.state("model.patch_step", node.get("patch_stride"), lambda value: value if is_integer(value) else None)


def state_type(facts: Facts, node: Node, overrides, overrides_node):
    """State the network that a bare model type means: the library's own defaults, but for the numbers given."""
    row = knowledge.huggingface(node.text)
    facts.say("model.architecture", node.text, node)
    if row is None:
        return
    _put_known(facts, row, node.text, node, row.get("family"))
    names = row.get("attribute_map", {})
    for key, name in NUMBERS:
        written = names.get(key, key)
        given = overrides.get(written, overrides.get(key))
        default = row.get("defaults", {}).get(written)
        if given is not None:
            facts.say(name, given, overrides_node)
        elif is_integer(default):
            facts.put(name, default, DEFAULT, node.keys)
    put_unit(facts, "blocks")


def _name(value):
    return value if isinstance(value, str) and value else None


def _classes_or_none(value):
    return count(value, low=0) or None  # 0 takes the head off


def _classes(root: Node):
    return [node.text for node in root.get("architectures").each() if node.text]


def _read_network(node: Node, facts: Facts, fallback, depth, above=None):
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
        read_sizes(node, described, kind, row, defaults, family)
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
        known = heads_keys(row) if kind in OTHER_HEADS or heads else ()
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


def _take_nested(facts: Facts, component):
    """Lift the components of a component: a file lists its networks side by side."""
    for nested in component.components:
        nested.role = f"{component.role}-{nested.role}"
        facts.components.append(nested)
    component.components = []


def _share(facts: Facts, part):
    for name in _SHARED:
        if name in part:
            facts.setdefault(name, part[name])


def _share_first_part(facts: Facts, family, parts):
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


def _family(node: Node, kind, row, roles):
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


def _family_by_sign(node: Node, kind):
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


def _put_known(facts: Facts, row, kind, node: Node, family):
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


def _read_detector(node: Node, facts: Facts, kind, row, defaults):
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
            read_sizes(node, facts, kind, row, defaults, None)
        return
    part = facts.component("transformer")
    read_sizes(node, part, kind, row, defaults, "encoder-decoder")
    for nested in part.components:
        nested.role = "transformer-decoder"
        facts.components.append(nested)
    part.components = []


def _read_name(node: Node, facts: Facts, kind, kind_node):
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


def _is_alike(row, facts: Facts):
    """Whether a known architecture is of this network's family and of its sizes, as far as both are known."""
    if row is None or row.get("family") != facts.value("model.family"):
        return False
    for key in ("num_layers", "hidden_size", "patch_size"):
        value = facts.value("model." + key)
        if key in row and value is not None and value != row[key]:
            return False
    return True


def _read_head(root: Node, facts: Facts):
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
