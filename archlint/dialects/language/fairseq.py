"""fairseq: Hydra configs of ``task``, ``model`` and ``criterion``, and the groups of its package."""

from ... import knowledge
from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.keys import note_misspelt, note_renamed
from ..reading.values import state_depth

DIALECT = Dialect(
    name="fairseq",
    title="fairseq",
    files="YAML with `task._name`, `model._name` and `criterion`; model groups of `fairseq/config/model`",
    reads="architecture, depth, width, heads, place of normalization, weights, task, batch size, devices",
    formats=("yaml",),
    triggers=("task model", "model criterion", "decoder_embed_dim decoder_layers", "encoder_embed_dim encoder_layers"),
)

_RENAMED = {"max_sentences": "batch_size", "max_sentences_valid": "batch_size_valid"}
_SECTIONS = ("common", "checkpoint", "dataset", "optimization", "distributed_training", "lr_scheduler", "criterion")
# By the start of the model's name, longest first: (family, the prefix of its stack's keys, the default depth).
_MODELS = (
    ("wav2vec_seq2seq", ("encoder-decoder", "encoder", None)),
    ("hubert_seq2seq", ("encoder-decoder", "encoder", None)),
    ("wav2vec_ctc", ("transformer-encoder", "encoder", None)),
    ("hubert_ctc", ("transformer-encoder", "encoder", None)),
    ("wav2vec2", ("transformer-encoder", "encoder", 12)),
    ("hubert", ("transformer-encoder", "encoder", 12)),
    ("data2vec_audio", ("transformer-encoder", "encoder", 12)),
    ("data2vec_text", ("transformer-encoder", "encoder", None)),
    ("data2vec_multi", ("transformer-encoder", "encoder", None)),
    ("data2vec_image_classification", ("vision-transformer", "encoder", None)),
    ("data2vec_vision", ("vision-transformer", "encoder", None)),
    ("mae", ("vision-transformer", "encoder", None)),
    ("multires_hubert", ("transformer-encoder", "encoder", None)),
    ("roberta_large", ("transformer-encoder", "encoder", 24)),
    ("roberta", ("transformer-encoder", "encoder", 12)),
    ("xlmr", ("transformer-encoder", "encoder", None)),
    ("masked_lm", ("transformer-encoder", "encoder", None)),
    ("transformer_lm", ("transformer-decoder", "decoder", None)),
    ("s2t_conformer", ("conformer", "encoder", None)),
    ("s2t_transformer", ("encoder-decoder", "encoder", None)),
    ("transformer", ("encoder-decoder", "encoder", None)),
    ("bart", ("encoder-decoder", "encoder", None)),
    ("mbart", ("encoder-decoder", "encoder", None)),
    ("lstm_lm", ("rnn", "decoder", None)),
    ("lstm", ("rnn", "encoder", None)),
)
_TASKS = {
    "masked_lm": ("masked-language-modeling", "text"),
    "language_modeling": ("language-modeling", "text"),
    "translation": ("translation", "text"),
    "sentence_prediction": ("text-classification", "text"),
    "audio_pretraining": ("self-supervised-pretraining", "audio"),
    "hubert_pretraining": ("self-supervised-pretraining", "audio"),
    "audio_finetuning": ("speech-recognition", "audio"),
    "speech_to_text": (None, "audio"),
}


def claim(root: Node) -> Claim | None:
    """Claim a run by its named task or model beside fairseq's sections, or a model group by the keys of its stack."""
    found = [key for key in _SECTIONS if key in root.value]
    if len(found) >= 2 and (root.get("model._name").text or root.get("task._name").text):
        return Claim(88, f"model._name and task._name beside {found[0]}")
    if _is_group(root):
        return Claim(80, "the keys of a fairseq model group")
    return None


def _is_group(root: Node):
    """Whether this is a model of the package's own folder: flat keys of one or both stacks."""
    side = "decoder" if "decoder_layers" in root.value else "encoder"
    keys = (f"{side}_layers", f"{side}_embed_dim", f"{side}_ffn_embed_dim", f"{side}_attention_heads")
    return root.has(*keys) and any(key in root.value for key in ("activation_fn", "dropout", "attention_dropout"))


