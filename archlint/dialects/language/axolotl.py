"""Axolotl YAML: fine-tuning of a checkpoint of the Hub."""

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
    state_local_config,
    state_sampler,
)
from ..reading.keys import DROP, note_misspelt

DIALECT = Dialect(
    name="axolotl",
    title="Axolotl",
    files="YAML with `base_model` beside `datasets` or `pretraining_dataset`, `sequence_len`, `micro_batch_size`",
    reads="architecture by the base model's name, origin of the weights, data sets, sequence length, batch size",
    formats=("yaml",),
    triggers=("base_model",),
)

_KEYS = (
    "datasets", "pretraining_dataset", "sequence_len", "micro_batch_size", "adapter", "val_set_size", "sample_packing",
    "dataset_prepared_path", "num_epochs", "lora_r", "tokenizer_type", "load_in_8bit", "load_in_4bit", "wandb_project",
    "output_dir", "special_tokens", "flash_attention",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config by its base model beside keys of Axolotl."""
    if any(key in root.value for key in ("input_features", "merge_method", "model_name_or_path", "stage")):
        return None
    found = [key for key in _KEYS if key in root.value]
    if len(found) >= 3:
        return Claim(88, f"base_model beside {found[0]} and {found[1]}")
    if len(found) == 2 and any(key in found for key in ("datasets", "pretraining_dataset", "sequence_len")):
        return Claim(70, f"base_model beside {found[0]} and {found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State what the run starts from and what it trains on."""
    if root.get("reinit_weights").value is True:
        facts.say("model.pretrained", False, root.get("reinit_weights"))
    _read_positions(root, facts)
    state_base_model(facts, root.get("base_model"))
    config = root.first("base_model_config", "model_config")
    if config.text and config.text != root.get("base_model").text:
        state_local_config(facts, config)
    _read_data(root, facts)
    facts.state("data.sequence_length", root.get("sequence_len"), count)
    if not any(root.get(key).value is True for key in ("sample_packing", "pad_to_sequence_len")):
        facts.assume("data.length_is_cap", True)
    facts.state("training.batch_size_per_device", root.get("micro_batch_size"), batch)
    for key in ("attn_implementation", "flash_attention", "sdp_attention", "xformers_attention", "eager_attention"):
        if root.get(key).value not in (None, False) and root.get(key).present:
            if root.get(key).value is True:
                facts.say(
                    "model.attention",
                    {"sdp_attention": "sdpa", "eager_attention": "eager"}.get(key, "flash"),
                    root.get(key),
                )
            else:
                state_attention(facts, root.get(key))
    if root.get("adapter").text and not root.get("adapter").is_null:
        facts.say("training.regime", "fine-tuning", root.get("adapter"))
    _read_task(root, facts)
    state_sampler(facts, root.get("vllm.tensor_parallel_size"))
    facts.assume("training.is_run", True)
    note_misspelt(facts, root, knowledge.keys("axolotl"), DROP, knowledge.is_key, knowledge.is_word)


def _read_task(root: Node, facts: Facts):
    """State that the next token is predicted, which all runs do but those of reward models and classifiers."""
    kind = root.get("model_type").text
    if kind.endswith(("Classification", "Model")) or any(
        root.get(key).present for key in ("num_labels", "reward_model", "process_reward_model", "is_multimodal")
    ):
        return
    facts.assume("task", "language-modeling", root.get("base_model"))


def _read_positions(root: Node, facts: Facts):
    """Mark the positions as not to be known where the run stretches them beyond what the base model has."""
    overrides = root.first("overrides_of_model_config", "model_config")
    limit = overrides.get("max_position_embeddings")
    if limit.present:
        facts.state("model.max_positions", limit, count)
    for node in (
        root.get("rope_scaling"),
        overrides.get("rope_scaling"),
        overrides.get("rope_parameters"),
        overrides.get("rope_theta"),
    ):
        if node.present and not node.is_null:
            facts.put("model.max_positions", None, OPAQUE, node.keys)


def _read_data(root: Node, facts: Facts):
    names = []
    for entry in (*root.get("datasets").each(), *root.get("pretraining_dataset").each()):
        if not entry.is_map:
            names.append(entry)
            continue
        names.append(dataset_name(entry.get("path"), entry.get("name")))
        if is_cut(entry.get("split")) or entry.get("shards").present or entry.get("data_files").present:
            facts.put("data.train_size", None, OPAQUE, entry.get("path").keys)
    state_datasets(facts, names)
    state_cap(facts, root.get("max_samples"), len(names))
