"""Vision programs that are known by their own arguments, in the shell scripts that start them.

Each is one row of a table: the arguments that show it, and what it does with them.
"""

import re

from ...composition import beginning
from ...facts import Facts, is_integer
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, program, state_devices, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="vision-args",
    title="Vision programs (T2T-ViT, CSRA, TransUNet, Swin-Unet, DeepLab, StyleGAN2, Lightweight GAN, U-GAT-IT, "
    "pix2pix, DCGAN, UNet++, DiT, guided-diffusion, YOLOv5 and YOLOv7)",
    files="shell scripts that start one of these programs, known by several arguments of its own",
    reads="image size beside what the network takes (patches, strides, one fixed size, powers of two), batch, data set",
    formats=("shell",),
    triggers=(
        "arguments.model arguments.img_size", "arguments.model arguments.lam", "arguments.vit_name",
        "arguments.backbone arguments.dataset", "arguments.model arguments.output_stride",
        "arguments.model arguments.crop_val", "arguments.model arguments.crop_size",
        "arguments.size arguments.channel_multiplier", "arguments.light arguments.ch",
        "arguments.num_channels arguments.num_res_blocks", "arguments.model arguments.image_size",
        "arguments.model arguments.dataroot", "arguments.imageSize arguments.dataset",
        "arguments.arch arguments.input_w",
        "arguments.data arguments.img", "arguments.data arguments.imgsz",
        "arguments.data arguments.img_size", "arguments.cfg arguments.img_size",
        "arguments.data arguments.image_size", "arguments.source arguments.dest",
    ),
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a command by the arguments of one program."""
    found = _found(root)
    if found is None:
        return None
    title, shown, _ = found
    return Claim(92, f"{title}: {shown}")


def read(root: Node, facts: Facts) -> None:
    """State what the program makes of its arguments."""
    *_, reader = _found(root)
    reader(root, facts)


def _found(root: Node):
    for title, is_it, reader in _PROGRAMS:
        shown = is_it(root)
        if shown:
            return title, shown, reader
    return None


def _by(required, own, least):
    """Return a test for all required arguments beside at least so many of a program's own."""

    def test(root: Node):
        if len(has(root, *required)) < len(required):
            return ""
        found = has(root, *own)
        return ", ".join(f"--{name}" for name in [*required, *found][:4]) if len(found) >= least else ""

    return test


def _state_image(facts: Facts, node: Node):
    facts.state("data.image_size", node, positive)
    facts.assume("data.modality", "image", node)


# T2T-ViT (arXiv:2101.11986, section 3.1): soft splits of strides 4, 2 and 2.

_T2T = "t2t_vit_"
_T2T_STRIDE = 16
# Up to here the splits' own padding makes up for what is left over, and the border is dropped.
_T2T_DROPPED = 2


def _is_t2t(root: Node):
    model = argument(root, "model")
    return f"--model {model.text}" if model.text.lower().startswith(_T2T) and has(root, "img_size") else ""


def _read_t2t(root: Node, facts: Facts):
    size = argument(root, "img_size")
    facts.state("model.architecture", argument(root, "model"), lambda value: value.lower())
    _state_image(facts, size)
    facts.assume("model.patch_size", _T2T_STRIDE, argument(root, "model"))
    number = whole_number(size)
    if number is not None:
        rest = number % _T2T_STRIDE
        facts.assume("model.patch_remainder", "refuse" if rest > _T2T_DROPPED else "drop", size)


# CSRA (arXiv:2108.02456): its ViT backbones keep the positions of their name, and the program's default is for ResNets.

_CSRA_VITS = ("vit_B16_224", "vit_L16_224")
_CSRA_SIZE = 448


def _read_csra(root: Node, facts: Facts):
    model, size = argument(root, "model"), argument(root, "img_size")
    facts.state("model.architecture", model, lambda value: value if isinstance(value, str) else None)
    _state_image(facts, size)
    if model.text in _CSRA_VITS:
        facts.say("model.fixed_image_size", 224, model)
        if size.absent and is_whole(root, ("dataset", "lr", "batch_size", "num_cls", "lam", "num_heads", "cutmix")):
            facts.assume("data.image_size", _CSRA_SIZE, model)


# TransUNet (arXiv:2102.04306): the grid of patches is laid over the map of a ResNet, a sixteenth of the image.

_STEM_STRIDE = 16
_ALL_SKIPS = 3


