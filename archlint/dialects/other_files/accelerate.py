"""Accelerate's launcher file: machines and precision; it describes no network."""

from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="accelerate",
    title="Accelerate launcher",
    files="YAML or JSON with `compute_environment` and `distributed_type`",
    reads="nothing",
    formats=("yaml", "json"),
    triggers=("distributed_type", "compute_environment", "num_processes mixed_precision"),
    is_model=False,
)

_KEYS = (
    "compute_environment", "distributed_type", "machine_rank", "main_training_function", "mixed_precision",
    "num_machines", "num_processes", "rdzv_backend", "same_network", "use_cpu", "tpu_use_cluster", "downcast_bf16",
    "fsdp_config",
    "deepspeed_config", "gpu_ids", "main_process_port", "dynamo_config",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config that holds several of the launcher's keys."""
    found = [key for key in _KEYS if key in root.value]
    if root.has("compute_environment", "distributed_type") or len(found) >= 4:
        return Claim(86, f"{found[0]} beside {found[1]}")
    return None
