"""Darknet's lists of data: options with their places, and which files of the ending they share are theirs."""

import time

import pytest

from archlint.sources import Opaque, SourceError, parse
from archlint.sources.darknet_data_source import is_darknet_data

TEXT = "# data\nclasses= 80\n; more\n  train  = /data/train.txt # said why\nnames = data/coco.names\n"


def test_values_and_places():
    (document,) = parse(TEXT, "coco.data")
    assert document.format == "darknet-data"
    assert document.value == {"classes": 80, "train": "/data/train.txt", "names": "data/coco.names"}
    spot = document.spot(("train",))
    assert (spot.line, spot.column, spot.end_column) == (4, 12, 27)
    assert document.spot(("classes",), of_key=True).column == 1


def test_a_number_too_large_is_opaque():
    (document,) = parse("classes=" + "9" * 500 + "\ntrain=x\n", "coco.data")
    assert isinstance(document.value["classes"], Opaque)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b c\n",
        "classes=3\n",
        "classes=3\ntrain=x\n1,2,3\n",
        "x=1\ntrain=y\n",
        "classes=3\ntrain=x\n" + "a=1\n" * 9_000,
    ],
)
def test_other_programs_data_holds_nothing(text):
    assert not is_darknet_data(text)
    (document,) = parse(text, "other.data")
    assert document.value is None


def test_bad_input_is_one_clear_fault_or_nothing():
    with pytest.raises(SourceError, match="merge-conflict"):
        parse("<<<<<<< a\nclasses=1\n=======\nclasses=2\n>>>>>>> b\ntrain=x\n", "coco.data")
    start = time.perf_counter()
    for text in ("classes=1\n" * 800_000, "classes" * 1_000_000, "=" * 5_000_000):
        assert parse(text, "coco.data")[0].value is None
    assert time.perf_counter() - start < 5