def _read_transunet(root: Node, facts: Facts):
    name, patch = argument(root, "vit_name"), argument(root, "vit_patches_size")
    facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    facts.assume("model.hybrid_stem", True if name.text.startswith("R50-") else None, name)
    facts.say("task", "semantic-segmentation", name)
    _state_image(facts, argument(root, "img_size"))
    if name.text.startswith("R50-"):
        facts.state("model.patch_size", patch, positive)
        facts.say("model.stem_stride", _STEM_STRIDE, name)
        skips = argument(root, "n_skip")
        if whole_number(patch) == _STEM_STRIDE and (skips.absent or skips.value == _ALL_SKIPS):
            # The stem rounds its maps up and the grid down, and the decoder joins both.
            facts.assume("model.patch_remainder", "refuse", patch)
    facts.state("training.batch_size_per_device", argument(root, "batch_size"), positive)


# Swin-Unet (arXiv:2105.05537): maps that are halved four times to a 32nd, and cut into windows of 7 without padding.

_SWIN_UNET = "swin_tiny_patch4_window7_224_lite.yaml"
_SWIN_UNET_STRIDES = (4, 8, 16, 32)
_SWIN_UNET_WINDOW = 7


def _is_swin_unet(root: Node):
    network = argument(root, "cfg").text
    known = network.rpartition("/")[2] == _SWIN_UNET and has(root, "img_size") and not has(root, "opts")
    return f"--cfg {network}" if known else ""


