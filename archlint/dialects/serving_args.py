"""vLLM and SGLang: the arguments of their servers in shell scripts."""

from ..facts import count
from . import Claim, Dialect, Node
from ._arguments import argument, has, program
from ._checkpoints import state_base_model

DIALECT = Dialect(
    name="serving-args",
    title="vLLM and SGLang",
    files="shell scripts that start `vllm serve`, vLLM's API server or SGLang's with a checkpoint's name",
    reads="architecture by the checkpoint's name, tensor parallelism",
    formats=("shell",),
    triggers=(
        "arguments.tensor_parallel_size", "arguments.model_path arguments.tp", "arguments.model_path arguments.tp_size",
        "arguments.model arguments.tp",
    ),
)  # fmt: skip

_VLLM = ("vllm.entrypoints.openai.api_server", "vllm.entrypoints.api_server", "vllm")
_SGLANG = "sglang.launch_server"
# Arguments that give the attention another number of devices than the model has.
_OTHER_DEVICES = ("enable_dp_attention", "attn_tp_size", "attention_context_parallel_size")


def claim(root):
    """Claim a command by its program."""
    name = root.get("program").text
    if name in _VLLM and (name != "vllm" or root.get("positional.0").text == "serve"):
        return Claim(92, f"the server {name}")
    if name == _SGLANG:
        return Claim(92, f"the server {name}")
    return None


def read(root, facts):
    """State the model by its name, and the devices that share each layer."""
    model = argument(root, "model", "model_path")
    if program(root) == "vllm" and model.absent:
        model = root.get("positional.1")
    if isinstance(model, Node) and model.present:
        state_base_model(facts, model)
    facts.say("training.regime", "inference", root.get("program"))
    if not has(root, *_OTHER_DEVICES):
        shared = argument(root, "tensor_parallel_size", "tp", "tp_size")
        facts.state("training.tensor_parallel", shared, lambda value: count(value) if type(value) is int else None)
