"""Servers of language models (vLLM, SGLang, TGI, LMDeploy): their arguments in shell scripts."""

from ...facts import OPAQUE, Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, program
from ..reading.checkpoints import state_base_model, state_sampler

DIALECT = Dialect(
    name="serving-args",
    title="vLLM, SGLang, Text Generation Inference and LMDeploy",
    files="shell scripts that start `vllm serve`, `trl vllm-serve`, the API servers of vLLM or SGLang, their "
    "containers, `text-generation-launcher` or `lmdeploy serve` with a checkpoint's name or folder",
    reads="architecture by the checkpoint's name, tensor parallelism, sequence length",
    formats=("shell",),
    triggers=(
        "arguments.tensor_parallel_size", "arguments.tp", "arguments.tp_size", "arguments.max_model_len",
        "arguments.num_shard",
    ),
)  # fmt: skip

_VLLM = ("vllm.entrypoints.openai.api_server", "vllm.entrypoints.api_server", "vllm")
_SGLANG = "sglang.launch_server"
_TGI = "text-generation-launcher"
_IMAGES = {"vllm-openai": "vllm", "text-generation-inference": _TGI}
# The first words after a program that has several commands.
_COMMANDS = {"vllm": ("serve",), "trl": ("vllm-serve",), "lmdeploy": ("serve", "api_server")}
# Arguments that give the attention another number of devices than the model has.
_OTHER_DEVICES = ("enable_dp_attention", "attn_tp_size", "attention_context_parallel_size")
# What gives the model other positions or sizes than its checkpoint's.
_OVERRIDES = ("hf_overrides", "rope_scaling", "rope_theta", "hf_config_path", "config_format", "override_neuron_config")
_ALLOWED = "VLLM_ALLOW_LONG_MAX_MODEL_LEN"


def claim(root: Node) -> Claim | None:
    """Claim a command by its program."""
    name = _server(root)
    return Claim(92, f"the server {name}") if name else None


def _server(root: Node):
    """Return the name of the server that a command starts, or None."""
    name = root.get("program").text
    image = _IMAGES.get(program(root).partition(":")[0])
    if image:
        return image
    name = name if name in (*_VLLM, _SGLANG) else program(root)
    words = tuple(root.get(f"positional.{index}").text for index in range(len(_COMMANDS.get(name, ()))))
    if name in _COMMANDS:
        return name if words == _COMMANDS[name] else None
    return name if name in (*_VLLM, _SGLANG, _TGI) else None


def read(root: Node, facts: Facts) -> None:
    """State the model by its name, and the devices that share each layer."""
    name = _server(root)
    is_vllm = name in _VLLM or name == "trl"
    # Of these a device takes whole key-value heads, or several devices hold the same one.
    holds_whole = is_vllm or name == _SGLANG
    model = argument(root, "model", "model_path", "model_id")
    if model.absent and program(root) in ("vllm", "lmdeploy"):
        model = root.get(f"positional.{len(_COMMANDS[program(root)])}")
    if has(root, "hf_overrides"):
        for fact in ("model.num_heads", "model.num_kv_heads", "model.max_positions"):
            facts.put(fact, None, OPAQUE, argument(root, "hf_overrides").keys)
    if isinstance(model, Node) and model.present:
        state_base_model(facts, model)
    facts.say("training.regime", "inference", root.get("program"))
    if has(root, *_OTHER_DEVICES):
        return
    shared = argument(root, *(("num_shard",) if name == _TGI else ("tensor_parallel_size", "tp", "tp_size")))
    if is_vllm:
        _read_length(root, facts)
    if holds_whole:
        state_sampler(facts, shared)
    else:
        facts.state("training.tensor_parallel", shared, lambda value: count(value) if is_integer(value) else None)


def _read_length(root: Node, facts: Facts):
    """State the length that vLLM is asked for: one beyond the positions is refused, unless a variable allows it."""
    length = argument(root, "max_model_len")
    if not is_count(length.value) or has(root, *_OVERRIDES):
        return
    if _ALLOWED in root.document.source.text:
        return
    facts.state("data.sequence_length", length, count)
    facts.assume("model.position_remainder", "refuse-unless-told")
