"""Programs whose arguments give a width and its heads."""

import pytest
from reading import read, rules


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        ("python train.py --n_layer=6 --n_head=6 --n_embd=384 --block_size=256 --max_iters=10", None),
        ("python train.py --n_layer=6 --n_head=7 --n_embd=384 --block_size=256 --max_iters=10", "heads"),
        ("python train.py config/x.py --n_head=7 --block_size=256 --max_iters=10 --compile=False", None),
        ("python main.py --cuda --model Transformer --emsize 200 --nhead 3 --nlayers 2", "heads"),
        ("python main.py --cuda --model Transformer --nhead 3 --nlayers 2 --bptt 35", "heads"),  # 200 by default
        ("python main.py --cuda --model Transformer --nhead 3 --nlayers 2 --bptt 35 $MORE", None),
        ("python main.py --cuda --model LSTM --emsize 200 --nhead 3 --nlayers 2", None),
        ("python main.py --hidden_dim 256 --nheads 6 --num_queries 100 --coco_path d", "heads"),
        ("python main.py --nheads 8 --num_queries 100 --coco_path d", None),
        ("python main.py --hidden_dim 256 --nheads $H --num_queries 100", None),
        ("python main.py --dataset=ml-1m --train_dir=default --maxlen=200 --num_heads=4", "heads"),  # 50 by default
        ("python main.py --dataset=ml-1m --train_dir=default --maxlen=200 --num_heads=2", None),
        ("python main.py --train_dir=default --maxlen=200 --num_heads=4 --hidden_units=64", None),
        ("python main.py --train_dir=default --maxlen=200 --num_heads=4 --hidden_units=$W", None),
        ("python main.py --train_dir=default --maxlen=200 --num_heads=4 $MORE", None),
    ],
)
def test_heads(command, rule):
    found = rules(command + "\n", "x.sh", ignore=("unknown-fact",))
    assert found == (["heads-not-dividing-embed-dim"] if rule else [])


@pytest.mark.parametrize(
    "command",
    [
        "python t.py --num_blocks 6 --num_heads 8 --dropout_rate 0.3 --maxlen1 100",
        "python x.py --n_head 7 --n_embd 100",
        "python x.py --nheads 3 --hidden_dim 100",
        "python x.py --nhead 3",
    ],
)
def test_others_are_not_claimed(command):
    assert read(command + "\n", "x.sh").status == "not-recognised"
