"""Arguments of programs that no dialect knows."""

import pytest
from reading import facts, read, rules


def test_facts():
    found = facts("python train.py --d_model 512 --nhead 8 --num_layers 6\n", "x.sh")
    assert (found["model.hidden_size"], found["model.num_heads"], found["model.num_layers"]) == (512, 8, 6)


@pytest.mark.parametrize(
    ("command", "is_found"),
    [
        ("python train.py --d_model 500 --nhead 8 --num_layers 6", True),
        ("python train.py --d-model=500 --n-heads=8 --n-layers=6", True),
        ("python train.py --d_model 512 --nhead 8 --num_layers 6", False),
        ("python train.py --d_model 500 --nhead 8 --num_layers 6 --d_head 64", False),
        ("python train.py --d_model 500 --nhead $H --num_layers 6", False),
        ("python train.py --hidden_dim 500 --num_heads 8 --num_layers 6", False),  # may be graph attention
        ("python run.py --d_model 500 --n_heads 8 --e_layers 2 --seq_len 96", False),  # forecasters round down
    ],
)
def test_heads(command, is_found):
    found = rules(command + "\n", "x.sh", ignore=("unknown-fact",))
    assert found == (["heads-not-dividing-embed-dim"] if is_found else [])


def test_two_sizes_say_too_little():
    assert read("python train.py --d_model 500 --nhead 8\n", "x.sh").status == "not-recognised"
