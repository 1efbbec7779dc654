"""Counting local data: what is counted, what is not certain enough to be, and the bounds."""

import os

import pytest

from archlint.measurement import measure


def fill(root, files):
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def images(folder, number, ending=".jpg"):
    return {f"{folder}/{index:04}{ending}": b"" for index in range(number)}


CERTAIN = {
    "image folders by class": (
        {**images("data/train/cat", 3), **images("data/train/dog", 2), **images("data/val/cat", 4)},
        (5, "images", "data/train"),
    ),
    "masks are no images of their own": (
        {**images("data/train/images", 3), **images("data/train/masks", 3, ".png")},
        (3, "images", "data/train"),
    ),
    "upper case endings": (images("Train", 2, ".JPEG"), (2, "images", "Train")),
    "the table beside images is their labels": (
        {**images("data/train", 3), "data/train.csv": "file,label\n" + "a,1\n" * 9},
        (3, "images", "data/train"),
    ),
    "a table without its header": ({"data/train.csv": "text,label\na,1\nb,2\n"}, (2, "rows", "data/train.csv")),
    "line ends in quotes, no last line end": (
        {"train.csv": 'text,label\r\n"a\nb\n",1\r\nc,2'},
        (2, "rows", "train.csv"),
    ),
    "lines of JSON": ({"data/train.jsonl": '{"a": 1}\n\n{"a": 2}\n'}, (2, "rows", "data/train.jsonl")),
    "a file in the folder train": ({"train/part.jsonl": "{}\n" * 4}, (4, "rows", "train/part.jsonl")),
    "the original download beside it": (
        {**images("data/train", 2), "data/all.zip": b"PK"},
        (2, "images", "data/train"),
    ),
}


@pytest.mark.parametrize(("files", "expected"), CERTAIN.values(), ids=CERTAIN)
def test_what_is_certain_is_counted(tmp_path, files, expected):
    fill(tmp_path, files)
    best = measure(tmp_path).best
    assert (best.number, best.unit, best.path) == expected


UNCERTAIN = {
    "two training sets": ({**images("cats/train", 2), **images("dogs/train", 3)}, "2 training sets"),
    "no split": (images("pictures", 5), "no folder or file named train"),
    "only a test set": ({"data/test.csv": "a\n1\n"}, "no folder or file named train"),
    "packed shards": ({**images("train", 5), "train/shard-000.tar": b"x"}, "packed files (.tar)"),
    "an open quote": ({"train.csv": 'a\n"b\nc\n'}, "open quote"),
    "only a header": ({"train.csv": "a,b\n"}, "no folder or file named train"),
    "hidden": (images(".cache/train", 5), "no folder or file named train"),
    "other people's files": (images("node_modules/x/train", 5), "no folder or file named train"),
}


@pytest.mark.parametrize(("files", "reason"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_what_is_not_certain_is_no_answer(tmp_path, files, reason):
    fill(tmp_path, files)
    found = measure(tmp_path)
    assert found.best is None
    assert reason in found.reason


def test_a_named_folder_is_the_training_set(tmp_path):
    fill(tmp_path, {**images("pictures/a", 5), **images("pictures/b", 2), **images("other", 9)})
    assert measure(tmp_path, "pictures").best.number == 7


def test_the_splits_inside_a_named_folder_hold(tmp_path):
    fill(tmp_path, {**images("a/train", 5), **images("a/val", 2), **images("b/train", 9)})
    assert measure(tmp_path, "a").best.number == 5


def test_packed_files_in_a_named_folder_are_seen(tmp_path):
    fill(tmp_path, {**images("pictures", 5), "pictures/more.parquet": b"x"})
    assert measure(tmp_path, "pictures").best is None


def test_a_named_file_needs_no_telling_name(tmp_path):
    fill(tmp_path, {"mine.jsonl": "{}\n" * 3})
    assert measure(tmp_path, "mine.jsonl").best.number == 3


@pytest.mark.parametrize("path", ["..", "/", "../other"])
def test_nothing_outside_the_root_is_counted(tmp_path, path):
    inside = tmp_path / "project"
    inside.mkdir()
    (tmp_path / "other").mkdir()
    with pytest.raises(ValueError, match="outside"):
        measure(inside, path)


def test_a_path_that_is_not_there(tmp_path):
    with pytest.raises(ValueError, match="does not exist"):
        measure(tmp_path, "nothing")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_links_are_not_followed_and_make_the_count_uncertain(tmp_path):
    fill(tmp_path, {**images("out", 9), **images("root/train/a", 2)})
    (tmp_path / "root/train/b").symlink_to(tmp_path / "out")
    (tmp_path / "root/train/loop").symlink_to(tmp_path / "root")
    found = measure(tmp_path / "root")
    assert found.best is None
    assert "links" in found.reason


def test_a_link_that_leads_out_is_outside(tmp_path):
    fill(tmp_path, {**images("out", 9), "root/x": ""})
    (tmp_path / "root/data").symlink_to(tmp_path / "out")
    with pytest.raises(ValueError, match="outside"):
        measure(tmp_path / "root", "data")


def test_the_number_of_files_is_bounded(tmp_path):
    fill(tmp_path, images("train", 20))
    found = measure(tmp_path, max_files=10)
    assert found.best is None
    assert "too many files" in found.reason


def test_the_time_is_bounded(tmp_path):
    fill(tmp_path, {"train.jsonl": "{}\n" * 20})
    found = measure(tmp_path, max_seconds=-1)
    assert found.best is None


CONFIG = "archlint: 1\nmodel: {architecture: %s, pretrained: false}\ndata: {%s}\ndeployment: {target: server}\n"
MEASURED = '[measured]\ndata.train_size = 500\ndata.unit = "images"\n'


@pytest.mark.parametrize(
    ("model", "data", "origin"),
    [
        ("vit_base_patch16_224", "name: my-x-rays", "measured"),
        ("vit_base_patch16_224", "train_size: 200000", "stated"),
        ("vit_base_patch16_224", "name: imagenet-1k", "derived"),  # the count may be of other data
        ("gpt2", "modality: text", None),  # images are not its data
        ("vit_base_patch16_224", "unit: clips", None),
    ],
)
def test_a_count_fills_what_nothing_else_tells(archlint, project, model, data, origin):
    project({"archlint.toml": MEASURED, "x.yaml": CONFIG % (model, data)})
    facts = archlint("facts", "x.yaml", "--output-format", "json").json["files"][0]["facts"]
    assert facts.get("data.train_size", {}).get("origin") == origin


def test_a_count_decides_a_rule(archlint, project):
    project({"archlint.toml": MEASURED, "x.yaml": CONFIG % ("vit_base_patch16_224", "name: my-x-rays")})
    assert archlint("check", "x.yaml", "--output-format", "json").rules == ["vit-on-small-dataset"]


def test_an_answer_outranks_a_count(archlint, project):
    settings = "[facts]\ndata.train_size = 200000\n" + MEASURED
    project({"archlint.toml": settings, "x.yaml": CONFIG % ("vit_base_patch16_224", "name: my-x-rays")})
    facts = archlint("facts", "x.yaml", "--output-format", "json").json["files"][0]["facts"]
    assert (facts["data.train_size"]["value"], facts["data.train_size"]["origin"]) == (200000, "setting")
