"""What stands between configs and rules: named, typed statements about a model, its data and its use.

A fact is known (with a value), opaque (present, but not to be resolved without running the project) or impossible
(a value that its key cannot hold).  One that a search tries several values of is opaque too, and holds them.  A fact
that is not there at all is absent, and absence is not evidence.
"""

from ..records import Record
from ..sources import Opaque, Sweep
from .values import Impossible, check_value, count, is_count, is_integer, quantity, truth
from .vocabulary import DEPTH_UNITS, FAMILIES, MODALITIES, NORMALIZATIONS, SIZE_BANDS, TASKS, UNITS, VOCABULARY

STATED = "stated"  # written in the file, or in one that it inherits
DERIVED = "derived"  # follows from the known name of an architecture or a data set
DEFAULT = "default"  # the framework's own documented default for an omitted key
SETTING = "setting"  # the user's project facts, or --set
MEASURED = "measured"  # counted in local data
OPAQUE = "opaque"
IMPOSSIBLE = "impossible"  # shown to users as opaque, and reported by the rule impossible-value

# The source of a default that follows from a file saying nothing, where no framework documents one.
SILENCE = "silence"
# What a framework does with a key that it does not know, and what such a key seems to be.
REFUSE, DROP = "refuse", "drop"
UNKNOWN, MISSPELT, RENAMED = "unknown", "misspelt", "renamed"


class Fact:
    """One statement: a name, a value, how it came to be known, and the key path where that stands."""

    __slots__ = ("name", "value", "origin", "document", "keys", "source")

    def __init__(self, name, value, origin, document=None, keys=None, source=None):
        self.name = name
        self.value = value
        self.origin = origin
        self.document = document
        self.keys = keys  # path of keys in the document; None where the fact stands in no file
        self.source = source  # for derived facts the name, for settings the file, that it comes from

    @property
    def known(self):
        return self.origin != OPAQUE and self.origin != IMPOSSIBLE

    @property
    def members(self):
        """The values that a search tries, each in a run of its own; none for any other fact."""
        return self.value.members if isinstance(self.value, Sweep) else ()

    def fixed(self, member):
        """Return this fact as it is in the search's run with one of its members."""
        return Fact(self.name, member, STATED, self.document, self.keys, self.source)

    @property
    def spot(self):
        """The place of the value, or None for a fact that stands in no file."""
        return self.document.spot(self.keys) if self.document is not None and self.keys else None

    def __repr__(self):
        return f"Fact({self.name}={self.value!r}, {self.origin})"


class OddKey(Record):
    """A key that the framework of a config does not know, as its dialect noticed it.

    kind: ``UNKNOWN`` (outside a key set that the file itself closes), ``MISSPELT`` (next to a known key that is not
    there itself) or ``RENAMED``.  keys: its path.  suggestions: the keys it may be meant for, the nearest first.
    treatment: what the framework does with it, ``REFUSE`` or ``DROP``; empty where that is not certain.  since: the
    version that renamed it, in words.  safe: the framework drops the key without a word, and only one is meant, so that
    the right spelling overrules nothing that it reads today.
    """

    __slots__ = ("kind", "keys", "suggestions", "treatment", "since", "safe")
    defaults = {"treatment": "", "since": "", "safe": False}


MAX_ODD_KEYS = 100  # reported of one file, each with a search for the nearest word


