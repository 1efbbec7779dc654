"""Every line of every table is well formed, within the shared vocabulary, and small."""

import json
import pathlib
import sys

import pytest

from archlint import facts, knowledge
from archlint.knowledge import spelling

FOLDER = pathlib.Path(knowledge.__file__).parent
GENERATORS = pathlib.Path(__file__).parents[1] / "generators"
LIMITS = {"architectures": 800_000, "datasets": 100_000, "huggingface": 500_000, "keys": 400_000}


def lines(table):
    return (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()


def rows(table):
    for line in lines(table):
        key, _, value = line.partition("\t")
        if value.startswith("{"):
            yield key, json.loads(value)


@pytest.mark.parametrize("table", LIMITS)
def test_a_table_is_sorted_complete_and_bounded(table):
    text = lines(table)
    assert text[0] == ""  # so that every key follows a line feed
    keys = [line.split("\t")[0] for line in text[1:]]
    assert keys == sorted(set(keys))
    assert all(line.count("\t") == 1 for line in text[1:])
    assert (FOLDER / f"{table}.tsv").stat().st_size < LIMITS[table]
    assert b"\r" not in (FOLDER / f"{table}.tsv").read_bytes()


@pytest.mark.parametrize("table", ["architectures", "datasets"])
def test_an_alias_leads_to_a_row_in_one_step(table):
    found = dict(line.split("\t", 1) for line in lines(table)[1:])
    for key, value in found.items():
        if value.startswith("@"):
            assert found[value[1:]].startswith("{"), key


def test_architecture_rows_keep_to_the_vocabulary():
    for key, row in rows("architectures"):
        assert spelling.key(row["name"]) == key
        assert row.get("family") in (None, *facts.FAMILIES), key
        assert row.get("modality") in (None, *facts.MODALITIES), key
        assert row.get("depth_unit") in (None, *facts.DEPTH_UNITS), key
        assert ("num_layers" in row) == ("depth_unit" in row), key
        kinds = row["normalization"].split("+") if "normalization" in row else []
        assert set(kinds) <= set(facts.NORMALIZATIONS), key
        assert kinds == sorted(kinds), key
        assert row.get("norm_placement") in (None, "pre", "post", "sandwich"), key
        assert row.get("edge") in (None, "yes", "conditional", "no"), key
        for name in (
            "skip_connections",
            "hybrid_stem",
            "restoration",
            "few_steps",
            "latent",
            "causal",
            "message_passing",
        ):
            assert row.get(name) in (None, True, False), (key, name)
        for name in (
            "num_layers",
            "num_parameters",
            "hidden_size",
            "num_heads",
            "num_kv_heads",
            "patch_size",
            "image_size",
        ):
            assert name not in row or (isinstance(row[name], int) and row[name] > 0), (key, name)
        if "num_kv_heads" in row:
            assert row["num_heads"] % row["num_kv_heads"] == 0, key
        if "top1" in row:
            assert 40 < row["top1"] < 95, key
            assert row["top1_source"], key
        assert row.get("measured"), key
        if row["measured"] == "curated":
            assert row.get("source"), key


def test_vision_transformers_are_told_from_hybrids():
    families = {row["name"]: row["family"] for _, row in rows("architectures") if "family" in row}
    for name in (
        "vit_base_patch16_224",
        "swin_base_patch4_window7_224",
        "xcit_small_12_p16_224",
        "cait_s24_224",
        "pvt_v2_b0",
    ):
        assert families[name] == "vision-transformer"
    for name in ("levit_128s", "maxvit_tiny_tf_224", "mobilevit_s", "vit_base_r50_s16_224", "mobilenetv4_hybrid_medium",
                 "fastvit_sa12", "coat_tiny", "botnet26t_256", "edgenext_small"):  # fmt: skip
        assert families[name] == "conv-attention-hybrid", name
    for name in (
        "resnet50",
        "convnext_tiny",
        "mobilenetv4_conv_small",
        "fastvit_t8",
        "efficientnet_b0",
        "seresnet50",
        "nfnet_f0",
    ):
        assert families[name] == "cnn", name
    assert families["mixer_b16_224"] == "mlp"


def test_dataset_rows_keep_to_the_vocabulary():
    for key, row in rows("datasets"):
        assert row["modality"] in facts.MODALITIES, key
        assert row.get("unit") in facts.UNITS, key
        assert row.get("task") in (None, *facts.TASKS), key
        assert row["source"], key
        if row["modality"] == "graph":
            assert row["has_edges"] is True, key
            if row["unit"] == "nodes":
                assert row["num_graphs"] == 1, key
        if "@" in key:
            assert key.rpartition("@")[2] == row["modality"], key


def test_model_types_keep_to_the_vocabulary():
    count = 0
    for key, row in rows("huggingface"):
        count += 1
        assert row.get("family") in (None, *facts.FAMILIES), key
        assert row.get("modality") in (None, *facts.MODALITIES), key
        assert set(row.get("normalization", "none").split("+")) <= set(facts.NORMALIZATIONS), key
        assert row.get("norm_placement") in (None, "pre", "post", "sandwich"), key
        assert row["source"].startswith("transformers "), key
        assert row.get("defaults", True), key
    assert count > 700


def test_the_data_set_table_is_what_its_generator_makes():
    sys.path.insert(0, str(GENERATORS))
    try:
        import generate_datasets
    finally:
        sys.path.remove(str(GENERATORS))
    made = generate_datasets.table()
    assert lines("datasets")[1:] == [f"{key}\t{made[key]}" for key in sorted(made)]
