"""A question in words: which goal, which route, what to ask first, and by which words that was decided."""

from itertools import pairwise

from . import CLARIFY, CRITICAL, OUT_OF_SCOPE, Advice, Answer
from .reading import Reading, depth_of, stated_facts
from .sheets import (
    ALTERNATIVES,
    ASKS,
    ATTENTION,
    CNN,
    CODE,
    DESIGN,
    FIRST_OF_ALL,
    GENERAL,
    GENERATION,
    GRAPH,
    GRAPH_AS_TABLE,
    LANGUAGE,
    MISTAKES,
    MODALITY,
    NEW_IS_NOT_BETTER,
    NORMALIZATION,
    NORMALIZED,
    PROBLEM,
    PRODUCTION,
    RATIONALIZATIONS,
    REASONS,
    REINFORCEMENT,
    RESISTANCE,
    SECTIONS,
    SEQUENCE,
    SKIPPED,
    THIRD_OPTION,
    TRAINING,
    TRANSFORMER,
)

DEEP = 20  # layers above which instability is a matter of normalization (the source document's limit)
VERY_DEEP = 50  # layers above which normalization and skip connections are asked for first

_SHEETS = {"image": CNN, "sequence": SEQUENCE, "graph": GRAPH, "generation": GENERATION, "tabular": DESIGN}
# Modality -> (concepts that name its models, concepts that name its data or goal).
_NAMES = {
    "image": ("image name",), "sequence": ("sequence name",), "graph": ("graph name",),
    "generation": ("generative name",), "tabular": ("tabular name",),
}  # fmt: skip
_DATA = {
    "image": ("photo", "vision task", "video"), "sequence": ("text", "audio", "series"), "graph": ("graph",),
    "generation": ("generation",), "tabular": ("tabular", "tabular task"),
}  # fmt: skip
_DATA_WEIGHT = {"image": 2, "sequence": 2, "graph": 4, "generation": 4, "tabular": 6}
_NAME_WEIGHT = {"image": 5, "sequence": 5, "graph": 7, "generation": 12, "tabular": 7}


def answer(text, known=None):
    """Return the route for one question; what the project is known to be (by the names of facts) is not asked again."""
    question = _Question(text, known or {})
    for stage in _STAGES:
        if stage(question):
            break
    return question.settled()


class _Question:
    """A question on its way through the stages."""

    def __init__(self, text, known):
        self.reading = Reading(text)
        self.answer = Answer(text)
        self.answer.facts = {**known, **stated_facts(self.reading)}
        self.depth = depth_of(self.reading)
        self.scores = _scores(self.reading)
        self.compared = _compared(self.reading)

    def has(self, *names):
        return self.reading.has(*names)

    def matches(self, expression):
        return self.reading.matches(expression)

    def decide(self, *concepts, words=()):
        """Note the words that decided."""
        for word in (*self.reading.words(*concepts), *words):
            if word and word not in self.answer.decided_by:
                self.answer.decided_by.append(word)

    def go(self, name, reason=None, priority=None):
        """Add a sheet or pack with its section and reason, and what is asked on that route."""
        self.answer.add(name, self.section(name), reason or REASONS[name], priority)
        for ask in ASKS.get(name, ()):
            self.answer.ask(ask)
        return True

    def section(self, name):
        for section, expression in SECTIONS.get(name, ()):
            if not expression or self.matches(expression):
                return section
        return None

    def advise(self, advice):
        if advice not in self.answer.advice:
            self.answer.advice.append(advice)

    def clarify(self, message, asks, *concepts, words=()):
        """Ask before anything is recommended; the route that follows once it is answered is listed behind."""
        self.answer.first = CLARIFY
        self.answer.message = message
        self.decide(*concepts, words=words)
        for ask in asks:
            self.answer.ask(ask)
        route = self.modality()
        if route:
            self.go(_SHEETS[route])
            self.decide(*_DATA[route], *_NAMES[route], words=self.reading.named(route))
        return True

    def refuse(self, message, *concepts):
        self.answer.first = OUT_OF_SCOPE
        self.answer.message = message
        self.decide(*concepts)
        return True

    def modality(self):
        """Return the modality that the words speak for most, or None."""
        best = max(self.scores.values())
        if not best:
            return _BY_MODALITY.get(self.answer.facts.get("data.modality"))
        return next(name for name in _ORDER if self.scores[name] == best)

    def settled(self):
        answer = self.answer
        answer.intent = _intent(self)
        _advise(self)
        _show_path(self)
        return answer.close()


