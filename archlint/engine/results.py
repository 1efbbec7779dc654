"""What became of each file, and of a run."""

LINTED, NOT_RECOGNISED, NOT_A_MODEL, FAILED = "linted", "not-recognised", "not-a-model", "failed"


class FileResult:
    """What became of one file."""

    __slots__ = (
        "path",
        "named",
        "status",
        "dialect",
        "reason",
        "error",
        "fault",
        "notices",
        "facts",
        "parts",
        "source",
        "is_companion",
        "unread",
        "nearest",
    )

    def __init__(self, path, named=False):
        self.path = path
        self.named = named
        self.status = NOT_RECOGNISED
        self.dialect = None
        self.reason = None  # what in its content showed the dialect
        self.error = None
        self.fault = None  # a fault in archlint itself that this file brought out
        self.notices = []
        self.facts = None  # of the first document that describes a model
        self.parts = []  # the facts of each recognised document
        self.source = None  # its text, once something stands in it
        self.is_companion = False  # a part of a config, or a known file that stands beside one
        self.unread = None  # why a file that is not recognised cannot be one, where that is plain; else None
        self.nearest = ()  # what came nearest to one that is not recognised: see dialects.nearest

    def release(self):
        """Let go of what only reading and judging need: a run over many files holds no more than it will show."""
        self.parts, self.facts = [], None


class Run:
    """One run's files, findings and what was left open."""

    def __init__(self):
        self.files = []
        self.findings = []
        self.asked = []  # (fact, rule, linted path, finding) of each question, before they are merged
        self.suppressed = []  # findings that something silenced, each with what did
        self.used_entries = set()  # the places of the settings' ignores that silenced something
        self.baseline = None
        self.unmet = []  # entries of the baseline whose findings are no longer there
        self.skipped = {}  # missing fact -> the rules that it kept from a verdict
        self.ignores = {}  # path -> the ignores in that file's comments, once something stands in it

    def absorb(self, other):
        """Add another run's files and findings, and what its files used of the ignores."""
        self.files.extend(other.files)
        self.findings.extend(other.findings)
        self.suppressed.extend(other.suppressed)
        self.used_entries |= other.used_entries
        self.asked.extend(other.asked)
        for fact, rules in other.skipped.items():
            self.skipped.setdefault(fact, set()).update(rules)
        for path, ignores in other.ignores.items():
            if path in self.ignores:
                self.ignores[path].use(ignores)
            else:
                self.ignores[path] = ignores

    def count(self, severity):
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def recognised(self):
        return sum(file.status == LINTED for file in self.files)

    @property
    def passed_over(self):
        """How many files hold keys and values that nothing here recognises."""
        return sum(file.status == NOT_RECOGNISED and not file.unread for file in self.files)

    @property
    def met_config(self):
        """Whether any file was taken for a config, for a part of one, or for a known one that stands beside it."""
        return any(file.status == LINTED or file.is_companion for file in self.files)
