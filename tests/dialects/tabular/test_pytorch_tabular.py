import pytest
from reading import facts, read

MODEL = """
task: classification
learning_rate: 0.001
batch_norm_continuous_input: True
_module_src: models.x
_model_name: XModel
_config_name: %s
%s
"""


@pytest.mark.parametrize(
    ("kind", "more", "layers"),
    [
        ("GatedAdditiveTreeEnsembleConfig", "gflu_stages: 6\ntree_depth: 5\nnum_trees: 20", 6),
        ("FTTransformerConfig", "num_attn_blocks: 4\nnum_heads: 8\ninput_embed_dim: 32", 4),
        ("TabNetModelConfig", "n_steps: 3", None),
        ("SomethingNewConfig", "num_layers: 3", None),
    ],
)
def test_models(kind, more, layers):
    found = facts(MODEL % (kind, more))
    assert (found["model.family"], found.get("model.num_layers")) == ("tabular-network", layers)
    assert (found["data.modality"], found["task"]) == ("tabular", "tabular-classification")


def test_normalized_input_is_no_layer():
    assert "model.normalization" not in facts(MODEL % ("GANDALFConfig", ""))


@pytest.mark.parametrize(
    "text",
    [
        "target: [y]\ncontinuous_cols: [a]\ncategorical_cols: []\nnormalize_continuous_features: true\n",
        "optimizer: AdamW\noptimizer_params: {weight_decay: 1e-5}\nlr_scheduler: x\nlr_scheduler_params: {T_0: 100}\n",
        "batch_size: 512\nmax_epochs: 5\nearly_stopping: null\ncheckpoints: valid_loss\nload_best: true\n",
    ],
)
def test_the_files_beside_it_describe_no_network(text):
    result = read(text)
    assert (result.dialect, result.status) == ("pytorch-tabular", "not-a-model")


def test_others_are_not_claimed():
    assert read("target: x\ncontinuous_cols: [a]\n").dialect != "pytorch-tabular"
