"""How often the first destination is right: ``python tests/routing/accuracy.py`` prints it for both halves.

``questions_seen.csv`` was looked at while the patterns were written; of ``questions_held_out.csv`` only the totals
are ever printed, so that it stays unseen.  ``--misses`` lists the questions of the seen half that go elsewhere.
"""

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent
SEEN, HELD_OUT = HERE / "questions_seen.csv", HERE / "questions_held_out.csv"


def read(path):
    """Return (accepted first destinations, intent, question) of each row."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["first"].split("|"), row["intent"], row["question"]) for row in csv.DictReader(file)]


def measure(path):
    """Return the shares of right first destinations and intents, of false ``clarify`` and ``out-of-scope``."""
    from archlint.routing import for_question

    rows = read(path)
    counts = {"first": 0, "intent": 0, "clarify": 0, "out-of-scope": 0}
    misses = []
    for accepted, intent, question in rows:
        answer = for_question(question)
        counts["first"] += answer.first in accepted
        counts["intent"] += answer.intent == intent
        if answer.first not in accepted:
            misses.append((accepted, answer, question))
            if answer.first in counts:
                counts[answer.first] += 1
    return len(rows), {name: count / len(rows) for name, count in counts.items()}, misses


def main(arguments):
    """Print the figures of both halves."""
    for path in (SEEN, HELD_OUT):
        number, share, misses = measure(path)
        print(
            f"{path.stem}: {number} questions, first destination {share['first']:.1%}, intent {share['intent']:.1%}, "
            f"false clarify {share['clarify']:.1%}, false out-of-scope {share['out-of-scope']:.1%}"
        )
        if path == SEEN and "--misses" in arguments:
            for accepted, answer, question in misses:
                print(f"  {'|'.join(accepted)} but {answer.first}: {question} {answer.decided_by}")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    main(sys.argv[1:])