_BY_MODALITY = {
    "image": "image", "video": "image", "text": "sequence", "audio": "sequence", "time-series": "sequence",
    "graph": "graph", "point-cloud": "graph", "tabular": "tabular",
}  # fmt: skip
_ORDER = ("generation", "graph", "image", "sequence", "tabular")


def _scores(reading):
    scores = {}
    for modality in _NAMES:
        named = {words for words in (*reading.words(*_NAMES[modality]), *reading.named(modality))}
        scores[modality] = _NAME_WEIGHT[modality] * len(named)
        scores[modality] += _DATA_WEIGHT[modality] * reading.count(*_DATA[modality])
        if modality == "tabular":
            scores[modality] -= 4 * reading.count("tabular task")
        scores[modality] += 3 * len(reading.named(f"data {modality}"))
    if reading.has("cnn") and not any(scores.values()) and not reading.has("transformer", "mlp"):
        scores["image"] += 2
    if scores["generation"] and reading.words(*_NAMES["generation"]) in (["autoencoder"], ["auto encoder"]):
        scores["generation"] -= 10
    return scores


def _compared(reading):
    """Return the models that are named, generic ones too, in the order of the question."""
    spans = {
        span
        for name in ("image name", "sequence name", "graph name", "generative name", "tabular name", "transformer",
                     "cnn", "mlp", "classical", "multimodal name")
        for span in reading.spans(name)
    }  # fmt: skip
    words = [reading.text[start:end] for start, end in sorted(spans)]
    words += [name for name, group, _ in reading.names if not group.startswith("data")]
    kept = []
    for word in dict.fromkeys(words):
        if not any(word != other and f" {word} " in f" {other} " for other in words):
            kept.append(word)
    return kept


def _is_comparison(question):
    return len(question.compared) > 1 and question.has("comparison of names")


# The stages, in order: the first that decides ends the way.


def _empty(question):
    if question.reading.text.strip():
        return False
    return question.clarify("The question is empty.", (MODALITY, *GENERAL))


def _foreign(question):
    """What uses our words for something else: electrical transformers, software, buildings, films."""
    if question.has("hardware purchase"):
        return question.refuse("This asks for hardware, not for a network's architecture.", "hardware purchase")
    trade = question.has("other trade") and not question.has("machine learning", "llm")
    topic = question.has("other topic") and not question.compared and not any(question.scores.values())
    if trade or (topic and not question.has("rl", "llm", "attention", "normalization")):
        return question.refuse(
            "These words have another meaning here: archlint routes questions about neural networks.",
            "other trade",
            "other topic",
        )
    return False


def _reinforcement(question):
    rl = question.has("rl") or question.reading.named("rl")
    if not rl or question.matches(r" (?:rlhf|dpo) "):
        return False
    if question.has("llm") and question.matches(r" (?:llms?|language models?|gpt\w*|llama\w*|mistral|qwen\w*) "):
        return False
    question.decide("rl", words=question.reading.named("rl"))
    question.go(REINFORCEMENT)
    _then_sheet(question)
    return True


def _language(question):
    named = question.reading.named("llm")
    cues = question.reading.words("llm")
    if not named and not cues:
        return False
    weak = set(cues) <= {"lora", "prompt", "prompts", "text generation", "lora rank"} and not named
    if weak and (question.has("diffusion") or question.scores["generation"] or question.scores["image"] > 2):
        return False
    if question.has("llm decoy") and not named:
        return False
    question.decide("llm", words=named)
    question.go(LANGUAGE)
    if question.has("rl"):
        question.go(REINFORCEMENT)
    _then_sheet(question)
    return True


