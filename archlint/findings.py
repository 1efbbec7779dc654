"""What rules report: findings at spots, their order, and the merging of questions."""

from __future__ import annotations

from .records import Record

# Type checkers take this for true; at run time nothing is imported for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .sources import Spot

ERROR, WARNING, QUESTION, NOTE = "error", "warning", "question", "note"
SEVERITIES = (ERROR, WARNING, QUESTION, NOTE)  # from the gravest

# The rule name under which every question is reported: a fact is missing that would decide a rule.
UNKNOWN_FACT = "unknown-fact"


class Suggestion(Record):
    """A change at one spot: the value under a dotted key, or the key itself where ``renames``, from old to new.

    ``safe``: the change cannot alter a choice that the framework reads today, so that ``--fix`` may apply it.
    """

    __slots__ = ("key", "old", "new", "spot", "safe", "renames")
    key: str
    old: Any
    new: Any
    spot: Spot
    safe: bool
    renames: bool
    defaults = {"safe": False, "renames": False}


IN_SOURCE, EXTERNAL = "inSource", "external"


class Suppressed(Record):
    """What silenced a finding: a comment in the file, or (``EXTERNAL``) settings or a baseline."""

    __slots__ = ("kind", "reason")
    defaults = {"reason": ""}
    kind: str
    reason: str


class Finding:
    """One report at one spot.

    ``facts`` holds the values that decided it, ``reasons`` the conditions that held, each with value and place;
    ``linted`` is the file it came from where that is not the file it stands in.  ``related`` holds the places of the
    other values that decided it, ``suggestions`` the changes that would mend it, the nearest first.
    ``suppressed`` says what silenced it, for one that is not reported; ``link`` is where more is to be read, where that
    is no skill.
    """

    __slots__ = (
        "rule", "severity", "message", "spot", "skill", "section", "instead", "evidence", "dialect", "facts",
        "linted", "keys", "reasons", "fact", "ask", "decides", "files", "answer", "related", "key_value",
        "suggestions", "yields_to", "suppressed", "link",
    )  # fmt: skip

    rule: str
    severity: str
    message: str
    spot: Spot
    skill: str | None
    section: str | None
    instead: str | None
    evidence: Sequence[str] | None
    dialect: str | None
    facts: dict[str, Any] | None
    linted: str | None
    keys: Sequence[str | int] | None
    reasons: Any
    fact: str | None
    ask: str | None
    decides: list[str] | None
    files: list[str] | None
    answer: str | None
    related: list[dict[str, Any]] | None
    key_value: Any
    suggestions: list[Suggestion] | None
    yields_to: Sequence[str] | None
    suppressed: Suppressed | None
    link: str | None

    def __init__(self, rule: str, severity: str, message: str, spot: Spot, **details: Any) -> None:
        self.rule = rule
        self.severity = severity
        self.message = message
        self.spot = spot
        for name in self.__slots__[4:]:
            setattr(self, name, details.get(name))

    @property
    def order(self):
        """Questions after findings, then by path, line, column and rule."""
        spot = self.spot
        return (self.severity == QUESTION, spot.path, spot.line, spot.column, self.rule, self.fact or "")

    @property
    def fingerprint(self) -> str:
        """A name for this finding that survives moved lines: rule, file, key path and value, hashed."""
        import hashlib

        keys = "/".join(str(key) for key in self.keys or ())
        text = "\0".join((self.rule, self.spot.path, keys, repr(self.key_value), self.fact or ""))
        return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]

    def __repr__(self):
        return f"Finding({self.rule}, {self.severity}, {self.spot.path}:{self.spot.line}:{self.spot.column})"


def at_or_above(severity, level):
    """Whether a severity fails a gate at this level; ``never`` is above all."""
    return level != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(level)


def merge_questions(asked):
    """Return one question for each missing fact of a run.

    ``asked`` holds (fact, rule, linted path, Finding) in the order met; the first one gives the place, the others
    add their rules and files.
    """
    merged = {}
    for fact, rule, path, finding in asked:
        first = merged.setdefault(fact, finding)
        if first is finding:
            finding.decides, finding.files = [], []
        if rule not in first.decides:
            first.decides.append(rule)
        if path not in first.files:
            first.files.append(path)
    for question in merged.values():
        question.decides.sort()
        question.message = f"{question.message} It decides {_listed(question.decides)}."
    return list(merged.values())


def _listed(names):
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
