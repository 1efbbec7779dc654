"""The first destination is right for questions as people write them, in both halves."""

import csv

import pytest
from routing.accuracy import HELD_OUT, SEEN, measure, read

from archlint.routing import for_question


@pytest.mark.parametrize(
    ("path", "floor", "most_clarify", "most_out_of_scope"),
    [(SEEN, 0.97, 0.01, 0.01), (HELD_OUT, 0.90, 0.03, 0.02)],
    ids=("seen", "held-out"),
)
def test_first_destination(path, floor, most_clarify, most_out_of_scope):
    _, share, misses = measure(path)
    shown = [question for _, _, question in misses] if path == SEEN else f"{len(misses)} misses"
    assert share["first"] >= floor, shown
    assert share["clarify"] <= most_clarify, shown
    assert share["out-of-scope"] <= most_out_of_scope, shown


def test_the_halves_share_no_question_and_cover_every_destination():
    seen, held_out = read(SEEN), read(HELD_OUT)
    assert not {row[2].lower() for row in seen} & {row[2].lower() for row in held_out}
    assert len(seen) >= 150
    assert len(held_out) >= 150
    for rows in (seen, held_out):
        firsts = {first for accepted, _, _ in rows for first in accepted}
        assert len(firsts) == 15


def test_first_destination_of_questions_in_the_manner_of_threads():
    """Longer, with several cues each; written by hand, and seen while the patterns were written."""
    with open(SEEN.with_name("questions_threads.csv"), encoding="utf-8", newline="") as file:
        rows = [(row["first"], row["question"]) for row in csv.DictReader(file)]
    misses = [question for first, question in rows if for_question(question).first != first]
    assert len(rows) >= 250
    assert len(misses) <= 0.05 * len(rows), misses
