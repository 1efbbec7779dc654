"""What a question about architectures is about: a component, several modalities, a design, or one modality."""

from itertools import pairwise

from .sentence import DATA, NAMES, SHEETS, is_comparison
from .sheets import ATTENTION, CNN, CODE, DESIGN, GENERAL, MODALITY, NORMALIZATION, SEQUENCE, TRANSFORMER


def normalization(question):
    if not question.has("normalization"):
        return False
    question.decide("normalization")
    return question.go(NORMALIZATION)


def inside_transformer(question):
    if question.has("positions", "class token"):
        question.decide("positions", "class token")
        return question.go(TRANSFORMER)
    if question.has("transformer inside") and not (is_comparison(question) and question.modality() != "image"):
        if question.has("strong attention") and not question.matches(r" (?:blocks?|layers?|architecture) "):
            return False
        question.decide("transformer inside", "transformer", "vit")
        return question.go(TRANSFORMER)
    return False


def attention(question):
    if not question.has("attention"):
        return False
    bare = set(question.reading.words("attention")) <= {"attention", "heads", "queries"}
    if bare and is_comparison(question) and not question.matches(r" attention (?:in|for) "):
        return False
    counted = question.matches(r" (?:how many|number of|dim\w*|multiple|several) ")
    of_transformer = question.has("transformer", "vit", "bert")
    if question.reading.words("attention") == ["heads"] and not (counted or of_transformer):
        return False  # the heads of a detector or a classifier
    if question.has("graph name") and not question.has("strong attention"):
        return False  # the attention of a graph attention network is a graph network's
    question.decide("attention")
    question.go(ATTENTION)
    return True


def several_modalities(question):
    if question.scores["generation"] and not question.matches(r" (?:fus\w+|multi ?modal|combin\w+) "):
        return False
    if question.matches(r" (?:text to image|image to text|text detection|text in|text recognition) "):
        return False
    order = modalities_in_order(question)
    joined = question.has("fusion") or question.matches(r" (?:and|plus|with|both|also) ")
    if len(order) < 2:
        if question.has("multimodal") or (question.reading.named("multimodal") and not order):
            question.decide("multimodal", "multimodal name", words=question.reading.named("multimodal"))
            return question.go(
                DESIGN, "several modalities, not named: the fusion strategy comes from design principles"
            )
        return False
    explicit = question.has("multimodal") or question.matches(
        r" (?:fus\w+|combin\w+|together with|along with|alongside|jointly|both) "
    )
    if not explicit and not (joined and _are_joined(question)):
        return False
    if is_comparison(question) and not explicit:
        return False
    question.decide("fusion")
    in_general = question.matches(r" (?:multiple|several|many|different) modalities ") and not question.has("ml task")
    if in_general or question.matches(_HOW_TO_FUSE) or question.matches(_OF_EMBEDDINGS):
        question.answer.add(DESIGN, "fusion", "the fusion itself is asked for: custom design")
    for modality in order:
        question.decide(*_KINDS[modality])
        question.go(SHEETS[_KIND_ROUTE[modality]], f"{modality}: understand each modality before the fusion")
    question.answer.add(DESIGN, "fusion", "after the sheet of each modality: the fusion strategy")
    return True


_OF_EMBEDDINGS = r" (?:combin\w+|fus\w+|merg\w+|concat\w+) .*embeddings? | embeddings? .*(?:combin\w+|fus\w+|merg\w+) "
_HOW_TO_FUSE = (
    r" (?:how (?:to|do|can|should|could) (?:i |we |you |one )?(?:best )?(?:get |build |do )?(?:an? |the )?"
    r"fus(?:e|ion|ed|ing)|fusion (?:strateg|method|techni|approach|module|layer)\w*|"
    r"fused (?:embedding|feature|representation|vector)s?)(?= )"
)
_KINDS = {
    "images": ("photo", "video"), "text": ("text",), "audio": ("audio",), "series": ("series",), "graph": ("graph",),
    "table": ("tabular",),
}  # fmt: skip

_KIND_ROUTE = {
    "images": "image", "text": "sequence", "audio": "sequence", "series": "sequence", "graph": "graph",
    "table": "tabular",
}  # fmt: skip


def _kind_spans(question):
    found = []
    for kind, concepts in _KINDS.items():
        for span in {span for concept in concepts for span in question.reading.spans(concept)}:
            found.append((*span, kind))
    kept = [
        one for one in found
        if not any(one[:2] != other[:2] and other[0] <= one[0] and one[1] <= other[1] for other in found)
    ]  # fmt: skip
    return sorted(kept)


def modalities_in_order(question):
    """Return the kinds of data that are named, in the order of the question, one for each sheet at least two apart."""
    kinds = list(dict.fromkeys(kind for _, _, kind in _kind_spans(question)))
    routes = dict.fromkeys(_KIND_ROUTE[kind] for kind in kinds)
    return kinds if len(routes) > 1 else []


