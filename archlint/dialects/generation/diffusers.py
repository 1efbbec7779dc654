"""Diffusers folders: ``model_index.json`` of a pipeline, and the ``config.json`` of each of its networks."""

from ... import knowledge
from ...composition import beside
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.keys import DROP, note_misspelt
from ._diffusers_arithmetic import state_arithmetic, state_seams

DIALECT = Dialect(
    name="diffusers",
    title="Diffusers",
    files="`model_index.json`, and `config.json` in `unet/`, `transformer/`, `vae/` ... with `_class_name`",
    reads="family, depth of transformers, blocks, groups, heads, strides, patches, parts of a pipeline, few-step marks",
    formats=("json",),
    triggers=("_class_name",),
)

# Depth is the sum of two stacks in these; one of them alone is not the depth.
_TWO_STACKS = {
    "Flux": ("num_layers", "num_single_layers"),
    "Flux2": ("num_layers", "num_single_layers"),
    "FluxControlNetModel": ("num_layers", "num_single_layers"),
    "Chroma": ("num_layers", "num_single_layers"),
    "Bria": ("num_layers", "num_single_layers"),
    "HiDreamImage": ("num_layers", "num_single_layers"),
    "HunyuanVideo": ("num_layers", "num_single_layers"),
    "HunyuanVideoFramepack": ("num_layers", "num_single_layers"),
    "AuraFlow": ("num_mmdit_layers", "num_single_dit_layers"),
}
_TRANSFORMER_ENDS = ("Transformer2DModel", "Transformer3DModel", "Transformer1DModel")
_MORE_TRANSFORMERS = (
    "StableAudioDiTModel", "HunyuanDiT2DModel", "LuminaNextDiT2DModel", "PriorTransformer", "DiTTransformer2DModel",
    "WanModel", "HunyuanDiT2DControlNetModel", "SD3ControlNetModel", "FluxControlNetModel",
)  # fmt: skip
# Not a diffusion model, though it is a transformer of the library: masked image modelling.
_MASKED = ("UVit2DModel", "AmusedPipeline", "AmusedImg2ImgPipeline", "AmusedInpaintPipeline")
_GROUP_NORM = (
    "UNet2DModel",
    "UNet2DConditionModel",
    "UNet3DConditionModel",
    "ControlNetModel",
    "AutoencoderKL",
    "VQModel",
)
_PIXEL_PIPELINES = (
    "DDPMPipeline", "DDIMPipeline", "PNDMPipeline", "ScoreSdeVePipeline", "KarrasVePipeline",
    "ConsistencyModelPipeline",
)  # fmt: skip
_FEW_STEP_PIPELINES = (
    "LatentConsistencyModelPipeline",
    "LatentConsistencyModelImg2ImgPipeline",
    "ConsistencyModelPipeline",
)
_FEW_STEP_SCHEDULERS = ("LCMScheduler", "CMStochasticIterativeScheduler", "TCDScheduler")
_FEW_STEP_WORDS = ("turbo", "lightning", "schnell", "lcm", "hyper-sd", "consistency", "dmd")
_AUTOENCODERS = ("vae", "vqvae", "vqgan", "movq", "image_vae")
_DENOISERS = ("unet", "transformer", "prior", "decoder", "transformer_2", "unet_2")


