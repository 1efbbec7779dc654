"""HiFi-GAN and its descendants (BigVGAN, iSTFTNet): one flat JSON of the generator and its training."""

from . import Claim, Dialect

DIALECT = Dialect(
    name="hifi-gan",
    title="HiFi-GAN",
    files="JSON with `resblock`, `upsample_rates` and `upsample_kernel_sizes` (`config_v1.json`)",
    reads="architecture and family",
    formats=("json", "yaml"),
    triggers=("resblock upsample_rates",),
)


def claim(root):
    """Claim a config by the lists of the generator's upsampling and residual blocks."""
    if root.has("resblock", "upsample_rates", "upsample_kernel_sizes") and root.get("upsample_rates").is_list:
        return Claim(90, "resblock beside upsample_rates and upsample_kernel_sizes")
    return None


def read(root, facts):
    """State the vocoder; its batch is shared by all devices, and their number is set at run time."""
    place = root.get("resblock")
    if root.get("snake_logscale").present or root.get("activation").text.startswith("snake"):
        facts.say("model.architecture", "bigvgan", root.first("activation", "snake_logscale"))
    elif not root.get("gen_istft_n_fft").present:
        facts.say("model.architecture", "hifigan", place)
    facts.say("model.family", "gan", place)
    facts.say("data.modality", "audio", place)
    facts.say("task", "text-to-speech", place)
    if root.get("learning_rate").present:
        facts.say("training.is_run", True, root.get("learning_rate"))
