import pytest
from reading import facts, lint, read

TEXT = """
model_params: {name: %s, latent_dim: 128}
data_params: {data_path: Data/, train_batch_size: 64, patch_size: 64}
exp_params: {LR: 0.005, kld_weight: 0.00025}
trainer_params: {max_epochs: 10}
"""


def test_a_member_of_the_collection():
    found = facts(TEXT % "BetaVAE")
    assert (found["model.family"], found["data.image_size"], found["training.is_run"]) == ("vae", 64, True)
    assert "data.name" not in found


def test_others_are_not_claimed():
    assert read(TEXT % "ResNet").dialect != "pytorch-vae"


SIZED = """\
model_params: {name: %s, in_channels: 3, latent_dim: 128%s}
data_params: {data_path: Data/, train_batch_size: 64, patch_size: %s}
exp_params: {LR: 0.005}
"""


@pytest.mark.parametrize(
    ("name", "more", "side", "fails"),
    [
        ("VanillaVAE", "", "64", False),
        ("VanillaVAE", "", "128", True),
        ("BetaVAE", "", "60", True),
        ("VanillaVAE", ", hidden_dims: [32, 64, 128, 256, 512, 512]", "128", False),  # what fits then is not known
        ("VanillaVAE", "", "${side}", False),
        ("VQVAE", "", "128", False),  # convolutional throughout
    ],
)
def test_linear_layers_are_made_for_one_size(name, more, side, fails):
    found = [one for one in lint(SIZED % (name, more, side), "vae.yaml") if one.severity == "error"]
    assert [(one.rule, one.suggestions[0].new) for one in found] == [("image-size-mismatch", 64)] * fails
