"""What must be cleared up or mended before anything else: the red flags of a question."""

from . import CRITICAL, wishes
from .sentence import constraints, is_between_recurrent, is_comparison, missing_modality
from .sheets import (
    ALTERNATIVES,
    DESIGN,
    FIRST_OF_ALL,
    GENERAL,
    NEW_IS_NOT_BETTER,
    NORMALIZATION,
    NORMALIZED,
    PROBLEM,
    RATIONALIZATIONS,
    SKIPPED,
    THIRD_OPTION,
    TRAINING,
)

DEEP = 20  # layers above which instability is a matter of normalization (the source document's limit)
VERY_DEEP = 50  # layers above which normalization and skip connections are asked for first


def deep_and_unstable(question):
    """A stated depth or a very deep network that is unstable, and exploding gradients, come before all else."""
    exploding = question.has("exploding")
    if exploding and is_comparison(question) and not question.depth and question.matches(r" vanish"):
        return False  # "why does an LSTM suffer less from vanishing gradients than an RNN" compares
    unstable = (question.symptom or question.has("unstable", "training")) and not question.has("optimizer")
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


def rationalization(question):
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
    if given and question.answer.advice and not is_comparison(question):
        if question.has("rush") and question.modality() and not question.has("sota said", "just latest", "best"):
            return False
        if question.has("understand", "comparison of names") and not question.has("rush", "just latest"):
            return False
        return question.clarify(
            "A recommendation needs the constraints first.", (*missing_modality(question), *GENERAL), *given
        )
    return False


_BEST = (
    r" (?:best|optimal|top|greatest|strongest|most accurate|most powerful|state of the art|sota|ideal|perfect|ultimate|"
    r"most suitable) (?:[a-z0-9]+ ){0,4}?(?:architectures?|models?|networks?|nets?|nns?|approach|algorithms?|methods?|"
    r"choice|cnns?|rnns?|gnns?|gans?|vaes?|transformers?|detectors?|classifiers?|backbones?|encoders?|decoders?|"
    r"family|option|technique|solution|generators?|yolo\w*|one|results?|system)(?= )"
)


_IS_BEST = (
    r" (?:works? best|performs? best|is best|are best|(?:sota|state of the art|best) (?:for|in|on|at)|"
    r"(?:which|what) (?:[a-z]+ ){1,4}?(?:gives?|has|have) the best)(?= )"
)


def best(question):
    if not question.has("best") or question.has("depth question"):
        return False
    subject = question.matches(_BEST) or question.matches(_IS_BEST)
    if not subject or is_comparison(question):
        return False
    if question.has("normalization", "attention", "positions") and not question.matches(r" (?:model|architecture)s? "):
        return False
    if constraints(question) >= 2:
        return False
    return question.clarify(
        '"Best" depends on constraints: what are your data size, compute, and latency constraints?',
        (*missing_modality(question), *GENERAL[:3]),
        "best",
    )


def sizes(question):
    """Two sizes of one family: what each costs is known, what may be spent is not."""
    pair = wishes.two_sizes(question.reading.text) or wishes.which_of_its_sizes(question.reading.text)
    named = question.compared or question.reading.names or question.matches(r" (?:models?|checkpoints?|versions?) ")
    if pair is None or not named or constraints(question):
        return False
    if question.has("depth question", "pretrained") or question.matches(
        r" (?:differen(?:ce|t|ces)|differs?|why|explain|how (?:does|do|is|are)) "
    ):
        return False
    return question.clarify(
        "Two sizes of one family: the larger one is the more accurate and the dearer one, so the constraints decide.",
        GENERAL[:3],
        words=(pair,),
    )


def should_i(question):
    if not question.has("should") or not question.matches(
        r" (?:or|vs|versus|instead of|rather than|which one) | between .* and "
    ):
        return False
    if question.matches(r" (?:\d+ or \d+|or not|or no|or so|more or less|before or after|two or three|one or two) "):
        return False
    if question.has("depth question"):
        return False
    if is_between_recurrent(question):
        question.advise(THIRD_OPTION)
    return question.clarify(
        '"Should I use X or Y" may be the wrong question: what is the underlying problem? There might be an option Z.',
        (PROBLEM, *missing_modality(question), *GENERAL[:3]),
        "should", words=question.compared,
    )  # fmt: skip


def very_deep(question):
    if question.has("normalization", "skip") or question.has("unstable"):
        return False
    if question.depth > VERY_DEEP or (question.has("very deep") and not question.has("understand", "compare")):
        return question.clarify(
            "A very deep network is likely to need normalization first: are you using normalization layers? Skip "
            "connections?",
            (NORMALIZED, SKIPPED), "very deep", words=(f"{question.depth} layers",) if question.depth else (),
        )  # fmt: skip
    return False


def trend(question):
    """A trend is named as the plan, with no constraint and no alternative: ask for both."""
    if constraints(question) or "model.pretrained" in question.answer.facts:
        return False
    generic = question.has("strong latest") and (not question.compared or question.matches(r" trends? "))
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
        (ALTERNATIVES, *missing_modality(question), *GENERAL[:3]),
        "trend", "strong latest",
    )  # fmt: skip
