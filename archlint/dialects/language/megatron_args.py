"""Megatron-LM and its descendants (Megatron-DeepSpeed, Pai-Megatron-Patch): arguments in shell scripts."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, program, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="megatron-args",
    title="Megatron-LM",
    files="shell scripts that start a program with `--num-layers`, `--hidden-size` and Megatron's own arguments",
    reads="depth, width, heads, key-value heads, positions, sequence length, tensor and pipeline parallelism, batch",
    formats=("shell",),
    triggers=("arguments.num_layers arguments.hidden_size arguments.num_attention_heads",),
)

# Arguments of the framework's own beside a stack's size: those that take a value, and those that take none.
_OWN_VALUED = (
    "tensor_model_parallel_size", "pipeline_model_parallel_size", "micro_batch_size", "global_batch_size",
    "max_position_embeddings", "ffn_hidden_size", "train_iters", "train_samples", "lr_decay_iters", "lr_decay_samples",
    "kv_channels", "position_embedding_type", "clip_grad", "distributed_backend", "tokenizer_type", "eval_iters",
    "transformer_impl",
)  # fmt: skip
_OWN = (
    *_OWN_VALUED, "use_mcore_models", "untie_embeddings_and_output_weights", "group_query_attention",
    "use_rotary_position_embeddings", "no_query_key_layer_scaling", "sequence_parallel",
)  # fmt: skip
# What makes the pipeline's stages uneven, or counts other layers than --num-layers.
UNEVEN = (
    "decoder_first_pipeline_num_layers", "decoder_last_pipeline_num_layers", "pipeline_model_parallel_layout",
    "account_for_embedding_in_pipeline_split", "account_for_loss_in_pipeline_split", "standalone_embedding_stage",
    "hybrid_override_pattern", "hybrid_layer_pattern", "pipeline_model_parallel_split_rank",
    "encoder_pipeline_model_parallel_size", "encoder_num_layers", "decoder_num_layers", "num_layers_per_stage",
    "target_uneven_pp_stage_num", "target_num_layers_per_virtual_pipeline_stage", "custom_pipeline_stages", "use_fbd",
    "deepspeed", "heterogeneous_layers_config_path", "heterogeneous_layers_config_encoded_json", "spec",
    "decoder_pipeline_manual_split_list", "moe_layer_freq_pipeline", "yaml_cfg",
)  # fmt: skip
# Options that take a value, after which a word that is not known is that value.
_VALUED = (
    *_OWN_VALUED, "data_path", "data_cache_path", "train_data_path", "valid_data_path", "test_data_path", "vocab_file",
    "merge_file", "tokenizer_model", "tokenizer_name_or_path", "load", "save", "pretrained_checkpoint",
    "tensorboard_dir", "tensorboard_log_interval", "wandb_project", "wandb_exp_name", "wandb_save_dir", "seq_length",
    "num_layers", "hidden_size", "num_attention_heads", "num_query_groups", "lr", "min_lr", "lr_warmup_iters",
    "lr_warmup_samples", "lr_warmup_fraction", "weight_decay", "log_interval", "save_interval", "eval_interval",
    "split", "seed", "init_method_std", "master_addr", "master_port", "nnodes", "node_rank", "num_workers",
    "context_parallel_size", "expert_model_parallel_size", "num_experts", "exit_duration_in_mins", "rotary_base",
    "distributed_timeout_minutes", "vocab_size", "make_vocab_size_divisible_by", "extra_vocab_size", "dataset",
)  # fmt: skip
_NORMALIZATIONS = {"LayerNorm": "layer", "RMSNorm": "rms"}
# By a part of the program's name: the family of what it trains.
_FAMILIES = (
    ("gpt", "transformer-decoder"), ("llama", "transformer-decoder"), ("qwen", "transformer-decoder"),
    ("bert", "transformer-encoder"), ("t5", "encoder-decoder"), ("vision", None),
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a command by a stack's size beside arguments of the framework's own."""
    if len(has(root, "num_layers", "hidden_size", "num_attention_heads")) < 3:
        return None
    found = has(root, *_OWN)
    if len(found) >= 2:
        return Claim(91, f"--num-layers beside --{_spelled(found[0])} and --{_spelled(found[1])}")
    return None


def _spelled(name):
    return name.replace("_", "-")


