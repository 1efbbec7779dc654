"""Which phrases state which facts, the most specific pattern first.

A pattern fits a key whose words stand for all its ``needs``, and each for one of them or of what it ``may`` hold
besides; ``within`` must stand in the sections above (any of them), ``never`` in none.  Its rank says how surely it
speaks: of several places the lowest rank counts, and a tie of different values states nothing.
"""

from ...records import Record
from ._lexicon import MODALITIES, QUALITIES, word_set


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
_NO_MODEL = _NO_DATA + " model part generator layer norm attentionhead width class other"

DEPTH = (
    _pattern("model.num_layers", 0, "count layer", "hidden model part size kind generator", never=_OTHERS + " decoder"),
    _pattern("model.num_decoder_layers", 0, "layer decoder", "count hidden model", never=_OTHERS),
    _pattern("model.num_layers", 0, "count convlayer", "hidden model layer", never=_OTHERS + " decoder"),
    _pattern("model.num_layers", 1, "convlayer", "hidden model layer part", never=_OTHERS + " decoder"),
    _pattern("model.num_layers", 1.5, "count", "total", within="layer", never=_OTHERS + " decoder data unit"),
    _pattern("model.num_layers", 1, "layer", "hidden model part kind generator", never=_OTHERS + " decoder"),
)

# The size of the data a model is trained on.
SIZE = (
    _pattern("size", 0, "train unit", "count data split total quality preposition", odd=1),
    _pattern("size", 0, "train", "count size data split", within="unit split data", never=_NO_DATA),
    _pattern("size", 0, "train data size", "count split"),
    _pattern("size", 1.5, "train", "count", within="class size count", never=_NO_DATA),
    _pattern("size", 3.6, "count", "total", within="train", never=_NO_MODEL),
    _pattern("size", 3.6, "data", "train", never=_NO_MODEL + " data train"),
    _pattern("size", 1, "train size", "count data split set", never=_NO_DATA),
    _pattern("size", 1, "train count", "data set split quality", never=_NO_DATA, odd=1),
    _pattern("size", 1, "train", "count data split quality", never=_NO_DATA, odd=1, plural="odd"),
    _pattern("size", 1.5, "unit", "count data quality", within="train", never=_NO_DATA),
    _pattern("size", 2, "unit count", "data total quality", never=_NO_DATA),
    _pattern("size", 2, "unit size", "data total", never=_NO_DATA, within="data"),
    _pattern("size", 2, "data size", "count total", never=_NO_DATA),
    _pattern("size", 2, "data count", "size total", never=_NO_DATA),
    _pattern("size", 3, "unit", "data quality preposition total", never=_NO_DATA, plural="unit"),
    _pattern("size", 3.6, "", "quality", within="data", never=_NO_MODEL, odd=2, plural="odd"),
    _pattern("size", 4, "count", "total data split", within="unit", never=_NO_DATA),
    _pattern("size", 4, "count", "total data split unit", within="data split", never=_NO_DATA),
    _pattern("size", 3.5, "unit", "data quality", never=_NO_MODEL, odd=2, plural="unit"),
    _pattern("size", 3.5, "count", "total data quality", never=_NO_MODEL, odd=2, plural="odd"),
    _pattern("size", 5, "size", "total data", within="data unit", never=_NO_DATA),
)

# A plural that no table knows, which may count what the data are where nothing else does.
THINGS = _pattern("size", 6, "", "quality data", never=_NO_MODEL, odd=2, plural="odd")

NODES = (
    _pattern("data.nodes_per_graph", 0, "node per", "unit count size data graph quality", never=_OTHERS),
    _pattern("data.nodes_per_graph", 1, "node maximum", "unit count size per", never=_OTHERS),
    _pattern("data.nodes_per_graph", 1, "per", "unit data", within="node", never=_OTHERS),
    _pattern("data.nodes_per_graph", 2, "maximum", "unit data", within="node", never=_OTHERS),
    _pattern("data.nodes_per_graph", 2, "node", "count total", within="unit", never=_OTHERS, plural="node"),
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
    _pattern("data.sequence_length", 0, "reach", "count sequence unit maximum train model other", never="machinery"),
    _pattern("data.sequence_length", 0, "sequence length", "maximum count model", never="machinery"),
    _pattern("data.sequence_length", 0, "length", "maximum unit", within="sequence", never="machinery"),
    _pattern(
        "data.sequence_length", 1, "unit per", "unit sequence count step kind other", never="machinery place latency"
    ),
    _pattern("data.sequence_length", 2, "maximum word", "count", never="machinery place eval sampling"),
    _pattern("data.sequence_length", 2, "maximum position", "count sequence", never="machinery place eval decoder"),
    _pattern("data.sequence_length", 3, "sequence", "size unit", never="machinery place eval attentionhead"),
)

_QUALITY = "quality"
# Plurals that no ending tells.
_PLURALS = word_set("bilder fotos aufnahmen zeilen saetze data imagenes dokumente texte")


def _is_plural(word):
    """Whether a word that the lexicon does not know is a plural, and no name that ends like one."""
    return word.plural and not word.text.endswith(("us", "is"))


def fits(pattern, leaf):
    """Whether a pattern fits a leaf: see ``Pattern``."""
    own = leaf.own
    if not pattern.needs <= own.concepts or not pattern.never.isdisjoint(leaf.surrounding):
        return False
    odd = 0
    for word in own:
        if word.concepts & pattern.needs or word.concepts & pattern.may or word.text in pattern.may:
            continue
        if word.concepts or pattern.odd <= odd:
            if not (_QUALITY in pattern.may and (word.text in QUALITIES or word.text in MODALITIES)):
                return False
        else:
            odd += 1
    if pattern.plural == "unit":
        unit = own.unit()
        if unit is None or not (unit[2].plural or unit[2].text in _PLURALS or unit[0] == "hours"):
            return False
    if pattern.plural == "odd":
        strange = [word for word in own if not word.concepts and word.text not in QUALITIES]
        if not strange or not _is_plural(strange[-1]):
            return False
    return not pattern.within or not pattern.within.isdisjoint(leaf.surrounding)
