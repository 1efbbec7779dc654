"""Readers of networks for text and series that Python libraries build from keyword arguments: what must fit in each.

Each takes the place of a call or mapping (``get``, ``has``, ``whole``), the facts and the module's root.
"""

from ...facts import DERIVED, Facts, count, is_count, is_integer
from .. import Node
from ..reading.checkpoints import state_base_model, state_sampler
from ..reading.vocoders import state_shorter


def positive(value):
    """Return a positive whole number; nothing for any other value."""
    return value if is_count(value) and value < 2**63 else None


# Arguments of vLLM's engine that give the model other sizes or positions than its checkpoint's.
_OVERRIDES = ("hf_overrides", "rope_scaling", "rope_theta", "hf_config_path")
_ALLOWED = "VLLM_ALLOW_LONG_MAX_MODEL_LEN"


def read_server(place, facts: Facts, root: Node):
    """State vLLM's ``LLM(model=..., tensor_parallel_size=...)``: the checkpoint, and what shares its heads."""
    part = facts if not facts else facts.component(place.name)
    if any(place.has(key) for key in _OVERRIDES):
        return
    state_base_model(part, place.get("model"))
    part.say("training.regime", "inference", place.get("model"))
    state_sampler(part, place.get("tensor_parallel_size"))
    if _ALLOWED not in root.document.source.text:
        part.state("data.sequence_length", place.get("max_model_len"), positive)
        part.assume("model.position_remainder", "refuse-unless-told")


def read_mamba2(place, facts: Facts, root: Node):
    """State mamba_ssm's block: it asserts that its heads come out even, and its kernel wants rows of eights."""
    width = place.whole("d_model")
    expand = place.get("expand")
    factor = 2 if expand.absent else expand.value
    if width is None or not is_count(factor) or place.has("d_ssm"):
        return
    part = facts if not facts else facts.component(place.name)
    part.say("model.family", "state-space", place.get("d_model"))
    part.state("model.hidden_size", place.get("d_model"), count)
    for name, key, default in (
        ("model.ssm_head_dim", "headdim", 64),
        ("model.ssm_groups", "ngroups", 1),
        ("model.ssm_state_size", "d_state", 128),
    ):
        node = place.get(key)
        part.state(name, node, positive)
        part.assume(name, default if node.absent else None)
    part.put("model.inner_size", factor * width, DERIVED, place.get("d_model").keys, source="expand")
    if place.get("use_mem_eff_path").value is not False:
        part.assume("model.ssm_row_remainder", "refuse")
    share = part.value("model.ssm_head_dim")
    if share and factor * width % share == 0:
        part.put("model.ssm_heads", factor * width // share, DERIVED, place.get("d_model").keys, source="headdim")


def read_embedding(place, facts: Facts, root: Node):
    """State a table of embeddings, one row of which is that of padding."""
    site = facts.site(place.name)
    site.state("model.vocab_size", place.get("num_embeddings"), positive)
    row = place.get("padding_idx").value
    if is_integer(row) and row >= 0:
        site.say("model.padding_id", row, place.get("padding_idx"))


_STACKS = 3  # of neuralforecast's N-HiTS, unless its types are given
_PER_STACK = ("n_blocks", "n_pool_kernel_size", "n_freq_downsample")


def read_nhits(place, facts: Facts, root: Node):
    """State the lists of N-HiTS that hold a number for each of its stacks."""
    stacks = place.get("stack_types")
    facts.say("task", "forecasting", place.get("h"))
    for key in _PER_STACK:
        given = place.get(key)
        if stacks.is_list:
            state_shorter(facts, key, given, stacks)
        elif stacks.absent and given.is_list and len(given.value) < _STACKS:
            site = facts.site(key)
            site.say("model.list_length", len(given.value), given)
            site.assume("model.expected_length", _STACKS)
