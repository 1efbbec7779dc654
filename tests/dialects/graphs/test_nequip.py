from reading import facts, read

HYDRA = """
num_layers: 4
data: {split_dataset: {file_path: sets/copper.xyz, train: 0.8}}
trainer: {_target_: lightning.Trainer}
training_module:
  model: {_target_: nequip.model.NequIPGNNModel, num_layers: "${num_layers}", num_features: 32, l_max: 1}
"""
FLAT = "r_max: 4.0\nl_max: 2\nnum_layers: 5\ndataset_file_name: aspirin.npz\nn_train: %s\nmax_epochs: 9\n"


def test_a_training_module_with_interpolated_depth():
    found = facts(HYDRA)
    assert (found["model.family"], found["model.num_layers"]) == ("gnn", 4)
    assert found["model.depth_unit"] == "message-passing-layers"
    assert found["data.name"] == "copper.xyz"
    assert found["training.is_run"] is True


def test_flat_keys_of_older_versions():
    found = facts(FLAT % "100")
    assert (found["model.num_layers"], found["data.train_size"], found["data.unit"]) == (5, 100, "graphs")
    assert "data.train_size" not in facts(FLAT % "0.8")


def test_other_modules_are_not_claimed():
    assert read("training_module: {model: {_target_: my.Model, num_layers: 3}}").dialect != "nequip"
