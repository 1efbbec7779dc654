"""Which architecture question is this: from a config or a sentence to the sheets to read, in order, each with why."""

from ..records import Record

SKILLS = (
    "architecture-design-principles", "attention-mechanisms-catalog", "cnn-families-and-selection",
    "generative-model-families", "graph-neural-networks-basics", "normalization-techniques",
    "sequence-models-comparison", "transformer-architecture-deepdive",
)  # fmt: skip
PACKS = ("training-optimization", "pytorch-engineering", "ml-production", "deep-rl", "llm-specialist")
INTENTS = ("select", "understand", "design", "compare", "other")
CLARIFY, OUT_OF_SCOPE = "clarify", "out-of-scope"
CRITICAL = "critical"
# A fact that is stated answers these too.
ANSWERED_BY = {
    "data.train_size": ("data.size_band", "data.train_size"),
    "deployment.latency": ("deployment.latency", "deployment.latency_ms"),
    "model.pretrained": ("model.pretrained", "training.regime"),
    "deployment.target": ("deployment.target", "deployment.device"),
    "data.has_edges": ("data.has_edges", "data.edge_features"),
}


class Step(Record):
    """One thing to read: a skill's section or another pack, and why; ``priority`` marks what comes before all else."""

    __slots__ = ("name", "section", "reason", "priority")
    defaults = {"section": None, "priority": None}

    @property
    def kind(self):
        return "pack" if self.name in PACKS else "skill"


class Ask(Record):
    """A question that is still open: the fact that answers it (None: no single one does), its words, and why."""

    __slots__ = ("fact", "ask", "why")


class Advice(Record):
    """What to answer to a part of the question: its kind, what was said, and the answer."""

    __slots__ = ("kind", "said", "answer", "facts")
    defaults = {"facts": ()}

    def because(self, names, value):
        """Return this advice with the facts that make it hold, named and as they are."""
        facts = tuple((name, value(name)) for name in names)
        shown = ", ".join(f"{name} = {fact}" for name, fact in facts)
        return Advice(self.kind, f"{self.said}, which holds here ({shown})" if shown else self.said, self.answer, facts)


class Answer:
    """The route for one question or config."""

    def __init__(self, text, intent="other"):
        self.input = text
        self.intent = intent
        self.first = None
        self.steps = []
        self.questions = []
        self.decided_by = []
        self.advice = []
        self.path = []  # the way through the decision tree
        self.facts = {}  # what the question or config states
        self.message = ""  # for clarify and out-of-scope: why, and what to do

    def add(self, name, section, reason, priority=None):
        """Add a step unless that sheet or pack is on the list already."""
        if all(step.name != name for step in self.steps):
            self.steps.append(Step(name, section, reason, priority))

    def ask(self, question):
        """Add an open question unless its fact is stated or asked for already."""
        if any(fact in self.facts for fact in ANSWERED_BY.get(question.fact, (question.fact,))):
            return
        if all((question.fact or question.ask) != (other.fact or other.ask) for other in self.questions):
            self.questions.append(question)

    def close(self):
        """Settle what comes first, where nothing else has been said to."""
        if self.first is None:
            self.first = self.steps[0].name if self.steps else CLARIFY
        return self


def for_config(result):
    """Return the route for what was read of one file."""
    from . import configs

    if result.facts is None:
        why = result.error or "it is not recognised as a model or training config: there is nothing to route"
        return configs.unreadable(result.path, why)
    return configs.route(result.path, result.facts)


def for_question(text, known=None):
    """Return the route for one question in words; ``known`` holds the project's facts, by name."""
    from . import questions

    return questions.answer(text, known)
