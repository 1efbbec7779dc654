"""Regenerate ``archlint/knowledge/huggingface.tsv`` from the installed transformers library.

    python tests/generators/generate_huggingface.py [--refused | --unread] [--part I/N] [MODEL_TYPE ...]

Every configuration class gives its own default values; every model that builds within the time limit is built on the
meta device with its defaults, and its module classes tell normalization, norm placement and positions.  What the
library refuses is measured with numbers that fit and numbers that do not (``huggingface_probes``).
Naming types on the command line prints their rows and leaves the table alone.  With ``--refused``, their rows of the
table get anew what the library refuses, and keep the rest; with ``--unread``, which numbers of the networks inside it a
type does not read, by the rows of these.
"""

import argparse
import collections
import dataclasses
import fcntl
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import huggingface_networks as networks
import huggingface_probes as probes
import measure
import torch
import transformers
from transformers.models.auto import modeling_auto as auto
from transformers.models.auto.configuration_auto import CONFIG_MAPPING, CONFIG_MAPPING_NAMES

TABLE = pathlib.Path(__file__).parents[2] / "archlint" / "knowledge" / "huggingface.tsv"

# The keys that a linter reads; everything else (dropout, token ids, initialization) stays out.
RELEVANT = re.compile(
    r"^((encoder_|decoder_|num_|n_|text_|num_encoder_|num_decoder_)?(layers?|depths?|n_layers?|blocks?)|"
    r"num_hidden_layers|\w*num_(hidden_)?layers|\w*_layers|hidden_sizes?|embed_dims?|n_embd|d_model|dim|"
    r"hidden_dims?|d_ff|d_kv|\w*ffn_dim|\w*intermediate_sizes?|encoder_hidden_size|decoder_hidden_size|n_inner|"
    r"\w*n(um)?_(attention_|key_value_|kv_)?heads?|n_head|\w*attention_heads|\w*key_value_heads|\w*head_dim|"
    r"kv_channels|kv_lora_rank|q_lora_rank|vocab_size|\w*max_position\w*|n_positions|n_ctx|max_(source|target|"
    r"seq)\w*|patch_sizes?|image_size|window_size|strides?|patch_stride|embedding_size|(\w*norm_)?eps(ilon)?|"
    r"layer_norm_eps\w*|rms_norm_eps|norm_type|rope_theta|partial_rotary_factor|rotary_dim|rotary_pct|"
    r"\w*experts\w*|top_k|sliding_window|attention_window|is_encoder_decoder|is_decoder|position_embedding_type|"
    r"relative_attention\w*|alibi|multi_query|new_decoder_architecture|parallel_attn|state_size|conv_kernel|"
    r"expand|num_channels|num_mel_bins|num_stages|layer_type|kernel_size|width_coefficient|depth_coefficient|"
    r"multi_query_attention|ffn_hidden_size|use_conv_stem|pos_embeddings?_type|position_biased_input|"
    r"do_stable_layer_norm|do_layer_norm_before|post_norm|n_groups|mlp_ratio|qkv_bias|num_states|context_length|"
    r"prediction_length|block_size|num_blocks|mamba_(n_heads|num_heads|d_head|head_?dim|expand|n_?groups|d_state|"
    r"d_ssm)|n_mamba_heads|ssm_state_size)$"
)
NOT_RELEVANT = re.compile(
    r"drop|_rate$|init|output_|_prob|mask_|router_|_loss|return|conv_pos|num_hidden_layers_to|max_new"
)

