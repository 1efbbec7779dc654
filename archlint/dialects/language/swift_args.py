"""ms-swift: the arguments of its ``megatron sft``, which trains a checkpoint's network with Megatron."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, program, whole_number
from ..reading.checkpoints import state_base_model
from .megatron_args import UNEVEN

DIALECT = Dialect(
    name="swift-args",
    title="ms-swift (Megatron)",
    files="shell scripts that start `megatron sft`, `megatron pt` or `megatron rlhf` with a checkpoint's name",
    reads="architecture by the checkpoint's name, tensor and pipeline parallelism, batch",
    formats=("shell",),
    triggers=("arguments.pipeline_model_parallel_size", "arguments.tensor_model_parallel_size"),
)

_COMMANDS = ("sft", "pt", "rlhf")
_MODEL = ("model", "load", "mcore_model")


def claim(root: Node) -> Claim | None:
    """Claim a command by its program and its first word."""
    if program(root) == "megatron" and root.get("positional.0").text in _COMMANDS:
        return Claim(92, f"the program megatron {root.get('positional.0').text}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the checkpoint, and how its network is spread over devices."""
    model = argument(root, *_MODEL)
    if model.present:
        state_base_model(facts, model)
    facts.say("training.is_run", True, root.get("program"))
    stages, devices = argument(root, "pipeline_model_parallel_size"), argument(root, "tensor_model_parallel_size")
    if whole_number(devices) is not None:
        facts.state("training.tensor_parallel", devices, count)
    if whole_number(stages) is not None and not has(root, *UNEVEN, "num_layers"):
        facts.state("training.pipeline_parallel", stages, count)
        facts.assume("training.pipeline_remainder", "refuse", stages)
    batch = argument(root, "micro_batch_size")
    if whole_number(batch) is not None:
        facts.state("training.batch_size_per_device", batch, count)
