"""LLaMA-Factory YAML and JSON: a training stage, the parts that it tunes, and its data sets by name."""

from ... import knowledge
from ...facts import OPAQUE, Facts, count
from .. import Claim, Dialect, Node
from ..reading.adapters import state_targets
from ..reading.attention_kernels import state_attention
from ..reading.checkpoints import batch, state_base_model, state_cap, state_datasets, state_sampler
from ..reading.keys import REFUSE, note_misspelt

DIALECT = Dialect(
    name="llama-factory",
    title="LLaMA-Factory",
    files="YAML or JSON with `stage` and `finetuning_type`, or `model_name_or_path` beside `template`",
    reads="architecture by the checkpoint's name, origin of the weights, data sets, cap on their size, sequence length",
    formats=("yaml", "json"),
    triggers=(
        "stage model_name_or_path",
        "finetuning_type",
        "model_name_or_path template",
        "stage dataset",
        "model model_class",
        "model train_dataset",
        "model peft_config",
    ),
)

_STAGES = ("pt", "sft", "rm", "ppo", "dpo", "kto", "orpo")
_GENERATING = ("pt", "sft", "ppo", "dpo", "kto", "orpo")
# Keys of its newer form, where ``model`` names the checkpoint.
_NEWER = (
    "model_class", "kernel_config", "dist_config", "peft_config", "quant_config", "train_dataset", "cutoff_len",
    "sample_backend", "init_config",
)  # fmt: skip
_KEYS = (
    "template",
    "cutoff_len",
    "finetuning_type",
    "lora_target",
    "adapter_name_or_path",
    "infer_backend",
    "export_dir",
)


def claim(root: Node) -> Claim | None:
    """Claim a config by its stage or by keys of its own beside the checkpoint."""
    own = [key for key in _KEYS if key in root.value]
    if root.get("stage").text in _STAGES and own:
        return Claim(92, f"stage {root.get('stage').text} beside {own[0]}")
    if root.get("model_name_or_path").present and (
        "finetuning_type" in own or ("template" in own and len(own) > 1) or "infer_backend" in own
    ):
        return Claim(84, f"model_name_or_path beside {own[0]}")
    newer = [key for key in _NEWER if key in root.value]
    if root.get("model").text and (len(newer) >= 2 or root.get("peft_config").has("name", "adapter_name_or_path")):
        return Claim(82, f"model beside {newer[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State what the run starts from and what it trains on."""
    stage = root.get("stage")
    if root.get("train_from_scratch").value is True:
        facts.say("model.pretrained", False, root.get("train_from_scratch"))
        facts.say("training.regime", "from-scratch", root.get("train_from_scratch"))
    if root.get("rope_scaling").present and not root.get("rope_scaling").is_null:
        facts.put("model.max_positions", None, OPAQUE, root.get("rope_scaling").keys)
    state_base_model(facts, root.first("model_name_or_path", "model"))
    if root.get("finetuning_type").text == "lora":
        state_targets(facts, root.get("lora_target"), root.first("model_name_or_path", "model"))
    if root.get("infer_backend").text == "vllm":
        state_sampler(facts, root.get("vllm_config.tensor_parallel_size"))  # what it asks the engine for
    _read_data(root, facts)
    if stage.text in _GENERATING:
        facts.say("task", "language-modeling", stage)
    facts.state("data.sequence_length", root.first("cutoff_len", "max_length"), count)
    if root.get("packing").value is not True and root.get("neat_packing").value is not True and stage.text != "pt":
        facts.assume("data.length_is_cap", True)
    facts.state("training.batch_size_per_device", _batch_size(root), batch)
    state_attention(facts, root.get("flash_attn"))
    if root.get("finetuning_type").text in ("lora", "qlora", "freeze", "oft"):
        facts.say("training.regime", "fine-tuning", root.get("finetuning_type"))
    if root.get("peft_config.name").text and "adapter_name_or_path" not in root.get("peft_config").value:
        facts.say("training.regime", "fine-tuning", root.get("peft_config.name"))
    if "model_name_or_path" not in root.value and "train_dataset" in root.value:
        facts.assume("training.is_run", True)
    if stage.text in _STAGES and root.get("do_train").value is not False and root.get("do_train").present:
        facts.assume("training.is_run", True)
    if "model_name_or_path" in root.value:  # its newer form has other keys
        note_misspelt(facts, root, knowledge.keys("llama-factory"), REFUSE, knowledge.is_key, knowledge.is_word)


def _batch_size(root: Node):
    return root.first("per_device_train_batch_size", "micro_batch_size")


def _read_data(root: Node, facts: Facts):
    node = root.first("dataset", "train_dataset")
    if node.is_map or node.text.endswith((".yaml", ".yml", ".json", ".jsonl")):  # a list of sets in a file of its own
        return
    names = [name.strip() for name in node.text.split(",") if name.strip()] if node.text else []
    if node.is_list:
        state_datasets(facts, list(node.each()))
        names = node.value
    elif node.present and not node.is_null:
        facts.state("data.name", node, lambda value: value if isinstance(value, str) and value else None)
    if root.get("mix_strategy").text.startswith("interleave") or root.get("interleave_probs").present:
        facts.put("data.train_size", None, OPAQUE, root.first("mix_strategy", "interleave_probs").keys)
    state_cap(facts, root.get("max_samples"), len(names))
