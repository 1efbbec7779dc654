"""Arguments of the transformers example scripts, TRL and the alignment handbook, as one YAML or JSON file."""

from ... import knowledge
from ...facts import OPAQUE, Facts, count
from .. import Claim, Dialect, Node
from ..reading.attention_kernels import state_attention
from ..reading.checkpoints import (
    batch,
    dataset_name,
    is_cut,
    state_base_model,
    state_cap,
    state_datasets,
    state_sampler,
)
from ..reading.keys import note_misspelt, note_renamed

DIALECT = Dialect(
    name="hf-training-args",
    title="Hugging Face training arguments (transformers scripts, TRL, alignment handbook)",
    files="YAML or JSON with `model_name_or_path`, `dataset_name` or `dataset_mixer`, and `TrainingArguments`",
    reads="architecture by the checkpoint's name, origin of the weights, data set and a cap on it, sequence length",
    formats=("yaml", "json"),
    triggers=(
        "model_name_or_path", "per_device_train_batch_size", "dataset_mixer", "dataset_mixture", "config_name",
        "num_train_epochs",
    ),
)  # fmt: skip

_ARGUMENTS = (
    "per_device_train_batch_size", "per_device_eval_batch_size", "num_train_epochs", "output_dir", "do_train",
    "do_eval", "learning_rate", "gradient_accumulation_steps", "lr_scheduler_type", "warmup_ratio", "warmup_steps",
    "logging_steps",
    "save_steps", "eval_steps", "evaluation_strategy", "eval_strategy", "save_strategy", "report_to", "max_steps",
    "overwrite_output_dir", "gradient_checkpointing", "weight_decay", "dataset_name", "max_seq_length", "push_to_hub",
    "per_gpu_train_batch_size", "preprocessing_num_workers", "remove_unused_columns", "seed",
)  # fmt: skip
_DATA = (
    "dataset_name",
    "dataset_mixer",
    "dataset_mixer_list",
    "dataset_mixture",
    "train_dataset_name",
    "train_file",
    "task_name",
)
# Keys of other frameworks that take the trainer's arguments too.
_FOREIGN = ("finetuning_type", "input_features", "base_model", "training_data_paths", "peft_type")
# Version 5 of transformers took these names away; a file with an argument that came with it is for it.
_RENAMED = {
    "evaluation_strategy": "eval_strategy", "no_cuda": "use_cpu", "push_to_hub_model_id": "hub_model_id",
    "push_to_hub_token": "hub_token", "per_gpu_train_batch_size": "per_device_train_batch_size",
    "per_gpu_eval_batch_size": "per_device_eval_batch_size",
}  # fmt: skip
_SINCE_5 = (
    "dataloader_in_order", "dataloader_multiprocessing_context", "ddp_static_graph", "enable_jit_checkpoint",
    "train_sampling_strategy", "trackio_bucket_id", "trackio_static_space_id",
)  # fmt: skip
_LENGTHS = ("max_seq_length", "max_length", "block_size", "max_source_length", "max_seq_len", "model_max_length")
_CAPS = ("max_train_samples", "max_train_examples", "max_samples")


def claim(root: Node) -> Claim | None:
    """Claim a config by the name of its checkpoint or data beside arguments of the trainer."""
    if any(key in root.value for key in _FOREIGN):
        return None
    if any(root.get(key).is_map for key in ("model", "trainer")):
        return None
    found = [key for key in _ARGUMENTS if key in root.value]
    named = root.get("model_name_or_path").present
    if named and (len(found) >= 2 or any(key in root.value for key in _DATA)):
        return Claim(80, "model_name_or_path beside arguments of the trainer")
    if (_fresh(root).text or any(key in root.value for key in _DATA)) and len(found) >= 4:
        return Claim(72, "a data set or model type beside arguments of the trainer")
    if "per_device_train_batch_size" in root.value and len(found) >= 4:
        return Claim(66, "per_device_train_batch_size beside other arguments of the trainer")
    return None


def _fresh(root: Node):
    """Return the node of the type or configuration that a fresh model is made of, absent where there is none."""
    kind = root.get("model_type")
    return kind if kind.text and knowledge.huggingface(kind.text) else root.get("config_name")