def _then_sheet(question):
    """After the pack that comes first: the sheet of the component or modality that is named."""
    if question.has("positions", "class token", "transformer inside", "transformer"):
        question.go(TRANSFORMER)
    elif question.has("normalization"):
        question.go(NORMALIZATION)
    elif question.has("attention"):
        question.go(ATTENTION)
    elif question.has("design", "depth question", "skip"):
        question.go(DESIGN)
    elif question.modality() in ("image", "graph"):
        question.go(_SHEETS[question.modality()])


def _library(question):
    if question.has("error"):
        return False
    asked = question.matches(r" (?:supports?|supported|available|have|include) ") or not question.has("code")
    if question.has("library") and asked:
        return question.refuse(
            "What a library supports is for its own documentation; archlint routes questions about architectures.",
            "library",
        )
    if question.has("install"):
        return question.refuse("Installing software is not a question about architectures.", "install")
    return False


def _error_message(question):
    if not question.has("error"):
        return False
    if question.matches(r" (?:reconstruction|squared|absolute|forecast\w*|prediction|generalization) error "):
        return False
    memory = set(question.reading.words("error")) <= {"out of memory", "oom"}
    if memory and question.has("attention") and question.matches(r" (?:tokens|length|long|sequences?) "):
        return False  # attention's cost, not a fault in the code
    question.decide("error")
    return question.go(CODE, "an error message: implementation, not architecture")


def _deep_and_unstable(question):
    """A stated depth or a very deep network that is unstable, and exploding gradients, come before all else."""
    exploding = question.has("exploding")
    if exploding and _is_comparison(question) and not question.depth and question.matches(r" vanish"):
        return False  # "why does an LSTM suffer less from vanishing gradients than an RNN" compares
    unstable = question.has("unstable", "training") and not question.has("optimizer")
    deep = question.depth > DEEP or (not question.depth and question.has("deep", "very deep"))
    if question.matches(r" (?:mode collaps\w*|discriminator|gan training) ") and not exploding:
        return False
    if question.has("exploding") or (unstable and deep):
        question.decide("exploding", "unstable", "deep", "very deep")
        if question.depth:
            question.decide(words=(f"{question.depth} layers",))
        question.go(NORMALIZATION, FIRST_OF_ALL, CRITICAL)
        if question.has("training"):
            question.go(TRAINING)
        return True
    return False


def _classical(question):
    named = question.reading.words("classical")
    if not (named or question.reading.named("classical")):
        return False
    if question.has("neural", "image name", "sequence name", "graph name", "generative name", "tabular name"):
        return False
    return question.refuse(
        "Classical models are out of scope: archlint chooses among neural networks. Name a network that is considered, "
        "or keep the classical model as the baseline.",
        "classical",
    )


def _selects_too(question):
    """Whether a network is to be chosen besides what another pack is for."""
    return question.has("strong select") and (
        question.matches(r" (?:and|then|plus|afterwards) ") or not question.has("training")
    )


def _deployment(question):
    if not question.has("deploy"):
        return False
    question.decide("deploy")
    if _selects_too(question) and _architecture_first(question, PRODUCTION):
        return True
    if not question.has("deploy strong") and _is_comparison(question):
        return False
    question.advise(MISTAKES[PRODUCTION])
    return question.go(PRODUCTION)


def _architecture_first(question, pack):
    """Architecture first, then the other pack; None where no modality is named."""
    route = question.modality()
    if route is None:
        return False
    question.decide(*_DATA[route], *_NAMES[route], "strong select", words=question.reading.named(route))
    question.go(_SHEETS[route])
    question.go(pack, "after the architecture is chosen; what it limits is noted at once")
    return True


