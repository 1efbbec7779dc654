"""A table's rows are found by halving: each key by itself, and none that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archlint import knowledge

TABLES = ("architectures", "datasets", "huggingface", "keys", "timm")


def rows(table):
    lines = knowledge._bytes(table).split(b"\n")
    return {key: value for key, _, value in (line.partition(b"\t") for line in lines if line)}


@pytest.mark.parametrize("table", TABLES)
def test_each_row_is_found(table):
    data, wanted = knowledge._bytes(table), rows(table)
    assert list(wanted) == sorted(wanted)
    assert {key: knowledge._find(data, key) for key in wanted} == wanted


@given(st.sampled_from(TABLES), st.binary(max_size=30))
def test_no_other_key_is_found(table, key):
    assert knowledge._find(knowledge._bytes(table), key) == rows(table).get(key)
