"""What PyTorch Geometric refuses is an error for archlint, and what it runs is none: a sample frozen by the oracle."""

import collections
import json

import pytest
from oracles import geometric_oracle as oracle

ROWS = collections.defaultdict(list)
for kind, *row in json.loads(oracle.SAMPLE.read_text()):
    ROWS[kind].append(row)


def test_every_kind_is_sampled_and_some_are_refused():
    assert set(ROWS) == set(oracle.CONFIGS)
    assert any(complaint for rows in ROWS.values() for *_, complaint in rows)


@pytest.mark.parametrize("kind", oracle.CONFIGS)
def test_archlint_agrees(kind):
    differing = []
    for width, heads, complaint in ROWS[kind]:
        expected = ["gat-heads-not-dividing-width"] if complaint else []
        said = oracle.errors(kind, width, heads)
        if said != expected:
            differing.append((width, heads, complaint, said))
    assert not differing