STATE_SPACE = {
    "mamba", "mamba2", "falcon_mamba", "falcon_h1", "bamba", "jamba", "zamba", "zamba2", "nemotron_h",
    "granitemoehybrid",
}  # fmt: skip
RECURRENT = {"rwkv", "xlstm", "recurrent_gemma"}
CONFORMER = {
    "wav2vec2-conformer", "wav2vec2-bert", "fastspeech2_conformer", "parakeet_ctc", "parakeet_encoder",
    "parakeet_rnnt", "parakeet_tdt", "lasr_ctc", "lasr_encoder", "granite_speech_encoder",
    "nemotron_asr_streaming_encoder",
}  # fmt: skip
CNN = {
    "resnet", "regnet", "convnext", "convnextv2", "efficientnet", "mobilenet_v1", "mobilenet_v2", "bit", "textnet",
    "hgnet_v2", "dinov3_convnext", "rt_detr_resnet", "focalnet", "superpoint", "pp_lcnet", "pp_lcnet_v3",
}  # fmt: skip
HYBRID = {
    "cvt", "levit", "mobilevit", "mobilevitv2", "poolformer", "swiftformer", "efficientformer", "edgenext", "detr",
    "conditional_detr", "deformable_detr", "dab-detr", "table-transformer", "rt_detr", "rt_detr_v2", "d_fine",
    "rf_detr", "lw_detr", "mask2former", "maskformer", "oneformer",
}  # fmt: skip
VISION = {
    "vit", "deit", "beit", "swin", "swinv2", "swin2sr", "donut-swin", "maskformer-swin", "segformer", "pvt", "pvt_v2",
    "dinov2", "dinov2_with_registers", "dinov3_vit", "vit_mae", "vit_msn", "vitdet", "hiera", "ijepa", "yolos", "dpt",
    "glpn", "data2vec-vision", "dinat", "nat", "vitpose", "vitpose_backbone", "vitmatte", "eomt", "depth_anything",
    "zoedepth", "sam", "sam_hq", "seggpt", "pixio", "dinov3", "lw_detr_vit", "mlcd", "mlcd_vision_model",
}  # fmt: skip
VIDEO = {"videomae", "timesformer", "vivit", "vjepa2", "videomt", "videoprism"}
DUAL = {
    "clip", "siglip", "siglip2", "align", "altclip", "chinese_clip", "clap", "metaclip_2", "xclip", "groupvit",
    "clipseg", "owlvit", "owlv2", "vision-text-dual-encoder", "aimv2", "tipsv2",
}  # fmt: skip
AUDIO_ENCODER = {
    "wav2vec2", "hubert", "wavlm", "unispeech", "unispeech-sat", "sew", "sew-d", "data2vec-audio",
    "audio-spectrogram-transformer",
}  # fmt: skip
SPEECH_TO_TEXT = {"whisper", "speech_to_text", "moonshine", "moonshine_streaming", "speech-encoder-decoder"}
FORECASTERS = {
    "autoformer": "encoder-decoder", "informer": "encoder-decoder", "time_series_transformer": "encoder-decoder",
    "patchtst": "transformer-encoder", "patchtsmixer": "mlp", "timesfm": "transformer-decoder",
    "timesfm2_5": "transformer-decoder",
}  # fmt: skip
OTHERS = {
    "cnn": {"align_vision_model"},
    "vision-transformer": {
        "pixtral", "radio", "sam2", "sam2_hiera_det_model", "sapiens2", "sam3_vit_model", "rf_detr_dinov2",
    },
    "vision-language": {
        "gemma4", "gemma4_unified", "idefics", "phi4_multimodal", "chameleon", "qwen2_5_omni", "qwen3_omni_moe",
        "emu3", "fuyu", "visual_bert", "lxmert", "layoutlmv2", "layoutxlm", "udop", "tvp",
    },
    "transformer-encoder": {
        "xlnet", "dpr", "canine", "splinter", "lilt", "markuplm", "bros", "blip_text_model", "bridgetower_text_model",
        "flava_text_model",
    },
    "transformer-decoder": {
        "molmo2_text", "kosmos_2_text_model", "kosmos_2_5_text_model", "musicgen_decoder", "musicgen_melody_decoder",
        "qwen3_omni_moe_text", "qwen2_5_omni_text", "qwen3_omni_moe_talker_text", "mistral4", "step3p5",
    },
    "encoder-decoder": {"speecht5", "pop2piano", "dia"},
    "autoregressive-generator": {"imagegpt"},
    "rl-policy": {"decision_transformer"},
}  # fmt: skip
# Written as T5LayerNorm ("layer norm in T5 style, without bias and without subtracting the mean"): RMS-style arithmetic
# under the name and the key (layer_norm_epsilon) of layer normalization.  Configs and their readers call it layer norm.
T5_FAMILY = {"t5", "mt5", "umt5", "longt5", "switch_transformers", "pop2piano", "udop", "decoder_only_t5"}
# Classes whose name alone does not say which normalization they apply (checked in their source).  MobileBERT has an
# affine layer in the place of each normalization, and is trained by distillation only: neither with one nor without.
NORM_BY_TYPE = {"mobilebert": None, "olmo": "layer", "nomic_bert": "layer"}
# Placement where the stack holds one shared layer, which the measurement does not see.
PLACEMENT_BY_TYPE = {"albert": "post"}
# The encoder stack is the one described first; the decoder's depth has a key of its own.
DECODER_DEPTH = ("decoder_layers", "num_decoder_layers", "decoder_num_hidden_layers")
DEPTH = (
    "num_hidden_layers",
    "encoder_layers",
    "num_layers",
    "n_layer",
    "n_layers",
    "num_encoder_layers",
    "depths",
    "depth",
)