def _code(question):
    asks_for_code = question.has("code") and not _is_comparison(question)
    framework = question.has("framework")
    if question.has("deploy") and not asks_for_code:
        return False
    names_a_parameter = "_" in question.reading.raw
    if not asks_for_code and not (framework and (names_a_parameter or question.matches(_CODING))):
        return False
    if not asks_for_code and (_is_comparison(question) or question.has("strong select")):
        return False
    if question.matches(r" (?:implement\w*|customi[sz]\w*) ") and question.has("transformer") and not framework:
        return False  # customising a transformer is a question about its inside
    if question.matches(r" (?:should|which|why) ") and not framework:
        return False
    question.decide("code", "framework")
    question.advise(MISTAKES[CODE])
    return question.go(CODE)


_CODING = r" (?:how (?:do|can|to)|change|modify|remove|get|load|set|pass|input shape|access|extract|use|add|freeze) "


def _training(question):
    if not question.has("training", "optimizer"):
        return False
    strong = question.has("strong training")
    if question.has("normalization", "skip", "depth question") and not strong:
        return False
    if _is_comparison(question) and not strong and not question.matches(r" (?:wont|doesnt|does not|not) "):
        return False
    if question.has("generative name", "generation") and question.matches(r" data augmentation "):
        return False
    if question.has("irrelevant"):
        return False
    if question.matches(r" (?:mode collapse|vanilla) ") and question.has("understand") and not strong:
        return False
    question.decide("training", "optimizer")
    which = question.matches(r" which (?:optimi[sz]er|loss|learning|lr|batch) ")
    if not which and _selects_too(question) and _architecture_first(question, TRAINING):
        return True
    question.advise(MISTAKES[TRAINING])
    return question.go(TRAINING)


def _nothing_of_ours(question):
    """No word of machine learning at all."""
    ours = ("machine learning", "model word", "attention", "normalization", "positions", "class token",
            "transformer", "cnn", "mlp", "skip", "design", "multimodal", "generation", "irrelevant", "trend", "latest",
            "transformer inside", "exploding", "unclear", "generic advice", "rush", "sota said", "depth question",
            "fusion", *_NAMES["image"], *_NAMES["sequence"], *_NAMES["graph"], *_NAMES["generation"])  # fmt: skip
    if question.reading.names or question.has(*ours):
        return False
    if question.modality() and max(question.scores.values()) >= 2 and not question.has("best"):
        return False
    return question.refuse(
        "No word here says that this is about a neural network. Say what data there is and what is to be predicted or "
        "created.",
    )


def _rationalization(question):
    """An argument for skipping the work is answered with its counter; what remains of the question is routed."""
    for concept, advice in RATIONALIZATIONS.items():
        if question.has(concept) and (
            concept != "sota said" or question.matches(r" (?:so|recommend\w*|use|just|give) ")
        ):
            question.advise(advice)
    if question.has("irrelevant"):
        question.decide("irrelevant")
        return question.go(DESIGN, "architecture is the foundation: training cannot repair a wrong one")
    given = [concept for concept in ("rush", "generic advice", "just latest", "sota said") if question.has(concept)]
    if given and question.answer.advice and not _is_comparison(question):
        if question.has("rush") and question.modality() and not question.has("sota said", "just latest", "best"):
            return False
        if question.has("understand", "comparison of names") and not question.has("rush", "just latest"):
            return False
        return question.clarify(
            "A recommendation needs the constraints first.", (*_missing_modality(question), *GENERAL), *given
        )
    return False


def _missing_modality(question):
    return () if question.modality() else (MODALITY,)


def _constraints(question):
    facts = question.answer.facts
    return sum(
        any(name in facts for name in names)
        for names in (
            ("data.train_size", "data.size_band"),
            ("deployment.target", "constraints.compute"),
            ("deployment.latency",),
        )
    )


_BEST = (
    r" (?:best|optimal|top|greatest|strongest|most accurate|most powerful|state of the art|sota|ideal|perfect|ultimate|"
    r"most suitable) (?:[a-z0-9]+ ){0,4}?(?:architectures?|models?|networks?|nets?|nns?|approach|algorithms?|methods?|"
    r"choice|cnns?|rnns?|gnns?|gans?|vaes?|transformers?|detectors?|classifiers?|backbones?|encoders?|decoders?|"
    r"family|option|technique|solution|generators?|yolo\w*|one|results?|system)(?= )"
)


