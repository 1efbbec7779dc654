"""SpeechBrain: HyperPyYAML hyperparameters that name the classes of all parts and refer to each other."""

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.checkpoints import state_base_model
from ._hyperpyyaml import argument, arguments, class_of, resolve

DIALECT = Dialect(
    name="speechbrain",
    title="SpeechBrain",
    files="HyperPyYAML with `!new:speechbrain...` classes",
    reads="the network in `modules`, depth, width, heads, normalization, weights from the Hub, splits, batch size",
    formats=("yaml",),
    triggers=("modules", "output_folder", "save_folder", "data_folder", "train_logger", "pretrainer"),
)

# Classes that load an encoder of the Hub, whose name is their ``source``, and the family where the class says it.
_HUB = {
    "Wav2Vec2": "transformer-encoder", "HuggingFaceWav2Vec2": "transformer-encoder", "HuBERT": "transformer-encoder",
    "Hubert": "transformer-encoder", "WavLM": "transformer-encoder", "Wav2vec2": "transformer-encoder",
    "Data2VecAudio": "transformer-encoder", "Whisper": "encoder-decoder", "HuggingFaceWhisper": "encoder-decoder",
    "WeightedSSLModel": None, "HuggingFaceTransformer": None,
}  # fmt: skip
_TRAINED = ("epoch_counter", "opt_class", "optimizer", "train_logger", "checkpointer", "number_of_epochs", "N_epochs")
_NORMS = {"gLN": "layer", "cLN": "layer", "BN": "batch"}
_LIBRISPEECH = {"train-clean-100", "train-clean-360", "train-other-500"}
_EXAMINED = 500  # top-level keys; published files hold about a hundred


