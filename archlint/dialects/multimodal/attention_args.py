"""Programs whose arguments give a width and the heads that split it: nanoGPT, PyTorch's language model, DETR, SASRec.

Each is one row of a table, known by several arguments of its own.
"""

from ...facts import Facts
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="attention-args",
    title="nanoGPT, PyTorch's language-model example, DETR, SASRec (arguments)",
    files="shell scripts that start one of these programs, known by several arguments of its own",
    reads="width, heads, depth",
    formats=("shell",),
    triggers=(
        "arguments.n_head arguments.n_embd", "arguments.nhead arguments.model", "arguments.nheads",
        "arguments.num_heads arguments.train_dir", "arguments.num_heads arguments.maxlen",
    ),
)  # fmt: skip


class _Row:
    __slots__ = ("defaults", "heads", "layers", "least", "own", "title", "width")

    def __init__(self, title, width, heads, layers, own, least, defaults=None):
        self.title = title
        self.width = width
        self.heads = heads
        self.layers = layers
        self.own = own
        self.least = least
        self.defaults = defaults  # of width and heads, where the program has one


_ROWS = (
    _Row(
        "nanoGPT", "n_embd", "n_head", "n_layer",
        ("n_layer", "block_size", "init_from", "wandb_log", "compile", "max_iters", "eval_interval", "eval_iters",
         "lr_decay_iters", "gradient_accumulation_steps", "out_dir"), 3,
    ),
    _Row("PyTorch's language model", "emsize", "nhead", "nlayers",
         ("emsize", "nhid", "nlayers", "bptt", "tied", "clip", "dropout"), 2, (200, 2)),
    _Row("DETR", "hidden_dim", "nheads", "enc_layers",
         ("enc_layers", "dec_layers", "num_queries", "dim_feedforward", "coco_path", "lr_backbone", "set_cost_class",
          "num_feature_levels", "two_stage"), 1, (256, 8)),
    # Sequential recommendation after arXiv:1808.09781: TensorFlow's split and PyTorch's attention refuse a remainder.
    _Row("SASRec", "hidden_units", "num_heads", "num_blocks",
         ("train_dir", "maxlen", "num_blocks", "l2_emb", "dropout_rate", "time_span", "norm_first"), 2, (50, 1)),
)  # fmt: skip
# Options that take a value, after which a word that is not known is that value.
_VALUED = (
    "train_dir",
    "maxlen",
    "num_blocks",
    "dropout_rate",
    "l2_emb",
    "device",
    "num_epochs",
    "state_dict_path",
    "data",
    "dataset",
    "coco_path",
    "output_dir",
    "out_dir",
    "save",
    "resume",
    "batch_size",
    "lr",
    "epochs",
)


def claim(root: Node) -> Claim | None:
    """Claim a command by the heads of one program beside its own arguments."""
    row = _found(root)
    if row is None:
        return None
    return Claim(90, f"{row.title}: --{row.heads} beside --{has(root, *row.own)[0]}")


def _found(root: Node):
    for row in _ROWS:
        if not has(root, row.heads) or len(has(root, *row.own)) < row.least:
            continue
        if row.defaults is None and not has(root, row.width):
            continue
        if row.heads == "num_heads" and not has(root, "train_dir", row.width):
            continue  # other translators and recommenders share the rest
        if row.heads == "nhead" and argument(root, "model").text != "Transformer":
            continue
        return row
    return None


def read(root: Node, facts: Facts) -> None:
    """State the width and the heads that split it; the programs refuse a remainder."""
    row = _found(root)
    width, heads = argument(root, row.width), argument(root, row.heads)
    facts.state("model.hidden_size", width, positive)
    facts.state("model.num_heads", heads, positive)
    facts.state("model.num_layers", argument(root, row.layers), positive)
    if whole_number(heads) is not None:
        facts.assume("model.head_remainder", "refuse", heads)
    if row.defaults is not None and width.absent and is_whole(root, _VALUED):
        facts.assume("model.hidden_size", row.defaults[0], heads)
