"""One reading of a question: what is wanted, of what, under which constraints and about which thing."""

from . import CLARIFY, OUT_OF_SCOPE, Answer, wishes
from .reading import Reading
from .sheets import ASKS, CNN, DESIGN, GENERATION, GRAPH, MODALITY, REASONS, SECTIONS, SEQUENCE
from .stated import depth_of, stated_facts

SHEETS = {"image": CNN, "sequence": SEQUENCE, "graph": GRAPH, "generation": GENERATION, "tabular": DESIGN}

# Modality -> (concepts that name its models, concepts that name its data or goal).
NAMES = {
    "image": ("image name",), "sequence": ("sequence name",), "graph": ("graph name",),
    "generation": ("generative name",), "tabular": ("tabular name",),
}  # fmt: skip

DATA = {
    "image": ("photo", "vision task", "video"), "sequence": ("text", "audio", "series"), "graph": ("graph",),
    "generation": ("generation",), "tabular": ("tabular", "tabular task"),
}  # fmt: skip

_DATA_WEIGHT = {"image": 2, "sequence": 2, "graph": 4, "generation": 4, "tabular": 6}

_NAME_WEIGHT = {"image": 5, "sequence": 5, "graph": 7, "generation": 12, "tabular": 7}

BY_MODALITY = {
    "image": "image", "video": "image", "text": "sequence", "audio": "sequence", "time-series": "sequence",
    "graph": "graph", "point-cloud": "graph", "tabular": "tabular",
}  # fmt: skip

_ORDER = ("generation", "graph", "image", "sequence", "tabular")


class Question:
    """A question on its way through the stages."""

    def __init__(self, text, known):
        self.reading = Reading(text)
        self.answer = Answer(text)
        self.answer.facts = {**known, **stated_facts(self.reading)}
        self.depth = depth_of(self.reading)
        self.scores = _scores(self.reading)
        self.compared = _compared(self.reading)
        self.choice = wishes.chooses(self.reading.text)
        self.symptom = wishes.symptom(self.reading.text)
        self.written = wishes.code(self.reading.raw, self.reading.text)

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
            self.go(SHEETS[route])
            self.decide(*DATA[route], *NAMES[route], words=self.reading.named(route))
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
            return BY_MODALITY.get(self.answer.facts.get("data.modality"))
        return next(name for name in _ORDER if self.scores[name] == best)


_AUTOENCODERS = {"autoencoder", "auto encoder", "autoencoders", "auto encoders"}


def _scores(reading):
    scores = {}
    for modality in NAMES:
        named = {words for words in (*reading.words(*NAMES[modality]), *reading.named(modality))}
        scores[modality] = _NAME_WEIGHT[modality] * len(named)
        scores[modality] += _DATA_WEIGHT[modality] * reading.count(*DATA[modality])
        if modality == "tabular":
            scores[modality] -= 4 * reading.count("tabular task")
        scores[modality] += 3 * len(reading.named(f"data {modality}"))
    if reading.has("cnn") and not any(scores.values()) and not reading.has("transformer", "mlp"):
        scores["image"] += 2
    # An autoencoder is a shape before it is a generator: by itself it says little about what is wanted.
    scores["generation"] -= 10 * len(set(reading.words(*NAMES["generation"])) & _AUTOENCODERS)
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


def is_comparison(question):
    return len(question.compared) > 1 and question.has("comparison of names")


def constraints(question):
    facts = question.answer.facts
    return sum(
        any(name in facts for name in names)
        for names in (
            ("data.train_size", "data.size_band"),
            ("deployment.target", "constraints.compute"),
            ("deployment.latency",),
        )
    )


def missing_modality(question):
    return () if question.modality() else (MODALITY,)


_RECURRENT = ("rnn", "rnns", "lstm", "lstms", "gru", "grus", "bilstm", "elman", "vanilla rnn")


def is_between_recurrent(question):
    """Whether only recurrent networks stand against each other: a premise that leaves the third option out."""
    return len(question.compared) > 1 and all(word in _RECURRENT for word in question.compared)