def mapped(model_type, *names):
    """Tell whether an automatic-class mapping lists the type."""
    return any(model_type in getattr(auto, f"MODEL_FOR_{name}_MAPPING_NAMES", {}) for name in names)


def family_of(model_type, config):
    """Return the contract's family of a model type, or None where no single one fits."""
    base = re.sub(r"_(text|vision|audio)(_model|_encoder|_config)?$|_model$", "", model_type)
    part = model_type[len(base) :]
    if model_type in FORECASTERS:
        return FORECASTERS[model_type]
    for family, types in (
        ("state-space", STATE_SPACE), ("rnn", RECURRENT), ("conformer", CONFORMER), ("cnn", CNN),
        ("conv-attention-hybrid", HYBRID), ("vision-transformer", VISION | VIDEO), ("dual-encoder", DUAL),
        ("transformer-encoder", AUDIO_ENCODER), ("encoder-decoder", SPEECH_TO_TEXT),
        ("gan", {"univnet", "speecht5_hifigan", "fastspeech2_conformer_hifigan", "qwen2_5_omni_bigvgan", "vits"}),
    ):  # fmt: skip
        if model_type in types:
            return family
    for family, types in OTHERS.items():
        if model_type in types:
            return family
    subs = sub_configs(config)
    vision = any("vision" in key for key in subs)
    if vision and any("text" in key or "qformer" in key or "llm" in key for key in subs):
        return "vision-language"
    if any("audio" in key for key in subs) and any("text" in key for key in subs):
        return None  # an audio encoder before a language model: no family of the contract
    if "vision" in part and not re.search("gemma3n|florence|davit", model_type):
        return "vision-transformer"
    if "text" in part and base in DUAL:
        return "transformer-encoder"
    if part.startswith("_audio"):
        return None
    if model_type in (
        "vision-encoder-decoder",
        "blip",
        "git",
        "kosmos-2",
        "florence2",
        "vilt",
        "flava",
        "pix2struct",
        "layoutlmv3",
    ):
        return "vision-language"
    if getattr(config, "is_encoder_decoder", False) or mapped(model_type, "SEQ_TO_SEQ_CAUSAL_LM"):
        return (
            "encoder-decoder"
            if mapped(model_type, "SEQ_TO_SEQ_CAUSAL_LM") or model_type in ("encoder-decoder", "rag")
            else None
        )
    if mapped(model_type, "MASKED_LM", "TEXT_ENCODING") and not model_type.startswith(("clip", "blip")):
        return "transformer-encoder"
    if mapped(model_type, "CAUSAL_LM") or (
        part.startswith("_text") and mapped(base, "IMAGE_TEXT_TO_TEXT", "CAUSAL_LM")
    ):
        return "transformer-decoder"
    return None


