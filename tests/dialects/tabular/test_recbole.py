"""RecBole's flat YAML."""

import pytest
from reading import facts, read, rules

SIZES = "n_layers: 2\nn_heads: %d\nhidden_size: %d\ninner_size: 256\nhidden_dropout_prob: 0.5\nhidden_act: gelu\n"
RUN = "model: %s\nUSER_ID_FIELD: user\nMAX_ITEM_LIST_LENGTH: 50\nepochs: 20\ntrain_batch_size: 256\n"


def test_facts():
    found = facts(SIZES % (2, 64) + RUN % "SASRec", "sasrec.yaml")
    assert (found["model.num_layers"], found["model.hidden_size"], found["model.num_heads"]) == (2, 64, 2)
    assert (found["data.sequence_length"], found["training.batch_size_per_device"]) == (50, 256)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        (SIZES % (2, 64), False),
        (SIZES % (3, 64), True),
        (RUN % "BERT4Rec" + "n_heads: 3\n", True),  # a width of 64 by default
        (RUN % "BERT4Rec" + "n_heads: 4\n", False),
        (RUN % "BERT4Rec" + "n_heads: 2\nhidden_size: 65\n", True),
        (RUN % "BERT4Rec" + "n_heads: ${heads}\n", False),
    ],
)
def test_heads(text, is_found):
    found = rules(text, "config.yaml", ignore=("unknown-fact",))
    assert found == (["heads-not-dividing-embed-dim"] if is_found else [])


@pytest.mark.parametrize(
    "text", ["n_heads: 3\ninner_size: 5\n", "model: SASRec\nn_heads: 3\n", RUN % "Other" + "n_heads: 3\n"]
)
def test_others_are_not_claimed(text):
    assert read(text, "config.yaml").dialect != "recbole"
