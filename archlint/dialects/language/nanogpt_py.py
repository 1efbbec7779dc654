"""nanoGPT: bare assignments in a Python file, laid over the defaults of ``train.py``."""

from ...facts import OPAQUE, Facts
from ...sources.python_source import IMPORTS
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    assume_decoder,
    is_toy_name,
    path_name,
    say_language_modeling,
    say_run,
    say_seen_tokens,
    say_toy,
    state_batch,
    state_optional,
    state_size,
)

DIALECT = Dialect(
    name="nanogpt-py",
    title="nanoGPT",
    files="`config/*.py` with bare `n_layer`, `block_size`, `init_from`, `gradient_accumulation_steps`",
    reads="depth, width, heads, origin of the weights, data set, sequence length, batch size",
    formats=("python",),
    triggers=(
        "init_from", "n_layer n_head n_embd", "block_size wandb_run_name", "gradient_accumulation_steps max_iters",
    ),
)  # fmt: skip

_KEYS = (
    "out_dir", "eval_interval", "log_interval", "eval_iters", "eval_only", "always_save_checkpoint", "init_from",
    "wandb_log", "wandb_project", "wandb_run_name", "gradient_accumulation_steps", "batch_size", "block_size",
    "n_layer", "n_head", "n_embd", "dropout", "bias", "max_iters", "lr_decay_iters", "min_lr", "decay_lr",
    "warmup_iters",
)  # fmt: skip
# Modules that a config names its run with; one that imports more is a program.
_HARMLESS = ("time", "os", "datetime", "math")
# Of train.py, for names that a config leaves out.
_DEFAULTS = (
    ("model.num_layers", "n_layer", 12),
    ("model.num_heads", "n_head", 12),
    ("model.hidden_size", "n_embd", 768),
)
# Iterations, and what makes up the tokens of one: the accumulation counts the steps of all devices together.
_RUN_DEFAULTS = (("max_iters", 600_000), ("batch_size", 12), ("block_size", 1024), ("gradient_accumulation_steps", 40))


def claim(root: Node) -> Claim | None:
    """Claim a file of bare assignments to several of train.py's names."""
    imports = root.document.cache.get(IMPORTS, ())
    if any(module.partition(".")[0] not in _HARMLESS for module, *_ in imports):
        return None
    found = [key for key in _KEYS if key in root.value]
    if len(found) >= 5 and any(key in found for key in ("init_from", "n_layer", "block_size", "wandb_log")):
        return Claim(88, f"bare {found[0]}, {found[1]} and {found[2]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the decoder, and how its training starts."""
    start = root.get("init_from")
    place = root.first("n_layer", "init_from", "block_size", "max_iters", "out_dir")
    if start.opaque:
        facts.put("model.pretrained", None, OPAQUE, start.keys)
    elif start.text.startswith("gpt2"):
        facts.say("model.architecture", start.text, start)
        facts.say("model.pretrained", True, start)
    elif start.text == "resume":
        facts.put("model.pretrained", None, OPAQUE, start.keys)  # of the run itself, or of weights put there
    elif start.text == "scratch":
        facts.say("model.pretrained", False, start)
    elif start.absent:
        facts.assume("model.pretrained", False, place)
    facts.say("model.architecture", "nanogpt", place)
    facts.say("model.family", "transformer-decoder", place)
    for name, key, default in _DEFAULTS:
        state_size(facts, name, root.get(key))
        if not start.text.startswith("gpt2"):
            facts.assume(name, default, place)
    facts.say("model.depth_unit", "blocks", place)
    facts.assume("model.head_remainder", "refuse")  # asserted in model.py
    assume_decoder(facts, place, "layer", "learned")
    state_optional(facts, "model.max_positions", root.get("block_size"))
    say_language_modeling(facts, place)
    _read_run(root, facts, place)


def _read_run(root: Node, facts: Facts, place):
    if root.get("eval_only").value is True:
        facts.say("training.regime", "inference", root.get("eval_only"))
    else:
        say_run(facts, place)
        if facts.value("model.pretrained"):
            facts.say("training.regime", "fine-tuning", root.get("init_from"))
    data = root.get("dataset")
    facts.say("data.name", path_name(data.text) if data.text else None, data)
    if data.absent and root.get("eval_only").value is not True and not facts.value("model.pretrained"):
        facts.assume("data.name", "openwebtext", place)
    if is_toy_name(data.text):
        facts.say("training.toy", True, data)
    state_optional(facts, "data.sequence_length", root.get("block_size"))
    state_batch(facts, root.get("batch_size"))
    said = [(root.get(key) if root.get(key).present else default) for key, default in _RUN_DEFAULTS]
    say_seen_tokens(facts, root.get("max_iters") if root.get("max_iters").present else place, *said)
    say_toy(facts, root.get("max_iters"))
