"""FastSpeech 2 (ming024 and its forks): one folder of ``model.yaml``, ``preprocess.yaml`` and ``train.yaml``."""

import os

from ...facts import STATED, Facts, Impossible, count, is_integer
from ...sources import SourceError
from .. import Claim, Dialect, Node
from ..reading.values import state_depth
from ..reading.vocoders import state_frames

DIALECT = Dialect(
    name="fastspeech2",
    title="FastSpeech 2",
    files="`model.yaml`, read with `preprocess.yaml` and `train.yaml` beside it",
    reads="depth, width and heads of both stacks, data set, batch size",
    formats=("yaml",),
    triggers=("transformer variance_predictor", "dataset preprocessing path", "optimizer step path"),
)


def claim(root: Node) -> Claim | None:
    """Claim one of the folder's three files."""
    if root.get("transformer").has("encoder_layer", "encoder_hidden") and root.get("variance_predictor").is_map:
        return Claim(92, "transformer.encoder_layer beside variance_predictor")
    if root.get("preprocessing").has("mel", "pitch") and root.get("path.preprocessed_path").present:
        return Claim(90, "preprocessing of mel spectra and pitch")
    if root.get("optimizer").has("anneal_steps", "warm_up_step") and root.get("step.synth_step").present:
        return Claim(90, "optimizer.anneal_steps beside step.synth_step")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the acoustic model, with its data and training from the files beside it; these alone describe none."""
    stack = root.get("transformer")
    if not stack.is_map:
        return False
    facts.say("model.architecture", "fastspeech2", stack)
    facts.say("model.family", "encoder-decoder", stack)
    facts.say("task", "text-to-speech", stack)
    facts.say("data.modality", "audio", stack)
    state_depth(facts, stack.get("encoder_layer"), "blocks")
    facts.state("model.num_decoder_layers", stack.get("decoder_layer"), count)
    facts.state("model.hidden_size", stack.get("encoder_hidden"), count)
    facts.state("model.num_heads", stack.get("encoder_head"), count)
    seam = facts.site("the decoder")
    seam.state("model.in_channels", stack.get("decoder_hidden"), count)
    seam.state("model.incoming_channels", stack.get("encoder_hidden"), count)
    data = _beside(root, "preprocess.yaml")
    if data is not None:
        spectra = data.get("preprocessing.stft")
        state_frames(facts, spectra.get("hop_length"), spectra.get("win_length"), spectra.get("filter_length"))
    if data is not None and data.get("preprocessing").is_map and data.get("dataset").text:
        name = data.get("dataset")
        facts.put("data.name", name.text, STATED, name.keys, name.document)
    train = _beside(root, "train.yaml")
    if train is not None and train.get("step").is_map:
        place = train.get("step")
        facts.put("training.is_run", True, STATED, place.keys, train.document)
        size = train.get("optimizer.batch_size")
        try:
            value = count(size.value) if is_integer(size.value) else None
        except Impossible:
            value = None
        if value:
            facts.put("training.batch_size_per_device", value, STATED, size.keys, train.document)
    return None


def _beside(root: Node, name):
    """Return the root of a file in the same folder, or None; files outside the project are not read."""
    document = root.document
    if document.project is None:
        return None
    path = os.path.join(os.path.dirname(os.path.join(os.getcwd(), document.path)), name)
    if not os.path.isfile(path):
        return None
    try:
        found = document.project.read(path)
    except SourceError:
        return None
    return Node.root(found) if isinstance(found.value, dict) else None
