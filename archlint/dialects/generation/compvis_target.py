"""CompVis configs (latent diffusion, Stable Diffusion, taming, ControlNet, SGM): nested ``target`` and ``params``."""

import re

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import word
from ._compvis_arithmetic import state_autoencoder, state_denoiser

DIALECT = Dialect(
    name="compvis-target",
    title="CompVis latent diffusion, taming, SGM",
    files="YAML with `model.target` and `model.params`",
    reads="family, transformer depth, data set, image and batch size, steps, first stage, groups, heads, strides",
    formats=("yaml",),
    triggers=("model.target", "model.network_config"),
)

_PACKAGES = ("ldm", "sgm", "taming", "cldm", "lvdm")
_IMAGE_PACKAGES = ("ldm", "sgm", "taming", "cldm")
_PARTS = ("unet_config", "network_config", "first_stage_config", "ddconfig", "transformer_config", "cond_stage_config")
_UNET = re.compile(r"(?:ldm|sgm|cldm)\..*\.openaimodel\.UNetModel\Z")
_TEXT_ENCODER = re.compile("BERT|CLIP|CLAP|T5|Text")
_DIFFUSION_TRANSFORMERS = ("DiffusionTransformer", "DiT")
# What a class of the data section is called for -> the data set's usual name.
_DATA = {
    "ImageNetSR": "ImageNet", "FullOpenImages": "OpenImages", "CelebAHQ": "CelebA-HQ", "LSUNChurches": "LSUN church",
    "LSUNBedrooms": "LSUN bedroom", "LSUNCats": "LSUN cat", "CocoImagesAndCaptions": "COCO",
    "SFlickr": "Flickr-landscapes", "ADE20k": "ADE20K",
}  # fmt: skip
_GENERIC_DATA = ("DataModuleFromConfig", "Base", "Dataset", "Concat", "ConcatDatasetWithIndex", "Txt2ImgIterable")


