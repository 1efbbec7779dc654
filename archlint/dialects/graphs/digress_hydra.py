"""DiGress: discrete diffusion over graphs, composed by Hydra from model, data and training groups."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.values import state_depth, state_weights, word

DIALECT = Dialect(
    name="digress-hydra",
    title="DiGress",
    files="Hydra YAML with `diffusion_steps` and `hidden_dims` of the graph transformer",
    reads="family, depth, width, heads, data set, weights",
    formats=("yaml",),
    triggers=("model.diffusion_steps", "model.lambda_train general", "diffusion_steps hidden_dims"),
)


def claim(root: Node) -> Claim | None:
    """Claim a composed config, an experiment or a model group by the denoiser's dimensions."""
    model = _model(root)
    if model.get("diffusion_steps").present and model.get("hidden_dims.dx").present:
        return Claim(90, "diffusion_steps beside hidden_dims.dx")
    if model.has("n_layers", "lambda_train", "extra_features") and root.has("general"):
        return Claim(88, "model.lambda_train and model.extra_features beside general")
    return None


def _model(root: Node):
    return root.get("model") if root.get("model").is_map else root


def read(root: Node, facts: Facts) -> None:
    """State the denoiser, its data and its run; diffusion steps are noise levels and sampling steps alike here."""
    model = _model(root)
    steps = model.first("diffusion_steps", "lambda_train")
    facts.say("model.family", "diffusion", steps)
    facts.say("data.modality", "graph", steps)
    name = model.get("model")
    facts.state("model.architecture", name if name.text else root.get("general.name"), word)
    state_depth(facts, model.get("n_layers"), "blocks")
    facts.state("model.hidden_size", model.get("hidden_dims.dx"), count)
    facts.state("model.num_heads", model.get("hidden_dims.n_head"), count)
    facts.assume("model.head_remainder", "refuse", model.get("hidden_dims.n_head"))  # asserted
    facts.state("model.sampling_steps", model.get("diffusion_steps"), count)
    state_weights(facts, root.get("general.resume"))
    facts.state("data.name", root.get("dataset.name"), word)
    if root.get("train").is_map:
        facts.say("training.is_run", True, root.get("train"))
        facts.state("training.batch_size_per_device", root.get("train.batch_size"), count)
