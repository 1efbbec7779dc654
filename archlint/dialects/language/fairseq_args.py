"""fairseq: the arguments of ``fairseq-train``, Graphormer's among them, in shell scripts."""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, program, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="fairseq-args",
    title="fairseq (arguments)",
    files="shell scripts that start `fairseq-train` with `--arch` and `--task` (Graphormer's too)",
    reads="architecture, task, width and heads of each stack, weights, data set, batch size",
    formats=("shell",),
    triggers=("arguments.arch",),
)

_PROGRAMS = ("fairseq-train", "train.py", "fairseq_cli.train", "fairseq_train.py")
# Names that no other project's program has.
_COMMANDS = ("fairseq-train", "fairseq_cli.train", "fairseq_train.py")
_OWN = (
    "criterion", "max_tokens", "max_update", "user_dir", "lr_scheduler", "adam_betas", "update_freq", "clip_norm",
    "max_epoch", "share_all_embeddings", "ddp_backend", "tokens_per_sample", "warmup_updates", "label_smoothing",
    "restore_file",
)  # fmt: skip
# Architectures whose stacks split their width over heads; others take the same arguments for other things.
_ATTENTION = ("transformer", "roberta", "bart", "mbart", "xlmr", "masked_lm", "bert", "graphormer", "nonautoregressive")
# Options that take a value, after which a word that is not known is that value.
_VALUED = (
    *_OWN, "arch", "task", "batch_size", "lr", "data_buffer_size", "save_dir", "seed", "num_workers", "weight_decay",
    "dataset_name", "dataset_source", "encoder_layers", "encoder_embed_dim", "encoder_ffn_embed_dim",
    "encoder_attention_heads", "end_learning_rate", "total_num_update", "dropout", "attention_dropout", "act_dropout",
    "num_classes", "tensorboard_logdir", "log_interval", "source_lang", "target_lang", "distributed_world_size",
)  # fmt: skip
_WEIGHTS = ("pretrained_model_name", "restore_file", "finetune_from_model")
_GRAPH_TASKS = {
    ("binary_logloss", "classification"), ("multiclass_cross_entropy", "classification"), ("l1_loss", "regression"),
    ("l1_loss_with_flag", "regression"), ("binary_logloss_with_flag", "classification"),
}  # fmt: skip
_GRAPH_ENCODINGS = "degree centrality, shortest paths"  # arXiv:2106.05234, sections 3.1.1 and 3.1.2


def claim(root: Node) -> Claim | None:
    """Claim a command by its program and architecture, or by that beside fairseq's own arguments."""
    found = has(root, *_OWN)
    if has(root, "arch") and program(root) in _COMMANDS:
        return Claim(91, f"--arch of {program(root)}")
    if has(root, "arch") and len(found) >= 2 and (program(root) in _PROGRAMS or has(root, "user_dir")):
        return Claim(91, f"--arch beside --{found[0]} and --{found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, its stacks, its weights and its data."""
    name = argument(root, "arch")
    facts.say("training.is_run", True, name)
    if name.text.startswith("graphormer"):
        _read_graphs(root, facts, name)
    else:
        facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    if name.text.startswith(_ATTENTION):
        for side in ("encoder", "decoder"):
            _read_stack(root, facts, side)
    weights = argument(root, *_WEIGHTS)
    if weights.text and weights.text not in ("none", "checkpoint_last.pt"):
        facts.say("model.pretrained", True, weights)
    elif weights.opaque:
        facts.state("model.pretrained", weights)


def _read_stack(root: Node, facts: Facts, side):
    """State the width and heads of one stack, where both are given: the rest is the architecture's own."""
    width, heads = argument(root, f"{side}_embed_dim"), argument(root, f"{side}_attention_heads")
    if whole_number(width) is None or whole_number(heads) is None:
        return
    site = facts.site(side)
    site.state("model.hidden_size", width, positive)
    site.state("model.num_heads", heads, positive)
    site.assume("model.head_remainder", "refuse", heads)


def _read_graphs(root: Node, facts: Facts, name):
    """State Graphormer, and the molecules or other graphs that it learns from."""
    facts.state("model.architecture", name, lambda value: value)
    facts.assume("model.family", "graph-transformer", name)
    facts.assume("model.positional_or_structural_encoding", _GRAPH_ENCODINGS, name)
    facts.assume("model.message_passing", False, name)
    facts.state("model.num_layers", argument(root, "encoder_layers"), positive)
    data, task = argument(root, "dataset_name"), argument(root, "task")
    if data.text:
        # ``moleculenet:name=bace`` names the set after the class that loads it.
        facts.say("data.name", data.text.rpartition("name=")[2].rpartition(":")[2] or data.text, data)
    for criterion, kind in _GRAPH_TASKS:
        if argument(root, "criterion").text == criterion and task.text.startswith("graph_prediction"):
            facts.say("task", f"graph-{kind}", task)
    facts.state("training.batch_size_per_device", argument(root, "batch_size"), positive)
    if not has(root, *_WEIGHTS) and is_whole(root, _VALUED):
        facts.assume("model.pretrained", False, name)
        facts.say("training.regime", "from-scratch", name)
