"""PyTorch-VAE: a collection of variational autoencoders with one config each."""

from ...facts import Facts, count, quantity
from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="pytorch-vae",
    title="PyTorch-VAE",
    files="YAML with `model_params.name` and `exp_params`",
    reads="family, image size, batch size, weight of the KL term",
    formats=("yaml",),
    triggers=("model_params exp_params",),
)

# Those whose loss has one KL term, weighted by ``kld_weight`` alone; every model is sampled from its prior.
_WEIGHTED = ("VanillaVAE", "ConditionalVAE", "IWAE", "MIWAE", "DFCVAE", "MSSIMVAE")

# Those of five halvings whose linear layers are made for maps of 2x2, where no other widths are given.
_OF_ONE_SIZE = (
    "VanillaVAE", "BetaVAE", "WAE_MMD", "InfoVAE", "DIPVAE", "LogCoshVAE", "SWAE", "ConditionalVAE", "JointVAE", "IWAE",
    "MIWAE", "CategoricalVAE", "MSSIMVAE",
)  # fmt: skip
_SIDE = 64


def claim(root: Node) -> Claim | None:
    """Claim a config of one of the collection's autoencoders."""
    name = root.get("model_params.name").text
    if ("VAE" in name or "WAE" in name) and root.get("exp_params").is_map:
        return Claim(90, f"model_params.name {name} beside exp_params")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the family and the run; the data set is named in code."""
    name, data = root.get("model_params.name"), root.get("data_params")
    facts.say("model.family", "vae", name)
    facts.say("model.architecture", name.text, name)
    facts.say("data.modality", "image", name)
    facts.state("data.image_size", data.get("patch_size"), count)
    if name.text in _OF_ONE_SIZE and root.get("model_params.hidden_dims").absent:
        facts.assume("model.fixed_image_size", _SIDE, name)
    facts.state("training.batch_size_per_device", data.get("train_batch_size"), count)
    if root.get("trainer_params").is_map:
        facts.say("training.is_run", True, root.get("trainer_params"))
    if name.text in _WEIGHTED:
        facts.state("model.kl_weight", root.get("exp_params.kld_weight"), quantity)
        facts.say("model.is_sampled_from_prior", True, name)
