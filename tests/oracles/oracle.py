"""What the oracle tools have in common: a framework's verdicts on changed configs, beside those of archlint.

A verdict is a line of a table: what was changed, and what the framework did.  ``refused`` counts only where the
framework takes the same config without the change.
"""

import collections
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))

RAN, REFUSED, UNKNOWN = "ran", "refused", "unknown"


def read_verdicts(path):
    """Yield the verdicts of a file: (name, changes, form, verdict, message)."""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        name, changes, form, verdict, message = line.split("\t")
        yield name, json.loads(changes), form, verdict, message


def line_of(name, changes, form, verdict, message=""):
    """Return a verdict as a line of a file."""
    text = json.dumps(changes, separators=(",", ":"))
    return "\t".join((name, text, form, verdict, message.replace("\t", " "))) + "\n"


def errors_of(text, filename="config.json"):
    """Return the rules whose errors archlint reports for a config that is given as text."""
    from reading import lint

    return [finding.rule for finding in lint(text, filename) if finding.severity == "error"]


class Table:
    """The count of a framework's verdicts against archlint's, with the mismatches."""

    def __init__(self):
        self.counts = collections.Counter()
        self.mismatches = []

    def add(self, verdict, errors, what):
        """Count one config: what the framework did, the rules of archlint's errors, and what it is called."""
        self.counts[verdict, bool(errors)] += 1
        if verdict != UNKNOWN and (verdict == REFUSED) != bool(errors):
            self.mismatches.append((verdict, what, errors))

    def share(self):
        """Return the share of the refused configs that archlint reports an error for."""
        caught, missed = self.counts[REFUSED, True], self.counts[REFUSED, False]
        return caught / (caught + missed) if caught + missed else 1.0

    def print(self, verbose=False):
        """Print the table, and the mismatches one a line."""
        print(f"{'':12}{'error':>10}{'no error':>10}")
        for verdict in (RAN, REFUSED, UNKNOWN):
            print(f"{verdict:12}{self.counts[verdict, True]:10,}{self.counts[verdict, False]:10,}")
        print(f"errors on {self.share():.1%} of the refused; false errors on {self.counts[RAN, True]:,} that ran")
        for verdict, what, errors in self.mismatches:
            if verbose or verdict == RAN:
                print(f"  {verdict}: {what}{' [' + ', '.join(errors) + ']' if errors else ''}")
