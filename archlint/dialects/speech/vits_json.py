"""VITS and its descendants (so-vits-svc, Bert-VITS2): one JSON of ``train``, ``data`` and ``model``."""

import re

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth
from ..reading.vocoders import state_frames, state_generator, state_shorter

DIALECT = Dialect(
    name="vits-json",
    title="VITS",
    files="JSON with `train`, `data` and `model.inter_channels`",
    reads="family, text encoder, corpus by its file lists, batch size, upsampling rates and kernels, hop",
    formats=("json",),
    triggers=("train data model",),
)

# File lists are called after the corpus: ``ljs_audio_text_train_filelist.txt``.
_FILE_LIST = r"([a-z][a-z0-9]+)_audio(?:path)?_(?:sid_)?text_"
_NO_CORPUS = ("my", "train", "training", "custom", "data", "dataset", "test", "all", "speaker", "file", "filelist")


def claim(root: Node) -> Claim | None:
    """Claim a config by the sizes of the flow and the vocoder in its model."""
    if root.get("model").has("inter_channels", "hidden_channels", "upsample_rates"):
        return Claim(92, "model.inter_channels beside upsample_rates")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the generator; its text encoder is the one stack of blocks."""
    model, train = root.get("model"), root.get("train")
    place = model.get("inter_channels")
    facts.say("model.architecture", "vits", place)
    facts.say("model.family", "gan", place)
    facts.say("data.modality", "audio", place)
    facts.say("task", "text-to-speech", place)
    state_depth(facts, model.get("n_layers"), "blocks")
    facts.state("model.hidden_size", model.get("hidden_channels"), count)
    facts.state("model.num_heads", model.get("n_heads"), count)
    facts.assume("model.head_remainder", "refuse", model.get("n_heads"))  # asserted by its attention
    files = root.get("data.training_files")
    match = re.match(_FILE_LIST, files.text.replace("\\", "/").rpartition("/")[2].lower())
    if match and match[1] not in _NO_CORPUS:
        facts.say("data.name", match[1], files)
    if train.get("learning_rate").present:
        facts.say("training.is_run", True, train.get("learning_rate"))
        facts.state("training.batch_size_per_device", train.get("batch_size"), count)
    spectra = root.get("data")
    window, size = spectra.get("win_length"), spectra.get("filter_length")
    state_frames(facts, spectra.get("hop_length"), window, size, "half-difference")
    dilations, sizes = model.get("resblock_dilation_sizes"), model.get("resblock_kernel_sizes")
    state_shorter(facts, "resblock_dilation_sizes", dilations, sizes)
    rates, kernels = model.get("upsample_rates"), model.get("upsample_kernel_sizes")
    state_generator(facts, model, spectra.get("hop_length"), train.get("segment_size"), rates, kernels)
