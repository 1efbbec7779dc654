"""Python scripts that load one checkpoint, and calls that must agree with it: adapters, devices, rollouts, patches."""

from ...facts import Facts, is_count
from .. import Node
from ..reading.adapters import state_rank, state_targets
from ..reading.checkpoints import state_base_model
from ._network_calls import places_in
from ._sequence_libraries import positive

_LOADERS = ("from_pretrained", "pipeline")
_NAMES = ("*0", "pretrained_model_name_or_path", "model_name", "model")
# What else is loaded by the same name.
_NO_MODEL = ("Tokenizer", "Processor", "Config", "FeatureExtractor", "Scheduler", "VAE", "Encoder")


def checkpoint(root: Node):
    """Return the node of the one checkpoint's name that a script loads a network from, or None."""
    found = {}
    for place in places_in(root):
        if place.called not in _LOADERS or any(word in place.text.partition("(")[0] for word in _NO_MODEL):
            continue
        names = _NAMES if place.called == "from_pretrained" else _NAMES[1:]
        node = next((place.get(name) for name in names if place.has(name)), None)
        if node is not None and node.text:
            found[node.text] = node
    return next(iter(found.values())) if len(found) == 1 else None


def read_lora(place, facts: Facts, root: Node):
    """State PEFT's configuration beside the checkpoint that the script loads."""
    base = checkpoint(root)
    if base is not None:
        facts.say("training.regime", "fine-tuning", place.get("target_modules"))
        state_base_model(facts, base)
        state_targets(facts, place.get("target_modules"), base)
    state_rank(facts, place.get("r"))


def read_unsloth(place, facts: Facts, root: Node):
    """State an adapter's rank, and the room that the fast sampler makes for it (64 where it is not told)."""
    state_rank(facts, place.get("r"))
    loaders = [other for other in places_in(root) if other.called == "from_pretrained" and other.has("fast_inference")]
    if len(loaders) == 1 and loaders[0].get("fast_inference").value is True:
        facts.state("training.max_lora_rank", loaders[0].get("max_lora_rank"), positive)


def read_native_parallel(place, facts: Facts, root: Node):
    """State transformers' own tensor parallelism: a device's share of the heads must be whole heads."""
    base = checkpoint(root)
    if base is not None:
        state_base_model(facts, base)
    facts.state("training.tensor_parallel", place.get("tp_size"), positive)
    facts.assume("training.kv_head_split", "even")


_ENVIRONMENTS = ("DummyVecEnv", "SubprocVecEnv")
_STEPS = 128  # of a rollout, where none are given


def read_ppo2(place, facts: Facts, root: Node):
    """State stable-baselines' PPO2: minibatches divide its rollout, or with a recurrent policy its environments."""
    policy, made = place.first("*0", "policy"), place.first("*1", "env")
    environments = _environments(made)
    steps = place.whole("n_steps") if place.has("n_steps") else _STEPS
    parts = place.get("nminibatches")
    if environments is None or steps is None or not is_count(parts.value):
        return
    name = policy.text or getattr(policy.value, "text", "")
    whole = environments if "Lstm" in name else environments * steps
    facts.say("training.batch_samples", whole, place.get("n_steps") if place.has("n_steps") else parts)
    facts.say("training.batch_parts", parts.value, parts)
    facts.assume("training.batch_part_remainder", "refuse")


def _environments(node: Node):
    """Return how many environments run in parallel: one that is named, or a written list of their makers."""
    if node.text:
        return 1
    made = getattr(node.value, "value", None)
    if getattr(node.value, "tag", None) in _ENVIRONMENTS and isinstance(made, dict):
        makers = made.get("*0")
        return len(makers) if isinstance(makers, list) else None
    return None


def read_timesfm(place, facts: Facts, root: Node):
    """State TimesFM's context, which it reshapes into whole patches."""
    site = facts.site("context")
    site.state("data.image_size", place.get("context_len"), positive)
    site.state("model.patch_size", place.get("input_patch_len"), positive)
    site.assume("model.patch_remainder", "refuse")
