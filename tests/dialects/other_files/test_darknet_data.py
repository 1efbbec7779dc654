"""Darknet's lists of a detector's data: classes beside the names in their file, which is read within the project."""

import pytest
from reading import read

from archlint.engine import Engine, Options

DATA = "classes= %s\ntrain = train.txt\n#valid = old.txt\nvalid  = test.txt\nnames = %s\nbackup = backup/\n"


def project(tmp_path, **files):
    root = tmp_path / "project"
    for name, text in {"pyproject_toml": "", **files}.items():
        path = root / name.replace("__", "/").replace("_toml", ".toml").replace("_names", ".names")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def findings(path):
    return [
        (one.rule, one.severity, one.message, one.spot.line) for one in Engine(Options()).lint([str(path)]).findings
    ]


@pytest.mark.parametrize(
    ("classes", "lines", "expected"),
    [
        (1, "plate\n", None),
        (1, "plate", None),
        (1, "plate\n\n", None),  # a line too many holds no name
        (2, "cat\ndog\n", None),
        (1, "cat\ndog\n", "the detector has 1 class, and the data has 2"),
        (80, "cat\ndog\n", "the detector has 80 classes, and the data has 2"),
    ],
)
def test_names_beside_classes(tmp_path, classes, lines, expected):
    root = project(tmp_path, obj_names=lines)
    (root / "obj.data").write_text(DATA % (classes, "obj.names"))
    found = findings(root / "obj.data")
    assert found == ([("class-count-mismatch", "error", expected, 1)] if expected else [])


def test_a_list_without_a_backup_folder_is_not_for_darknet(tmp_path):
    root = project(tmp_path, obj_names="cat\ndog\n")
    (root / "one.data").write_text((DATA % (1, "obj.names")).replace("backup = backup/\n", ""))
    assert not findings(root / "one.data")


def test_names_are_looked_for_in_the_folders_above(tmp_path):
    root = project(tmp_path, data__obj_names="cat\ndog\n")
    (root / "cfg").mkdir()
    (root / "cfg" / "obj.data").write_text(DATA % (1, "data/obj.names"))
    assert [rule for rule, *_ in findings(root / "cfg" / "obj.data")] == ["class-count-mismatch"]
    (root / "cfg" / "data").mkdir()
    (root / "cfg" / "data" / "obj.names").write_text("cat\n")
    assert not findings(root / "cfg" / "obj.data")  # which of the two is meant is not known


@pytest.mark.parametrize(
    "name", ["../outside.names", "link.names", "missing.names", "folder", "big.names", "bin.names"]
)
def test_no_other_file_is_read(tmp_path, name):
    (tmp_path / "outside.names").write_text("a\nb\nc\n")
    root = project(tmp_path)
    (root / "link.names").symlink_to(tmp_path / "outside.names")
    (root / "folder").mkdir()
    (root / "big.names").write_text("a\n" * 600_000)
    (root / "bin.names").write_bytes(b"\xff\x00\n\n")
    (root / "obj.data").write_text(DATA % (1, name))
    assert not findings(root / "obj.data")


def test_an_absolute_path_is_not_followed(tmp_path):
    root = project(tmp_path, obj_names="a\nb\n")
    (root / "obj.data").write_text(DATA % (1, root / "obj.names"))
    assert not findings(root / "obj.data")


def test_a_classifiers_data_names_more_than_it_tells_apart(tmp_path):
    root = project(tmp_path, obj_names="a\nb\n")
    (root / "net.data").write_text(DATA % (1, "obj.names") + "labels = labels.txt\ntop = 5\n")
    assert not findings(root / "net.data")


@pytest.mark.parametrize(
    "text",
    [
        "5.1,3.5,1.4,0.2,Iris-setosa\n" * 150,
        "classes: 3\n",
        "",
        "classes = 3\n",
        "classes = 3\ntrain = x\nnot an option\n",
    ],
)
def test_other_programs_data_is_passed_over(text):
    found = read(text, "iris.data")
    assert (found.dialect, found.status, found.error) == (None, "not-recognised", None)


def test_binary_data_found_below_a_folder_is_passed_over(tmp_path):
    (tmp_path / "weights.data").write_bytes(bytes(range(256)) * 10)
    run = Engine(Options(isolated=True)).lint([str(tmp_path)])
    assert [(file.status, file.error) for file in run.files] == [("not-recognised", None)]
