"""Two or more architectures side by side: what is known of each, which stated facts speak for which, what to read."""

from .. import knowledge
from ..records import Record
from . import Answer, evidence
from .sheets import ASKS, CNN, DESIGN, GENERATION, GRAPH, SEQUENCE, THIRD_OPTION

FEW = 10_000  # samples below which a large or data-hungry network from scratch is the wrong choice
SMALL_GRAPH = 100
_EDGE = ("edge", "mobile", "microcontroller", "browser")
_SHEETS = {
    "cnn": CNN, "vision-transformer": CNN, "conv-attention-hybrid": CNN, "rnn": SEQUENCE, "tcn": SEQUENCE,
    "forecaster": SEQUENCE, "conformer": SEQUENCE, "transformer-encoder": SEQUENCE, "encoder-decoder": SEQUENCE,
    "transformer-decoder": SEQUENCE, "state-space": SEQUENCE, "gnn": GRAPH, "graph-transformer": GRAPH,
    "gan": GENERATION, "vae": GENERATION, "diffusion": GENERATION, "autoregressive-generator": GENERATION,
}  # fmt: skip
_BY_MODALITY = {
    "image": CNN, "video": CNN, "text": SEQUENCE, "audio": SEQUENCE, "time-series": SEQUENCE, "graph": GRAPH,
}  # fmt: skip


class UnknownArchitecture(ValueError):  # noqa: N818 (named for what it says of a name)
    """Raised for a name that the tables do not hold; the message suggests the nearest."""


class Candidate(Record):
    """One architecture and what is known of it; a value that is not known is None."""

    __slots__ = ("name", "given", "row")

    def __getattr__(self, key):
        return self.row.get(key)


class Argument(Record):
    """A stated fact, and the candidates that it speaks for and against."""

    __slots__ = ("fact", "value", "speaks_for", "speaks_against", "why")


class Comparison:
    """The outcome: candidates, arguments, what was published, and the answer that says what to read and to ask."""

    def __init__(self, candidates, arguments, published, answer):
        self.candidates = candidates
        self.arguments = arguments
        self.published = published
        self.answer = answer


def compare(names, facts):
    """Compare known architectures under the stated facts (names to values)."""
    candidates = [_candidate(name) for name in names]
    answer = Answer(" vs ".join(names), "compare")
    answer.facts = dict(sorted(facts.items()))
    sheet, section = _sheet(candidates, facts)
    answer.path = ["COMPARE architectures", sheet]
    answer.add(sheet, section, _reason(sheet, candidates))
    answer.decided_by = [candidate.name for candidate in candidates]
    for ask in ASKS[sheet]:
        if ask.fact is not None:
            answer.ask(ask)
    if all(candidate.family == "rnn" for candidate in candidates):
        answer.advice.append(THIRD_OPTION)
    return Comparison(candidates, _arguments(candidates, facts), evidence.nearest(candidates, facts), answer.close())


def _candidate(name):
    row = knowledge.architecture(name)
    if row is None:
        raise UnknownArchitecture(f"unknown architecture {name!r}{_nearest(name)}")
    figure = evidence.accuracy(row.get("name"))
    if figure is not None:
        row = {
            **row,
            "top1": figure["value"],
            "top1_setting": figure["setting"].rpartition(", ")[0],
            "top1_source": figure["source"],
        }
    # A family's word stands for many: its members keep the names that they were given.
    return Candidate(row["name"] if "num_parameters" in row else name, name, row)


def _nearest(name):
    """Return ``; did you mean x?`` for the nearest known names, or an empty text."""
    import difflib

    known = {known.lower().replace("-", "_"): known for known in knowledge.names("architecture")}
    near = difflib.get_close_matches(name.lower().replace("-", "_")[:100], known, n=3, cutoff=0.7)
    return f"; did you mean {' or '.join(known[one] for one in near)}?" if near else ""


def _sheet(candidates, facts):
    sheets = {_own_sheet(candidate) for candidate in candidates}
    families = {candidate.family for candidate in candidates}
    if len(sheets) > 1:
        sheet = _BY_MODALITY.get(facts.get("data.modality"), DESIGN)
        return sheet, "decision-table"
    sheet = sheets.pop()
    if sheet == CNN and families & {"vision-transformer", "conv-attention-hybrid"} and "cnn" in families:
        return sheet, "vit-or-cnn"
    if sheet == SEQUENCE and families == {"rnn"}:
        return sheet, "rnn-or-lstm"
    if sheet == GENERATION:
        return sheet, "families"
    if families == {"vision-transformer"}:
        return sheet, "vit-or-cnn"
    return sheet, "decision-table"


def _own_sheet(candidate):
    modality = candidate.modality
    if candidate.family in ("gan", "vae", "diffusion", "autoregressive-generator", "gnn", "graph-transformer"):
        return _SHEETS[candidate.family]
    return _BY_MODALITY.get(modality) or _SHEETS.get(candidate.family, DESIGN)


def _reason(sheet, candidates):
    if sheet == DESIGN:
        return "families of different modalities: a general comparison"
    families = dict.fromkeys(candidate.family or "unknown family" for candidate in candidates)
    return f"a comparison within one modality ({', '.join(families)}) belongs to that modality's sheet"


