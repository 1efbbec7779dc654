"""The arguments that the forecasting repositories share, with the data beside the script."""

import pytest
from reading import engine, facts, lint, read, rules

BASE = "python -u run.py --is_training 1 --model_id x --model {model} --data {data} --features {features} {more}\n"


def script(more="", model="Autoformer", data="ETTh1", features="M"):
    lengths = "--seq_len 96 --label_len 48 --pred_len 96 --enc_in 7 --dec_in 7 --c_out 7"
    return BASE.format(model=model, data=data, features=features, more=f"{lengths} {more}")


def test_facts():
    found = facts(script("--d_model 512 --n_heads 8"), "x.sh")
    assert found["model.architecture"] == "autoformer"
    assert found["task"] == "forecasting"
    assert (found["data.sequence_length"], found["data.label_length"], found["data.horizon"]) == (96, 48, 96)
    assert found["model.head_remainder"] == "drop"
    assert found["data.num_channels"] == 7


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (script(), None),
        (script("--seq_len 36"), "label-length-exceeds-sequence"),
        (script("--seq_len 36 --label_len 18"), None),
        (script("--seq_len 36", data="m4"), None),  # its loader fills up what is missing
        (script("--seq_len 36 --task_name classification"), None),
        (script("--seq_len $N"), None),
        (script("--seq_len 36 --label_len $N"), None),
        (script("--enc_in 8"), "input-channels-mismatch"),
        (script("--enc_in 8", model="DLinear"), None),  # one layer for each variable, or one for all
        (script("--enc_in 8", model="MyModel"), None),
        (script("--enc_in 8", data="other"), None),
        (script("--enc_in 1 --dec_in 1 --c_out 1", features="S"), None),
        (script(features="S"), None),  # as published, with --enc_in for all variables
        (script("--attn prob --enc_in 3 --dec_in 3", model="informer"), None),  # Informer2020 sets them by itself
        (script("--exp_name partial_train --enc_in 3 --dec_in 3"), None),
        (script("--seq_len 8640 --pred_len 96 --label_len 48", model="DLinear"), "lookback-longer-than-series"),
        (script("--pred_len 3000", model="DLinear"), "lookback-longer-than-series"),
        (script("--seq_len 720 --pred_len 720", model="DLinear"), None),
        (script("--seq_len 720 --percent 10", model="DLinear"), None),
    ],
)
def test_lengths_and_variables(text, rule):
    assert sorted(set(rules(text, "x.sh"))) == ([rule] if rule else [])


def test_a_label_that_is_left_out_has_the_common_default():
    text = "python run.py --model NLinear --data custom --features M --seq_len 6 --pred_len 6 --enc_in 321 %s\n"
    assert rules(text % "", "x.sh") == ["label-length-exceeds-sequence"]
    assert rules(text % "$MORE", "x.sh") == []
    assert rules(text % "--label_len 1", "x.sh") == []


def test_a_loop_is_reported_where_every_round_fails():
    text = "for n in {}; do\n" + script("--pred_len $n --seq_len $n", model="DLinear") + "done\n"
    assert rules(text.format("96 192"), "x.sh") == []
    assert rules(text.format("24 36"), "x.sh") == ["label-length-exceeds-sequence"]
    assert rules(text.format("24 96"), "x.sh") == []


@pytest.mark.parametrize(
    ("name", "columns", "model", "rule"),
    [
        ("electricity.csv", 321, "Autoformer", None),
        ("electricity.csv", 7, "Autoformer", "input-channels-mismatch"),
        ("mine.csv", 7, "Autoformer", None),  # nothing is known of it
    ],
)
def test_files_that_all_use(name, columns, model, rule):
    sizes = f"--data_path {name} --enc_in {columns} --dec_in {columns}"
    assert sorted(set(rules(script(sizes, model=model, data="custom"), "x.sh"))) == ([rule] if rule else [])


def csv_file(columns, rows):
    header = ",".join(["date", *(f"f{number}" for number in range(columns))])
    return f"{header}\n" + ("2020-01-01" + ",0" * columns + "\n") * rows


@pytest.mark.parametrize(
    ("columns", "rows", "more", "found"),
    [
        (7, 1000, "", []),
        (5, 1000, "", ["input-channels-mismatch"] * 2),
        (5, 1, "", ["input-channels-mismatch"] * 2),  # a sample of the columns is no series
        (7, 200, "", ["lookback-longer-than-series"] * 2),
        (7, 1, "", []),
        (5, 1000, "--enc_in 5 --dec_in 5", []),
        (5, 1000, "--data_path other.csv", []),
        (5, 1000, "--data_path ../../mine.csv", []),  # outside of the project
        (5, 1000, "--root_path $DATA", ["input-channels-mismatch"] * 2),
    ],
)
def test_data_beside_the_script(project, columns, rows, more, found):
    folder = project(
        {
            "pyproject.toml": "",
            "dataset/mine.csv": csv_file(columns, rows),
            "mine.csv": csv_file(columns, rows),
            "scripts/x.sh": script(f"--root_path ./dataset/ --data_path mine.csv {more}", data="custom"),
        }
    )
    reported = [finding.rule for finding in engine().lint([str(folder / "scripts" / "x.sh")]).findings]
    assert reported == found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (script("--patch_len 16 --stride 8", model="PatchTST"), None),
        (script("--patch_len 16 --d_model 128 --n_heads 12", model="PatchTST"), "heads-not-dividing-embed-dim"),
        (script("--patch_len 16 --d_model 128 --n_heads 16", model="PatchTST"), None),
        (script("--task_name long_term_forecast --d_model 128 --n_heads 12", model="PatchTST"), None),  # rounds down
        (script("--d_model 128 --n_heads 12"), None),
        (script("--patch_len 120 --stride 8", model="PatchTST"), "patch-longer-than-sequence"),
        (script("--patch_len 100 --stride 8", model="PatchTST"), None),  # padded by one step
        (script("--patch_len 100 --stride 8 --padding_patch None", model="PatchTST"), "patch-longer-than-sequence"),
        (script("--patch_len 16 --stride 0", model="PatchTST"), "patch-longer-than-sequence"),
        (script("--patch_len 120 --task_name long_term_forecast", model="PatchTST"), None),  # its own are fixed
        (script("--patch_len 120 --task_name long_term_forecast", model="TimeXer"), "patch-longer-than-sequence"),
        (script("--patch_len 120", model="Autoformer"), None),
    ],
)
def test_patches(text, rule):
    assert rules(text, "x.sh") == ([rule] if rule else [])


def test_a_finding_stands_at_the_value():
    (finding,) = lint(script("--seq_len 36"), "x.sh")
    line = script("--seq_len 36").split("\n")[finding.spot.line - 1]
    assert line[finding.spot.column - 1 : finding.spot.end_column - 1] == "48"


@pytest.mark.parametrize(
    "text", ["python x.py --seq_len 3 --pred_len 4\n", "python x.py --seq_len 3 --pred_len 4 --itr 1 --des x\n"]
)
def test_others_are_not_claimed(text):
    assert read(text, "x.sh").status == "not-recognised"
