"""What follows once the route is settled: the intent, the advice, and the way through the decision tree."""

from . import CLARIFY, OUT_OF_SCOPE, Advice
from .resistance import ROWS, holding
from .sentence import is_between_recurrent, is_comparison
from .sheets import (
    ATTENTION,
    CNN,
    CODE,
    DESIGN,
    GENERATION,
    GRAPH,
    GRAPH_AS_TABLE,
    LANGUAGE,
    MISTAKES,
    NORMALIZATION,
    PROBLEM,
    PRODUCTION,
    REINFORCEMENT,
    SEQUENCE,
    THIRD_OPTION,
    TRAINING,
    TRANSFORMER,
)

DEEP = 20  # layers above which instability is a matter of normalization (the source document's limit)


def intent(question):
    """Return what the question is after: to select, understand, design or compare, or something else."""
    first = question.answer.first or (question.answer.steps[0].name if question.answer.steps else None)
    if first == OUT_OF_SCOPE or first in (TRAINING, CODE, PRODUCTION, REINFORCEMENT, LANGUAGE):
        return "other"
    if question.has("irrelevant"):
        return "other"
    said = question.matches(r" (?:vs|versus|v s|difference\w*|differ\w*|compar\w+) ")
    if said or is_comparison(question) or _compares_components(question):
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


def advise(question):
    answer = question.answer
    _resist(question)
    if question.has("vit") and is_comparison(question) and any(step.name == CNN for step in answer.steps):
        question.advise(MISTAKES[CNN])
    if any(step.name == SEQUENCE for step in answer.steps) and is_between_recurrent(question):
        question.advise(THIRD_OPTION)
        answer.ask(PROBLEM)
    if any(step.name == GRAPH for step in answer.steps) and question.matches(
        r" (?:drop\w*|ignor\w*|without|flatten\w*|throw\w*) (?:\w+ ){0,6}(?:edges?|features|table)|edges? ignored"
    ):
        question.advise(GRAPH_AS_TABLE)
    if question.has("attention decoy") and answer.first != OUT_OF_SCOPE:
        question.advise(Advice("reading", "pay attention", "the phrase is not read as the mechanism"))


_TREND_OF_SHEET = {CNN: "vit", SEQUENCE: "transformer", GENERATION: "diffusion", GRAPH: "graph transformer"}
_TREND_WORDS = {
    "vit": "a vision transformer", "transformer": "a transformer", "diffusion": "a diffusion model",
    "graph transformer": "a graph transformer",
}  # fmt: skip


def _resist(question):
    """Say which rows of the resistance table hold: for the trends that are named, or for those that may come up."""
    answer = question.answer
    if answer.first == OUT_OF_SCOPE:
        return
    value = answer.facts.get
    trends = [trend for trend in ("vit", "diffusion", "graph transformer") if question.has(trend)]
    if question.has("transformer") and "vit" not in trends:
        trends.append("transformer")
    if any(step.name == LANGUAGE for step in answer.steps):
        trends.append("llm")
    for trend in trends:
        for row, shown in holding(trend, value):
            question.advise(row.because(shown, value))
    if "graph transformer" in trends and question.matches(r" small (?:graphs?|molecules?) "):
        question.advise(ROWS["graph transformer small"])
    first = answer.steps[0].name if answer.steps else None
    likely = _TREND_OF_SHEET.get(first)
    if answer.intent == "select" and likely and likely not in trends and answer.first in (None, first):
        for row, shown in holding(likely, value):
            row = row.because(shown, value)
            question.advise(
                Advice("where a trend is considered", f"{_TREND_WORDS[likely]}: {row.said}", row.answer, row.facts)
            )


_GOALS = {
    "select": "SELECT architecture for task", "understand": "UNDERSTAND specific architecture",
    "design": "DESIGN custom architecture", "compare": "COMPARE architectures", "other": "another goal",
}  # fmt: skip


def show_path(question):
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
