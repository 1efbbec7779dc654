import pytest
from reading import facts, read

TEXT = "model:\n  name: %s\n  %s\noptim: {batch_size: 4, lr_initial: 0.0004}\ndataset: {train: {src: %s}}\n"


@pytest.mark.parametrize(
    ("name", "keys", "family", "depth"),
    [
        ("schnet", "num_interactions: 3", "gnn", 3),
        ("gemnet_t", "num_blocks: 3", "gnn", 3),
        ("escn", "num_layers: 20", "gnn", 20),
        ("equiformer_v2", "num_layers: 20", "graph-transformer", 20),
        ("escn", "num_layers: ${n}", "gnn", None),
    ],
)
def test_depth_key_follows_the_network(name, keys, family, depth):
    found = facts(TEXT % (name, keys, "data/s2ef/all/train/"))
    assert (found["model.family"], found.get("model.num_layers")) == (family, depth)
    assert found["model.skip_connections"] is True


@pytest.mark.parametrize(
    ("source", "name", "size"),
    [
        ("data/s2ef/2M/train/", "OC20 s2ef 2M", 2_000_000),
        ("/home/me/data/is2re/10k/train/data.lmdb", "OC20 is2re 10k", 10_000),
        ("data/s2ef/all_md/train/", "OC20 s2ef all_md", None),
        ("data/oc22/s2ef-total/train", None, None),
    ],
)
def test_size_from_the_documented_folders(source, name, size):
    found = facts(TEXT % ("schnet", "num_interactions: 3", source))
    assert (found.get("data.name"), found.get("data.train_size")) == (name, size)


@pytest.mark.parametrize(("norm", "value"), [("layer_norm_sh", "layer"), ("rms_norm_sh", "rms"), ("own", None)])
def test_normalization(norm, value):
    found = facts(TEXT % ("equiformer_v2", f"norm_type: {norm}", "x"))
    assert found.get("model.normalization") == value


def test_what_models_include_describes_no_model():
    result = read("trainer: ocp\ndataset: {train: {src: data/is2re/10k/train}}\n")
    assert (result.dialect, result.status, result.facts) == ("fairchem", "not-a-model", None)


def test_parents_are_named_from_the_frameworks_root(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / ".git").mkdir()
    folder = tmp_path / "vendored" / "configs" / "is2re"
    folder.mkdir(parents=True)
    (folder / "base.yml").write_text("trainer: ocp\ndataset: {train: {src: data/is2re/10k/train}}\n")
    leaf = folder / "schnet.yml"
    leaf.write_text(
        "includes: [configs/is2re/base.yml]\nmodel: {name: schnet, num_interactions: 3}\noptim: {lr_initial: 0.1}\n"
    )
    result = Engine(Options(isolated=True)).read(str(leaf))
    assert result.notices == []
    assert result.facts.value("data.train_size") == 10_000


@pytest.mark.parametrize("keys", ["norm_type: [layer_norm]", "num_layers: {a: 1}", "num_heads: [8]"])
def test_values_of_odd_types_are_survived(keys):
    assert read(TEXT % ("equiformer_v2", keys, "x")).error is None


def test_a_backbone_with_heads_that_starts_from_a_checkpoint():
    found = facts(
        "trainer: equiformerv2_forces\nmodel:\n  name: hydra\n  finetune_config: {starting_checkpoint: eqV2.pt}\n"
        "  backbone: {model: equiformer_v2_backbone, num_layers: 8}\noptim: {batch_size: 8}\n"
    )
    assert (found["model.family"], found["model.num_layers"]) == ("graph-transformer", 8)
    assert found["model.pretrained"] is True
