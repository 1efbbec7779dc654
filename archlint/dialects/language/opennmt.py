"""OpenNMT-py: one flat YAML file of options per run."""

from ...facts import Facts, is_integer, truth
from .. import Claim, Dialect, Node
from ..reading.keys import DROP, note_renamed
from ..reading.language_models import (
    is_toy_name,
    path_name,
    say_depth_unit,
    say_regime,
    say_run,
    say_toy,
    state_batch,
    state_optional,
    state_size,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="opennmt",
    title="OpenNMT-py",
    files="YAML with `encoder_type` or `decoder_type` beside `train_steps`, `save_model` or `src_vocab`",
    reads="family, depth, width, heads, normalization, positions, data, origin of the weights, devices",
    formats=("yaml",),
    triggers=(
        "encoder_type train_steps", "decoder_type train_steps", "save_model train_steps", "encoder_type save_model",
        "decoder_type save_model", "src_vocab save_model",
    ),
)  # fmt: skip

_MODEL = (
    "encoder_type", "decoder_type", "word_vec_size", "rnn_size", "hidden_size", "layers", "enc_layers", "dec_layers",
    "model_task", "transformer_ff", "heads",
)  # fmt: skip
_RUN = (
    "train_steps", "valid_steps", "save_model", "save_checkpoint_steps", "src_vocab", "share_vocab", "accum_count",
    "warmup_steps", "world_size", "gpu_ranks", "batch_type", "decay_method", "max_grad_norm", "report_every",
)  # fmt: skip
# Options that came with the third release, which renamed the recurrent names of the widths.
_THIRD = (
    "hidden_size", "enc_hid_size", "dec_hid_size", "num_workers", "prefetch_factor", "parallel_mode", "norm_eps",
    "add_qkvbias", "add_ffnbias", "num_kv", "lora_layers", "quant_layers", "use_ckpting", "sliding_window",
)  # fmt: skip
_DEFAULT_WIDTH = 500  # of the hidden states and of the embeddings, in all releases
_SIDES = (("source embeddings", "src_word_vec_size"), ("target embeddings", "tgt_word_vec_size"))

