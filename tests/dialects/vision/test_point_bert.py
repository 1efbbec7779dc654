"""Point-BERT and its kin: width and heads of encoder and decoder, wherever these stand."""

import pytest
from reading import facts, lint, read

RUN = "optimizer: {type: AdamW, kwargs: {lr: 0.001}}\nmax_epoch: 300\n"
MAE = (
    "model:\n  NAME: Point_MAE\n  group_size: 32\n  transformer_config: {mask_ratio: 0.6, trans_dim: %d, "
    "encoder_dims: %d, depth: 12, num_heads: %s, decoder_depth: 4, decoder_num_heads: %s}\n"
) + RUN
FINE = (
    "dataset: {train: {_base_: cfgs/dataset_configs/%s.yaml, others: {subset: train}}}\n"
    "model: {NAME: PointTransformer, trans_dim: 384, depth: 12, cls_dim: %d, num_heads: 6, encoder_dims: 256}\n"
) + RUN
ADA = (
    "model: {NAME: AdaPoinTr, num_query: 512, encoder_config: {embed_dim: 384, depth: 6, num_heads: 6}, "
    "decoder_config: {embed_dim: 384, depth: 8, num_heads: %d}}\n"
) + RUN


def messages(text):
    return [f"{one.severity}: {one.message}" for one in lint(text, "pretrain.yaml") if one.severity != "question"]


def test_facts():
    found = facts(MAE % (384, 384, 6, 6), "pretrain.yaml")
    assert (found["model.architecture"], found["data.modality"]) == ("Point_MAE", "point-cloud")
    assert (found["model.num_layers"], found["model.hidden_size"], found["model.num_heads"]) == (12, 384, 6)
    assert found["task"] == "self-supervised-pretraining"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MAE % (384, 384, 6, 6), []),
        (MAE % (512, 512, 6, 8), ["error: 512 is not divisible by 6 heads: 85.33"]),
        (MAE % (512, 512, 8, 6), ["error: 512 is not divisible by 6 heads: 85.33"]),
        (MAE % (512, 512, "'${heads}'", 8), []),
        ((MAE % (1024, 1024, 16, 12)).replace("Point_MAE", "PointGPT"), []),  # it does not read the decoder's key
        (MAE % (384, 256, 6, 6), ["error: the encoder's trans_dim takes 384 channels, and is handed 256"]),
        (FINE % ("ModelNet40", 40), []),
        (FINE % ("ModelNet40", 15), ["warning: cls_dim has 15 classes, and the data has 40"]),
        (FINE % ("ScanObjectNN_hardest", 15), []),
        (ADA % 6, []),
        (ADA % 7, ["error: 384 is not divisible by 7 heads: 54.86"]),
        ("model: {NAME: Point_M2AE, encoder_dims: [96, 192], trans_dim: [96, 192], num_heads: 6}\n" + RUN, []),
        ("model: {NAME: PointMamba, trans_dim: 384, depth: 12, num_heads: 7}\n" + RUN, []),
        ("model: {NAME: GRNet, num_pred: 8192}\n" + RUN, []),
    ],
)
def test_widths_and_heads(text, expected):
    assert messages(text) == expected
    assert read(text, "pretrain.yaml").dialect == "point-bert"


@pytest.mark.parametrize("text", ["model: {NAME: x}\noptimizer: {lr: 1}\n", "model: {name: x}\n" + RUN])
def test_others_are_not_claimed(text):
    assert read(text, "x.yaml").dialect != "point-bert"