def claim(root: Node) -> Claim | None:
    """Claim a config whose model is given as a class path with parameters."""
    model = root.get("model")
    target = model.get("target").text
    if "." in target and model.get("params").is_map:
        if target.split(".")[0] in _PACKAGES:
            return Claim(92, f"model.target {target}")
        if any(model.get("params").has(part) for part in _PARTS) or root.get("data.target").text:
            return Claim(85, "model.target with params of its parts")
        return None
    network = model.get("network_config")
    if network.get("target").text and model.get("denoiser_config").is_map:
        return Claim(85, "model.network_config and model.denoiser_config")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its parts, its data and its run."""
    model = root.get("model")
    target = model.get("target")
    params = model.get("params") if target.present else model
    name = _class_name(model)
    family = _family(name, params)
    facts.say("model.architecture", name or None, target)
    facts.say("model.family", family, target if target.present else model.get("network_config"))
    _read_run(root, facts, params)
    _read_data(root, facts, params, family)
    _read_modality(root, facts, target, family)
    if family == "diffusion":
        _read_diffusion(facts, params)
        state_denoiser(facts, params, _backbone(params))
    elif family == "vae":
        state_autoencoder(facts, params)
    elif family == "autoregressive-generator":
        _read_transformer(facts, params.get("transformer_config.params"))
        facts.say("model.causal", True, params.get("transformer_config.target"))
        _read_first_stage(facts, params)


def _family(name, params):
    if "Diffusion" in name or name.endswith("LDM") or name.startswith("DDPM"):
        return "diffusion"
    if name.startswith(("Autoencod", "VQ", "Gumbel", "EMAVQ")):
        return "vae"
    if "Transformer" in name and params.get("transformer_config").is_map:
        return "autoregressive-generator"
    if params.has("network_config", "denoiser_config"):
        return "diffusion"
    return None


def _backbone(params):
    return params.first("unet_config", "network_config")


def _read_run(root: Node, facts: Facts, params):
    data = root.get("data")
    if data.get("target").present and data.get("params").is_map:
        facts.say("training.is_run", True, data.get("target"))
    facts.state("training.batch_size_per_device", data.get("params.batch_size"), count)
    devices = root.get("lightning.trainer").first("devices", "gpus")
    if isinstance(devices.value, str) and re.fullmatch(r"\d+(?:\s*,\s*\d+)*(?:\s*,)?", devices.value.strip()):
        if "," in devices.value:
            facts.say("training.num_devices", len(re.findall(r"\d+", devices.value)), devices)
    elif is_count(devices.value):
        facts.say("training.num_devices", devices.value, devices)
    _state_weights(facts, params.get("ckpt_path"))


def _state_weights(facts: Facts, node: Node):
    if node.text:
        facts.say("model.pretrained", True, node)
    elif node.present and (node.is_null or node.value == ""):
        facts.say("model.pretrained", False, node)
    elif node.opaque:
        facts.state("model.pretrained", node)


def _read_data(root: Node, facts: Facts, params, family):
    data = root.get("data")
    train = data.get("params.train")
    for node in (train.get("target"), data.get("target")):
        name = node.text.rsplit(".", 1)[-1]
        if name and name[0].islower():  # a function that loads a named set
            facts.state("data.name", train.get("params.name"), word)
            break
        stem = re.sub(r"(Train|Training|Loader|DataModule|Dataset|Base)\Z", "", name)
        if stem and stem != name and name not in _GENERIC_DATA and "FromConfig" not in name:
            facts.say("data.name", _DATA.get(stem, stem), node)
            break
    size = train.get("params").first("crop_size", "size", "image_size")
    if is_integer(size.value):
        facts.state("data.image_size", size, count)
    elif size.absent or size.is_null:
        first = params.get("first_stage_config.params") if family != "vae" else params
        resolution = first.get("ddconfig.resolution")
        if is_integer(resolution.value) and family == "vae":
            facts.state("data.image_size", resolution, count)


def _read_modality(root: Node, facts: Facts, target, family):
    package = target.text.split(".")[0]
    text = " ".join(node.text for node in root.walk(2_000) if node.keys and node.keys[-1] == "target").lower()
    if "audio" in text or "mel" in re.split(r"[._]", text):
        facts.say("data.modality", "audio", target)
    elif "video" in text or package == "lvdm":
        facts.say("data.modality", "video", target)
    elif package in _IMAGE_PACKAGES and "3d" not in text and "threed" not in text and family:
        facts.say("data.modality", "image", target)
        if family != "vae":
            facts.say("task", "image-generation", target)


def _read_diffusion(facts: Facts, params):
    backbone = _backbone(params)
    network = backbone.get("target")
    if _UNET.match(network.text):
        facts.say("model.normalization", "group", network)
        facts.say("model.skip_connections", True, network)
    elif _class_name(backbone) in _DIFFUSION_TRANSFORMERS:
        layers = backbone.get("params").first("num_layers", "depth")
        facts.state("model.num_layers", layers, count)
        if "model.num_layers" in facts:
            facts.say("model.depth_unit", "blocks", layers)
        facts.state("model.hidden_size", backbone.get("params.hidden_size"), count)
        facts.state("model.num_heads", backbone.get("params").first("num_attention_heads", "num_heads"), count)
    facts.state("model.sampling_steps", params.get("sampler_config.params.num_steps"), count)
    levels = params.get("sampler_config.params.discretization_config")
    if _class_name(levels) == "LegacyDDPMDiscretization":
        facts.state("model.noise_levels", levels.get("params.num_timesteps"), count)
        facts.assume("model.noise_levels", 1000, levels.get("target"))
    condition = params.get("cond_stage_config")
    if condition.text == "__is_unconditional__":
        facts.say("model.conditional", False, condition)
    elif condition.is_map or condition.text == "__is_first_stage__" or params.get("conditioner_config").is_map:
        facts.say("model.conditional", True, condition if condition.present else params.get("conditioner_config"))
    first = params.get("first_stage_config")
    stage = _class_name(first)
    if stage:
        facts.say("model.latent", "Identity" not in stage, first.get("target"))
    _read_first_stage(facts, params)
    encoder = _class_name(condition)
    if encoder:
        facts.say("model.text_to_image", bool(_TEXT_ENCODER.search(encoder)) or None, condition.get("target"))
        part = facts.component("text" if _TEXT_ENCODER.search(encoder) else "condition")
        part.say("model.architecture", encoder, condition.get("target"))


def _class_name(node: Node):
    return node.get("target").text.rsplit(".", 1)[-1]


def _read_first_stage(facts: Facts, params):
    first = params.get("first_stage_config")
    name = _class_name(first)
    if not name or "Identity" in name:
        return
    part = facts.component("autoencoder")
    part.say("model.architecture", name, first.get("target"))
    part.say("model.family", _family(name, first.get("params")), first.get("target"))
    _state_weights(part, first.get("params.ckpt_path"))


def _read_transformer(facts: Facts, params):
    facts.state("model.num_layers", params.get("n_layer"), count)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", params.get("n_layer"))
    for name, key in (
        ("model.hidden_size", "n_embd"),
        ("model.num_heads", "n_head"),
        ("model.vocab_size", "vocab_size"),
        ("model.max_positions", "block_size"),
    ):
        facts.state(name, params.get(key), count)
