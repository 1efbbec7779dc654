"""HiFi-GAN and its descendants (BigVGAN, iSTFTNet): one flat JSON of the generator and its training."""

from ...facts import Facts, is_integer
from .. import Claim, Dialect, Node
from ..reading.vocoders import made_length, plain_counts, state_frames, state_generator, state_shorter

DIALECT = Dialect(
    name="hifi-gan",
    title="HiFi-GAN",
    files="JSON with `resblock`, `upsample_rates` and `upsample_kernel_sizes` (`config_v1.json`)",
    reads="architecture and family, upsampling rates and kernels, hop, window and excerpts",
    formats=("json", "yaml"),
    triggers=("resblock upsample_rates",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the lists of the generator's upsampling and residual blocks."""
    if root.has("resblock", "upsample_rates", "upsample_kernel_sizes") and root.get("upsample_rates").is_list:
        return Claim(90, "resblock beside upsample_rates and upsample_kernel_sizes")
    return None


def read(root: Node, facts: Facts) -> None:
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
    state_frames(facts, root.get("hop_size"), root.get("win_size"), root.get("n_fft"), "half-difference")
    state_shorter(
        facts, "resblock_dilation_sizes", root.get("resblock_dilation_sizes"), root.get("resblock_kernel_sizes")
    )
    rates, kernels, segment = root.get("upsample_rates"), root.get("upsample_kernel_sizes"), root.get("segment_size")
    if not _is_overlooked(root, made_length(rates, kernels, segment, root.get("hop_size"))):
        state_generator(facts, root, root.get("hop_size"), segment, rates, kernels)


def _is_overlooked(root: Node, made):
    """Whether BigVGAN's losses do not see that an excerpt and what is made of it differ in length.

    It has no discriminator on samples one by one: those of periods stride over three of them, and the spectrogram over
    a hop.
    """
    segment, hop = root.get("segment_size").value, root.get("hop_size").value
    periods = plain_counts(root.get("mpd_reshapes"))
    if made is None or periods is None or not is_integer(segment) or not is_integer(hop):
        return False
    steps = [3 * period for period in periods]
    return made // hop == segment // hop and all(-(-made // step) == -(-segment // step) for step in steps)
