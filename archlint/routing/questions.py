"""A question in words: which goal, which route, what to ask first, and by which words that was decided."""

from .conclusion import advise, intent, show_path
from .elsewhere import (
    classical,
    code,
    deployment,
    empty,
    error_message,
    foreign,
    language,
    library,
    nothing_of_ours,
    reinforcement,
    several_wishes,
    training,
    written_code,
)
from .red_flags import best, deep_and_unstable, rationalization, should_i, sizes, trend, very_deep
from .sentence import Question
from .subjects import (
    attention,
    by_modality,
    design,
    general,
    general_comparison,
    generic,
    inside_model,
    inside_transformer,
    normalization,
    several_modalities,
)


def answer(text, known=None):
    """Return the route for one question; what the project is known to be (by the names of facts) is not asked again."""
    question = Question(text, known or {})
    for stage in _STAGES:
        if stage(question):
            break
    question.answer.intent = intent(question)
    advise(question)
    show_path(question)
    return question.answer.close()


_STAGES = (
    empty, foreign, reinforcement, language, library, error_message, deep_and_unstable, classical, several_wishes,
    written_code, code, deployment, training, nothing_of_ours, rationalization, best, sizes, should_i, very_deep,
    trend, normalization, inside_transformer, attention, several_modalities, general_comparison, design, inside_model,
    by_modality, general, generic,
)  # fmt: skip