_JOINS = (" and ", " plus ", " with ", " together ", " alongside ", " as well as ", " also ")


def _are_joined(question):
    """Whether two kinds of data stand around one joining word, three words apart at most on either side."""
    spans = _kind_spans(question)
    for (_, end, one), (start, _, other) in pairwise(spans):
        if _KIND_ROUTE[one] == _KIND_ROUTE[other]:
            continue
        between = question.reading.text[end:start]
        if any(join in f" {between.strip()} " for join in _JOINS) and len(between.split()) <= 4:
            return True
    return False


_WIDTHS = r" (?:\d{2,4} (?:more than |to )?){3,}(?:[a-z0-9]+ ){0,4}?(?:channels|filters|units|neurons)(?= )"


def design(question):
    of_graphs = question.has("graph name") and not question.has("strong design")
    if (question.has("wiring") or question.matches(_WIDTHS)) and not of_graphs:
        question.decide("wiring")
        return question.go(DESIGN)
    if question.has("depth question"):
        question.decide("depth question")
        return question.go(DESIGN)
    if question.has("strong design"):
        question.decide("strong design", "design")
        return question.go(DESIGN, "designing: always from the design principles")
    if question.has("skip") and not of_graphs and not (is_comparison(question) and question.modality()):
        question.decide("skip")
        return question.go(DESIGN)
    if question.has("design") and not question.modality() and not is_comparison(question):
        question.decide("design")
        return question.go(DESIGN)
    if question.has("fusion") and question.matches(r" (?:fusion|fus\w+) "):
        question.decide("fusion")
        return question.go(DESIGN)
    return False


def general_comparison(question):
    """Families are compared in general: no modality's sheet alone answers it."""
    if not question.matches(r" (?:architecture|model|network) families | compar\w+ (?:of )?(?:all )?architectures "):
        return False
    if any(question.has(*DATA[route]) for route in DATA):
        return False
    question.decide("design", words=question.compared)
    return question.go(DESIGN, "a comparison across families: what each assumes of its data")


def inside_model(question):
    """How one architecture works inside: transformers have a sheet for that, others are their modality's."""
    about = question.has("transformer", "vit", "bert") or question.matches(r" swin ")
    if question.has("cnn") and question.has("transformer") and not question.has("understand"):
        return False  # a transformer that is considered beside convolutional networks
    if not about or is_comparison(question):
        return False
    if question.has("recurrent", "graph name", "tabular name") or question.matches(r" backbones? "):
        return False
    data = max((question.scores[name] for name in ("graph", "generation", "tabular")), default=0)
    vision = question.has("photo", "vision task")
    sequence = question.has("text", "audio", "series")
    if data or (not question.has("understand") and (vision or sequence)):
        return False
    if (
        question.has("understand")
        and sequence
        and not question.matches(r" (?:how (?:do|does)|inside|internal\w*|explain) ")
    ):
        return False
    if question.has("understand") and vision and question.has("strong select"):
        return False
    chosen = question.has("select") and not question.has("understand", "transformer")
    if chosen and (question.has("vit") or question.matches(r" swin ")):
        return False
    question.decide("transformer", "vit", "bert")
    return question.go(TRANSFORMER)


def by_modality(question):
    route = question.modality()
    if route is None:
        return False
    neutral = question.has("transformer", "cnn", "mlp")
    question.decide(*NAMES[route], *DATA[route], words=question.reading.named(route))
    if is_comparison(question):
        question.decide(words=question.compared)
    if not question.answer.decided_by and neutral:
        question.decide("transformer", "cnn", "mlp")
    question.go(SHEETS[route])
    if question.has("video") and route == "image":
        question.answer.add(SEQUENCE, "decision-table", "video: the frames first, then their order in time")
    return True


def general(question):
    if is_comparison(question):
        question.decide(words=question.compared)
        return question.go(DESIGN, "a comparison across families, with no modality named")
    if question.has("unclear"):
        return False
    if question.has("cnn") or question.matches(r" backbones? "):
        question.decide("cnn", "select")
        return question.go(CNN)
    if question.has("transformer"):
        question.decide("transformer")
        return question.go(TRANSFORMER)
    if question.has("mlp", "fusion") and not question.matches(r" (?:with|and) "):
        question.decide("mlp", "fusion")
        return question.go(DESIGN)
    if question.has("understand") and question.has("neural word") and not question.has("select"):
        question.decide("neural word")
        return question.go(DESIGN, "a general question about architectures")
    return False


def generic(question):
    if question.has("framework") and not question.has("select", "unclear"):
        question.decide("framework")
        return question.go(CODE, "a framework is named and no architecture: how to write it")
    if question.has("unclear"):
        question.decide("unclear")
        question.answer.ask(MODALITY)
        return question.go(DESIGN, "the modality is unclear: start with fundamentals")
    return question.clarify(
        "The modality is not clear: what type of data? (images, sequences, graphs, etc.)",
        (MODALITY, *GENERAL),
        "model word",
    )
