"""Megatron-LM: the YAML of ``--yaml-cfg``, and the recipes that list command-line arguments under ``MODEL_ARGS``."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    path_name,
    say_depth_unit,
    say_language_modeling,
    say_mixture,
    say_run,
    say_toy,
    state_batch,
    state_optional,
    state_size,
)

DIALECT = Dialect(
    name="megatron-yaml",
    title="Megatron-LM",
    files="YAML with `language_model` and `model_parallel`, or `MODEL_ARGS` with `--num-layers` and the like",
    reads="depth, width, heads, key-value heads, normalization, positions, parallel sizes, sequence length, batch size",
    formats=("yaml",),
    triggers=("language_model model_parallel", "MODEL_ARGS"),
)

# Arguments that spread the layers unevenly, or make them of several kinds.
_UNEVEN = (
    "decoder_first_pipeline_num_layers", "decoder_last_pipeline_num_layers", "num_layers_in_first_pipeline_stage",
    "num_layers_in_last_pipeline_stage", "pipeline_model_parallel_layout", "account_for_embedding_in_pipeline_split",
    "account_for_loss_in_pipeline_split", "hybrid_override_pattern", "hybrid_layer_pattern", "is_hybrid_model",
    "standalone_embedding_stage", "mtp_num_layers",
)  # fmt: skip
# Arguments of the programs for other stacks than a decoder: hybrids, BERT and T5.
_OTHER_STACKS = (
    "hybrid_override_pattern", "hybrid_layer_pattern", "is_hybrid_model", "bert_no_binary_head", "bert_binary_head",
    "bert_embedder_type", "encoder_num_layers", "decoder_num_layers", "decoder_seq_length", "vocab_extra_ids",
)  # fmt: skip
_NORMS = {"LayerNorm": "layer", "RMSNorm": "rms"}
_POSITIONS = {"learned_absolute": "learned", "rope": "rotary", "yarn": "rotary", "relative": "relative", "none": "none"}


class _Arguments:
    """The options of a run, wherever one of the two forms keeps them."""

    def __init__(self, root: Node):
        listed = root.get("MODEL_ARGS")
        self.listed = listed.is_map
        self.parts = [listed] if self.listed else [root.get("language_model"), root.get("model_parallel"), root]

    def get(self, name):
        key = "--" + name.replace("_", "-") if self.listed else name
        for part in self.parts:
            node = part.child(key)
            if node.present:
                return node
        return Node(self.parts[0].document, (*self.parts[0].keys, key))

    def has(self, name):
        node = self.get(name)
        return node.present and not node.is_null and node.value is not False


def claim(root: Node) -> Claim | None:
    """Claim the sections of the YAML form, or a list of the program's arguments."""
    if root.get("language_model").has("num_layers", "hidden_size") and root.get("model_parallel").is_map:
        return Claim(93, "language_model.num_layers beside model_parallel")
    if root.get("MODEL_ARGS").is_map and any(
        root.get("MODEL_ARGS").has(key) for key in ("--num-layers", "--hidden-size")
    ):
        return Claim(93, "MODEL_ARGS with --num-layers or --hidden-size")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network and how it is spread over devices."""
    options = _Arguments(root)
    layers = options.get("num_layers")
    state_size(facts, "model.num_layers", layers)
    say_depth_unit(facts, layers)
    state_size(facts, "model.hidden_size", options.get("hidden_size"))
    _read_heads(options, facts)
    _read_positions(options, facts)
    norm = options.get("normalization")
    facts.say("model.normalization", _NORMS.get(norm.text), norm)
    if not any(options.get(name).present for name in _OTHER_STACKS) or not options.listed:
        assume_decoder(facts, layers, "layer" if norm.absent else None)
        facts.say("model.architecture", "megatron-gpt", layers)
        say_language_modeling(facts, layers)
    _read_layout(options, facts)
    say_run(facts, options.get("micro_batch_size"))
    state_batch(facts, options.get("micro_batch_size"))
    paths = [node for node in options.get("data_path").each() if node.text]
    say_mixture(facts, [(path_name(node.text), node) for node in paths])
    if options.has("mock_data"):
        facts.say("training.toy", True, options.get("mock_data"))
    say_toy(facts, options.get("train_iters"))
    load = options.get("load")
    if load.text and options.has("finetune"):
        facts.say("model.pretrained", True, load)


def _read_heads(options, facts: Facts):
    state_size(facts, "model.num_heads", options.get("num_attention_heads"))
    if options.has("multi_latent_attention"):
        return  # heads of widths of their own, and no key-value heads
    state_optional(facts, "model.head_dim", options.get("kv_channels"))
    facts.assume("model.head_remainder", "refuse")  # asserted where kv_channels is left out
    # As a command-line argument the number is read beside its switch alone.
    if not options.listed or options.has("group_query_attention"):
        state_optional(facts, "model.num_kv_heads", options.get("num_query_groups"))
    facts.assume("training.kv_head_split", "even-or-copied")  # copied by later versions, refused by earlier ones


def _read_positions(options, facts: Facts):
    kind = options.get("position_embedding_type")
    facts.say("model.position_encoding", _POSITIONS.get(kind.text), kind)
    state_optional(facts, "model.max_positions", options.get("max_position_embeddings"))
    state_optional(facts, "data.sequence_length", options.get("seq_length"))
    facts.assume("model.position_remainder", "refuse")  # asserted when the arguments are validated


def _read_layout(options, facts: Facts):
    state_optional(facts, "training.tensor_parallel", options.get("tensor_model_parallel_size"))
    state_optional(facts, "training.pipeline_parallel", options.get("pipeline_model_parallel_size"))
    uneven = any(options.has(name) for name in _UNEVEN)
    facts.assume("training.pipeline_remainder", "pad" if uneven else "refuse")