class Facts(dict):
    """The facts of one config, by name, with its components and what its dialect noticed while reading.

    ``state`` and its siblings keep the first value that is given for a name: readers state the surest source first.
    """

    def __init__(self, document, role=None):
        super().__init__()
        self.document = document
        self.role = role  # what a component is: vision, text, generator, teacher, denoiser ...
        self.components = []
        self.sites = []
        self.odd_keys = []  # OddKeys: those that the framework does not know
        self.unplaced = ()  # key paths that the reader of words could not place, for people who ask why
        self.unstated_is_absent = False  # the native dialect: what would excuse a choice must be said

    def component(self, role):
        """Add a component (one of several networks in the file) and return its facts."""
        part = Facts(self.document, role)
        part.unstated_is_absent = self.unstated_is_absent
        self.components.append(part)
        return part

    def site(self, role):
        """Add a site and return its facts.

        A site is a place inside one network where numbers must fit: a stage, a level of a pyramid, an axis of the
        image, a head, the seam between two parts.  It has the facts that meet there, and shares none of the
        network's own; of the data, the training and the deployment it sees all that it does not state itself.
        """
        part = Facts(self.document, role)
        self.sites.append(part)
        return part

    def note_key(self, kind, keys, suggestions, treatment="", since="", safe=False):
        """Note a key that the framework does not know; a hostile file may hold endlessly many."""
        if len(self.odd_keys) < MAX_ODD_KEYS:
            self.odd_keys.append(OddKey(kind, tuple(keys), list(suggestions), treatment, since, safe))

    def parts(self):
        """Yield these facts, those of each component, and those of all their sites."""
        for part in (self, *self.components):
            yield part
            yield from part.sites

    def put(self, name, value, origin, keys=None, document=None, source=None, replace=False):
        """Add one fact unless a known or opaque one of that name is there already.

        A number below what the fact can hold is opaque: whatever it means to its framework, nothing divides by it.
        """
        if name not in VOCABULARY:
            raise KeyError(f"{name} is not in the vocabulary of facts")
        low = VOCABULARY[name].low
        if low is not None and isinstance(value, (int, float)) and origin != IMPOSSIBLE and not value >= low:
            value, origin = None, OPAQUE
        if replace or name not in self:
            self[name] = Fact(name, value, origin, document or self.document, keys, source)

    def state(self, name, node, convert=None):
        """State a fact from a node: nothing if the node is absent or null, opaque if it cannot be resolved."""
        if node is None or node.absent or node.is_null:
            return
        if node.opaque:
            swept = _swept(node.value, convert)
            if swept is not None and len(swept.members) == 1:  # written in several ways, and one value
                self.put(name, swept.members[0], STATED, node.keys, node.document)
            else:
                self.put(name, swept, OPAQUE, node.keys, node.document)
            return
        try:
            value = convert(node.value) if convert else node.value
        except Impossible as fault:
            # A container may hold itself many times over (aliases): its text must never be asked for.
            shown = (
                node.value if not isinstance(node.value, (dict, list)) else f"a {'mapping' if node.is_map else 'list'}"
            )
            self.put(name, shown, IMPOSSIBLE, node.keys, node.document, source=str(fault))
            return
        if isinstance(value, Opaque):
            self.put(name, None, OPAQUE, node.keys, node.document)
        elif value is not None:
            self.put(name, value, STATED, node.keys, node.document)

    def say(self, name, value, node):
        """State a fact whose value follows from what stands at a node, without being that value itself."""
        if value is not None:
            self._put_at(name, value, STATED, node)

    def assume(self, name, value, node=None):
        """Add the framework's documented default for a key that the config leaves out."""
        if value is not None:
            self._put_at(name, value, DEFAULT, node)

    def _put_at(self, name, value, origin, node):
        if node is None:
            self.put(name, value, origin)
        else:
            self.put(name, value, origin, node.keys, node.document)

    def value(self, name, default=None):
        """Return a known fact's value, or the default for one that is absent, opaque or impossible."""
        fact = self.get(name)
        return fact.value if fact is not None and fact.known else default


def _swept(value, convert):
    """Return a search's members as a fact holds them; None where one of them is not to be known."""
    if not isinstance(value, Sweep):
        return None
    members = []
    for member in value.members:
        try:
            member = convert(member) if convert else member
        except Impossible:
            return None
        if member is None or isinstance(member, (Opaque, dict, list)):
            return None
        if member not in members:
            members.append(member)
    return Sweep(members)


__all__ = [
    "DEFAULT",
    "DEPTH_UNITS",
    "DERIVED",
    "DROP",
    "FAMILIES",
    "IMPOSSIBLE",
    "MAX_ODD_KEYS",
    "MEASURED",
    "MISSPELT",
    "MODALITIES",
    "NORMALIZATIONS",
    "OPAQUE",
    "REFUSE",
    "RENAMED",
    "SETTING",
    "SILENCE",
    "SIZE_BANDS",
    "STATED",
    "TASKS",
    "UNITS",
    "UNKNOWN",
    "VOCABULARY",
    "Fact",
    "Facts",
    "Impossible",
    "OddKey",
    "check_value",
    "count",
    "is_count",
    "is_integer",
    "quantity",
    "truth",
]