def modality_of(model_type, family):
    """Return the data modality that a model type implies, or None."""
    if model_type in FORECASTERS:
        return "time-series"
    if model_type in VIDEO:
        return "video"
    if family in ("vision-transformer", "conv-attention-hybrid", "cnn"):
        return "image"
    if family in ("dual-encoder", "vision-language"):
        return None if model_type == "clap" else "multimodal"
    if model_type in AUDIO_ENCODER | SPEECH_TO_TEXT or family in ("conformer", "gan"):
        return "audio"
    if family in ("transformer-encoder", "transformer-decoder", "encoder-decoder", "state-space", "rnn"):
        if mapped(
            model_type, "CTC", "SPEECH_SEQ_2_SEQ", "AUDIO_CLASSIFICATION", "TEXT_TO_WAVEFORM", "TEXT_TO_SPECTROGRAM"
        ):
            return "audio"
        return "text"
    return None


def sub_configs(config):
    """Map each nested configuration's key to its model type."""
    found = {}
    keys = set(getattr(type(config), "sub_configs", None) or {}) | set(
        getattr(type(config), "sub_configs_defaults", None) or {}
    )
    for key in sorted(keys):
        kind = getattr(getattr(config, key, None), "model_type", None)
        if kind:
            found[key] = kind
    return found


def defaults_of(cls):
    """Return the class's own default values of the relevant keys (what an omitted key means)."""
    found = {}
    for field in dataclasses.fields(cls):
        if not RELEVANT.search(field.name) or NOT_RELEVANT.search(field.name):
            continue
        value = field.default
        if value is dataclasses.MISSING and field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        if isinstance(value, tuple | list):
            value = list(value)
            if len(value) > 8 or not all(isinstance(x, int | float | str) for x in value):
                continue
        elif value is None or not isinstance(value, int | float | str) or (isinstance(value, str) and len(value) > 40):
            continue
        if value is False:
            continue
        found[field.name] = value
    return found


def derived_of(cls, config):
    """Return the keys that the class fills in from others when they are omitted."""
    names = {field.name for field in dataclasses.fields(cls) if field.default is None}
    return sorted(
        name
        for name in names
        if re.search(r"head_dim$|key_value_heads$|kv_heads$|decoder_layers$|n_inner$|intermediate_size$|ffn_dim$", name)
        and isinstance(getattr(config, name, None), int)
    )


def largest_stack(model):
    """Return the path and modules of the longest list of equal layers in the model."""
    best = ("", [])
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.ModuleList | torch.nn.Sequential) and len(module) > max(1, len(best[1])):
            kinds = {type(child).__name__ for child in module}
            same = len(kinds) == 1 or (len(kinds) < 4 and all(kind.endswith("Layer") for kind in kinds))
            if same and not kinds & {"Linear", "Conv1d", "Conv2d", "Embedding", "Identity"}:
                best = (name, list(module))
    return best


def inputs_for(config, family, modality):
    """Return calls that may run the model with tiny inputs on the meta device."""
    ids = torch.zeros((1, 8), dtype=torch.long, device="meta")
    size = getattr(config, "image_size", 224)
    size = size if isinstance(size, int) else (size[0] if isinstance(size, list | tuple) else 224)
    pixels = torch.zeros((1, getattr(config, "num_channels", 3), size, size), device="meta")
    yield lambda m: m(input_ids=ids)
    yield lambda m: m(pixel_values=pixels)
    yield lambda m: m(input_ids=ids, pixel_values=pixels)
    yield lambda m: m(torch.zeros((1, 16000), device="meta"))
    yield lambda m: m(
        torch.zeros((1, getattr(config, "num_mel_bins", 80) or 80, 3000), device="meta"), decoder_input_ids=ids
    )
    yield lambda m: m(input_ids=ids, decoder_input_ids=ids)


