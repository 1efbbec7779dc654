"""torchtitan: TOML job configs that name a model and one of its flavors."""

from ...facts import DERIVED, Facts
from .. import Claim, Dialect, Node
from ..reading.language_models import (
    put_derived,
    say_language_modeling,
    say_regime,
    say_run,
    say_seen_tokens,
    say_toy,
    state_batch,
    state_optional,
)

DIALECT = Dialect(
    name="torchtitan-toml",
    title="torchtitan",
    files="TOML with `[model] name`, `flavor` and `[training]`",
    reads="architecture and depth by flavor, data set, origin of the weights, sequence length, batch size",
    formats=("toml",),
    triggers=("model training",),
)

_TRAINING = ("seq_len", "local_batch_size", "batch_size", "global_batch_size", "steps", "dataset")
# Decoders with RMS normalization ahead of each half of a block.
_DECODERS = ("llama2", "llama3", "llama4", "deepseek_v3", "qwen3", "qwen3_moe", "gpt_oss")
# Depths that torchtitan gives its flavors (torchtitan/models/*/__init__.py); those of `debug` flavors have changed.
_DEPTHS = {
    "llama2": {"7b": 32, "13b": 40, "70b": 80},
    "llama3": {"8b": 32, "70b": 80, "405b": 126},
    "llama4": {"17bx16e": 48, "17bx128e": 48},
    "deepseek_v3": {"16b": 27, "236b": 60, "671b": 61},
    "qwen3": {
        "0.6b": 28, "1.7b": 28, "4b": 36, "8b": 36, "14b": 40, "32b": 64, "30b-a3b": 48, "235b-a22b": 94,
    },
    "gpt_oss": {"20b": 24, "120b": 36},
}  # fmt: skip
# Two thousand documents of C4 in torchtitan's own repository, for its tests.
# Heads and key-value heads, likewise.
_HEADS = {"llama3": {"8b": (32, 8), "70b": (64, 8), "405b": (128, 8)}}
_TEST_DATA = {"c4_test": 2000}


def claim(root: Node) -> Claim | None:
    """Claim a flavor of a model beside torchtitan's training keys."""
    training = root.get("training")
    found = [key for key in _TRAINING if training.has(key)]
    if root.get("model").has("name", "flavor") and len(found) >= 2:
        return Claim(93, f"model.flavor beside training.{found[0]} and training.{found[1]}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model by its flavor, and its run."""
    name, flavor = root.get("model.name"), root.get("model.flavor")
    base = name.text.rpartition(".")[2]
    if base and flavor.text:
        facts.say("model.architecture", f"{base}-{flavor.text}", flavor)
    else:
        facts.state("model.architecture", flavor if flavor.opaque else name)
    if base in _DECODERS:
        facts.say("model.family", "transformer-decoder", name)
        put_derived(
            facts, name, base, normalization="rms", norm_placement="pre", skip_connections=True, causal=True,
            position_encoding="rotary",
        )  # fmt: skip
        put_derived(facts, flavor, flavor.text, num_layers=_DEPTHS.get(base, {}).get(flavor.text.lower()))
        heads, groups = _HEADS.get(base, {}).get(flavor.text.lower(), (None, None))
        put_derived(facts, flavor, flavor.text, num_heads=heads, num_kv_heads=groups)
        if "model.num_layers" in facts:
            put_derived(facts, flavor, flavor.text, depth_unit="blocks")
        say_language_modeling(facts, name)
    elif base == "flux":
        facts.say("model.family", "diffusion", name)
        facts.say("data.modality", "image", name)
    if base != "flux":
        state_optional(facts, "training.tensor_parallel", root.get("parallelism.tensor_parallel_degree"))
        facts.assume("training.kv_head_split", "even")
    _read_run(root, facts, flavor)


def _read_run(root: Node, facts: Facts, flavor):
    training, checkpoint = root.get("training"), root.get("checkpoint")
    say_run(facts, training)
    for node in (checkpoint.get("initial_load_path"), checkpoint.get("initial_load_in_hf")):
        if node.text or node.value is True:
            facts.say("model.pretrained", True, node)
    facts.assume("model.pretrained", False, root.get("model.name"))
    say_regime(facts, checkpoint)
    data = training.get("dataset")
    if data.text:
        facts.say("data.name", data.text, data)
        size = _TEST_DATA.get(data.text)
        if size:
            facts.put("data.train_size", size, DERIVED, data.keys, source=data.text)
            facts.put("data.unit", "documents", DERIVED, data.keys, source=data.text)
    if data.text.endswith(("_test", "-test")):
        facts.say("training.toy", True, data)
    if flavor.text.startswith("debug"):
        facts.say("training.toy", True, flavor)
    state_batch(facts, training.first("local_batch_size", "batch_size"))
    state_optional(facts, "data.sequence_length", training.get("seq_len"))
    say_toy(facts, training.get("steps"), data)
    steps = training.get("steps")
    say_seen_tokens(facts, steps, steps, training.get("global_batch_size"), training.get("seq_len"))
