"""The examples of a project's own rules, run as configs are: a bad one must report, a good one must not."""

import os

from .engine import Engine, Options
from .findings import UNKNOWN_FACT
from .records import Record
from .reporters import visible
from .settings.own_rules import config_of

REPORTS, SILENT, ASKS = "reports", "is silent", "asks"


class Outcome(Record):
    """What became of one example: what it must do, what it did, and why it could not be judged, if it could not."""

    __slots__ = ("rule", "kind", "number", "wanted", "did", "problem")
    defaults = {"problem": ""}

    @property
    def passed(self):
        """Whether it did what it must."""
        return self.wanted == self.did and not self.problem

    def as_dict(self):
        """Return it as JSON shows it."""
        names = ("rule", "kind", "number", "wanted", "did", "problem")
        return {**{name: getattr(self, name) for name in names}, "passed": self.passed}

    def __str__(self):
        said = f"must be one that {self.wanted}, and {self.problem or self.did}"
        return visible(f"{'ok    ' if self.passed else 'FAILED'}  {self.rule} {self.kind} {self.number}: {said}")


def rehearse(loaded):
    """Yield an Outcome for each example of a rule."""
    own = loaded.module
    for kind, examples, wanted in (("bad", own.bad, REPORTS), ("good", own.good, SILENT), ("asks", own.asks, ASKS)):
        for number, example in enumerate(examples, 1):
            did, problem = _judged(loaded, example)
            yield Outcome(loaded.rule.name, kind, number, wanted, did, problem)


def _judged(loaded, example):
    path, text = config_of(example)
    engine = Engine(Options(isolated=True))
    settings = engine.settings_for(os.path.abspath(path))
    settings.own_rules = {loaded.rule.name: loaded}
    run = engine.lint((), (text.encode("utf-8", "replace"), path))
    name = loaded.rule.name
    problem = next((file.error for file in run.files if file.error), "")
    if not problem and not run.recognised:
        problem = "is not recognised as a model or training config"
    invalid = [
        one for one in run.findings if one.severity == "error" and one.rule in ("unknown-key", "impossible-value")
    ]
    if not problem and invalid:
        problem = f"is no valid config: {invalid[0].message}"
    if any(finding.rule == name for finding in run.findings):
        return REPORTS, problem
    asked = any(finding.rule == UNKNOWN_FACT and name in finding.decides for finding in run.findings)
    return (ASKS if asked else SILENT), problem
