"""k-diffusion: image U-Nets and hourglass transformers, with their data set and sigmas."""

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import say_total, stages, word

DIALECT = Dialect(
    name="k-diffusion",
    title="k-diffusion",
    files="JSON with `model.type: image_...` and `model.sigma_data`",
    reads="family, depth, levels, image and patch size, data set",
    formats=("json",),
    triggers=("model dataset",),
)


def claim(root: Node) -> Claim | None:
    """Claim a config of one of the package's image models."""
    model = root.get("model")
    if model.get("type").text.startswith("image_") and (model.has("sigma_data") or model.has("sigma_sample_density")):
        return Claim(92, f"model.type {model.get('type').text} beside sigmas")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the denoiser and its data; it works on pixels."""
    model, data = root.get("model"), root.get("dataset")
    type = model.get("type")
    facts.say("model.architecture", type.text, type)
    facts.say("model.family", "diffusion", type)
    facts.say("model.latent", False, type)
    facts.say("data.modality", "image", type)
    facts.say("task", "image-generation", type)
    say_total(facts, [model.get("depths")], "blocks")
    for name, key in (("data.image_size", "input_size"), ("model.patch_size", "patch_size")):
        node = model.get(key)
        if node.is_list and len(set(map(str, node.value))) == 1:
            node = node.child(0)
        if isinstance(node.value, int):
            facts.state(name, node, count)
    if type.text == "image_transformer_v2":
        _read_levels(model, facts)
    kind = data.get("type")
    if kind.text == "huggingface":
        facts.state("data.name", data.get("location"), word)
    elif kind.text in ("cifar10", "mnist"):
        facts.say("data.name", kind.text, kind)
    if root.get("optimizer").is_map:
        facts.say("training.is_run", True, root.get("optimizer"))


def _read_levels(model, facts: Facts):
    """State the hourglass's lists, one entry for each level, and how often it merges 2 x 2 tokens."""
    widths = model.get("widths")
    if not widths.is_list or not 0 < len(widths.value) <= 16:
        return
    for key in ("depths", "d_ffs", "self_attns", "dropout_rate"):
        node = model.get(key)
        if node.is_list:
            part = facts.site(key)
            part.say("model.list_length", len(node.value), node)
            part.say("model.expected_length", len(widths.value), widths)
    for index, attention in enumerate(stages(model.get("self_attns"))):
        head, width = attention.get("d_head"), widths.child(index)
        if is_integer(head.value) and is_integer(width.value) and head.value > 0 and width.value > 0:
            part = facts.site(f"level {index + 1}")
            part.state("model.hidden_size", width, count)
            part.state("model.head_dim", head, count)
            part.assume("model.head_dim_remainder", "refuse", head)
    size, patch = model.get("input_size"), model.get("patch_size")
    for axis, name in enumerate(("height", "width")):
        side = size.child(axis) if size.is_list else size
        step = patch.child(axis) if patch.is_list else patch
        if is_integer(side.value) and is_count(step.value) and step.value < 10_000:
            part = facts.site(name)
            part.state("data.image_size", side, count)
            part.say("model.total_stride", step.value * 2 ** (len(widths.value) - 1), widths)
            part.assume("model.stride_remainder", "refuse", widths)