def read(root: Node, facts: Facts) -> None:
    """State the model, and of a run its task, weights and batch."""
    if _is_group(root):
        _read_group(root, facts)
        return
    model = root.get("model")
    _read_task(root.get("task"), facts)
    name = model.get("_name")
    for prefix, (family, side, depth) in _MODELS:
        if name.text.startswith(prefix):
            _read_model(model, name, facts, family, side, depth if name.text in (prefix, f"{prefix}_base") else None)
            break
    else:
        facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    _read_weights(root, model, facts)
    if any(root.get(key).is_map for key in ("optimization", "optimizer", "dataset")):
        facts.say("training.is_run", True, root.first("optimization", "optimizer", "dataset"))
    batch, world = root.get("dataset.batch_size"), root.get("distributed_training.distributed_world_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)
    if is_count(world.value):
        facts.state("training.num_devices", world, count)
    _note_keys(root, facts)


def _note_keys(root: Node, facts: Facts):
    """Note misspelt keys of the sections that every run has; whether they are refused depends on how it is started."""
    for section, node in root.items():
        known = knowledge.keys(f"fairseq:{section}") if isinstance(section, str) else None
        if known is not None:
            note_misspelt(facts, node, known, "", knowledge.is_key, knowledge.is_word)
    # The command line keeps the old names; a Hydra config knows the fields alone.
    if root.get("dataset").is_map:
        note_renamed(facts, root.get("dataset"), _RENAMED, "", "fairseq 1.0")


def _read_task(task, facts: Facts):
    name = task.get("_name")
    kind, modality = _TASKS.get(name.text, (None, None))
    facts.say("task", kind, name)
    facts.say("data.modality", modality, name)
    if kind == "self-supervised-pretraining":
        facts.say("training.regime", "self-supervised", name)
    length = task.get("tokens_per_sample")
    if is_integer(length.value):
        facts.state("data.sequence_length", length, count)


def _read_model(model, name, facts: Facts, family, side, depth):
    # Models that are put on a checkpoint are named after it: its sizes are the checkpoint's.
    loaded = {"wav2vec_ctc": "wav2vec2", "wav2vec_seq2seq": "wav2vec2", "hubert_ctc": "hubert"}.get(name.text)
    facts.say("model.architecture", loaded or name.text, name)
    facts.say("model.family", family, name)
    unit = "recurrent-layers" if family == "rnn" else "blocks"
    layers = model.get("depth") if name.text == "data2vec_multi" else model.get(f"{side}_layers")
    state_depth(facts, layers, unit)
    if depth is not None and "model.num_layers" not in facts:
        facts.assume("model.num_layers", depth, name)
        facts.assume("model.depth_unit", unit, name)
    _read_sizes(model, facts, side)
    if family != "rnn":
        _read_heads(model, facts, side, family)
    if family != "rnn" and family != "conformer":
        facts.assume("model.normalization", "layer", name)
    if family == "encoder-decoder" and loaded is None:
        facts.state("model.num_decoder_layers", model.get("decoder_layers"), count)


def _read_sizes(model, facts: Facts, side):
    facts.state("model.hidden_size", model.get(f"{side}_embed_dim"), count)
    facts.state("model.num_heads", model.get(f"{side}_attention_heads"), count)
    if is_integer(model.get("max_positions").value):
        facts.state("model.max_positions", model.get("max_positions"), count)
    if model.get("no_token_positional_embeddings").value is True:
        facts.say("model.position_encoding", "none", model.get("no_token_positional_embeddings"))
    first = model.first("layer_norm_first", f"{side}_normalize_before")
    if isinstance(first.value, bool):
        facts.say("model.norm_placement", "pre" if first.value else "post", first)


def _read_group(root: Node, facts: Facts):
    both = root.has("encoder_layers", "decoder_layers")
    side = "encoder" if "encoder_layers" in root.value else "decoder"
    layers = root.get(f"{side}_layers")
    family = "encoder-decoder" if both else "transformer-decoder" if side == "decoder" else "transformer-encoder"
    facts.say("model.family", family, layers)
    state_depth(facts, layers, "blocks")
    if both:
        facts.state("model.num_decoder_layers", root.get("decoder_layers"), count)
    _read_sizes(root, facts, side)
    _read_heads(root, facts, side, family)
    facts.assume("model.normalization", "layer", layers)


def _read_heads(model, facts: Facts, side, family):
    """State that a remainder is refused, by an assertion in its attention class, in each stack."""
    facts.assume("model.head_remainder", "refuse")
    if side == "encoder" and family == "encoder-decoder":
        site = facts.site("decoder")
        site.state("model.hidden_size", model.get("decoder_embed_dim"), count)
        site.state("model.num_heads", model.get("decoder_attention_heads"), count)
        site.assume("model.head_remainder", "refuse")


def _read_weights(root: Node, model, facts: Facts):
    """State that weights are loaded; a path that must be given (``???``) is one as well."""
    for key in ("w2v_path", "model_path", "pretrained_model_path", "roberta_model_path"):
        node = model.get(key)
        if node.value == "???" or (node.text and not node.is_null):
            facts.say("model.pretrained", True, node)
    for key in ("finetune_from_model", "restore_file"):
        node = root.get(f"checkpoint.{key}")
        if node.text and not node.is_null and not node.text.startswith("checkpoint_"):
            facts.say("model.pretrained", True, node)
