"""Rules: conjunctions of conditions over facts, judged in three-valued logic.

A rule is one module, found by its folder's listing, in the folder of the skill that it points to.  Each condition
is true, false or unknown for a config.  Every condition true: a finding.  One false: silence.  Only unknown ones
left, and only absent facts among them: a question for exactly those facts.  Opaque values are never asked about,
because their author has set them elsewhere.

Rules read facts and nothing else: no file, no clock, and never the name of a dialect.
"""

import importlib
import itertools
import math

from ..facts import SIZE_BANDS, VOCABULARY
from ..findings import ERROR, NOTE, QUESTION, WARNING
from ..records import Record

PREVIEW, STABLE, DEPRECATED = "preview", "stable", "deprecated"

__all__ = [
    "ERROR", "NOTE", "QUESTION", "WARNING", "All", "Any", "Asks", "Bad", "Case", "Condition", "Fact", "Good", "Limit",
    "Report", "Rule", "Silent", "Size", "is_number",
]  # fmt: skip


class Limit(Record):
    """A number in a rule that a project may set, with its unit, where the default comes from, and its range."""

    __slots__ = ("name", "default", "unit", "source", "low", "high")
    defaults = {"low": 0, "high": float("inf")}


class Bad(Record):
    """An example that must report; ``severity`` is the one it reports with, ``value`` what stands at the finding."""

    __slots__ = ("text", "value", "severity", "path")
    defaults = {"value": "", "severity": WARNING, "path": "archlint.yaml"}


class Good(Record):
    """An example that must not report: the mended twin of a Bad one."""

    __slots__ = ("text", "path")
    defaults = {"path": "archlint.yaml"}


class Silent(Record):
    """An example that must not report because of what ``why`` says."""

    __slots__ = ("text", "why", "path")
    defaults = {"path": "archlint.yaml"}


class Asks(Record):
    """An example that must become a question for one fact."""

    __slots__ = ("text", "fact", "path")
    defaults = {"path": "archlint.yaml"}


class Condition:
    """One claim over facts: ``test(view)`` gives True, False or None; ``asks`` names the facts that would decide it.

    ``worse`` says of numbers in which direction they violate a rule more: pairs of a fact's name and 1 or -1.
    """

    __slots__ = ("names", "_test", "text", "asks", "worse")
    relates = False  # whether a finding names the places of all values that it compares

    def __init__(self, names, test, text, asks=None, worse=()):
        self.names = names
        self._test = test
        self.text = text
        self.asks = asks if asks is not None else names[:1]
        self.worse = worse

    def test(self, view):
        """Return whether the condition holds for a config: True, False, or None where that is unknown."""
        return self._test(view)

    def missing(self, view):
        """Return the facts to ask for when the condition is unknown; none where one of them is never asked for."""
        return set(self.asks) if all(VOCABULARY[name].ask for name in self.asks) else set()

    def is_hidden(self, view):
        """Whether a value that it reads is there but not known here (opaque, or impossible)."""
        facts = (view.get(name) for name in self.names)
        return any(fact is not None and not fact.known for fact in facts)

    def describe(self, limits):
        """Return the condition in words, with its limits filled in."""
        return self.text.format_map(limits) if "{" in self.text else self.text

    def __invert__(self):
        return Condition(self.names, lambda view: _not(self._test(view)), f"not ({self.text})", self.asks)


def _not(truth):
    return None if truth is None else not truth


class Fact:
    """A fact's name, as conditions are made of it."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def _condition(self, test, text, asks=None, worse=()):
        name = self.name

        def outcome(view):
            fact = view.get(name)
            return test(fact.value, view.limits) if fact is not None and fact.known else None

        return Condition((name,), outcome, text, asks, worse)

    def is_(self, *values):
        """The fact is one of these values."""
        return self._condition(lambda value, _: value in values, f"{self.name} is {' or '.join(map(_said, values))}")

    def is_not(self, *values):
        """The fact is known, and none of these values."""
        return self._condition(
            lambda value, _: value not in values, f"{self.name} is known and not {' or '.join(map(_said, values))}"
        )

    def has(self, *parts):
        """The fact's text holds one of these parts, whatever their case."""
        return self._condition(
            lambda value, _: any(part in str(value).lower() for part in parts),
            f"{self.name} holds {' or '.join(parts)}",
        )

    def below(self, limit):
        """The fact is a number below a limit (a Limit, or a number that is part of a definition)."""
        return self._compare(limit, lambda value, bound: value < bound, "<")

    def above(self, limit):
        """The fact is a number above a limit."""
        return self._compare(limit, lambda value, bound: value > bound, ">")

    def at_least(self, limit):
        """The fact is a number at or above a limit."""
        return self._compare(limit, lambda value, bound: value >= bound, ">=")

    def at_most(self, limit):
        """The fact is a number at or below a limit."""
        return self._compare(limit, lambda value, bound: value <= bound, "<=")

    def _compare(self, limit, compare, sign):
        worse = ((self.name, _DIRECTIONS[sign[0]]),)
        if isinstance(limit, Limit):
            name = limit.name
            return self._condition(
                lambda value, limits: compare(value, limits[name]) if is_number(value) else None,
                f"{self.name} {sign} {{{name}:,}} {limit.unit}",
                worse=worse,
            )
        return self._condition(
            lambda value, _: compare(value, limit) if is_number(value) else None,
            f"{self.name} {sign} {limit:,}",
            worse=worse,
        )

    @property
    def known(self):
        """The fact is known; never unknown itself, so it asks for nothing."""
        name = self.name
        return Condition((), lambda view: view.known(name), f"{name} is known", ())

    @property
    def absent(self):
        """The fact is not known and not opaque; never unknown itself, so it asks for nothing."""
        name = self.name
        return Condition((), lambda view: view.get(name) is None, f"{name} is not stated", ())


