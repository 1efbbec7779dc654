"""DDIM's YAML (and its many descendants): data, a U-Net's channels, noise levels and sampling."""

from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import word

DIALECT = Dialect(
    name="ddim-yml",
    title="DDIM and its descendants",
    files="YAML with `model.ch_mult` and `diffusion.num_diffusion_timesteps`",
    reads="family, data set, image size, groups, stride",
    formats=("yaml",),
    triggers=("data model diffusion",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config with a U-Net's multipliers beside a number of noise levels."""
    if root.get("model.ch_mult").present and root.get("diffusion.num_diffusion_timesteps").present:
        return Claim(92, "model.ch_mult beside diffusion.num_diffusion_timesteps")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the family and the data; a U-Net's depth is no one number, and its batch is shared by all devices."""
    model, data = root.get("model"), root.get("data")
    place = model.get("ch_mult")
    facts.say("model.family", "diffusion", place)
    facts.say("model.architecture", "ddpm-unet", place)
    facts.say("model.skip_connections", True, place)
    if data.get("channels").value == 3 or data.get("dataset").text.upper() in ("MNIST", "FASHIONMNIST"):
        facts.say("data.modality", "image", data)
        facts.say("task", "image-generation", data)
    facts.state("data.name", data.get("dataset"), word)
    facts.state("data.image_size", data.get("image_size"), count)
    if root.get("training").is_map:
        facts.say("training.is_run", True, root.get("training"))
    _read_arithmetic(model, data, facts)


def _read_arithmetic(model, data, facts: Facts):
    """State the channels of each level, which 32 groups must divide, and how often the image is halved."""
    mults, base = model.get("ch_mult"), model.get("ch")
    values = mults.value if mults.is_list else None
    if not values or len(values) > 16 or not all(is_count(value) and value < 10_000 for value in values):
        return
    if is_count(base.value):
        for index, mult in enumerate(values):
            part = facts.site(f"level {index + 1}")
            part.say("model.norm_channels", base.value * mult, base if mult == 1 else mults.child(index))
            part.assume("model.norm_groups", 32)
    part = facts.site("the image")
    part.state("data.image_size", data.get("image_size"), count)
    part.say("model.total_stride", 2 ** (len(values) - 1), mults)
    part.assume("model.stride_remainder", "refuse", mults)
