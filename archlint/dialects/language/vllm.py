"""vLLM: the YAML file of ``vllm serve --config``, with the options spelled with ``-`` or ``_``."""

from ...facts import OPAQUE, Facts, count
from .. import Claim, Dialect, Node
from ..reading.checkpoints import state_base_model, state_sampler
from ..reading.language_models import state_optional

DIALECT = Dialect(
    name="vllm",
    title="vLLM",
    files="YAML with `tensor-parallel-size`, `max-model-len` and other options of `vllm serve`",
    reads="architecture by the served model's name or folder, sequence length, parallel sizes",
    formats=("yaml",),
    triggers=(
        "tensor-parallel-size", "tensor_parallel_size", "max-model-len", "max_model_len", "gpu-memory-utilization",
        "gpu_memory_utilization",
    ),
)  # fmt: skip

_OPTIONS = (
    "tensor_parallel_size", "pipeline_parallel_size", "data_parallel_size", "max_model_len", "gpu_memory_utilization",
    "max_num_seqs", "max_num_batched_tokens", "limit_mm_per_prompt", "enable_prefix_caching", "enable_chunked_prefill",
    "served_model_name", "kv_cache_dtype", "enforce_eager", "swap_space", "block_size", "tokenizer_mode",
    "enable_auto_tool_choice", "tool_call_parser", "reasoning_parser", "enable_expert_parallel", "disable_log_requests",
    "enable_lora", "trust_remote_code", "uvicorn_log_level", "compilation_config", "speculative_config",
    "hf_overrides", "api_key", "chat_template", "distributed_executor_backend", "load_format", "quantization", "dtype",
)  # fmt: skip
# Keys of trainers that take some of the same options for the model that they sample from.
_FOREIGN = (
    "base_model",
    "learning_rate",
    "output_dir",
    "model_name_or_path",
    "trainer",
    "datasets",
    "optimizer",
    "_target_",
)


def _get(root: Node, key):
    node = root.child(key.replace("_", "-"))
    return node if node.present else root.child(key)


def claim(root: Node) -> Claim | None:
    """Claim options of the server, where no trainer's stand beside them."""
    if any(key in root.value for key in _FOREIGN):
        return None
    found = [key for key in _OPTIONS if _get(root, key).present]
    if len(found) >= 3 or (len(found) == 2 and root.get("model").text):
        return Claim(80, f"{found[0]} beside {found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the served model, and how its server is laid out."""
    model = root.first("model", "model_tag")
    if model.present:
        facts.say("training.regime", "inference", model)
        facts.say("model.pretrained", True, model)
    for key in ("hf_overrides", "rope_scaling", "rope_theta"):
        node = _get(root, key)
        if node.present and not node.is_null:
            facts.put("model.max_positions", None, OPAQUE, node.keys)
            if key == "hf_overrides":
                for name in ("model.num_heads", "model.num_kv_heads", "model.num_layers"):
                    facts.put(name, None, OPAQUE, node.keys)
    state_base_model(facts, model)
    length = _get(root, "max_model_len")
    if length.value != -1 and length.text != "auto":
        facts.state("data.sequence_length", length, count)
    facts.assume("model.position_remainder", "refuse-unless-told")  # an environment variable allows more
    # A device takes whole key-value heads, or several devices hold the same one.
    state_sampler(facts, _get(root, "tensor_parallel_size"))
    state_optional(facts, "training.pipeline_parallel", _get(root, "pipeline_parallel_size"))
    facts.assume("training.pipeline_remainder", "pad")  # earlier stages take one layer more