def read(root: Node, facts: Facts) -> bool | None:
    """State what the arguments say of the model, its weights and its data."""
    if not _fresh(root).text and not any(key in root.value for key in ("model_name_or_path", *_DATA)):
        return False
    for key in ("train_from_scratch", "from_scratch"):
        if root.get(key).value is True:
            facts.say("model.pretrained", False, root.get(key))
    _read_model(root, facts)
    _read_data(root, facts)
    facts.state(
        "training.batch_size_per_device", root.first("per_device_train_batch_size", "per_gpu_train_batch_size"), batch
    )
    facts.state("data.sequence_length", root.first(*_LENGTHS), _length)
    if root.get("packing").value is not True and root.get("block_size").absent:
        facts.assume("data.length_is_cap", True)
    state_attention(facts, root.first("attn_implementation", "use_flash_attention_2"))
    state_sampler(facts, root.get("vllm_tensor_parallel_size"))
    if root.get("use_peft").value is True or root.get("use_lora").value is True:
        facts.say("training.regime", "fine-tuning", root.first("use_peft", "use_lora"))
    if root.get("do_train").value is not False:
        facts.assume("training.is_run", True)
    # Each script has arguments of its own beside the trainer's, so what it does with a key is not certain.
    note_misspelt(facts, root, knowledge.keys("training-arguments"), "", knowledge.is_key, knowledge.is_word)
    if any(key in root.value for key in _SINCE_5):
        note_renamed(facts, root, _RENAMED, "", "transformers 5")


def _length(value):
    """Convert a length: 0 and below stand for the model's own."""
    return count(value, low=-1) if isinstance(value, bool) or not isinstance(value, int) or value > 0 else None


def _read_model(root: Node, facts: Facts):
    name = root.get("model_name_or_path")
    if name.present and not name.is_null:
        state_base_model(facts, name)
        return
    # The scripts train from a fresh configuration when a type or a configuration is all that they are given.
    fresh = _fresh(root)
    if not fresh.text:
        return
    from ..reading.huggingface import state_type

    facts.say("model.pretrained", False, fresh)
    if fresh.keys[-1:] == ("model_type",):
        overrides = root.get("config_overrides")
        state_type(facts, fresh, _overrides(overrides.text), overrides)
    else:
        facts.state("model.architecture", fresh)


def _overrides(text):
    """Return the numbers in a text such as ``n_embd=1024,n_layer=48``."""
    found = {}
    for part in text.split(","):
        key, _, value = part.partition("=")
        if value.strip().isdecimal() and len(value) < 12:
            found[key.strip()] = int(value)
    return found


def _read_data(root: Node, facts: Facts):
    names = []
    node = root.first("dataset_name", "train_dataset_name")
    if node.is_list:
        names = list(node.each())
    elif node.present:
        config = root.first("dataset_config_name", "dataset_config", "train_dataset_config_name")
        names = [dataset_name(node, config)]
        if is_cut(root.first("dataset_train_split", "train_split_name", "dataset_split")):
            _hide_size(facts, node)
    mixer = root.get("dataset_mixer")
    for key, share in mixer.items():
        names.append(Node(root.document, share.keys, str(key)))
        if share.value not in (1, 1.0):
            _hide_size(facts, share)
    for entry in (*root.get("dataset_mixture.datasets").each(), *root.get("datasets").each()):
        if not entry.is_map:
            continue
        names.append(dataset_name(entry.first("id", "path", "name"), entry.first("config", "name")))
        weight = entry.get("weight")
        if is_cut(entry.get("split")) or (weight.present and weight.value not in (1, 1.0, None)):
            _hide_size(facts, entry)
    if not names and root.get("task_name").text:
        names = [root.get("task_name")]
    state_datasets(facts, names)
    for key in _CAPS:
        state_cap(facts, root.get(key), len({name.text for name in names}))


def _hide_size(facts: Facts, node: Node):
    """Mark the size as set here but not to be known: a part of a data set only."""
    facts.put("data.train_size", None, OPAQUE, node.keys)
