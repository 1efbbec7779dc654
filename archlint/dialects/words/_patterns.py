"""Which phrases state which facts, the most specific pattern first.

A pattern fits a key whose words stand for all its ``needs``, and each for one of them or of what it ``may`` hold
besides; ``within`` must stand in the sections above (any of them), ``never`` in none.  Its rank says how surely it
speaks: of several places the lowest rank counts, and a tie of different values states nothing.
"""

from ...records import Record
from ._lexicon import QUALITIES, word_set


class Pattern(Record):
    """How a phrase states a fact.

    odd: how many words of the key may stand in no concept at all.  plural: a needed word must be written as a plural.
    """

    __slots__ = ("states", "rank", "needs", "may", "within", "never", "odd", "plural")


def _pattern(states, rank, needs, may="", within="", never="", odd=0, plural=""):
    return Pattern(
        states,
        rank,
        frozenset(needs.split()),
        frozenset(may.split()),
        frozenset(within.split()),
        frozenset(never.split()),
        odd,
        plural,
    )


# Sections whose numbers are not the model's own.
_OTHERS = "machinery eval place latency compute head attentionhead selfsupervised"
_NO_DATA = "machinery eval sampling place latency pretrained weights teacher measured"
_COUNTED = "count size data split unit total"

DEPTH = (
    _pattern("model.num_layers", 0, "count layer", "hidden model part size kind generator", never=_OTHERS + " decoder"),
    _pattern("model.num_decoder_layers", 0, "layer decoder", "count hidden model", never=_OTHERS),
    _pattern("model.num_layers", 1, "layer", "hidden model part kind generator", never=_OTHERS + " decoder"),
)

# The size of the data a model is trained on.
SIZE = (
    _pattern("size", 0, "train unit", "count data split total quality", odd=1),
    _pattern("size", 0, "train", "count size data split", within="unit split data", never=_NO_DATA),
    _pattern("size", 0, "train data size", "count split"),
    _pattern("size", 1, "train size", "count data split set", never=_NO_DATA),
    _pattern("size", 1, "train count", "data set split quality", never=_NO_DATA, odd=1),
    _pattern("size", 1, "train", "count data split quality", never=_NO_DATA, odd=1, plural="odd"),
    _pattern("size", 1.5, "unit", "count data quality", within="train", never=_NO_DATA),
    _pattern("size", 2, "unit count", "data total quality", never=_NO_DATA),
    _pattern("size", 2, "unit size", "data total", never=_NO_DATA, within="data"),
    _pattern("size", 2, "data size", "count total", never=_NO_DATA),
    _pattern("size", 2, "data count", "size total", never=_NO_DATA),
    _pattern("size", 3, "unit", "data quality", never=_NO_DATA, plural="unit"),
    _pattern("size", 4, "count", "total data split", within="unit", never=_NO_DATA),
    _pattern("size", 4, "count", "total data split unit", within="data split", never=_NO_DATA),
    _pattern("size", 5, "size", "total data", within="data unit", never=_NO_DATA),
)

NODES = (
    _pattern("data.nodes_per_graph", 0, "node per", "unit count size data graph quality", never=_OTHERS),
    _pattern("data.nodes_per_graph", 1, "node maximum", "unit count size per", never=_OTHERS),
)

STEPS = (
    _pattern(
        "model.sampling_steps",
        0,
        "sampling step",
        "count model generator preposition diffusion",
        never="machinery eval",
    ),
    _pattern("model.sampling_steps", 1, "step", "count", within="sampling", never="machinery eval train"),
)

LENGTH = (
    _pattern("data.sequence_length", 0, "reach", "count sequence unit maximum train model", never="machinery"),
    _pattern("data.sequence_length", 0, "sequence length", "maximum count model", never="machinery"),
    _pattern("data.sequence_length", 0, "length", "maximum unit", within="sequence", never="machinery"),
    _pattern("data.sequence_length", 1, "unit per", "unit sequence count step", never="machinery place latency"),
)

_QUALITY = "quality"
# Plurals that no ending tells.
_PLURALS = word_set("bilder fotos aufnahmen zeilen saetze data imagenes dokumente texte")


def fits(pattern, leaf):
    """Whether a pattern fits a leaf: see ``Pattern``."""
    own = leaf.own
    odd = 0
    for word in own:
        if word.concepts & pattern.needs or word.concepts & pattern.may or word.text in pattern.may:
            continue
        if word.concepts or pattern.odd <= odd:
            if not (_QUALITY in pattern.may and word.text in QUALITIES):
                return False
        else:
            odd += 1
            if pattern.plural == "odd" and not word.plural:
                return False
    if not all(own.has(need) for need in pattern.needs):
        return False
    if pattern.plural == "unit":
        unit = own.unit()
        if unit is None or not (unit[2].plural or unit[2].text in _PLURALS or unit[0] == "hours"):
            return False
    if pattern.plural == "odd" and not odd:
        return False
    if pattern.within and not any(leaf.within(concept) for concept in pattern.within):
        return False
    return not any(leaf.within(concept) for concept in pattern.never)
