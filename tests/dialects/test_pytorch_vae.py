from reading import facts, read

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