def claim(root: Node) -> Claim | None:
    """Claim a config whose class name stands beside the library's version, or that indexes a pipeline."""
    name = root.get("_class_name").value
    if isinstance(name, list):
        name = name[-1] if name else None
    if not isinstance(name, str):
        return None
    if name.endswith("Scheduler"):
        return None
    if root.has("_diffusers_version"):
        return Claim(95, "_class_name beside _diffusers_version")
    if _family(name):
        return Claim(85, f"_class_name {name}")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State what a pipeline's index or one network's config says."""
    node = root.get("_class_name")
    name = node.text or (node.value[-1] if node.is_list else "")
    if not _family(name) and not _is_known(name):
        return False
    facts.say("model.architecture", name, node)
    facts.say("model.family", _family(name), node)
    _read_modality(root, facts, name, node)
    _read_few_steps(root, facts, name, node)
    if name.endswith("Pipeline"):
        _read_pipeline(root, facts, name, node)
    else:
        _read_network(root, facts, name, node)
        known = knowledge.keys(f"diffusers:{name}")
        if known:  # a key that the class does not expect is ignored, with a line in the log
            note_misspelt(facts, root, known, DROP, knowledge.is_key, knowledge.is_word)
    return None


def _is_known(name):
    return name in _MASKED


def _family(name):
    if name in _MASKED:
        return None
    if name.endswith("Pipeline") or _is_transformer(name) or "UNet" in name or "ControlNet" in name:
        return "diffusion"
    if name in ("MotionAdapter", "T5FilmDecoder"):
        return "diffusion"
    if name.startswith(("Autoencoder", "AsymmetricAutoencoder", "VQModel")) or name.endswith("VAE"):
        return "vae"
    return None


def _is_transformer(name):
    return name.endswith(_TRANSFORMER_ENDS) or name in _MORE_TRANSFORMERS


def _read_modality(root: Node, facts: Facts, name, node: Node):
    if "data.modality" in facts:
        return
    if any(word in name for word in ("Audio", "Music", "UNet1D", "T5Film", "SpectrogramDiffusion")):
        facts.say("data.modality", "audio", node)
    elif (
        any(word in name for word in ("3DModel", "Video", "UNet3D", "Motion", "SpatioTemporal", "TextToVideo", "Wan"))
        or name.startswith(("CogVideo", "Mochi", "LTX", "Allegro", "Latte", "I2VGen"))
        or name.startswith("AnimateDiff")
    ):
        facts.say("data.modality", "video", node)
    elif (
        name.startswith(("StableDiffusion", "Flux", "IF", "PixArt", "Kandinsky", "LatentConsistency"))
        or (
            # One channel may be a spectrogram, other numbers a latent of anything.
            root.get("in_channels").value in ((3, 4, 9) if "Condition" in name or "Control" in name else (3,))
            and not _is_transformer(name)
        )
        or name.endswith("Transformer2DModel")
    ):
        facts.say("data.modality", "image", node)
    if facts.value("data.modality") == "image" and facts.value("model.family") == "diffusion":
        facts.say("task", "image-generation", node)


def _read_few_steps(root: Node, facts: Facts, name, node: Node):
    scheduler = root.get("scheduler.1")
    source = root.get("_name_or_path")
    if name in _FEW_STEP_PIPELINES:
        facts.say("model.distilled", True, node)
    elif scheduler.text in _FEW_STEP_SCHEDULERS:
        facts.say("model.distilled", True, scheduler)
    elif any(word in source.text.lower() for word in _FEW_STEP_WORDS):
        facts.say("model.distilled", True, source)
    elif isinstance(root.get("time_cond_proj_dim").value, int):  # a student that takes the guidance scale as input
        facts.say("model.distilled", True, root.get("time_cond_proj_dim"))


def _read_pipeline(root: Node, facts: Facts, name, node: Node):
    latent = conditional = None
    for key, item in root.items():
        if not item.is_list or len(item.value) != 2 or not all(isinstance(part, str) for part in item.value):
            continue
        library, kind = item.value
        if key in _AUTOENCODERS:
            latent = item
        if key.startswith("text_encoder"):
            conditional = item
        role = _role(key)
        if role == "denoiser" and library == "diffusers":
            _read_modality(root, facts, kind, item.child(1))
        if role:
            part = facts.component(role)
            _read_component(root, part, key, library)
            part.say("model.architecture", kind, item.child(1))
            if library == "diffusers":
                part.say("model.family", _family(kind), item.child(1))
            elif kind.startswith(("CLIPText", "T5Encoder", "BertModel", "RobertaSeries")):
                part.say("model.family", "transformer-encoder", item.child(1))
    if latent is not None:
        facts.say("model.latent", True, latent)
    elif name in _PIXEL_PIPELINES or name.startswith("IF"):
        facts.say("model.latent", False, node)
    if conditional is not None:
        facts.say("model.conditional", True, conditional)
    state_seams(root, facts, name)


def _read_component(root: Node, part, key, library):
    """State what the network's own file says, in the pipeline's folder of that name."""
    config = beside(root.document, f"{key}/config.json")
    if config is None or not isinstance(key, str):
        return
    part.document = config  # derived facts stand there too
    node = Node.root(config)
    if library == "transformers":
        from ..reading.huggingface import read_network

        read_network(node, part)
    elif library == "diffusers" and node.get("_class_name").text:
        name = node.get("_class_name")
        _read_network(node, part, name.text, name)


def _role(key):
    if key in _DENOISERS:
        return "denoiser"
    if key in _AUTOENCODERS:
        return "autoencoder"
    if key.startswith("text_encoder"):
        return "text"
    if key == "image_encoder":
        return "vision"
    if key == "controlnet":
        return "control"
    return None


def _read_network(root: Node, facts: Facts, name, node: Node):
    if _is_transformer(name):
        _read_transformer(root, facts, name)
    elif name in ("UNetStableCascadeModel", "StableCascadeUNet"):
        layers = [root.get("down_num_layers_per_block"), root.get("up_num_layers_per_block")]
        _say_sum(facts, layers)
    if "UNet" in name:
        facts.say("model.skip_connections", True, node)
    if name in _GROUP_NORM:
        groups = root.get("norm_num_groups")
        if isinstance(groups.value, int):
            facts.say("model.normalization", "group", groups)
        elif groups.absent:
            facts.assume("model.normalization", "group", node)
    if name == "AutoencoderKL" and isinstance(root.get("sample_size").value, int):
        facts.state("data.image_size", root.get("sample_size"), count)
    if "Condition" in name:
        facts.say("model.conditional", True, node)
    state_arithmetic(root, facts, name, node)


def _read_transformer(root: Node, facts: Facts, name):
    stem = next((name[: -len(end)] for end in _TRANSFORMER_ENDS if name.endswith(end)), name)
    pair = _TWO_STACKS.get(stem)
    if pair:
        _say_sum(facts, [root.get(key) for key in pair])
    elif not any(root.get(key).present for key in ("num_single_layers", "num_single_dit_layers")):
        facts.state("model.num_layers", root.get("num_layers"), count)
        if "model.num_layers" in facts:
            facts.say("model.depth_unit", "blocks", root.get("num_layers"))
    facts.state("model.num_heads", root.first("num_attention_heads", "num_heads"), count)
    facts.state("model.head_dim", root.get("attention_head_dim"), count)
    if isinstance(root.get("patch_size").value, int):
        facts.state("model.patch_size", root.get("patch_size"), count)


def _say_sum(facts: Facts, nodes):
    """State the depth as the sum of counts or lists of counts, if every one is there and plain."""
    total = 0
    for node in nodes:
        numbers = node.value if node.is_list else [node.value]
        if not numbers or not all(is_integer(number) and number >= 0 for number in numbers):
            return
        total += sum(numbers)
    if total:
        facts.say("model.num_layers", total, nodes[0])
        facts.say("model.depth_unit", "blocks", nodes[0])
