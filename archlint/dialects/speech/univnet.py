"""UnivNet (and its descendants): one YAML of audio, generator and discriminators."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.vocoders import state_frames, state_rates

DIALECT = Dialect(
    name="univnet",
    title="UnivNet",
    files="YAML with `gen.strides`, `audio` and `mrd`",
    reads="family, upsampling rates, hop, window, batch size",
    formats=("yaml",),
    triggers=("gen audio mrd",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by the generator's strides beside the discriminator of spectrograms."""
    if root.get("gen.strides").is_list and root.get("audio.hop_length").present and root.get("mrd").is_map:
        return Claim(91, "gen.strides beside audio and mrd")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the vocoder; its kernels are always twice the strides."""
    place, audio = root.get("gen"), root.get("audio")
    facts.say("model.architecture", "univnet", place)
    facts.say("model.family", "gan", place)
    facts.say("data.modality", "audio", place)
    facts.say("task", "text-to-speech", place)
    state_frames(facts, audio.get("hop_length"), audio.get("win_length"), audio.get("filter_length"))
    state_rates(facts, place.get("strides"))
    if root.get("train").is_map:
        facts.say("training.is_run", True, root.get("train"))
        facts.state("training.batch_size_per_device", root.get("train.batch_size"), count)