def _best(question):
    if not question.has("best") or question.has("depth question"):
        return False
    subject = question.matches(_BEST) or question.matches(
        r" (?:works? best|performs? best|is best|are best|(?:sota|state of the art|best) (?:for|in|on|at) )"
    )
    if not subject or _is_comparison(question):
        return False
    if question.has("normalization", "attention", "positions") and not question.matches(r" (?:model|architecture)s? "):
        return False
    if _constraints(question) >= 2:
        return False
    return question.clarify(
        '"Best" depends on constraints: what are your data size, compute, and latency constraints?',
        (*_missing_modality(question), *GENERAL[:3]),
        "best",
    )


def _should_i(question):
    if not question.has("should") or not question.matches(
        r" (?:or|vs|versus|instead of|rather than|which one) | between .* and "
    ):
        return False
    if question.matches(r" (?:\d+ or \d+|or not|or no|or so|more or less|before or after|two or three|one or two) "):
        return False
    if question.has("depth question"):
        return False
    if _is_between_recurrent(question):
        question.advise(THIRD_OPTION)
    return question.clarify(
        '"Should I use X or Y" may be the wrong question: what is the underlying problem? There might be an option Z.',
        (PROBLEM, *_missing_modality(question), *GENERAL[:3]),
        "should", words=question.compared,
    )  # fmt: skip


def _is_between_recurrent(question):
    """Whether only recurrent networks stand against each other: a premise that leaves the third option out."""
    return len(question.compared) > 1 and all(word in _RECURRENT for word in question.compared)


_RECURRENT = ("rnn", "rnns", "lstm", "lstms", "gru", "grus", "bilstm", "elman", "vanilla rnn")


def _very_deep(question):
    if question.has("normalization", "skip") or question.has("unstable"):
        return False
    if question.depth > VERY_DEEP or (question.has("very deep") and not question.has("understand", "compare")):
        return question.clarify(
            "A very deep network is likely to need normalization first: are you using normalization layers? Skip "
            "connections?",
            (NORMALIZED, SKIPPED), "very deep", words=(f"{question.depth} layers",) if question.depth else (),
        )  # fmt: skip
    return False


def _trend(question):
    """A trend is named as the plan, with no constraint and no alternative: ask for both."""
    if _constraints(question) or "model.pretrained" in question.answer.facts:
        return False
    generic = question.has("strong latest") and not question.compared
    wanted = question.has("trend") and question.has("want")
    if not generic and not wanted:
        return False
    if len(question.compared) > 1 and question.has("comparison of names") and not question.has("strong latest"):
        return False
    if question.has("understand") and not question.matches(r" (?:should|want|is .* the future) "):
        return False
    if question.has("positions", "class token", "normalization", "attention"):
        return False
    question.advise(NEW_IS_NOT_BETTER)
    return question.clarify(
        "A trend is not a requirement: have you considered alternatives? What are your specific requirements?",
        (ALTERNATIVES, *_missing_modality(question), *GENERAL[:3]),
        "trend", "strong latest",
    )  # fmt: skip


def _normalization(question):
    if not question.has("normalization"):
        return False
    question.decide("normalization")
    return question.go(NORMALIZATION)


def _inside_transformer(question):
    if question.has("positions", "class token"):
        question.decide("positions", "class token")
        return question.go(TRANSFORMER)
    if question.has("transformer inside") and not (_is_comparison(question) and question.modality() != "image"):
        if question.has("strong attention") and not question.matches(r" (?:blocks?|layers?|architecture) "):
            return False
        question.decide("transformer inside", "transformer", "vit")
        return question.go(TRANSFORMER)
    return False


def _attention(question):
    if not question.has("attention"):
        return False
    bare = set(question.reading.words("attention")) <= {"attention", "heads", "queries"}
    if bare and _is_comparison(question) and not question.matches(r" attention (?:in|for) "):
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


