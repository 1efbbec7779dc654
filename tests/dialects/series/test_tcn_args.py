"""The programs of the temporal convolutional networks."""

import pytest
from reading import facts, read, rules


def test_the_receptive_field_is_that_of_two_convolutions_in_each_block():
    found = facts("python add_test.py --ksize 7 --levels 8 --nhid 30 --seq_len 400\n", "x.sh")
    assert found["model.receptive_field"] == 1 + 2 * 6 * 255
    assert found["data.sequence_length"] == 400
    assert found["model.causal"] is True


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        ("python add_test.py --ksize 7 --levels 8 --nhid 30 --seq_len 400", None),
        ("python add_test.py --ksize 3 --levels 6 --nhid 30 --seq_len 400", "receptive-field-short"),
        ("python add_test.py --ksize 3 --levels 6 --nhid 30", "receptive-field-short"),
        ("python add_test.py --ksize 3 --levels 6 --nhid 30 $MORE", None),
        ("python copymem_test.py --ksize 8 --levels 8 --nhid 10 --blank_len 1000", None),
        ("python copymem_test.py --ksize 3 --levels 8 --nhid 10 --blank_len 2000", "receptive-field-short"),
        ("python char_cnn_test.py --ksize 3 --levels 3 --nhid 450 --seq_len 400", None),  # a piece of a stream
    ],
)
def test_what_the_network_sees(command, rule):
    assert rules(command + "\n", "x.sh", ignore=("unknown-fact",)) == ([rule] if rule else [])


def test_others_are_not_claimed():
    assert read("python x.py --ksize 3 --levels 4\n", "x.sh").status == "not-recognised"