_DIRECTIONS = {"<": -1, ">": 1}


def _said(value):
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else str(value)


def is_number(value):
    """Whether a value is a number that can be compared; true and false are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


class Size(Fact):
    """A data-set size: a number, or else the band (small, medium, large) that a person answered with."""

    def _compare(self, limit, compare, sign):
        name = self.name
        bound_name = limit.name

        def outcome(view):
            bound = view.limits[bound_name]
            fact = view.get(name)
            if fact is not None and fact.known:
                return compare(fact.value, bound)
            band = view.get("data.size_band")
            if band is None or not band.known:
                return None
            low, high = SIZE_BANDS[band.value]
            at_low, at_high = compare(low, bound), compare(float("inf") if high is None else high, bound)
            return at_low if at_low == at_high else None

        text = f"{name} {sign} {{{bound_name}:,}} {limit.unit}"
        return Condition((name, "data.size_band"), outcome, text, (name,), ((name, _DIRECTIONS[sign[0]]),))


def Any(*conditions, asks=None):
    """At least one condition holds."""
    names = tuple(dict.fromkeys(name for condition in conditions for name in condition.names))

    def outcome(view):
        truths = [condition.test(view) for condition in conditions]
        return True if True in truths else None if None in truths else False

    text = " or ".join(f"({condition.text})" for condition in conditions)
    return Condition(names, outcome, text, asks, _worse(conditions))


def _worse(conditions):
    return tuple(pair for condition in conditions for pair in condition.worse)


def All(*conditions, asks=None):
    """All conditions hold (for use inside ``Any``; a rule's own ``when`` is such a conjunction already)."""
    names = tuple(dict.fromkeys(name for condition in conditions for name in condition.names))

    def outcome(view):
        truths = [condition.test(view) for condition in conditions]
        return False if False in truths else None if None in truths else True

    text = " and ".join(f"({condition.text})" for condition in conditions)
    return Condition(names, outcome, text, asks, _worse(conditions))


class Case(Record):
    """One verdict of a rule: all of ``when`` must hold, and none of ``unless`` be known to hold.

    ``say``, ``instead`` and ``at`` are for this case alone; the rule's own hold where the last two are empty.
    ``say`` may be a function of the view.  ``remedies`` are values that would work (see ``arithmetic.Remedy``): they
    become suggestions, and ``{fixes}`` in ``instead`` is their text.  ``is_open``: a question whose answers tell what
    to choose, so that it is worth asking though no rule may report for any of them.
    """

    __slots__ = ("severity", "when", "say", "unless", "instead", "at", "remedies", "is_open")
    defaults = {"unless": (), "instead": "", "at": (), "remedies": (), "is_open": False}


class Rule(Record):
    """What a rule is.

    name: as in settings and ignores.  summary: one line, for lists.  cases: gravest first; the first that holds is
    reported.  at: facts at whose value the finding stands, the first that has a place.  instead: the alternative;
    it and a case's ``say`` may name facts and limits (``{data.train_size:,}``, ``{limits.few_images}``).
    evidence: sources, such as ``arXiv:2010.11929``.  asks: how many missing facts may stand together between the
    rule and its verdict.  concerns: the families it can concern (none: any).  needs: facts without which it has
    nothing to say or ask, so that a run need not import it.  check: for the few rules about the reading itself, a
    function of a config's facts that yields Reports.  severity: of those reports, where a rule has no cases; a tuple of
    them where it depends.
    yields_to: rules whose finding at the same place says what this one would: one cause is one finding.
    sites: whether it is judged at each site inside a network too (see ``facts.Facts.site``).
    status: ``PREVIEW`` (runs only where it is named, or rules on trial are asked for), ``STABLE`` or ``DEPRECATED``.
    former: the names that it had before, which keep working.
    """

    __slots__ = (
        "name", "summary", "cases", "at", "instead", "evidence", "limits", "asks", "since", "concerns", "needs",
        "check", "severity", "yields_to", "sites", "status", "former", "names",
    )  # fmt: skip
    defaults = {
        "limits": (),
        "asks": 1,
        "since": "0.1.0",
        "concerns": (),
        "needs": (),
        "check": None,
        "severity": WARNING,
        "yields_to": (),
        "sites": False,
        "status": STABLE,
        "former": (),
        "names": None,  # of the facts that it reads, filled in on first use
    }


def severities(rule):
    """Return the severities that a rule can report with, gravest first, as one text."""
    own = rule.severity if isinstance(rule.severity, tuple) else (rule.severity,)
    kinds = [case.severity for case in rule.cases] or own
    return ", ".join(dict.fromkeys(kinds))


class Report(Record):
    """What a rule about the reading found: a sentence, its place, what to write instead, and Suggestions."""

    __slots__ = ("message", "spot", "keys", "value", "instead", "severity", "suggestions")
    defaults = {"keys": (), "value": None, "instead": "", "severity": WARNING, "suggestions": ()}


class View:
    """What a rule sees of a config: the facts of one component, over those that all components share.

    ``fixed`` holds the facts of one run of a search, in place of the several values that the config gives for them.
    """

    __slots__ = ("facts", "shared", "limits", "fixed", "is_search")

    def __init__(self, facts, shared, limits, fixed=None, is_search=True):
        self.facts = facts
        self.shared = shared
        self.limits = limits
        self.fixed = fixed
        self.is_search = is_search  # whether the config may describe a search over several values of a fact

    def get(self, name):
        """Return a fact or None; a component has a model of its own, and shares data, training and deployment."""
        if self.fixed is not None and name in self.fixed:
            return self.fixed[name]
        fact = self.facts.get(name)
        if fact is None and self.shared is not None and not name.startswith("model.") and name != "task":
            fact = self.shared.get(name)
        return fact

    @property
    def kind(self):
        """What it is a view of: a component, or a site inside a network."""
        return "component" if any(part is self.facts for part in self.shared.components) else "site"

    def role(self, otherwise):
        """Return what the site or component is, or other words for the config's own network."""
        return self.facts.role or otherwise

    @property
    def where(self):
        """What a sentence adds to say at which site it is: `` (stage 2)``; nothing elsewhere."""
        return f" ({self.facts.role})" if self.facts.role and self.kind == "site" else ""

    def known(self, name):
        """Whether a fact is known."""
        fact = self.get(name)
        return fact is not None and fact.known

    def value(self, name, default=None):
        """Return a known fact's value, else the default."""
        fact = self.get(name)
        return fact.value if fact is not None and fact.known else default

    def numbers(self, *names):
        """Return the values of facts that a condition has found known."""
        return [self.value(name) for name in names]

    def under(self, limits, fixed=None):
        """Return the same view for another rule's limits, or with facts fixed."""
        return View(self.facts, self.shared, limits, self.fixed if fixed is None else fixed)

    def runs(self, names):
        """Return a view for each run of a search over these facts; none where nothing is searched, or too much is."""
        if not self.is_search:
            return []
        found = [fact for fact in map(self.get, names) if fact is not None and fact.members]
        if not found or math.prod(len(fact.members) for fact in found) > MAX_RUNS:
            return []
        return [
            View(self.facts, self.shared, self.limits, dict(zip((fact.name for fact in found), run, strict=True)))
            for run in itertools.product(*([fact.fixed(member) for member in fact.members] for fact in found))
        ]


class Verdict(Record):
    """A rule's outcome for one view.

    ``case`` is the one that held, and ``view`` the one that it held for: the worst run, where the config describes a
    search.  Otherwise ``unknown`` holds the absent facts that stand between the rule and its
    verdict, and ``asks`` says whether they are few enough to be asked for.
    """

    __slots__ = ("case", "unknown", "asks", "view")
    defaults = {"case": None, "unknown": frozenset(), "asks": False, "view": None}


SILENT = Verdict()


# The runs of a search that are judged one by one; a search over more is not judged at all.
MAX_RUNS = 1_000


def views(rule, facts, limits, is_search=True):
    """Yield what a rule is judged over: a config, its components, and each site of these if the rule looks there."""
    for part in (facts, *facts.components):
        yield View(part, facts if part is not facts else None, limits, None, is_search)
        if rule.sites:
            for site in part.sites:
                yield View(site, facts, limits, None, is_search)


def is_search(facts):
    """Whether a config tries several values of a fact."""
    return any(fact.members for part in facts.parts() for fact in part.values())


def judge(rule, view):
    """Return a rule's verdict over one view; over a search it is silent unless it reports for every run."""
    runs = view.runs(_names(rule))
    return _judge_runs(rule, runs) if runs else _judge(rule, view)


def _names(rule):
    """Return the facts that a rule reads, sorted; found once, as a rule judges every config of a run."""
    if rule.names is None:
        conditions = [condition for case in rule.cases for condition in (*case.when, *case.unless)]
        rule.names = sorted({name for condition in conditions for name in condition.names})
    return rule.names


def _judge_runs(rule, runs):
    """Return the verdict for the worst run, at the mildest severity that every run gets."""
    verdicts = []
    for run in runs:
        verdict = _judge(rule, run)
        if verdict.case is None:
            return SILENT
        verdicts.append(verdict)
    mildest = max(rule.cases.index(verdict.case) for verdict in verdicts)
    worse = _worse(rule.cases[mildest].when)

    def badness(verdict):
        values = [(verdict.view.value(name), sign) for name, sign in worse if name in verdict.view.fixed]
        return [sign * value for value, sign in values if is_number(value)]

    return max((verdict for verdict in verdicts if verdict.case is rule.cases[mildest]), key=badness)


def truth(condition, view):
    """Return whether a condition holds; over a search True or False only where it is so for every run."""
    found = {condition.test(run) for run in view.runs(condition.names) or [view]}
    return found.pop() if len(found) == 1 else None


def _judge(rule, view):
    unknown = None
    for case in rule.cases:
        outcome = _outcome(case, view)
        if outcome is True:
            return Verdict(case, view=view)
        # A note fails nothing, so a fact that would only decide a note is not worth a question.
        if outcome and case.severity != NOTE and unknown is None:
            unknown = outcome
    return Verdict(None, frozenset(unknown), len(unknown) <= rule.asks) if unknown else SILENT


def _outcome(case, view):
    """Return True if a case holds, the set of facts that would decide it, or None where it is silent."""
    wanted = set()
    blocked = False
    for condition in case.when:
        truth = condition.test(view)
        if truth is False:
            return None
        if truth is None:
            missing = set() if condition.is_hidden(view) else condition.missing(view)
            blocked = blocked or not missing
            wanted |= missing
    for condition in case.unless:
        truth = condition.test(view)
        if truth is True:
            return None
        if truth is None and condition.is_hidden(view):
            blocked = True  # an excuse may stand there, out of sight
    if blocked:
        return None
    return wanted or True


class Loaded(Record):
    """A rule with the module it stands in and the skill that its folder names.

    For a project's own rule the module is what it was read from, and ``link`` a text: where more is to be read, if
    anywhere.
    """

    __slots__ = ("rule", "module", "skill", "link")
    defaults = {"link": None}


def modules():
    """Return the dotted names of all rule modules below this package, sorted (from the folders' listing)."""
    import os

    found = []
    base = os.path.dirname(__file__)
    for folder in sorted(os.listdir(base)):
        path = os.path.join(base, folder)
        if not folder.startswith("_") and os.path.isdir(path):
            for file in sorted(os.listdir(path)):
                if file.endswith(".py") and not file.startswith("_"):
                    found.append(f"{folder}.{file[:-3]}")
    return found


def load(module):
    """Return the rule of one module such as ``cnn_families_and_selection.vit_on_edge``."""
    loaded = importlib.import_module("." + module, __name__)
    return Loaded(loaded.RULE, loaded, module.split(".")[0].replace("_", "-"))


def named(name):
    """Return the rule of a name, importing no other, or None."""
    module = _module(name)
    return load(module) if module is not None else None


def exists(name):
    """Whether there is a rule of this name; none is imported."""
    return _module(name) is not None


def _module(name):
    wanted = name.replace("-", "_")
    return next((module for module, *_ in index() if module.rpartition(".")[2] == wanted), None)


def load_all():
    """Return all rules, sorted by name."""
    return sorted((load(module) for module in modules()), key=lambda loaded: loaded.rule.name)


def index():
    """Return the generated index: for each rule its module, the families it concerns, and the facts it needs."""
    from ._index import INDEX

    return INDEX


def former_names():
    """Return the names that rules had before, each with the present one."""
    from ._index import FORMER

    return FORMER


def statuses():
    """Return the statuses of the rules that are not stable, by name."""
    from ._index import STATUSES

    return STATUSES


_concerning: dict = {}  # the configs of a project are alike: (families, facts) -> rules


def concerning(families, present):
    """Return the rules that can concern a config: by its families (None stands for an unknown one) and its facts."""
    key = frozenset(families), frozenset(present)
    found = _concerning.get(key)
    if found is None:
        if len(_concerning) > 10_000:
            _concerning.clear()
        found = _concerning[key] = [
            load(module)
            for module, concerns, needs in index()
            if (not concerns or None in families or any(family in concerns for family in families))
            and present.issuperset(needs)
        ]
    return found