def _several_modalities(question):
    if question.scores["generation"] and not question.matches(r" (?:fus\w+|multi ?modal|combin\w+) "):
        return False
    if question.matches(r" (?:text to image|image to text|text detection|text in|text recognition) "):
        return False
    order = _modalities_in_order(question)
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
    if _is_comparison(question) and not explicit:
        return False
    question.decide("fusion")
    for modality in order:
        question.decide(*_KINDS[modality])
        question.go(_SHEETS[_KIND_ROUTE[modality]], f"{modality}: understand each modality before the fusion")
    question.answer.add(DESIGN, "fusion", "after the sheet of each modality: the fusion strategy")
    return True


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


def _modalities_in_order(question):
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


def _design(question):
    if question.has("depth question"):
        question.decide("depth question")
        return question.go(DESIGN)
    if question.has("strong design"):
        question.decide("strong design", "design")
        return question.go(DESIGN, "designing: always from the design principles")
    if question.has("skip") and not (_is_comparison(question) and question.modality()):
        question.decide("skip")
        return question.go(DESIGN)
    if question.has("design") and not question.modality() and not _is_comparison(question):
        question.decide("design")
        return question.go(DESIGN)
    if question.has("fusion") and question.matches(r" (?:fusion|fus\w+) "):
        question.decide("fusion")
        return question.go(DESIGN)
    return False


def _inside_model(question):
    """How one architecture works inside: transformers have a sheet for that, others are their modality's."""
    about = question.has("transformer", "vit", "bert") or question.matches(r" swin ")
    if not about or _is_comparison(question):
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


def _by_modality(question):
    route = question.modality()
    if route is None:
        return False
    neutral = question.has("transformer", "cnn", "mlp")
    question.decide(*_NAMES[route], *_DATA[route], words=question.reading.named(route))
    if _is_comparison(question):
        question.decide(words=question.compared)
    if not question.answer.decided_by and neutral:
        question.decide("transformer", "cnn", "mlp")
    question.go(_SHEETS[route])
    if question.has("video") and route == "image":
        question.answer.add(SEQUENCE, "decision-table", "video: the frames first, then their order in time")
    return True


def _general(question):
    if _is_comparison(question):
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


def _generic(question):
    if question.has("unclear"):
        question.decide("unclear")
        question.answer.ask(MODALITY)
        return question.go(DESIGN, "the modality is unclear: start with fundamentals")
    return question.clarify(
        "The modality is not clear: what type of data? (images, sequences, graphs, etc.)",
        (MODALITY, *GENERAL),
        "model word",
    )


_STAGES = (
    _empty, _foreign, _reinforcement, _language, _library, _error_message, _deep_and_unstable, _classical, _code,
    _deployment, _training, _nothing_of_ours, _rationalization, _best, _should_i, _very_deep, _trend, _normalization,
    _inside_transformer, _attention, _several_modalities, _design, _inside_model, _by_modality, _general, _generic,
)  # fmt: skip


def _intent(question):
    """Return what the question is after: to select, understand, design or compare, or something else."""
    first = question.answer.first or (question.answer.steps[0].name if question.answer.steps else None)
    if first == OUT_OF_SCOPE or first in (TRAINING, CODE, PRODUCTION, REINFORCEMENT, LANGUAGE):
        return "other"
    if question.has("irrelevant"):
        return "other"
    said = question.matches(r" (?:vs|versus|v s|difference\w*|differ\w*|compar\w+) ")
    if said or _is_comparison(question) or _compares_components(question):
        return "compare"
    if first == CLARIFY:
        return "design" if question.matches(r" (?:build|design|planning an?|make my own) ") else "select"
    if first in (ATTENTION, NORMALIZATION, TRANSFORMER, DESIGN) and question.matches(_DESIGNING):
        return "design"
    if first == DESIGN and question.has("design", "depth question", "skip", "fusion"):
        return "understand" if question.matches(r" (?:why|what is|what are|whats|explain) ") else "design"
    selects = question.has("strong select") or (question.has("select") and not question.has("understand"))
    if first in (ATTENTION, TRANSFORMER, NORMALIZATION) and not selects and not question.depth:
        return "understand" if not question.has("unstable", "exploding") else "select"
    if question.has("understand") and not question.has("strong select"):
        return "understand"
    return "select"