def positions_of(model, config, model_type):
    """Tell how positions enter the model, where the modules or the configuration show it."""
    classes = {type(module).__name__ for module in model.modules()} if model is not None else set()
    names = [name for name, _ in model.named_parameters()] if model is not None else []
    if any("Rotary" in name or "Rope" in name for name in classes):
        return "rotary"
    if any(
        "relative_attention_bias" in name or "rel_embeddings" in name or "relative_position_bias" in name
        for name in names
    ):
        return "relative"
    if getattr(config, "alibi", False) or model_type in ("bloom", "mpt"):
        return "alibi"
    if any("Sinusoidal" in name or "SinePositional" in name for name in classes):
        return "sinusoidal"
    if any(
        re.search(r"(^|\.)(position_embeddings?|wpe|embed_positions|positional_embedding|pos_embed\w*)(\.|$)", name)
        for name in names
    ):
        return "learned"
    return None


def row(model_type):
    """Return what the table says about one model type."""
    cls = CONFIG_MAPPING[model_type]
    config = cls(**networks.NEEDED.get(model_type, {}))
    out = {}
    family = family_of(model_type, config)
    if family:
        out["family"] = family
    modality = modality_of(model_type, family)
    if modality:
        out["modality"] = modality
    defaults = defaults_of(cls)
    attribute_map = {a: b for a, b in (getattr(cls, "attribute_map", None) or {}).items() if isinstance(b, str)}
    model = None
    try:
        with measure.at_most(45):
            model = networks.model_class(model_type) and networks.build(model_type, config)
    except Exception as problem:
        out["not_built"] = type(problem).__name__
    if model is not None:
        model.eval()
        _, stack = largest_stack(model)
        ran = False
        kinds = collections.Counter()
        layer = stack[1] if stack else None  # the first layer of some networks lacks a norm that the others have
        kinds = measure.norms_of(layer or model)
        kinds = kinds or measure.norms_of(model)
        if family in ("cnn", "conv-attention-hybrid", "vision-transformer"):
            kinds = measure.norms_of(model)
        found = sorted(kind for kind in kinds if kind != "weight-standardized")
        if model_type in T5_FAMILY:
            found = ["layer"]
        if model_type in NORM_BY_TYPE:
            found = [name for name in [NORM_BY_TYPE[model_type]] if name]
        if found:
            out["normalization"] = "+".join(found)
        if stack and family and family not in ("cnn", "gan"):
            names = " ".join(name for name, _ in layer.named_modules())
            for call in inputs_for(config, family, modality):
                try:
                    with measure.at_most(20):
                        where = measure.placement(model, layer, call)
                except Exception:
                    continue
                ran = True
                if (
                    where == "pre"
                    and sum(measure.norms_of(layer).values()) >= 4
                    and re.search(r"post_(attention|feedforward|mlp|self_attn)\w*norm", names)
                    and re.search(r"pre_(feedforward|mlp)\w*norm|post_self_attn", names)
                ):
                    where = "sandwich"
                if where:
                    out["norm_placement"] = where
                    break
            if not ran and "norm_placement" not in out:
                # It would not run on the meta device: the names of its norms still tell.
                if re.search(r"(^| )(input_layernorm|ln_1|norm1|attention_norm|operator_norm)( |$)", names):
                    out["norm_placement"] = "sandwich" if re.search(r"pre_(feedforward|mlp)\w*norm", names) else "pre"
                elif "attention.output.LayerNorm" in names and "output.LayerNorm" in names:
                    out["norm_placement"] = "post"
        if model_type in PLACEMENT_BY_TYPE:
            out["norm_placement"] = PLACEMENT_BY_TYPE[model_type]
        positions = positions_of(model, config, model_type)
        if positions:
            out["position_encoding"] = positions
        attends = family in ("transformer-encoder", "transformer-decoder", "encoder-decoder", "vision-transformer")
        if attends or (stack and family and family not in ("gan", "rnn")):
            out["skip_connections"] = model_type not in ("mobilenet_v1", "pp_lcnet", "pp_lcnet_v3", "textnet")
    elif "rope_theta" in defaults or getattr(config, "rope_parameters", None):
        out["position_encoding"] = "rotary"
    theta = getattr(cls, "default_theta", None)
    if out.get("position_encoding") == "rotary" and isinstance(theta, int | float):
        defaults.setdefault("rope_theta", theta)
    if family in ("transformer-decoder", "state-space") or model_type in ("rwkv", "xlstm", "recurrent_gemma"):
        out["causal"] = True
    elif family in ("transformer-encoder", "vision-transformer", "conformer"):
        out["causal"] = False
    known = [field.name for field in dataclasses.fields(cls)]
    translated = attribute_map.get("num_hidden_layers")
    depth = [translated] if translated in known else [key for key in DEPTH if key in known]
    if getattr(config, "is_encoder_decoder", False) and "encoder_layers" in known:
        depth = ["encoder_layers"]
    if "depths" in known:  # "num_stages" and the like count stages, not blocks
        depth = ["depths"]
        attribute_map = {a: b for a, b in attribute_map.items() if a != "num_hidden_layers"}
    if depth:
        out["depth_key"] = depth[0]
    decoder = [key for key in DECODER_DEPTH if key in known]
    if decoder and family in ("encoder-decoder", "conv-attention-hybrid"):
        out["decoder_depth_key"] = decoder[0]
    if attribute_map:
        out["attribute_map"] = attribute_map
    subs = sub_configs(config)
    if subs:
        out["sub_configs"] = subs
        same = same_vocab(model_type, subs)
        if same:
            out["same_vocab"] = same
    derived = derived_of(cls, config)
    if derived:
        out["derived"] = derived
    if "head_dim" in known or "d_kv" in known:
        out["head_dim_key"] = "head_dim" if "head_dim" in known else "d_kv"
    out.update(fits(model_type, cls, defaults))
    if defaults:
        out["defaults"] = defaults
    out["source"] = f"transformers {transformers.__version__}"
    return out