def read(root: Node, facts: Facts) -> None:
    """State the network, and how it is spread over devices."""
    layers, heads = argument(root, "num_layers"), argument(root, "num_attention_heads")
    facts.state("model.num_layers", layers, positive)
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", layers)
    for part, family in _FAMILIES:
        if part in program(root):
            facts.say("model.family", family, root.get("program"))
            break
    facts.state("model.hidden_size", argument(root, "hidden_size"), positive)
    # Latent attention has widths of its own for each head.
    if not has(root, "multi_latent_attention"):
        facts.state("model.num_heads", heads, positive)
        facts.state("model.head_dim", argument(root, "kv_channels"), positive)
        facts.assume("model.head_remainder", "refuse", heads)
        if argument(root, "group_query_attention").value is True:
            facts.state("model.num_kv_heads", argument(root, "num_query_groups"), positive)
        # Megatron-DeepSpeed's name for them, which needs no switch.
        facts.state("model.num_kv_heads", argument(root, "num_key_value_heads"), positive)
    kind = argument(root, "normalization")
    facts.say("model.normalization", _NORMALIZATIONS.get(kind.text), kind)
    facts.assume("model.normalization", None if kind.present else "layer", layers)
    facts.assume("model.skip_connections", True, layers)
    _read_positions(root, facts)
    _read_parallelism(root, facts, layers)
    facts.state("training.batch_size_per_device", argument(root, "micro_batch_size"), positive)
    run = argument(root, "train_iters", "train_samples")
    if run.present:
        facts.say("training.is_run", True, run)


def _read_positions(root: Node, facts: Facts):
    positions = argument(root, "max_position_embeddings")
    facts.state("model.max_positions", positions, positive)
    facts.state("data.sequence_length", argument(root, "seq_length", "encoder_seq_length"), positive)
    if positions.present:
        # Whatever the kind of positions, the arguments are checked: max_position_embeddings >= seq_length.
        facts.assume("model.position_remainder", "refuse", positions)
    kind = argument(root, "position_embedding_type")
    if has(root, "use_rotary_position_embeddings") or kind.text == "rope":
        facts.say("model.position_encoding", "rotary", argument(root, "use_rotary_position_embeddings", kind.keys[-1]))
    elif kind.text == "learned_absolute":
        facts.say("model.position_encoding", "learned", kind)


def _read_parallelism(root: Node, facts: Facts, layers):
    devices, stages = argument(root, "tensor_model_parallel_size"), argument(root, "pipeline_model_parallel_size")
    started = _started(root)
    if started is not None and (whole_number(devices) or 1) * (whole_number(stages) or 1) > started:
        return  # sizes for another machine than the one that the script starts on
    facts.state("training.tensor_parallel", devices, positive)
    if not is_whole(root, _VALUED):
        return
    uneven = has(root, *UNEVEN)
    if not uneven:
        facts.state("training.pipeline_parallel", stages, positive)
        facts.assume("training.pipeline_remainder", "refuse", stages if stages.present else layers)
        _read_virtual_stages(root, facts, layers, stages)
        return
    _read_middle_stages(root, facts, layers, stages, uneven)


def _started(root: Node):
    """Return how many processes the launcher starts, or None where that is not known."""
    launcher = root.get("launcher")
    counts = [launcher.child(name) for name in ("nproc_per_node", "nnodes")]
    if counts[0].absent or any(node.present and whole_number(node) is None for node in counts):
        return None
    return counts[0].value * (counts[1].value if counts[1].present else 1)


def _read_virtual_stages(root: Node, facts: Facts, layers, stages):
    """State the parts that each stage's layers are cut into, of which each holds the given number of layers."""
    held = argument(root, "num_layers_per_virtual_pipeline_stage")
    each, total, between = whole_number(held), whole_number(layers), whole_number(stages)
    if not each or not total or not between or total % between or each > total // between:
        return
    site = facts.site("the virtual stages")
    site.say("model.num_layers", total // between, layers)
    site.say("training.pipeline_parallel", each, held)
    site.assume("training.pipeline_remainder", "refuse", held)


def _read_middle_stages(root: Node, facts: Facts, layers, stages, uneven):
    """State what the first and last stage leave to the others, which share it evenly."""
    if set(uneven) - {"decoder_first_pipeline_num_layers", "decoder_last_pipeline_num_layers"}:
        return
    left, between = whole_number(layers), whole_number(stages)
    for name in uneven:
        held = whole_number(argument(root, name))
        if held is None or left is None or between is None:
            return
        left, between = left - held, between - 1
    if left > 0 and between > 0:
        site = facts.site("the other stages")
        site.say("model.num_layers", left, layers)
        site.say("training.pipeline_parallel", between, stages)
        site.assume("training.pipeline_remainder", "refuse", stages)
