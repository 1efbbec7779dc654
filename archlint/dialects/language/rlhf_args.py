"""verl and OpenRLHF: programs that train a policy and sample from it with vLLM, by their arguments in shell scripts."""

import re

from ...facts import Facts, is_count
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, program, whole_number
from ..reading.checkpoints import state_base_model, state_sampler

DIALECT = Dialect(
    name="rlhf-args",
    title="verl and OpenRLHF",
    files="shell scripts that start `verl.trainer.main_ppo` with overrides, or `openrlhf.cli.train_ppo_ray`",
    reads="architecture by the checkpoint's name, tensor parallelism of the sampler",
    formats=("shell",),
    triggers=("program positional", "arguments.vllm_tensor_parallel_size"),
    signs=("-m verl.",),
)

_VERL = re.compile(r"verl\.(?:[\w.]+\.)?main_\w+\Z")
_OPENRLHF = "train_ppo_ray"
# Overrides of verl's configuration: ``key=value`` words, with a plus before a key that is new.
_MODEL = "actor_rollout_ref.model.path"
_DEVICES = "actor_rollout_ref.rollout.tensor_model_parallel_size"
_SAMPLER = "actor_rollout_ref.rollout.name"
_MAX_WORDS = 1_000


def claim(root: Node) -> Claim | None:
    """Claim a command by its program."""
    if _VERL.search(root.get("program").text) and root.get("positional.0").present:
        return Claim(92, f"the program {root.get('program').text}")
    if program(root).endswith(_OPENRLHF) or root.get("program").text.endswith(f".{_OPENRLHF}"):
        return Claim(92, f"the program {root.get('program').text}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the checkpoint, and how many devices share each of its layers where it samples."""
    words = _overrides(root) if _VERL.search(root.get("program").text) else {}
    if words:
        model, devices = words.get(_MODEL), words.get(_DEVICES)
        sampler = words.get(_SAMPLER)
        if sampler is not None and sampler.text not in ("vllm", "sglang"):
            devices = None
    else:
        model, devices = argument(root, "pretrain"), argument(root, "vllm_tensor_parallel_size")
    if model is not None and model.present:
        state_base_model(facts, model)
    facts.say("training.is_run", True, root.get("program"))
    if words:
        _read_updates(words, facts)
    if devices is not None and whole_number(devices) is not None:
        state_sampler(facts, devices)


_ACTOR = "actor_rollout_ref.actor."


def _read_updates(words, facts: Facts):
    """State what verl asserts of the actor: prompts for each update, and heads for each device of a sequence."""
    prompts, part = words.get("data.train_batch_size"), words.get(f"{_ACTOR}ppo_mini_batch_size")
    dynamic = words.get(f"{_ACTOR}use_dynamic_bsz")
    if prompts is not None and part is not None and is_count(prompts.value) and is_count(part.value):
        facts.say("training.batch_samples", prompts.value, prompts)
        facts.say("training.batch_part_size", part.value, part)
        if dynamic is None or dynamic.text.lower() == "false":
            facts.assume("training.batch_part_remainder", "refuse-larger")
    devices = words.get(f"{_ACTOR}ulysses_sequence_parallel_size")
    if devices is not None and is_count(devices.value):
        facts.say("training.sequence_parallel", devices.value, devices)


def _overrides(root: Node):
    """Return the nodes of overrides by their keys; of one that is given twice the last counts."""
    found = {}
    for index, node in enumerate(root.get("positional").each()):
        if index >= _MAX_WORDS:
            break
        key, sign, value = node.text.partition("=")
        if sign:
            number = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value
            found[key.lstrip("+")] = Node(root.document, node.keys, number)
    return found
