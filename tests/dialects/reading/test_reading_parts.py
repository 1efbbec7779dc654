import pytest

from archlint.dialects import Node
from archlint.dialects.reading.values import names_in, number_of, per_device


class _Document:
    value = None


def node(value):
    return Node(_Document(), ("key",), value)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ('("coco_2017_train",)', ["coco_2017_train"]),
        ("('a', 'b')", ["a", "b"]),
        (["a", 3], ["a"]),
        ("plain", ["plain"]),
        ("", []),
        (7, []),
    ],
)
def test_tuples_written_as_text(value, names):
    assert names_in(node(value)) == names


@pytest.mark.parametrize(("value", "number"), [("(0,1,2,3)", 4), ("[0]", 1), ([0, 1], 2), ("all", None), ("()", None)])
def test_counting_devices(value, number):
    assert number_of(node(value)) == number


@pytest.mark.parametrize(
    ("total", "devices", "share"), [(256, 8, 32), (10, 4, None), (256, 0, None), ("256", 8, None), (2, 8, None)]
)
def test_shares_that_are_not_certain_are_left_out(total, devices, share):
    assert per_device(node(total), node(devices)) == share