_DESIGNING = (
    r" (?:how many|number of|where (?:to|do|should|can)|position to|before or after|how to (?:add|place|insert)|"
    r"should .* (?:be applied|come))(?= )"
)


def _compares_components(question):
    parts = question.reading.words("normalization", "positions", "attention", "class token", "depth question")
    return len(parts) > 1 and question.matches(r" (?:vs|versus|or|instead of|difference|and not|than|not) ")


def _advise(question):
    facts, answer = question.answer.facts, question.answer
    few = facts.get("data.train_size", 10**9) < 10_000 or facts.get("data.size_band") == "small"
    if question.has("vit") and answer.first != OUT_OF_SCOPE:
        if few and facts.get("model.pretrained") is not True:
            question.advise(RESISTANCE["vit small"])
        if facts.get("deployment.target") == "edge":
            question.advise(RESISTANCE["vit edge"])
        if _is_comparison(question) and any(step.name == CNN for step in answer.steps):
            question.advise(MISTAKES[CNN])
    elif question.has("transformer") and few and facts.get("model.pretrained") is not True:
        question.advise(RESISTANCE["transformer small"])
    if question.has("diffusion"):
        if facts.get("deployment.latency") == "real-time":
            question.advise(RESISTANCE["diffusion real-time"])
        if facts.get("constraints.compute") == "low":
            question.advise(RESISTANCE["diffusion compute"])
    if question.has("graph transformer") and (
        question.matches(r" small graphs? | small molecules? | under 100 nodes | (?:\d|[1-9]\d) nodes ")
    ):
        question.advise(RESISTANCE["graph transformer small"])
    tokens = facts.get("data.train_size", 10**9) if facts.get("data.unit") == "tokens" else 10**9
    if tokens < 1_000_000 and any(step.name == LANGUAGE for step in answer.steps):
        question.advise(RESISTANCE["llm tokens"])
    if any(step.name == SEQUENCE for step in answer.steps) and _is_between_recurrent(question):
        question.advise(THIRD_OPTION)
        answer.ask(PROBLEM)
    if any(step.name == GRAPH for step in answer.steps) and question.matches(
        r" (?:drop\w*|ignor\w*|without|flatten\w*|throw\w*) (?:\w+ ){0,6}(?:edges?|features|table)|edges? ignored"
    ):
        question.advise(GRAPH_AS_TABLE)
    if question.has("attention decoy") and answer.first != OUT_OF_SCOPE:
        question.advise(Advice("reading", "pay attention", "the phrase is not read as the mechanism"))


_GOALS = {
    "select": "SELECT architecture for task", "understand": "UNDERSTAND specific architecture",
    "design": "DESIGN custom architecture", "compare": "COMPARE architectures", "other": "another goal",
}  # fmt: skip


def _show_path(question):
    """Write the way through the decision tree down."""
    answer = question.answer
    first = answer.first or (answer.steps[0].name if answer.steps else None)
    path = [_GOALS[answer.intent]]
    if first == OUT_OF_SCOPE:
        path = ["about a neural network?", "no: out of scope"]
    elif first == CLARIFY:
        path += ["red flag: stop and clarify", *(question.ask for question in answer.questions[:1])]
    elif first in (REINFORCEMENT, LANGUAGE):
        path = ["before architecture selection", first]
    elif first in (TRAINING, CODE, PRODUCTION):
        path = ["WHICH architecture, or how to train, write or ship it?", "another pack", first]
    elif first == NORMALIZATION and answer.steps[0].priority:
        path += ["Special requirements?", f"Deep network (> {DEEP} layers) unstable", f"{first} (CRITICAL)"]
    elif first in (ATTENTION, TRANSFORMER, NORMALIZATION):
        path += ["component", first]
    elif first == DESIGN:
        path += ["several, unknown or custom" if answer.intent == "select" else "general principles", first]
    elif first:
        path += ["Data modality?", *[step.name for step in answer.steps]]
    answer.path = path
