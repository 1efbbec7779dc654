"""Arguments of fairseq-train, Graphormer's among them."""

import pytest
from reading import facts, read, rules

TRANSLATION = (
    "fairseq-train data-bin/x --task translation --arch transformer --criterion label_smoothed_cross_entropy "
    "--max-tokens 4096 {more}\n"
)
GRAPHS = (
    "fairseq-train --user-dir ../graphormer --dataset-name {data} --dataset-source pyg --task graph_prediction "
    "--criterion {criterion} --arch graphormer_base --num-classes 1 --encoder-layers 12 --encoder-embed-dim 768 "
    "--encoder-attention-heads 32 --batch-size 64 {more}\n"
)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ("--encoder-embed-dim 512 --encoder-attention-heads 8", None),
        ("--encoder-embed-dim 512 --encoder-attention-heads 6", "heads-not-dividing-embed-dim"),
        ("--decoder-embed-dim 512 --decoder-attention-heads 6", "heads-not-dividing-embed-dim"),
        ("--encoder-attention-heads 6", None),  # the width is the architecture's own
        ("--encoder-embed-dim 512 --encoder-attention-heads $H", None),
        ("--arch fconv --encoder-embed-dim 512 --encoder-attention-heads 6", None),
    ],
)
def test_heads(more, rule):
    assert rules(TRANSLATION.format(more=more), "x.sh", ignore=("unknown-fact",)) == ([rule] if rule else [])


def test_graphormer():
    found = facts(GRAPHS.format(data="moleculenet:name=bace", criterion="binary_logloss", more=""), "x.sh")
    assert found["data.name"] == "BACE"
    assert found["data.num_graphs"] == 1513
    assert found["model.family"] == "graph-transformer"
    assert found["model.positional_or_structural_encoding"] not in (None, "none")
    assert found["task"] == "graph-classification"
    assert found["training.regime"] == "from-scratch"
    assert found["model.pretrained"] is False


@pytest.mark.parametrize(
    ("more", "regime", "pretrained"),
    [
        ("--pretrained-model-name pcqm4mv1_graphormer_base", None, True),
        ("--restore-file $CHECKPOINT", None, None),
        ("$MORE", None, None),
        ("--save-dir $DIR", "from-scratch", False),
    ],
)
def test_where_graphormer_starts_from(more, regime, pretrained):
    found = facts(GRAPHS.format(data="zinc", criterion="l1_loss", more=more), "x.sh")
    assert found.get("training.regime") == regime
    assert found.get("model.pretrained") is pretrained
    assert found["task"] == "graph-regression"


@pytest.mark.parametrize(
    "command",
    [
        "python train.py --arch resnet50 --epochs 3 --lr 1",
        "python x.py --arch transformer --task translation --criterion x --max-tokens 3",
    ],
)
def test_others_are_not_claimed(command):
    assert read(command + "\n", "x.sh").dialect in (None, "generic")
