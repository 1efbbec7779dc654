"""LitGPT: pretraining configs that name or spell out a model, and fine-tuning configs that name a checkpoint."""

from ... import knowledge
from ...facts import DERIVED, Facts
from .. import Claim, Dialect, Node
from ..reading.keys import REFUSE, note_misspelt_in
from ..reading.language_models import (
    path_name,
    put_derived,
    say_depth_unit,
    say_language_modeling,
    say_run,
    say_toy,
    state_batch,
    state_devices,
    state_optional,
    state_sizes,
    state_token_budget,
)
from ..reading.values import state_weights

DIALECT = Dialect(
    name="litgpt",
    title="LitGPT",
    files="YAML with `model_name` or `model_config` and `tokenizer_dir`, or `checkpoint_dir`, beside `train`",
    reads="architecture, depth, normalization, heads, origin of the weights, data set, tokens, batch size",
    formats=("yaml",),
    triggers=("train tokenizer_dir", "train checkpoint_dir", "train model_config", "train model_name"),
)

_TRAIN = ("micro_batch_size", "global_batch_size", "lr_warmup_steps", "max_seq_length", "max_tokens", "tie_embeddings")
_SIZES = (
    ("model.num_layers", ("n_layer",)),
    ("model.hidden_size", ("n_embd",)),
    ("model.num_heads", ("n_head",)),
    ("model.num_kv_heads", ("n_query_groups",)),
    ("model.head_dim", ("head_size",)),
    ("model.max_positions", ("block_size",)),
    ("model.vocab_size", ("padded_vocab_size", "vocab_size")),
)
_NORMS = {"RMSNorm": "rms", "LayerNorm": "layer"}
# Names of LitGPT's own, with the sizes that its config.py gives them.
_OWN = {
    "micro-llama-300M": {
        "family": "transformer-decoder", "num_layers": 12, "depth_unit": "blocks", "hidden_size": 1024,
        "num_heads": 16, "num_kv_heads": 4, "normalization": "rms",
    },
}  # fmt: skip
# Readers of the project's own files, which name no data set.
_READERS = ("JSON", "TextFiles", "LitData", "DataModule")


def claim(root: Node) -> Claim | None:
    """Claim a config with LitGPT's training arguments beside a model's or checkpoint's name."""
    train = root.get("train")
    found = [key for key in _TRAIN if train.has(key)]
    if len(found) < 2:
        return None
    if root.has("tokenizer_dir") and (root.has("model_name") or root.has("model_config")):
        return Claim(92, f"tokenizer_dir and a model beside train.{found[0]}")
    if root.get("model_config").has("n_layer", "n_head", "n_embd"):
        return Claim(92, f"model_config.n_embd beside train.{found[0]}")
    if root.has("checkpoint_dir") and (root.has("data") or root.has("lora_r")):
        return Claim(92, f"checkpoint_dir beside train.{found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model, its weights and its data."""
    checkpoint = root.get("checkpoint_dir")
    spelled, name = root.get("model_config"), root.get("model_name")
    if checkpoint.text:
        parts = [part for part in checkpoint.text.replace("\\", "/").split("/") if part]
        facts.say("model.architecture", parts[-1] if parts else None, checkpoint)
        facts.say("model.pretrained", True, checkpoint)
        facts.say("training.regime", "fine-tuning", checkpoint)
        facts.put("model.family", "transformer-decoder", DERIVED, checkpoint.keys, source="litgpt")  # it has no other
    elif checkpoint.present:
        facts.state("model.architecture", checkpoint)
    else:
        _read_model(spelled, name, facts)
        state_weights(facts, root.get("initial_checkpoint_dir"))
        if root.has("tokenizer_dir"):  # pretraining: weights come through that key alone
            facts.assume("model.pretrained", False, name)
    say_run(facts, root.get("train"))
    say_language_modeling(facts, root.get("train"))
    _read_data(root.get("data"), facts)
    train = root.get("train")
    state_token_budget(facts, train.get("max_tokens"))
    state_optional(facts, "training.seen_tokens", train.get("max_tokens"))
    state_optional(facts, "data.sequence_length", train.get("max_seq_length"))
    facts.assume("data.length_is_cap", True)
    state_batch(facts, train.get("micro_batch_size"))
    state_devices(facts, root.get("devices"), root.get("num_nodes"))
    say_toy(facts, train.get("max_steps"), root.get("data"))
    # Each is made of a function's or a dataclass's own arguments.
    parts = (root, train, root.get("eval"), spelled)
    note_misspelt_in(facts, [(part, knowledge.keys(":".join(("litgpt", *part.keys)))) for part in parts], REFUSE)


def _read_model(spelled, name, facts: Facts):
    if spelled.is_map:
        place = spelled.get("n_layer")
        # The keys of the config are the whole network: its name is a label, and looked up nowhere.
        written = spelled.first("name")
        row = knowledge.architecture(written.text or name.text) or {}
        state_sizes(facts, spelled, _SIZES)
        facts.assume("model.head_remainder", "refuse")  # asserted in its Config, unless head_size is given
        if row.get("num_layers") in (None, facts.value("model.num_layers")):
            facts.say("model.architecture", written.text or name.text or None, written if written.text else name)
        say_depth_unit(facts, place)
        facts.say("model.family", "transformer-decoder", place)
        norm = spelled.get("norm_class_name")
        facts.say("model.normalization", _NORMS.get(norm.text), norm)
        if norm.absent:
            facts.assume("model.normalization", "layer", place)
        facts.assume("model.norm_placement", None if _is_post_norm(spelled) else "pre", place)
        share = spelled.get("rotary_percentage").value
        if isinstance(share, (int, float)) and share > 0:
            facts.say("model.position_encoding", "rotary", spelled.get("rotary_percentage"))
    elif name.present:
        facts.state("model.architecture", name, str)
        put_derived(facts, name, name.text, **_OWN.get(name.text, {}))
    for fact, value in (("model.skip_connections", True), ("model.causal", True)):
        if facts.get("model.family") is not None:
            facts.put(fact, value, DERIVED, facts["model.family"].keys, source="litgpt")


def _is_post_norm(spelled):
    return any(spelled.get(key).value is True for key in ("post_attention_norm", "post_mlp_norm"))


def _read_data(data, facts: Facts):
    path = data if data.text else data.get("class_path")
    reader = path.text.rpartition(".")[2]
    if reader in _READERS:
        where = data.first("init_args.json_path", "init_args.data_path", "init_args.train_data_path", "json_path")
        facts.say("data.name", path_name(where.text) if "/" in where.text else None, where)
    elif reader:
        facts.say("data.name", reader, path)
