"""WeNet: end-to-end speech recognition, one YAML of an encoder, a decoder and how the sound is prepared."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ._speech_encoders import read_encoder, state_initial_weights

DIALECT = Dialect(
    name="wenet",
    title="WeNet",
    files="YAML with `encoder`, `encoder_conf` and `dataset_conf`",
    reads="encoder, depth, width, heads, normalization and its place, decoder depth, streaming, batch size",
    formats=("yaml",),
    triggers=("encoder encoder_conf dataset_conf",),
)

_DATA = ("filter_conf", "fbank_conf", "spec_aug_conf", "shuffle_conf", "batch_conf", "log_mel_spectrogram_conf")


def claim(root: Node) -> Claim | None:
    """Claim a config by its encoder beside WeNet's way of preparing data."""
    if not root.get("encoder").text or not root.get("encoder_conf").is_map:
        return None
    found = [key for key in _DATA if root.get(f"dataset_conf.{key}").is_map]
    if len(found) >= 2:
        return Claim(82, f"encoder {root.get('encoder').text} beside dataset_conf with {found[0]} and {found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the encoder and decoder; weights to start from are given on the command line."""
    if root.get("model").text == "whisper":
        facts.say("model.family", "encoder-decoder", root.get("model"))
        facts.say("model.architecture", "whisper", root.get("model"))
    read_encoder(root, facts)
    facts.say("task", "speech-recognition", root.get("encoder"))
    facts.say("data.modality", "audio", root.get("encoder"))
    state_initial_weights(root, facts)
    if root.get("optim").present or root.get("max_epoch").present:
        facts.say("training.is_run", True, root.first("max_epoch", "optim"))
    batch = root.get("dataset_conf.batch_conf")
    if batch.get("batch_type").text == "static":
        facts.state("training.batch_size_per_device", batch.get("batch_size"), count)