def _read_swin_unet(root: Node, facts: Facts):
    network, size = argument(root, "cfg"), argument(root, "img_size")
    facts.say("task", "semantic-segmentation", network)
    _state_image(facts, size)
    facts.assume("model.total_stride", _SWIN_UNET_STRIDES[-1], size)
    facts.assume("model.stride_remainder", "refuse", size)
    side = whole_number(size)
    if side is None or side <= 0 or side % _SWIN_UNET_STRIDES[-1]:
        return
    # A map no larger than the window is one window; what divides the last larger one divides those before it.
    larger = [stride for stride in _SWIN_UNET_STRIDES if side // stride > _SWIN_UNET_WINDOW]
    if larger:
        facts.say("model.window_size", _SWIN_UNET_WINDOW, network)
        facts.say("model.window_stride", larger[-1], network)
        facts.say("model.window_remainder", "refuse", network)


# DeepLab: the image's own features are pooled to 1x1 before a batch normalization (arXiv:1706.05587, section 3.3).


_DEEPLAB_OWN = ("checkname", "eval_interval", "base_size", "crop_size", "out_stride", "use_sbd")


def _is_deeplab_xception(root: Node):
    # Trainers of several networks, which have most of these arguments too, take the network's name besides.
    return "" if has(root, "model") else _by(("backbone", "dataset"), _DEEPLAB_OWN, 3)(root)


def _read_deeplab_xception(root: Node, facts: Facts):
    backbone, data = argument(root, "backbone"), argument(root, "dataset")
    facts.say("task", "semantic-segmentation", backbone)
    _state_image(facts, argument(root, "crop_size"))
    if data.text == "cityscapes":
        facts.say("data.name", "Cityscapes", data)
    _read_single_values(root, facts, backbone)
    frozen = has(root, "freeze_bn", "sync_bn")
    if not frozen and is_whole(root, _DEEPLAB_VALUED):
        facts.assume("model.normalizes_single_values", True, backbone)
    gpus = argument(root, "gpu_ids")
    if gpus.text:
        facts.say("training.num_devices", gpus.text.count(",") + 1, gpus)


_DEEPLAB_VALUED = (
    "dataset", "lr", "batch_size", "crop_size", "base_size", "workers", "epochs", "checkname", "model", "data_root",
    "ckpt", "gpu_id", "gpu_ids", "year", "output_stride", "resume", "backbone",
)  # fmt: skip
# Images of the split "train" of VOC's segmentation, host.robots.ox.ac.uk/pascal/VOC (statistics of each year).
_VOC_IMAGES = {2007: 209, 2012: 1464}


def _read_deeplab_plus(root: Node, facts: Facts):
    model, data, year = argument(root, "model"), argument(root, "dataset"), argument(root, "year")
    facts.state("model.architecture", model, lambda value: value if isinstance(value, str) else None)
    facts.say("task", "semantic-segmentation", model)
    _state_image(facts, argument(root, "crop_size"))
    if data.text == "cityscapes":
        facts.say("data.name", "Cityscapes", data)
    elif data.text == "voc" and year.value in _VOC_IMAGES:
        facts.say("data.train_size", _VOC_IMAGES[year.value], year)
        facts.say("data.unit", "images", year)
    _read_single_values(root, facts, model)
    if is_whole(root, _DEEPLAB_VALUED) and not has(root, "test_only"):
        facts.assume("model.normalizes_single_values", True, model)
    gpus = argument(root, "gpu_id")
    if gpus.text:
        facts.say("training.num_devices", gpus.text.count(",") + 1, gpus)


def _read_single_values(root: Node, facts: Facts, place):
    """State the batch, and whether the loader keeps the last one: the program itself says it, where it is at hand."""
    facts.state("training.batch_size_per_device", argument(root, "batch_size"), positive)
    found = beginning(root.document, root.get("program").text) if root.get("program").text else None
    if found is None or "drop_last=True" not in found[0]:
        facts.assume("training.drop_last", False, place)
    state_devices(root, facts)


def _is_deeplab_plus(root: Node):
    model = argument(root, "model").text
    shown = model.startswith(("deeplabv3_", "deeplabv3plus_")) and has(root, "output_stride", "crop_val", "crop_size")
    return f"--model {model} beside --{shown[0]}" if shown else ""


# StyleGAN2 (arXiv:1912.04958): its channels are a table of the sizes 4, 8, ... 1024.


def _read_stylegan2(root: Node, facts: Facts):
    size = argument(root, "size")
    facts.say("model.architecture", "stylegan2", size)
    facts.assume("model.needs_power_of_two", True, size)
    _state_image(facts, size)
    facts.state("training.batch_size_per_device", argument(root, "batch"), positive)


# Two GANs that are installed as programs, and refuse any other size when they are made.

_LUCID_GANS = ("lightweight_gan", "stylegan2_pytorch")


def _is_lucid_gan(root: Node):
    name = program(root)
    return name if name in _LUCID_GANS and has(root, "image_size", "image-size") else ""


def _read_lucid_gan(root: Node, facts: Facts):
    size = argument(root, "image_size", "image-size")
    facts.say("model.family", "gan", size)
    facts.assume("model.needs_power_of_two", True, size)
    _state_image(facts, size)
    facts.state("training.batch_size_per_device", argument(root, "batch_size", "batch-size"), positive)


# The tool that makes data sets for StyleGAN2-ADA and StyleGAN3 refuses images of other sizes.

_TOOL = "dataset_tool.py"
_SIDES = re.compile(r"(\d{1,6})x(\d{1,6})")


def _is_dataset_tool(root: Node):
    is_it = program(root) == _TOOL and len(has(root, "source", "dest")) == 2
    if not is_it or not has(root, "resolution", "width") or root.get("positional").value:
        return ""
    here = beginning(root.document, root.get("program").text)  # a tool of that name for networks of any size
    return "" if here is not None and "power-of-two" not in here[0] else f"{_TOOL} --source --dest"


def _read_dataset_tool(root: Node, facts: Facts):
    sides = argument(root, "resolution")
    facts.assume("data.modality", "image", argument(root, "source"))
    found = _SIDES.fullmatch(sides.text)
    if found:
        pairs = [("width", sides, int(found[1])), ("height", sides, int(found[2]))]
    else:
        pairs = [(key, argument(root, key), whole_number(argument(root, key))) for key in ("width", "height")]
    for role, node, side in pairs:
        if side:
            site = facts.site(role)
            site.say("data.image_size", side, node)
            site.assume("model.needs_power_of_two", True, node)


# U-GAT-IT (arXiv:1907.10830) halves the image twice; photo2cartoon puts hourglasses of four halvings before that.


def _read_ugatit(root: Node, facts: Facts):
    size = argument(root, "img_size")
    hourglass = has(root, "faceid_weight")
    _state_image(facts, size)
    facts.say("model.family", "gan", argument(root, "ch"))
    facts.assume("model.total_stride", 16 if hourglass else 4, size)
    facts.assume("model.stride_remainder", "refuse", size)


# guided-diffusion (arXiv:2105.05233) and its kin: every level's channels are normalized in 32 groups.

_GROUPS = 32


# Its factors for the sides of images, where none are given.
_FACTORS = {
    512: (0.5, 1, 1, 2, 2, 4, 4), 256: (1, 1, 2, 2, 4, 4), 128: (1, 1, 2, 3, 4), 64: (1, 2, 3, 4),
}  # fmt: skip
# All arguments of its own programs and of the one before it (arXiv:2102.09672): one more, and it is another program.
_GUIDED = frozenset((
    "attention_resolutions", "batch_size", "channel_mult", "class_cond", "clip_denoised", "data_dir", "diffusion_steps",
    "dropout", "ema_rate", "fp16_scale_growth", "image_size", "learn_sigma", "log_interval", "lr", "lr_anneal_steps",
    "microbatch", "model_path", "noise_schedule", "num_channels", "num_head_channels", "num_heads",
    "num_heads_upsample", "num_res_blocks", "num_samples", "predict_xstart", "rescale_learned_sigmas",
    "rescale_timesteps", "resblock_updown", "resume_checkpoint", "save_interval", "schedule_sampler", "sigma_small",
    "timestep_respacing", "use_checkpoint", "use_ddim", "use_fp16", "use_kl", "use_new_attention_order",
    "use_scale_shift_norm", "weight_decay",
))  # fmt: skip


def _read_guided_diffusion(root: Node, facts: Facts):
    width, mult = argument(root, "num_channels"), argument(root, "channel_mult")
    facts.say("model.family", "diffusion", width)
    _state_image(facts, argument(root, "image_size"))
    number = whole_number(width)
    if number is None or mult.opaque:
        return
    factors = mult.text.split(",") if mult.text else [mult.value] if is_integer(mult.value) else ["1"]
    if mult.absent and is_whole(root, _GUIDED) and _GUIDED.issuperset(root.get("arguments").value):
        size = argument(root, "image_size")
        factors = _FACTORS.get(size.value, factors)
        facts.assume("model.needs_power_of_two", True, size)  # the program knows a few sizes, all of them such
    for index, factor in enumerate(factors[:20]):
        try:
            channels = int(float(factor) * number)
        except (ValueError, OverflowError):
            return
        if channels > 0:
            site = facts.site(f"level {index + 1}")
            site.say("model.norm_channels", channels, width)
            site.assume("model.norm_groups", _GROUPS, width)


# DiT (arXiv:2212.09748, section 3.2): latents of an eighth of the image's side are cut into patches.

_DIT = re.compile(r"[DS]iT-(?:S|B|L|XL)/([248])")
_LATENT_STRIDE = 8


def _is_dit(root: Node):
    model = argument(root, "model").text
    return f"--model {model}" if _DIT.fullmatch(model) and has(root, "image_size") else ""


def _read_dit(root: Node, facts: Facts):
    model, size = argument(root, "model"), argument(root, "image_size")
    facts.say("model.architecture", model.text, model)
    facts.say("model.family", "diffusion", model)
    facts.say("model.latent", True, model)
    _state_image(facts, size)
    facts.say("model.total_stride", _LATENT_STRIDE * int(_DIT.fullmatch(model.text)[1]), model)
    facts.assume("model.stride_remainder", "refuse", model)


# pix2pix (arXiv:1611.07004, appendix) and CycleGAN (arXiv:1703.10593, appendix): generators by their names.

_GENERATORS = {
    "unet_256": 256, "unet_128": 128, "resnet_9blocks": 4, "resnet_6blocks": 4,
}  # fmt: skip
_GENERATOR_OF = {"pix2pix": "unet_256", "cycle_gan": "resnet_9blocks"}
_PIX2PIX_VALUED = (
    "dataroot", "name", "direction", "load_size", "crop_size", "batch_size", "gpu_ids", "netG", "preprocess",
    "dataset_mode", "n_epochs", "n_epochs_decay", "display_id", "checkpoints_dir", "input_nc", "output_nc", "lr",
)  # fmt: skip


def _is_pix2pix(root: Node):
    model = argument(root, "model").text
    found = has(root, "name", "direction", "netG", "crop_size", "load_size", "pool_size", "lambda_L1")
    is_it = model in _GENERATOR_OF and has(root, "dataroot") and found
    return f"--model {model} beside --dataroot" if is_it else ""


def _read_pix2pix(root: Node, facts: Facts):
    model, size, kind = argument(root, "model"), argument(root, "crop_size"), argument(root, "netG")
    facts.say("model.family", "gan", model)
    steps = argument(root, "preprocess")
    if not is_whole(root, _PIX2PIX_VALUED) or (steps.present and "crop" not in steps.text):
        return
    _state_image(facts, size)
    name = kind.text if kind.present else _GENERATOR_OF[model.text]
    if name in _GENERATORS:
        place = kind if kind.present else model
        facts.say("model.total_stride", _GENERATORS[name], place)
        facts.assume("model.stride_remainder", "refuse", place)


# YOLOv5 and YOLOv7 round the image's side up to a multiple of the coarsest stride.

_YOLO_P6 = re.compile(r"yolov5[nsmlx]6|yolov7-[wed]6|yolov7-e6e|yolor-[pwed]6")


def _is_yolo(root: Node):
    data = argument(root, "data").text
    found = has(root, "hyp", "cfg", "weights", "batch", "batch_size", "cache", "epochs", "device")
    is_it = data.endswith((".yaml", ".yml")) and has(root, *_YOLO_SIZES) and has(root, "weights", "cfg")
    return f"--data {data} beside --{found[0]}" if is_it and len(found) >= 2 else ""


_YOLO_SIZES = ("img", "imgsz", "img_size")


def _read_yolo(root: Node, facts: Facts):
    size, weights, network = argument(root, *_YOLO_SIZES), argument(root, "weights"), argument(root, "cfg")
    facts.say("task", "object-detection", size)
    _state_image(facts, size)
    named = f"{network.text} {weights.text}".lower()
    facts.assume("model.total_stride", 64 if _YOLO_P6.search(named) else 32, size)
    facts.assume("model.stride_remainder", "pad", size)


# DCGAN (arXiv:1511.06434, figure 1), PyTorch's example: its networks are written for images of 64 alone.

_DCGAN_SIZE = 64
# Arguments of WGAN, which has most of DCGAN's and makes its networks by the size.
_WGAN = ("n_extra_layers", "Diters", "noBN", "mlp_G", "mlp_D", "clamp_lower", "clamp_upper", "experiment", "adam")


def _is_dcgan(root: Node):
    found = has(root, "outf", "manualSeed", "classes", "dry_run")
    is_it = has(root, "imageSize") and found and has(root, "dataset") and not has(root, *_WGAN)
    return f"--imageSize, --dataset, --{found[0]}" if is_it else ""


def _read_dcgan(root: Node, facts: Facts):
    size = argument(root, "imageSize")
    facts.say("model.architecture", "dcgan", size)
    facts.say("model.family", "gan", size)
    _state_image(facts, size)
    facts.assume("model.fixed_image_size", _DCGAN_SIZE, size)


# UNet++ (arXiv:1807.10165) in pytorch-nested-unet: four halvings, whose maps are joined again.


def _read_nested_unet(root: Node, facts: Facts):
    name = argument(root, "arch")
    facts.say("task", "semantic-segmentation", name)
    for side, key in (("height", "input_h"), ("width", "input_w")):
        site = facts.site(side)
        site.state("data.image_size", argument(root, key), positive)
        site.assume("model.total_stride", 16, argument(root, key))
        site.assume("model.stride_remainder", "refuse", argument(root, key))


def _is_nested_unet(root: Node):
    name = argument(root, "arch").text
    return f"--arch {name} beside --input_w" if name in ("UNet", "NestedUNet") and has(root, "input_w") else ""


_PROGRAMS = (
    ("T2T-ViT", _is_t2t, _read_t2t),
    ("Swin-Unet", _is_swin_unet, _read_swin_unet),
    ("a GAN of powers of two", _is_lucid_gan, _read_lucid_gan),
    ("StyleGAN's data set tool", _is_dataset_tool, _read_dataset_tool),
    ("DiT", _is_dit, _read_dit),
    ("DCGAN", _is_dcgan, _read_dcgan),
    ("pytorch-nested-unet", _is_nested_unet, _read_nested_unet),
    ("pix2pix and CycleGAN", _is_pix2pix, _read_pix2pix),
    ("YOLOv5 and YOLOv7", _is_yolo, _read_yolo),
    (
        "CSRA",
        _by(("model", "lam"), ("num_heads", "num_cls", "total_epoch", "cutmix", "w_d", "warmup_epoch"), 1),
        _read_csra,
    ),
    ("TransUNet", _by(("vit_name",), ("vit_patches_size", "n_skip", "img_size"), 2), _read_transunet),
    (
        "pytorch-deeplab-xception",
        _is_deeplab_xception,
        _read_deeplab_xception,
    ),
    ("DeepLabV3Plus-Pytorch", _is_deeplab_plus, _read_deeplab_plus),
    (
        "StyleGAN2",
        _by(
            ("size", "channel_multiplier"),
            ("iter", "batch", "r1", "path_regularize", "path_batch_shrink", "d_reg_every", "g_reg_every", "mixing",
             "n_sample", "augment", "ada_target", "truncation"),
            1,
        ),
        _read_stylegan2,
    ),
    (
        "U-GAT-IT",
        _by(
            ("img_size", "light", "ch"),
            ("n_res", "n_dis", "cam_weight", "adv_weight", "cycle_weight", "faceid_weight"),
            1,
        ),
        _read_ugatit,
    ),
    (
        "guided-diffusion",
        _by(
            ("num_channels", "num_res_blocks"),
            ("learn_sigma", "noise_schedule", "diffusion_steps", "attention_resolutions", "use_scale_shift_norm",
             "num_head_channels", "resblock_updown", "class_cond"),
            2,
        ),
        _read_guided_diffusion,
    ),
)  # fmt: skip
