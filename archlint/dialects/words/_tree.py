"""Any source's values as leaves: each with its key as a phrase, below the phrases of the sections that hold it."""

from ...sources import Opaque
from .. import Node
from ._lexicon import word_set
from ._phrases import Phrase, phrase

_MOST_NODES = 4_000
_DEEPEST = 12
# What stands beside a value that a run tracker or a search wraps.
_WRAPPING = word_set(
    "value desc description help distribution unit units comment note notes doc default type label title required"
)
_SWEPT = ("values", "distribution", "min", "max", "choices")
# Keys that switch on what their section is about.
_SWITCHES = ("enabled", "enable", "flag", "use", "active", "on", "is_enabled", "do")
# Sections that a tool keeps for itself.
_TOOLS = frozenset(
    ("_wandb", "wandb", "wandb_version", "hydra", "metadata", "logging", "logger", "loggers", "sagemaker")
)
# Functions that give a field its default, and classes that only hold what they are given.
_FIELDS = ("Field", "field", "attrib", "ib", "Argument", "Option")
_NO_PHRASE = Phrase()
# What a section is called that only holds what another names.
_HOLDING = {"value"}
_COUNTING = ("n", "num", "max", "nb", "total", "no")


class Leaf:
    """A value that is no mapping: its node, its key's phrase and those of the sections above, outermost first."""

    __slots__ = ("above", "node", "own", "placed", "surrounding", "value")

    def __init__(self, node, own, above):
        self.node = node
        self.own = own
        self.above = above
        self.surrounding = _concepts_of(above)
        self.value = node.value
        self.placed = False

    @property
    def nearest(self):
        """The phrase of the section that holds this value; an empty one at the top."""
        return self.above[-1] if self.above else _NO_PHRASE

    def within(self, concept):
        """Whether a section above stands for a concept."""
        return concept in self.surrounding

    def about(self, concept):
        """Whether the key or a section above stands for a concept."""
        return concept in self.own.concepts or concept in self.surrounding

    @property
    def is_of_teacher(self):
        """Whether the nearest section that is about a teacher or a student is the teacher's."""
        if "teacher" not in self.surrounding:
            return False
        for part in reversed(self.above):
            if "student" in part.texts:
                return False
            if part.has("teacher"):
                return True
        return False

    def place(self):
        """Note that a concept took this key."""
        self.placed = True


_SURROUNDINGS: dict = {}


def _concepts_of(above):
    """Return the concepts of all sections above a leaf; leaves of one section share them."""
    found = _SURROUNDINGS.get(above)
    if found is None:
        if len(_SURROUNDINGS) > _MOST_NODES:
            _SURROUNDINGS.clear()
        found = _SURROUNDINGS[above] = frozenset().union(*(part.concepts for part in above))
    return found


class Tree:
    """The leaves of a document, and its mappings."""

    __slots__ = ("leaves", "lists", "maps")

    def __init__(self, root):
        self.leaves = []
        self.lists = []  # those that hold mappings
        self.maps = []  # (node, phrase of its key, those above, the class that is called with it)
        seen, left = set(), _MOST_NODES
        stack = [(root, _NO_PHRASE, ())]
        while stack and left:
            node, own, above = stack.pop()
            left -= 1
            value = node.value
            called = ""
            if isinstance(value, Opaque) and isinstance(value.value, dict):
                held = value.value
                if value.tag in _FIELDS:
                    node = Node(node.document, node.keys, held)
                    inner = node.first("*0", "default")
                    if inner.present:
                        self.leaves.append(Leaf(inner, own, above))
                    continue
                node = Node(node.document, node.keys, held)
                called = value.tag or ""
                value = held
            if not isinstance(value, dict):
                if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value[:50]):
                    self.lists.append(node)
                    continue
                self.leaves.append(Leaf(node, own, above))
                continue
            if id(value) in seen or len(above) > _DEEPEST:
                continue
            seen.add(id(value))
            if own and _WRAPPING.issuperset(map(str, value)):
                if "value" in value:
                    stack.append((node.child("value"), own, above))
                    continue
                if "default" in value:
                    stack.append((node.child("default"), own, above))
                    continue
            if own and any(key in value for key in _SWEPT[:2]) and all(not isinstance(v, dict) for v in value.values()):
                continue  # a search over several values
            switch = next((key for key in _SWITCHES if own and isinstance(value.get(key), bool)), None)
            if switch is not None:
                self.leaves.append(Leaf(node.child(switch), own, above))
                if not value[switch]:
                    continue  # what it holds is switched off
            self.maps.append((node, own, above, called))
            below = (*above, own) if own and own.texts != _HOLDING else above
            children = []
            for key, child in node.items():
                if str(key) in _TOOLS:
                    continue
                words, more = _split(key)
                children.append((child, words, (*below, *more)))
            stack.extend(reversed(children))


def _split(key):
    """Return the phrase of a key, and those of sections that it names before a dot."""
    text = str(key)
    if "." not in text:
        return phrase(text), ()
    *sections, last = text.split(".")
    if sections[0].lower() in _COUNTING:
        return phrase(text.replace(".", "_")), ()  # ``n.train``
    if len(sections) > 3 or not all(sections) or not last:
        return phrase(text), ()
    return phrase(last), tuple(phrase(part) for part in sections)
