"""ParallelWaveGAN's vocoders, also in PaddleSpeech: ``generator_params`` and ``discriminator_params``."""

from ...facts import Facts, count, is_count
from .. import Claim, Dialect, Node
from ..reading.values import positive
from ..reading.vocoders import plain_counts, state_frames, state_kernels, state_rates

DIALECT = Dialect(
    name="parallel-wavegan",
    title="ParallelWaveGAN",
    files="YAML with `generator_params` and `discriminator_params`",
    reads="generator, its layers, weight normalization, batch size, upsampling and hop",
    formats=("yaml",),
    triggers=("generator_params discriminator_params",),
)

_GENERATORS = {
    "ParallelWaveGANGenerator": "parallel_wavegan", "MelGANGenerator": "melgan", "HiFiGANGenerator": "hifigan",
    "StyleMelGANGenerator": "style_melgan",
}  # fmt: skip
# Those that make a hop of samples of each frame by the product of their own scales.
_BY_SCALES = ("MelGANGenerator", "HiFiGANGenerator", "UHiFiGANGenerator", "StyleMelGANGenerator")


def claim(root: Node) -> Claim | None:
    """Claim a config by both networks' parameters beside those of the spectra or the loss."""
    both = root.get("generator_params").is_map and root.get("discriminator_params").is_map
    if both and any(
        key in root.value for key in ("stft_loss_params", "num_mels", "n_mels", "mel_loss_params", "lambda_adv")
    ):
        return Claim(90, "generator_params and discriminator_params of a vocoder")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the generator; the discriminator is a component of its own."""
    params, type = root.get("generator_params"), root.get("generator_type")
    layered = params.has("layers", "stacks", "residual_channels")
    if type.text:
        facts.say("model.architecture", _GENERATORS.get(type.text, type.text.removesuffix("Generator")), type)
    elif type.absent and layered:  # the type that is taken where none is named
        facts.say("model.architecture", "parallel_wavegan", params)
    facts.say("model.family", "gan", params)
    facts.say("data.modality", "audio", params)
    facts.say("task", "text-to-speech", params)
    if layered:
        facts.state("model.num_layers", params.get("layers"), count)
        facts.say("model.depth_unit", "blocks", params.get("layers"))
    if params.get("use_weight_norm").value is True:
        facts.say("model.normalization", "weight", params.get("use_weight_norm"))
    critic = facts.component("discriminator")
    kind = root.get("discriminator_type")
    critic.say("model.architecture", kind.text or None, kind)
    if root.get("discriminator_params.use_weight_norm").value is True:
        critic.say("model.normalization", "weight", root.get("discriminator_params.use_weight_norm"))
    steps = root.first("train_max_steps", "generator_optimizer_params")
    if steps.present:
        facts.say("training.is_run", True, steps)
        facts.state("training.batch_size_per_device", root.get("batch_size"), count)
    _read_frames(root, facts, params, type)


def _read_frames(root: Node, facts: Facts, params, type):
    """State hop, window and excerpts, and the generator's scales; excerpts are rounded down to whole frames."""
    hop = root.first("hop_size", "n_shift")
    state_frames(facts, hop, root.get("win_length"), root.first("fft_size", "n_fft"))
    facts.state("data.segment_length", root.get("batch_max_steps"), positive)
    facts.assume("data.segment_remainder", "drop", root.get("batch_max_steps"))
    scales = params.get("upsample_scales")
    if type.text in _BY_SCALES or (type.absent and scales.present):
        bands = params.get("out_channels")  # of a filter bank, where there is more than one
        if bands.absent or (_is_count(bands) and (bands.value == 1 or type.text in ("", "MelGANGenerator"))):
            state_rates(facts, scales, 1 if bands.absent else bands.value)
    elif type.absent and params.get("upsample_net").text in ("", "ConvInUpsampleNetwork", "UpsampleNetwork"):
        state_rates(facts, params.get("upsample_params.upsample_scales"))
    if type.text == "HiFiGANGenerator":
        kernels = params.get("upsample_kernel_sizes")
        state_kernels(facts, scales, kernels, "twice-the-rate")
        if plain_counts(scales) and plain_counts(kernels):
            part = facts.site("upsample_kernel_sizes")
            part.say("model.list_length", len(kernels.value), kernels)
            part.say("model.expected_length", len(scales.value), scales)


def _is_count(node: Node):
    return is_count(node.value)
