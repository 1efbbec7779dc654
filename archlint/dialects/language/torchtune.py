"""torchtune: recipes whose model, data and checkpoint are components named by dotted path."""

from ... import knowledge
from ...facts import OPAQUE, Facts
from .. import Claim, Dialect, Node
from ..reading.checkpoints import is_cut
from ..reading.language_models import say_mixture, say_rotary, say_run, state_batch, state_optional, state_sizes

DIALECT = Dialect(
    name="torchtune",
    title="torchtune",
    files="YAML with `model._component_: torchtune...`",
    reads="architecture by its builder, sizes, origin of the weights, data set, sequence length, teacher",
    formats=("yaml",),
    triggers=("model checkpointer", "model tokenizer", "policy_model", "teacher_model"),
)

_MODELS = ("model", "policy_model", "teacher_model")
# Packages of ``torchtune.models`` whose text models are decoders with RMS normalization.
_DECODERS = (
    "llama2", "llama3", "llama3_1", "llama3_2", "llama3_3", "code_llama2", "mistral", "gemma", "gemma2", "phi3", "phi4",
    "qwen2", "qwen2_5", "qwen3",
)  # fmt: skip
_SIZES = (
    ("model.num_layers", ("num_layers",)),
    ("model.hidden_size", ("embed_dim",)),
    ("model.num_heads", ("num_heads",)),
    ("model.num_kv_heads", ("num_kv_heads",)),
    ("model.head_dim", ("head_dim",)),
    ("model.max_positions", ("max_seq_len",)),
    ("model.vocab_size", ("vocab_size",)),
)
# Builders of data sets that take any source: the source is the name, unless it is a file's format.
_FORMATS = ("json", "csv", "text", "parquet", "arrow", "webdataset", "imagefolder")


def _component(node: Node):
    return node.get("_component_").text


def claim(root: Node) -> Claim | None:
    """Claim a config with a model that torchtune builds, or with its checkpointer or data beside another one."""
    for key in (*_MODELS, "checkpointer", "dataset", "tokenizer"):
        if _component(root.get(key)).startswith("torchtune."):
            return Claim(94, f"{key}._component_ {_component(root.get(key))}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the trained model, its weights and its data."""
    model = root.first("model", "policy_model")
    _read_model(model, facts)
    checkpointer = root.get("checkpointer")
    for key in ("checkpoint_dir", "checkpoint_files"):
        node = checkpointer.get(key)
        if node.opaque or node.text or node.is_list:
            facts.say("model.pretrained", True, node)
            break
    training = root.get("optimizer")
    if training.present and not training.is_null:
        say_run(facts, training)
        teacher = root.get("teacher_model")
        if teacher.is_map:
            facts.say("model.distilled", True, teacher)
            facts.say("training.regime", "distillation", teacher)
            _read_model(teacher, facts.component("teacher"))
        elif facts.value("model.pretrained"):
            facts.say("training.regime", "fine-tuning", checkpointer)
    else:
        facts.say("training.regime", "inference", checkpointer if checkpointer.present else model)
    _read_data(root, facts)
    state_batch(facts, root.get("batch_size"))
    state_optional(facts, "data.sequence_length", root.get("tokenizer.max_seq_len"))
    if root.get("dataset.packed").value is not True:
        facts.assume("data.length_is_cap", True)


def _read_model(model, facts: Facts):
    node = model.get("_component_")
    if node.opaque:
        facts.put("model.architecture", None, OPAQUE, node.keys)
        return
    parts = node.text.split(".")
    builder = parts[-1]
    package = parts[2] if parts[:2] == ["torchtune", "models"] and len(parts) > 3 else ""
    name = _bare(builder)
    # A builder named like its package makes a network of the sizes beside it.
    if package and name != package:
        facts.say("model.architecture", _known(name), node)
    elif package:
        facts.say("model.architecture", builder, node)
    state_sizes(facts, model, _SIZES)
    facts.assume("model.head_remainder", "refuse")  # refused by its attention class
    if "model.num_layers" in facts:
        facts.say("model.depth_unit", "blocks", model.get("num_layers"))
    if package in _DECODERS and "vision" not in builder:
        facts.say("model.family", "transformer-decoder", node)
        facts.assume("model.normalization", "rms", node)
        facts.assume("model.norm_placement", "sandwich" if package == "gemma2" else "pre", node)
        facts.assume("model.skip_connections", True, node)
        facts.assume("model.causal", True, node)
        facts.assume("model.position_encoding", "rotary", node)
        say_rotary(facts)  # turned in pairs
        facts.say("data.modality", "text", node)
    elif "vision" in builder and package.startswith("llama"):
        facts.say("model.family", "vision-language", node)


def _bare(builder):
    for prefix in ("qlora_", "lora_", "dora_", "qdora_"):
        builder = builder.removeprefix(prefix)
    return builder.replace("_reward", "").removeprefix("reward_")


def _known(name):
    spelled = name.replace("code_llama2", "codellama")
    return spelled if knowledge.architecture(spelled) else name


def _read_data(root: Node, facts: Facts):
    named = []
    for node in root.get("dataset").each():
        if node.is_map:
            named.append(_name(node))
            split = node.get("split")
            if is_cut(split):
                facts.put("data.train_size", None, OPAQUE, split.keys)
    say_mixture(facts, named)


def _name(node: Node):
    source, component = node.get("source"), node.get("_component_")
    if source.text and source.text not in _FORMATS:
        return source.text, source
    builder = component.text.rpartition(".")[2]
    if source.present or not component.text.startswith("torchtune.") or "_dataset" not in builder:
        return None, component
    return builder.replace("_dataset", ""), component
