"""The temporal convolutional networks of arXiv:1803.01271: the arguments of its programs in shell scripts."""

from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, program, whole_number

DIALECT = Dialect(
    name="tcn-args",
    title="TCN",
    files="shell scripts that start a program with `--ksize`, `--levels` and `--nhid`",
    reads="kernel and levels as the receptive field, length of the sequences",
    formats=("shell",),
    triggers=("arguments.ksize arguments.levels",),
)

# By the program: the argument that says how far it must look back, its default, and what comes to that.
_TASKS = {
    "add_test.py": ("seq_len", 400, 0),
    "copymem_test.py": ("blank_len", 1_000, 10),  # the ten symbols before the blank are asked for after it
    "pmnist_test.py": ("", 784, 0),
}
_MAX_LEVELS = 40


def claim(root: Node) -> Claim | None:
    """Claim a command by kernel size and levels beside the programs' own arguments."""
    found = has(root, "nhid", "seq_len", "blank_len", "permute", "emb_dropout", "clip")
    if len(has(root, "ksize", "levels")) == 2 and found:
        return Claim(90, f"--ksize and --levels beside --{found[0]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State what one output sees, and how long the sequences are."""
    kernel, levels = argument(root, "ksize"), argument(root, "levels")
    facts.say("model.family", "tcn", levels)
    facts.assume("model.causal", True, levels)
    width, depth = whole_number(kernel), whole_number(levels)
    if width is not None and depth is not None and width > 0 and 0 < depth <= _MAX_LEVELS:
        # Two convolutions in each block, whose dilation doubles from block to block.
        facts.say("model.receptive_field", 1 + 2 * (width - 1) * (2**depth - 1), levels)
    name, default, before = _TASKS.get(program(root), ("", None, 0))
    if default is None:
        return
    length = argument(root, name) if name else None
    if length is not None and length.present:
        facts.state("data.sequence_length", length, lambda value: count(value + before) if is_integer(value) else None)
    elif is_whole(root, ("ksize", "levels", "nhid", "batch_size", "lr", "epochs", "dropout", "seed")):
        facts.assume("data.sequence_length", default + before, levels)
