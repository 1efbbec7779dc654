"""WaveGrad (after arXiv:2009.00713) and wavenet_vocoder: vocoders that one JSON file describes."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import positive
from ..reading.vocoders import state_frames, state_rates

DIALECT = Dialect(
    name="waveform-json",
    title="WaveGrad and wavenet_vocoder",
    files="JSON with `model_config.factors` and `data_config`, or with `upsample_conditional_features` and `hop_size`",
    reads="family, upsampling rates, hop, window, excerpts, batch size",
    formats=("json",),
    triggers=("model_config data_config training_config", "upsample_conditional_features hop_size"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the factors of WaveGrad's blocks, or by wavenet_vocoder's own switch beside its layers."""
    if (
        root.get("model_config").has("factors", "upsampling_out_channels")
        and root.get("data_config.hop_length").present
    ):
        return Claim(91, "model_config.factors beside data_config.hop_length")
    if root.has("upsample_conditional_features", "hop_size", "layers", "stacks"):
        return Claim(91, "upsample_conditional_features beside layers and stacks")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the vocoder: both compare what they make of a frame with a hop of samples."""
    if root.get("model_config").is_map:
        _read_wavegrad(root, facts)
    else:
        _read_wavenet(root, facts)
    facts.say("data.modality", "audio", root.first("model_config", "layers"))
    facts.say("task", "text-to-speech", root.first("model_config", "layers"))


def _read_wavegrad(root: Node, facts: Facts):
    place, data, run = root.get("model_config"), root.get("data_config"), root.get("training_config")
    facts.say("model.architecture", "wavegrad", place.get("factors"))
    facts.say("model.family", "diffusion", place.get("factors"))
    state_frames(facts, data.get("hop_length"), data.get("win_length"), data.get("n_fft"))
    state_rates(facts, place.get("factors"))
    facts.state("data.segment_length", run.get("segment_length"), positive)
    facts.assume("data.segment_remainder", "refuse", run.get("segment_length"))
    if run.is_map:
        facts.say("training.is_run", True, run)
        facts.state("training.batch_size_per_device", run.get("batch_size"), positive)


def _read_wavenet(root: Node, facts: Facts):
    facts.say("model.architecture", "wavenet", root.get("layers"))
    facts.say("model.family", "cnn", root.get("layers"))
    facts.state("model.num_layers", root.get("layers"), count)
    facts.say("model.depth_unit", "blocks", root.get("layers"))
    shift = root.get("frame_shift_ms")
    if shift.present and not shift.is_null:
        return  # the hop follows from that
    state_frames(facts, root.get("hop_size"))
    if root.get("upsample_conditional_features").value is True:
        state_rates(facts, root.first("upsample_params.upsample_scales", "upsample_scales"))
