import pytest
from reading import facts, read

GROUP = """
_target_: uni2ts.model.%s
module_kwargs: {_target_: builtins.dict, d_model: 384, num_layers: 6, max_seq_len: 512, scaling: true}
lr: 1e-3
"""


@pytest.mark.parametrize(
    ("target", "name", "family"),
    [
        ("moirai.MoiraiPretrain", "moirai", "transformer-encoder"),
        ("moirai2.Moirai2Forecast", "moirai", "transformer-encoder"),
        ("other.Model", "Model", None),
    ],
)
def test_a_model_group(target, name, family):
    found = facts(GROUP % target)
    assert (found["model.num_layers"], found["model.hidden_size"], found["data.sequence_length"]) == (6, 384, 512)
    assert (found["model.architecture"], found.get("model.family")) == (name, family)
    assert "training.is_run" not in found
    assert "model.pretrained" not in found


def test_a_composed_run():
    text = "defaults: [_self_]\nmodel:\n  _target_: uni2ts.model.moirai.MoiraiFinetune\n  module:\n"
    text += "    _target_: uni2ts.model.moirai.MoiraiModule.from_pretrained\n    pretrained_model_name_or_path: x/y\n"
    found = facts(text + "train_dataloader: {batch_size: 128}\n")
    assert (found["model.pretrained"], found["training.is_run"]) == (True, True)
    assert found["training.batch_size_per_device"] == 128


def test_others_are_not_claimed():
    assert read("_target_: uni2ts.data.Loader\nbatch_size: 3\n").dialect != "uni2ts-hydra"
