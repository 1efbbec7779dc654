"""Arguments that are the keys of configs known otherwise, given to a program in a shell script instead of in a file.

timm's ``train.py`` and projects built on it, the transformers example scripts and TRL, LLaMA-Factory and OpenNMT-py:
the readers of their configs read the arguments.
"""

from ...facts import DEFAULT, MISSPELT, Facts
from .. import Claim, Dialect, Node, module_of
from ..reading.arguments import state_devices
from ..reading.batch_products import state_batch_product

DIALECT = Dialect(
    name="known-args",
    title="Arguments of timm, transformers scripts, TRL, LLaMA-Factory and OpenNMT-py",
    files="shell scripts that start a program with the keys of these frameworks' configs as arguments",
    reads="what is read of their configs",
    formats=("shell",),
    triggers=(
        "arguments.model arguments.opt", "arguments.model arguments.sched", "arguments.model arguments.drop_path",
        "arguments.model arguments.model_ema", "arguments.model arguments.mixup", "arguments.model arguments.amp",
        "arguments.model_name_or_path", "arguments.per_device_train_batch_size", "arguments.dataset_name",
        "arguments.encoder_type arguments.train_steps", "arguments.save_model arguments.train_steps",
        "arguments.encoder_type arguments.save_model",
    ),
)  # fmt: skip

# Their dialects, and how many arguments of its own a program must have: flat words are more common here than in files.
_READERS = (("llama_factory", 2), ("hf_training_args", 4), ("opennmt", 4), ("timm_args", 4))
_TIMM_OWN = 3
# Arguments that name a file of further options.
_FILES = ("config", "c")
# Programs whose name says whose arguments these are.
_PROGRAMS = {"onmt_train": "opennmt", "onmt.bin.train": "opennmt"}


def claim(root: Node) -> Claim | None:
    """Claim a command whose arguments a known dialect claims as its config."""
    found = _found(root)
    if found is None:
        return None
    module, theirs = found
    return Claim(min(theirs.score, 80), f"arguments of {module.DIALECT.title}: {theirs.reason}")


def read(root: Node, facts: Facts) -> bool | None:
    """State what the known dialect reads in the arguments."""
    module, _ = _found(root)
    arguments = root.get("arguments")
    outcome = module.read(arguments, facts)
    state_devices(root, facts)
    steps = arguments.get("gradient_accumulation_steps")
    per_device = arguments.get("per_device_train_batch_size")
    state_batch_product(facts, arguments.get("deepspeed"), per_device, steps, facts.value("training.num_devices"))
    # A program of the project's own adds arguments of its own, and refuses all others itself.
    facts.odd_keys = [odd for odd in facts.odd_keys if odd.kind != MISSPELT or odd.treatment]
    if any(arguments.get(key).present for key in _FILES):
        for part in facts.parts():
            _forget_defaults(part)
    return outcome


def _forget_defaults(facts: Facts):
    """Take back the defaults of options that are left out: the file of options may give them."""
    for name in [name for name, fact in facts.items() if fact.origin == DEFAULT and not name.endswith("_remainder")]:
        del facts[name]


def _found(root: Node):
    arguments = root.get("arguments")
    if root.get("program").text in _PROGRAMS:
        return module_of(_PROGRAMS[root.get("program").text]), Claim(80, f"the program {root.get('program').text}")
    for name, least in _READERS:
        if len(arguments.value) < least:
            continue
        module = module_of(name)
        theirs = module.claim(arguments)
        if theirs is not None and (name != "timm_args" or _is_timm(module, arguments)):
            return module, theirs
    return None


def _is_timm(module, arguments):
    return sum(key in arguments.value for key in module.OWN) >= _TIMM_OWN
