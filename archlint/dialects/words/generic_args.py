"""Programs of no known project: arguments that give a stack's layers, width and heads by the field's usual names."""

from .. import Claim, Dialect
from ..reading.arguments import program
from ..reading.stacks import SPLIT, stack_in, state_sizes, state_split

DIALECT = Dialect(
    name="generic-args",
    title="programs of no known project",
    files="shell scripts that start a program with `--d_model`, `--n_heads` and `--num_layers` or their usual synonyms",
    reads="layers, width, heads",
    formats=("shell",),
    triggers=tuple(
        f"arguments.{width} arguments.{heads}" for width, heads in SPLIT if heads not in ("num_attention_heads",)
    ),
)


def claim(root):
    """Claim a command by the three sizes together, where no known program's reader does."""
    if program(root) and stack_in(root.get("arguments")) is not None:
        return Claim(10, "a stack's layers, width and heads among the arguments")
    return None


def read(root, facts):
    """State the sizes, and that attention of these names usually refuses a remainder."""
    stack = stack_in(root.get("arguments"))
    if stack is not None:
        state_sizes(facts, stack)
        state_split(facts, stack)
