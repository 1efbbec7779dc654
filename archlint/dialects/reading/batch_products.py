"""The whole batch of a run, where its trainer's arguments and DeepSpeed's file each give factors of it."""

from ...facts import Facts, is_count
from .. import Node
from .checkpoints import file_in

_AUTO = "auto"


def state_batch_product(facts: Facts, named: Node, per_device: Node, steps: Node, devices):
    """State the whole batch as written and as its factors make it, of a run of the transformers trainer on DeepSpeed.

    named: the argument that names DeepSpeed's file, which lies in the project.  The trainer fills in what that leaves
    to it (``auto``), and takes one step of accumulation where the file has no key for it.
    """
    root = file_in(named, "")
    if root is None or not is_count(devices) or not is_count(per_device.value):
        return
    accumulated = 1 if steps.absent else steps.value
    micro, count = root.get("train_micro_batch_size_per_gpu"), root.get("gradient_accumulation_steps")
    samples = per_device.value if micro.absent or micro.value == _AUTO else micro.value
    repeats = 1 if count.absent else accumulated if count.value == _AUTO else count.value
    if not all(is_count(number) for number in (accumulated, samples, repeats)):
        return
    whole = root.get("train_batch_size")
    if is_count(whole.value):
        facts.say("training.written_batch", whole.value, whole)
    elif whole.value == _AUTO and not micro.absent:
        facts.say("training.written_batch", per_device.value * accumulated * devices, steps if steps.present else named)
    else:
        return
    facts.say("training.batch_product", samples * repeats * devices, per_device)