def claim(root: Node) -> Claim | None:
    """Claim a file in which a class of the package is named by a tag."""
    for _, node in list(root.items())[:_EXAMINED]:
        name = class_of(node)
        if name.startswith("speechbrain."):
            return Claim(92, f"the class {name}")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the network that is in ``modules``: what only helps to decode (a language model) is not."""
    parts = _parts(root)
    if root.get("modules").absent and not any(class_of(part).rpartition(".")[2] in _READERS for part in parts):
        return False  # a tokenizer, a preparation of data
    for name, reader in _READERS.items():
        node = next((part for part in parts if class_of(part).rpartition(".")[2] == name), None)
        if node is not None:
            reader(root, node, facts)
            break
    _read_run(root, facts)
    _read_loaded(root, facts)
    _read_corpus(root, facts)
    if "task" not in facts and any(root.get(key).present for key in ("ctc_cost", "ctc_lin", "wer_computer")):
        place = root.first("ctc_cost", "ctc_lin", "wer_computer")
        facts.say("task", "speech-recognition", place)
        facts.say("data.modality", "audio", place)
    return None


def _parts(root: Node):
    """Return the built values that ``modules`` holds, or all at the top where there is no such list."""
    modules = arguments(root.get("modules"))
    nodes = modules.items() if modules.is_map else list(root.items())[:_EXAMINED]
    found = [resolve(root, node) for _, node in nodes]
    inner = []
    for node in found:
        inner.extend(
            resolve(root, child) for _, child in arguments(node).items() if class_of(child) or _is_reference(child)
        )
    return [node for node in (*found, *inner) if class_of(node).startswith("speechbrain.")]


def _is_reference(node: Node):
    return getattr(node.value, "tag", None) == "!ref"


def _read_hub(root: Node, node: Node, facts: Facts):
    source = argument(root, node, "source")
    facts.say("data.modality", "audio", node)
    facts.say("model.family", _HUB[class_of(node).rpartition(".")[2]], node)
    state_base_model(facts, source)


def _read_transformer(root: Node, node: Node, facts: Facts):
    encoder = argument(root, node, "encoder_module")
    decoders = argument(root, node, "num_decoder_layers")
    kind = encoder.text or ("transformer" if encoder.absent else "")
    conformer = kind in ("conformer", "branchformer")
    facts.say("task", "speech-recognition", node)
    facts.say("data.modality", "audio", node)
    facts.say("model.architecture", kind or None, encoder if encoder.present else node)
    if conformer:
        facts.say("model.family", "conformer", encoder)
    elif kind == "transformer":
        facts.say("model.family", _by_decoders(decoders), node)
    _read_stack(root, node, facts, decoders)
    facts.say("model.normalization", "layer", node)  # in the conformer's convolution too, unlike elsewhere


def _read_translator(root: Node, node: Node, facts: Facts):
    decoders = argument(root, node, "num_decoder_layers")
    kind = argument(root, node, "encoder_module").text
    facts.say("data.modality", "audio", node)
    facts.say("model.family", "conformer" if kind == "conformer" else _by_decoders(decoders), node)
    _read_stack(root, node, facts, decoders)
    facts.say("model.normalization", "layer", node)


def _read_plain_encoder(root: Node, node: Node, facts: Facts):
    layers = argument(root, node, "num_layers")
    facts.say("model.family", "transformer-encoder", node)
    facts.say("model.normalization", "layer", node)
    if layers.present:
        facts.state("model.num_layers", layers, count)
        facts.say("model.depth_unit", "blocks", layers)
    facts.state("model.hidden_size", argument(root, node, "d_model"), count)
    _read_heads(root, node, facts, "nhead")


def _read_heads(root: Node, node: Node, facts: Facts, key):
    facts.state("model.num_heads", argument(root, node, key), count)
    kind = argument(root, node, "attention_type")
    if kind.absent or kind.text in _SPLITTING:
        facts.assume("model.head_remainder", "refuse")  # asserted in its own attention classes and in PyTorch's


# Kinds of attention that cut the width into heads.
_SPLITTING = ("regularMHA", "RelPosMHAXL", "RoPEMHA")


def _by_decoders(decoders):
    if not is_integer(decoders.value):
        return None
    return "encoder-decoder" if decoders.value > 0 else "transformer-encoder"


def _read_language_model(root: Node, node: Node, facts: Facts):
    decoders = argument(root, node, "num_decoder_layers")
    facts.say("task", "language-modeling", node)
    facts.say("data.modality", "text", node)
    facts.say("model.architecture", "transformer-lm", node)
    facts.say("model.family", "transformer-decoder", node)  # causal, whichever of the two stacks is used
    _read_stack(root, node, facts, decoders)
    facts.say("model.normalization", "layer", node)


def _read_stack(root: Node, node: Node, facts: Facts, decoders):
    layers = argument(root, node, "num_encoder_layers")
    if layers.present:
        facts.state("model.num_layers", layers, count)
        facts.say("model.depth_unit", "blocks", layers)
    if is_count(decoders.value):
        facts.state("model.num_decoder_layers", decoders, count)
    facts.state("model.hidden_size", argument(root, node, "d_model"), count)
    _read_heads(root, node, facts, "nhead")
    before = argument(root, node, "normalize_before")
    if isinstance(before.value, bool):
        facts.say("model.norm_placement", "pre" if before.value else "post", before)


_CELLS = {"LSTM": "lstm", "GRU": "gru", "LiGRU": "other", "RNN": "elman", "QuasiRNN": "other"}


def _read_recurrent(root: Node, node: Node, facts: Facts):
    layers = argument(root, node, "rnn_layers", "num_layers")
    facts.say("model.architecture", class_of(node).rpartition(".")[2], node)
    facts.say("model.family", "rnn", node)
    if layers.present:
        facts.state("model.num_layers", layers, count)
        facts.say("model.depth_unit", "recurrent-layers", layers)
    facts.state("model.hidden_size", argument(root, node, "rnn_neurons", "hidden_size"), count)
    if isinstance(argument(root, node, "rnn_bidirectional").value, bool):
        facts.state("model.bidirectional", argument(root, node, "rnn_bidirectional"))
    cell = argument(root, node, "rnn_class")
    kind = class_of(cell if cell.present else node).rpartition(".")[2]
    facts.say("model.cell", _CELLS.get(kind), cell if cell.present else node)


def _read_dual_path(root: Node, node: Node, facts: Facts):
    """State a separator of two paths by the block of which both are made; its layers are of two kinds."""
    block = class_of(argument(root, node, "intra_model", "intra_mdl")).rpartition(".")[2]
    facts.say("data.modality", "audio", node)
    if block == "SBRNNBlock":
        facts.say("model.architecture", "dual-path-rnn", node)
        facts.say("model.family", "rnn", node)
    elif block == "SBTransformerBlock":
        facts.say("model.architecture", "sepformer", node)
        facts.say("model.family", "transformer-encoder", node)


def _read_convolutions(root: Node, node: Node, facts: Facts):
    facts.say("model.architecture", class_of(node).rpartition(".")[2], node)
    facts.say("model.family", "cnn", node)
    facts.say("model.normalization", "batch", node)
    facts.say("data.modality", "audio", node)


def _read_separator(root: Node, node: Node, facts: Facts):
    blocks, repeats = argument(root, node, "X"), argument(root, node, "R")
    norm = argument(root, node, "norm_type")
    facts.say("model.architecture", "conv_tasnet", node)
    facts.say("data.modality", "audio", node)
    if all(is_count(part.value) for part in (blocks, repeats)):
        facts.say("model.num_layers", blocks.value * repeats.value, blocks)
        facts.say("model.depth_unit", "blocks", blocks)
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    if isinstance(argument(root, node, "causal").value, bool):
        facts.state("model.causal", argument(root, node, "causal"))


def _read_diffusion(root: Node, node: Node, facts: Facts):
    layers = argument(root, node, "residual_layers")
    facts.say("model.architecture", "diffwave", node)
    facts.say("model.latent", False, node)
    facts.say("task", "text-to-speech", node)
    if layers.present:
        facts.state("model.num_layers", layers, count)
        facts.say("model.depth_unit", "blocks", layers)
    schedule = root.get("fast_sampling_noise_schedule")
    if root.get("fast_sampling").value is True and schedule.is_list and schedule.value:
        facts.say("model.sampling_steps", len(schedule.value), schedule)
    unconditional = argument(root, node, "unconditional")
    if isinstance(unconditional.value, bool):
        facts.say("model.conditional", not unconditional.value, unconditional)


def _named(architecture):
    def read_named(root: Node, node: Node, facts: Facts):
        facts.say("model.architecture", architecture, node)
        facts.say("task", "text-to-speech", node)
        facts.say("data.modality", "audio", node)

    return read_named


def _read_fastspeech(root: Node, node: Node, facts: Facts):
    _named("fastspeech2")(root, node, facts)
    for name, fact in (("enc_num_layers", "model.num_layers"), ("dec_num_layers", "model.num_decoder_layers")):
        facts.state(fact, argument(root, node, name), count)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", node)
    facts.state("model.hidden_size", argument(root, node, "enc_d_model"), count)
    _read_heads(root, node, facts, "enc_num_head")


# In this order: an encoder from the Hub is the network even where layers of the project's own stand on it.
_READERS = {
    **dict.fromkeys(_HUB, _read_hub),
    "TransformerASR": _read_transformer,
    "TransformerST": _read_translator,
    "CRDNN": _read_recurrent,
    "MaskNet": _read_separator,
    "Dual_Path_Model": _read_dual_path,
    "DiffWave": _read_diffusion,
    "HifiganGenerator": _named("hifigan"),
    "UnitHifiganGenerator": _named("hifigan"),
    "Tacotron2": _named("tacotron2"),
    "FastSpeech2": _read_fastspeech,
    "ECAPA_TDNN": _read_convolutions,
    "Xvector": _read_convolutions,
    "ResNet": _read_convolutions,
    "TransformerLM": _read_language_model,
    "RNNLM": _read_recurrent,
    "TransformerEncoder": _read_plain_encoder,
    "LSTM": _read_recurrent,
    "GRU": _read_recurrent,
}


def _read_run(root: Node, facts: Facts):
    trained = root.first(*_TRAINED)
    if trained.present:
        facts.say("training.is_run", True, trained)
    if root.get("dynamic_batching").value is not True and is_integer(root.get("batch_size").value):
        facts.state("training.batch_size_per_device", root.get("batch_size"), count)


def _read_loaded(root: Node, facts: Facts):
    """State that weights are loaded where the pretrainer loads the model: a tokenizer or language model is no model."""
    pretrainer = root.get("pretrainer")
    for key, node in argument(root, pretrainer, "loadables").items():
        if str(key) in ("model", "asr", "asr_model", "encoder", "wav2vec2"):
            facts.say("model.pretrained", True, node)


def _read_corpus(root: Node, facts: Facts):
    """State the corpus by the names of its published splits, where they stand in the file."""
    splits = root.get("train_splits")
    names = [name for name in splits.value if isinstance(name, str)] if splits.is_list else []
    if set(names) == _LIBRISPEECH:
        facts.say("data.name", "LibriSpeech", splits)
    elif names and set(names) <= _LIBRISPEECH:
        facts.say("data.name", "+".join(names), splits)
