"""FunASR: ESPnet's skeleton with Paraformer, SAN-M and the parts around them."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ._speech_encoders import read_encoder, say_recognition, state_initial_weights

DIALECT = Dialect(
    name="funasr",
    title="FunASR",
    files="YAML with `encoder_conf` and `frontend: WavFrontend` or `train_conf`",
    reads="encoder, depth, width, heads, normalization and its place, decoder depth, weights, batch size",
    formats=("yaml",),
    triggers=("encoder encoder_conf frontend", "encoder encoder_conf train_conf", "model model_conf frontend"),
)


def claim(root: Node) -> Claim | None:
    """Claim a config by FunASR's own front end or training section beside an encoder."""
    frontend = root.get("frontend").text.lower().replace("_", "")
    if not root.get("encoder").text and not root.get("audio_encoder").text:
        return None
    if frontend.startswith("wavfrontend"):
        return Claim(84, f"frontend {root.get('frontend').text} beside an encoder")
    if root.get("train_conf").is_map and root.get("dataset_conf").is_map and root.get("model_conf").is_map:
        return Claim(83, "train_conf and dataset_conf beside an encoder")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the encoder and decoder, and the weights to start from."""
    if root.get("llm").absent:  # else the encoder is the smaller part of the network
        read_encoder(root, facts)
    say_recognition(root, facts)
    state_initial_weights(root, facts)
    if any(root.get(key).present for key in ("train_conf", "optim", "max_epoch")):
        facts.say("training.is_run", True, root.first("train_conf", "max_epoch", "optim"))
    data = root.get("dataset_conf")
    if data.get("batch_type").text == "example":
        facts.state("training.batch_size_per_device", data.get("batch_size"), count)