def same_vocab(model_type, subs):
    """Return the keys of the parts whose vocabulary is, where it is left out, that of the part's own type."""
    found = []
    for key, kind in subs.items():
        try:
            part = getattr(networks.config_of(model_type, {f"{key}.pad_token_id": 0}), key)
            if part.vocab_size == networks.config_of(kind, {}).vocab_size:
                found.append(key)
        except Exception:
            continue
    return found


def fits(model_type, cls, defaults):
    """Return what the library refuses of a type, and whether a step of it ran; add the defaults that this needs."""
    try:
        probe = probes.Probe(model_type)
        refuses = probes.measured(probe)
    except measure.TooSlowError:
        raise
    except Exception:
        return {}
    named = probes.keys_of(refuses)
    for field in dataclasses.fields(cls):
        value = field.default
        if value is dataclasses.MISSING and field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        if field.name in named and isinstance(value, int | tuple | list) and not isinstance(value, bool):
            defaults.setdefault(field.name, list(value) if isinstance(value, tuple | list) else value)
    return {"refuses": refuses, **({"runs": probe.runs} if probe.steps else {})}


def unread(model_type, subs, known):
    """Return which heads and groups of a part, refused in a network of its own, the whole takes as they are."""
    found = []
    try:
        probe = probes.Probe(model_type)
    except Exception:
        return found
    for part, kind in subs.items():
        data = known.get(kind, {})
        refuses, values = data.get("refuses", {}), data.get("defaults", {})
        kv = [refuses["kv"]] if "kv" in refuses else []
        for name in ("heads", "groups", "other kv"):
            kv += refuses.get(name, [])
        for key, over, *_ in kv:
            whole = getattr(getattr(probe.config, part, None), over, values.get(over))
            if type(whole) is not int:
                continue
            broken = [number for number in (7, 9, 13) if whole % number]
            if any(probe.verdict(**{f"{part}.{key}": number}) == "ran" for number in broken):
                found.append(f"{part}.{key}")
    return found