# Version 3 renamed these and reads its options with ``parse_known_args``, which drops what it does not know.
_RENAMED = {"rnn_size": "hidden_size", "enc_rnn_size": "enc_hid_size", "dec_rnn_size": "dec_hid_size"}
# Options that version 3 has no more: a file that holds one is for an earlier version.
_BEFORE_3 = (
    "brnn", "dump_fields", "epochs", "gpuid", "max_generator_batches", "max_sent_length", "pool_factor", "queue_size",
    "residual", "shard_size",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim options of the model beside options of the trainer."""
    model = [key for key in _MODEL if root.has(key)]
    run = [key for key in _RUN if root.has(key)]
    # A short file that spells the network out is no other program's either.
    if (len(model) >= 2 and len(run) >= 3) or (len(model) >= 4 and run and root.has("encoder_type", "decoder_type")):
        return Claim(88, f"{model[0]} and {model[1]} beside {' and '.join(run[:2])}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and its run; ``normalization`` is how the loss is averaged."""
    _read_network(root, facts)
    facts.say("data.modality", "text", root.first("src_vocab", "save_model", "train_steps"))
    say_run(facts, root.first("train_steps", "save_model", "src_vocab"))
    weights = root.get("train_from")
    state_weights(facts, weights)
    if weights.absent:  # a run starts from weights through that option alone
        facts.assume("model.pretrained", False, root.first("encoder_type", "decoder_type"))
    say_regime(facts, weights)
    _read_data(root, facts)
    if root.get("batch_type").absent or root.get("batch_type").text == "sents":
        state_batch(facts, root.get("batch_size"))
    state_optional(facts, "training.num_devices", root.get("world_size"))
    say_toy(facts, root.get("train_steps"))
    _note_renamed(root, facts)


def _note_renamed(root: Node, facts: Facts):
    """Note the old names of options in a file for version 3: corpora by name are read since version 2."""
    has_corpora = any(corpus.has("path_src") for _, corpus in root.get("data").items())
    if has_corpora and not any(key in root.value for key in _BEFORE_3):
        note_renamed(facts, root, _RENAMED, DROP, "OpenNMT-py 3")


def _read_network(root: Node, facts: Facts):
    encoder, decoder, task = root.get("encoder_type"), root.get("decoder_type"), root.get("model_task")
    is_lm = task.text == "lm" or decoder.text == "transformer_lm"
    kinds = (encoder.text or "rnn", decoder.text or "rnn")  # the defaults of both
    if encoder.opaque or decoder.opaque:
        facts.state("model.family", encoder if encoder.opaque else decoder)
    elif is_lm and decoder.text.startswith("transformer"):
        _read_transformer(root, facts, "transformer-decoder", decoder)
        facts.say("model.causal", True, decoder)
        facts.say("task", "language-modeling", task if task.present else decoder)
    elif kinds == ("transformer", "transformer"):
        _read_transformer(root, facts, "encoder-decoder", encoder)
    elif encoder.absent and decoder.absent:
        pass  # often given on the command line
    elif kinds[0] in ("rnn", "brnn") and kinds[1] in ("rnn", "ifrnn"):
        _read_recurrent(root, facts, encoder if encoder.present else decoder, kinds[0])
    elif kinds == ("cnn", "cnn"):
        facts.say("model.architecture", "cnn", encoder)
        facts.say("model.family", "cnn", encoder)
        _read_depth(root, facts)
        say_depth_unit(facts, encoder)
    state_size(facts, "model.hidden_size", root.first(*_widths(root)))
    shared, own = root.get("share_decoder_embeddings"), root.first("tgt_word_vec_size", "word_vec_size")
    if shared.present and shared.value not in (False, None) and own.present:
        # The output layer takes the embeddings' weights, and the decoder's states.
        site = facts.site("embeddings shared with the output layer")
        state_size(site, "model.unprojected_embedding_size", own)
        state_size(site, "model.hidden_size", root.first(*_widths(root)))
    if kinds == ("transformer", "transformer") or (is_lm and decoder.text.startswith("transformer")):
        _read_widths(root, facts, is_lm)


def _widths(root: Node):
    """Return the keys of the width; those of the releases before the third are ignored by later ones."""
    keys = ("hidden_size", "enc_hid_size")
    return keys if any(root.has(key) for key in _THIRD) else ("hidden_size", "rnn_size", "enc_hid_size", "enc_rnn_size")


def _read_widths(root: Node, facts: Facts, is_lm):
    """State the widths that a transformer makes meet: of its heads, and of the embeddings that go into it as they are.

    Defaults are assumed where the file gives other sizes of the network: it is where they are set, then.
    """
    facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
    loaded = root.get("train_from")  # a checkpoint brings its own sizes
    if (loaded.present and not loaded.is_null) or not any(root.has(key) for key in ("heads", "transformer_ff")):
        return
    facts.assume("model.hidden_size", _DEFAULT_WIDTH)
    facts.assume("model.num_heads", 8)
    if any(key.startswith(("feat_", "src_feat", "n_src_feat")) for key in root.value if isinstance(key, str)):
        return  # features of the words widen their embeddings
    both, width = root.get("word_vec_size"), facts.get("model.hidden_size")
    if both.present:
        state_optional(facts, "model.unprojected_embedding_size", both)
        return
    sides = (("target embeddings", "tgt_word_vec_size"),) if is_lm else _SIDES
    for role, key in sides:
        site = facts.site(role)
        state_optional(site, "model.unprojected_embedding_size", root.get(key))
        site.assume("model.unprojected_embedding_size", _DEFAULT_WIDTH)
        if width is not None:
            site["model.hidden_size"] = width


def _read_depth(root: Node, facts: Facts, is_lm=False):
    first = ("dec_layers", "layers") if is_lm else ("enc_layers", "layers")
    for name, keys in (("model.num_layers", first), ("model.num_decoder_layers", ("dec_layers", "layers"))):
        node = root.first(*keys)
        if not (is_lm and name == "model.num_decoder_layers"):
            state_optional(facts, name, node)


def _read_transformer(root: Node, facts: Facts, family, node: Node):
    is_lm = family == "transformer-decoder"
    facts.say("model.architecture", "transformer_lm" if is_lm else "transformer", node)
    facts.say("model.family", family, node)
    _read_depth(root, facts, is_lm)
    say_depth_unit(facts, node)
    state_size(facts, "model.num_heads", root.get("heads"))
    state_optional(facts, "model.num_kv_heads", root.get("num_kv"))
    norm = root.get("layer_norm")
    facts.say("model.normalization", {"standard": "layer", "rms": "rms"}.get(norm.text), norm)
    facts.assume("model.normalization", "layer" if norm.absent else None, node)
    facts.assume("model.norm_placement", "pre", node)
    facts.assume("model.skip_connections", True, node)
    relative, sinusoidal = root.get("max_relative_positions"), root.get("position_encoding")
    if is_integer(relative.value) and relative.value:
        kind = {-1: "rotary", -2: "alibi"}.get(relative.value, "relative")
        facts.say("model.position_encoding", kind, relative)
    facts.state("model.position_encoding", sinusoidal, lambda value: "sinusoidal" if truth(value) else None)
    # Both are off by default; a file that gives other sizes of the network is the place where they would be on.
    is_off = sinusoidal.value in (None, False) or sinusoidal.absent
    if (
        is_off
        and (relative.absent or relative.value == 0)
        and any(root.has(key) for key in ("heads", "transformer_ff"))
    ):
        facts.assume("model.position_encoding", "none", sinusoidal if sinusoidal.present else node)


def _read_recurrent(root: Node, facts: Facts, node: Node, encoder):
    cell = root.get("rnn_type")
    name = cell.text.lower() or "lstm"
    facts.say("model.architecture", name if name in ("lstm", "gru") else None, cell if cell.present else node)
    facts.say("model.family", "rnn", node)
    if cell.present:
        facts.say("model.cell", {"lstm": "lstm", "gru": "gru", "sru": "other"}.get(name), cell)
    else:
        facts.assume("model.cell", "lstm", node)
    facts.say("model.bidirectional", encoder == "brnn", node)
    _read_depth(root, facts)
    say_depth_unit(facts, node, "recurrent-layers")


def _read_data(root: Node, facts: Facts):
    """State the data's name: that of the one folder which all training files lie in, or of the prefix given."""
    data = root.get("data")
    if data.text:
        name = path_name(data.text) if "/" in data.text else data.text
        facts.say("data.name", name if name and not name.startswith("dataset.") else None, data)
        nodes = [data]
    else:
        nodes = [part.get("path_src") for key, part in data.items() if key != "valid"]
        folders = {_folder(node.text) for node in nodes if node.text}
        if len(folders) == 1:
            name = folders.pop()
            facts.say("data.name", name.removesuffix("-raw") if name else None, nodes[0])
    for node in nodes:
        if is_toy_name(node.text):
            facts.say("training.toy", True, node)


def _folder(path):
    folder = path.replace("\\", "/").rpartition("/")[0]
    return path_name(folder + "/") if folder else None
