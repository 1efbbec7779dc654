"""DeepSpeed JSON: how training is spread over devices; it describes no network."""

from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="deepspeed",
    title="DeepSpeed",
    files="JSON with `zero_optimization` or `train_micro_batch_size_per_gpu`",
    reads="nothing",
    formats=("json",),
    triggers=("zero_optimization", "train_micro_batch_size_per_gpu", "train_batch_size gradient_clipping"),
    is_model=False,
)

# Keys that only a config with a network in it holds (GPT-NeoX writes DeepSpeed's keys beside its own).
_NETWORK = (
    "num_layers", "num-layers", "hidden_size", "hidden-size", "model_type", "pipe_parallel_size", "pipe-parallel-size",
    "model_name_or_path", "model", "_class_name", "vocab_size",
)  # fmt: skip
_KEYS = (
    "zero_optimization", "train_micro_batch_size_per_gpu", "train_batch_size", "gradient_clipping", "fp16", "bf16",
    "wall_clock_breakdown", "zero_allow_untested_optimizer", "steps_per_print", "activation_checkpointing", "optimizer",
    "scheduler", "gradient_accumulation_steps", "communication_data_type", "flops_profiler",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config that holds DeepSpeed's keys and none of a network."""
    if any(key in root.value for key in _NETWORK):
        return None
    found = [key for key in _KEYS if key in root.value]
    if root.get("zero_optimization").is_map:
        return Claim(82, "zero_optimization")
    return Claim(72, f"{found[0]} beside {found[1]}") if len(found) >= 3 else None