def rows(model_types):
    """Yield the rows of the named model types, saying on standard error which could not be read."""
    for count, model_type in enumerate(model_types):
        try:
            with measure.at_most(200):
                yield model_type, row(model_type)
        except BaseException as problem:
            if isinstance(problem, KeyboardInterrupt):
                raise
            print(f"{model_type}: {type(problem).__name__}: {str(problem)[:120]}", file=sys.stderr, flush=True)
        if count % 50 == 0:
            print(count, model_type, file=sys.stderr, flush=True)


def measure_unread(model_types, part):
    """Put into the rows of networks with others inside which numbers of these they do not read."""
    number, parts = part
    for model_type in (model_types or sorted(CONFIG_MAPPING_NAMES))[number::parts]:
        known = {key: json.loads(data) for key, data in _lines()}
        data = known.get(model_type, {})
        if "sub_configs" not in data:
            continue
        try:
            with measure.at_most(60):
                found = unread(model_type, data["sub_configs"], known)
        except Exception as problem:
            print(f"{model_type}: {type(problem).__name__}", file=sys.stderr, flush=True)
            continue
        data.pop("unread", None)
        if found:
            rest = {key: data.pop(key) for key in ("defaults", "source") if key in data}
            data.update(unread=found, **rest)
        write(model_type, data)


def _lines():
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line]


def measure_refused(model_types, part):
    """Put what the library refuses anew into the rows of some types."""
    number, parts = part
    for model_type in (model_types or sorted(CONFIG_MAPPING_NAMES))[number::parts]:
        known = dict(_lines())
        data = json.loads(known.get(model_type, "{}"))
        defaults = data.pop("defaults", {})
        try:
            with measure.at_most(120):
                found = fits(model_type, CONFIG_MAPPING[model_type], defaults)
        except Exception as problem:
            print(f"{model_type}: {type(problem).__name__}", file=sys.stderr, flush=True)
            continue
        if not data or not found:
            continue
        source = data.pop("source")
        data.pop("runs", None)
        data.update(found, **({"defaults": defaults} if defaults else {}), source=source)
        write(model_type, data)


def write(model_type, data):
    """Replace one row of the table, or add it, while no other process does."""
    with open(TABLE, "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = [line for line in file.read().splitlines() if line and not line.startswith(f"{model_type}\t")]
        lines.append(f"{model_type}\t{json.dumps(data, separators=(',', ':'))}")
        file.seek(0)
        file.truncate()
        file.write("\n" + "".join(line + "\n" for line in sorted(lines)))


def main(arguments):
    """Write the table, or print the rows asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("types", nargs="*")
    parser.add_argument("--refused", action="store_true")
    parser.add_argument("--unread", action="store_true")
    parser.add_argument("--part", default="0/1")
    options = parser.parse_intermixed_args(arguments)
    if options.unread:
        measure_unread(options.types, tuple(map(int, options.part.split("/"))))
    elif options.refused:
        measure_refused(options.types, tuple(map(int, options.part.split("/"))))
    elif options.types:
        for model_type, data in rows(options.types):
            print(model_type, json.dumps(data, separators=(",", ":")), sep="\t")
    else:
        found = (
            f"{key}\t{json.dumps(data, separators=(',', ':'))}\n" for key, data in rows(sorted(CONFIG_MAPPING_NAMES))
        )
        TABLE.write_text("\n" + "".join(sorted(found)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