def _arguments(candidates, facts):
    found = []
    for fact, value in sorted(facts.items()):
        for argue in _ARGUMENTS.get(fact, ()):
            argument = argue(candidates, value, facts)
            if argument is not None:
                speaks_for, against, why = argument
                found.append(Argument(fact, value, _names(speaks_for), _names(against), why))
    return found


def _names(candidates):
    return [candidate.name for candidate in candidates]


def _with(candidates, *families):
    return [candidate for candidate in candidates if candidate.family in families]


def _scratch(facts):
    return facts.get("model.pretrained") is not True and facts.get("training.regime") != "fine-tuning"


def _about_size(candidates, few, facts):
    if not few or facts.get("data.unit") in ("tokens", "nodes", "time-steps", "hours", "points"):
        return None
    unless = "" if facts.get("model.pretrained") is False else "unless pretrained weights are there: "
    hungry = _with(candidates, "vision-transformer")
    frugal = _with(candidates, "cnn", "conv-attention-hybrid")
    if not (hungry and frugal):
        hungry = _with(candidates, "transformer-encoder", "transformer-decoder", "encoder-decoder")
        frugal = _with(candidates, "rnn", "tcn", "forecaster", "cnn")
    if hungry and frugal:
        if not _scratch(facts):
            return [], [], "starting from pretrained weights, a small data set speaks for neither"
        return (
            frugal,
            hungry,
            unless + "from scratch on few samples, built-in locality or order beats learned attention",
        )
    sized = sorted((one for one in candidates if one.num_parameters), key=lambda one: one.num_parameters)
    if _scratch(facts) and len(sized) > 1 and sized[-1].num_parameters > 4 * sized[0].num_parameters:
        return sized[:1], sized[-1:], unless + "from scratch on few samples, fewer parameters overfit less"
    return None


def _by_train_size(candidates, value, facts):
    return _about_size(candidates, value < FEW, facts)


def _by_band(candidates, value, facts):
    return _about_size(candidates, value == "small", facts) if "data.train_size" not in facts else None


def _by_target(candidates, value, facts):
    if value not in _EDGE:
        return None
    fit = [one for one in candidates if one.edge == "yes"]
    unfit = [one for one in candidates if one.edge == "no"]
    return (fit, unfit, "measured or made for small devices, or not") if fit or unfit else None


def _by_latency(candidates, value, facts):
    if value != "real-time":
        return None
    slow = [one for one in _with(candidates, "diffusion") if not one.few_steps]
    fast = [*_with(candidates, "gan", "vae"), *(one for one in _with(candidates, "diffusion") if one.few_steps)]
    if slow or fast:
        return fast, slow, "one forward pass, or few steps, against 50-1000 steps"
    streaming = _with(candidates, "rnn", "tcn", "state-space")
    whole = _with(candidates, "transformer-encoder", "transformer-decoder", "encoder-decoder")
    return (streaming, whole, "a constant state streams; attention reads the whole window") if streaming else None


def _by_compute(candidates, value, facts):
    if value != "low":
        return None
    dear, cheap = _with(candidates, "diffusion"), _with(candidates, "vae", "gan")
    if dear and cheap and _scratch(facts):
        return cheap, dear, "training a diffusion model from scratch is the dearest of the three"
    sized = sorted((one for one in candidates if one.num_parameters), key=lambda one: one.num_parameters)
    if len(sized) > 1 and sized[-1].num_parameters > 2 * sized[0].num_parameters:
        return sized[:1], sized[-1:], "fewer parameters to train"
    return None


def _by_modality(candidates, value, facts):
    wrong = [one for one in candidates if one.modality not in (None, value, "multimodal") and value != "multimodal"]
    right = [one for one in candidates if one.modality == value]
    return (right, wrong, "made for this modality, or for another") if wrong else None


def _by_nodes(candidates, value, facts):
    plain, wide = _with(candidates, "gnn"), _with(candidates, "graph-transformer")
    if value < SMALL_GRAPH and plain and wide:
        return plain, [], "on small graphs standard GNNs are simpler and effective"
    return None


def _by_length(candidates, value, facts):
    recurrent = _with(candidates, "rnn")
    if value > 1000 and recurrent:
        others = [one for one in candidates if one.family in ("state-space", "tcn")]
        return others, recurrent, "beyond a thousand steps recurrence forgets; state-space models and wide TCNs reach"
    return None


def _by_parameters(candidates, value, facts):
    within = [one for one in candidates if one.num_parameters and one.num_parameters <= value]
    beyond = [one for one in candidates if one.num_parameters and one.num_parameters > value]
    return (within, beyond, "within the stated number of parameters, or beyond it") if beyond else None


_ARGUMENTS = {
    "data.train_size": (_by_train_size,),
    "data.size_band": (_by_band,),
    "data.modality": (_by_modality,),
    "data.nodes_per_graph": (_by_nodes,),
    "data.sequence_length": (_by_length,),
    "deployment.target": (_by_target,),
    "deployment.latency": (_by_latency,),
    "constraints.compute": (_by_compute,),
    "model.num_parameters": (_by_parameters,),
}
