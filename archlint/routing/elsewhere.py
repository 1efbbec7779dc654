"""Questions for another place: other meanings of our words, other packs, and what archlint does not answer."""

from . import wishes
from .sentence import DATA, NAMES, SHEETS, is_comparison
from .sheets import (
    ATTENTION,
    CODE,
    DESIGN,
    GENERAL,
    LANGUAGE,
    MISTAKES,
    MODALITY,
    NORMALIZATION,
    PRODUCTION,
    REINFORCEMENT,
    TRAINING,
    TRANSFORMER,
)


def empty(question):
    if question.reading.text.strip():
        return False
    return question.clarify("The question is empty.", (MODALITY, *GENERAL))


def foreign(question):
    """What uses our words for something else: electrical transformers, software, buildings, films."""
    if question.has("hardware purchase") and not question.has("llm"):
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


def reinforcement(question):
    rl = question.has("rl") or question.reading.named("rl")
    if not rl or question.matches(r" (?:rlhf|dpo) "):
        return False
    if question.has("llm") and question.matches(r" (?:llms?|language models?|gpt\w*|llama\w*|mistral|qwen\w*) "):
        return False
    question.decide("rl", words=question.reading.named("rl"))
    question.go(REINFORCEMENT)
    _then_sheet(question)
    return True


def language(question):
    named = question.reading.named("llm")
    cues = question.reading.words("llm")
    if not named and not cues:
        return False
    weak = set(cues) <= {"lora", "prompt", "prompts", "text generation", "lora rank"} and not named
    if weak and (question.has("diffusion") or question.scores["generation"] or question.scores["image"] > 2):
        return False
    if question.has("llm decoy") and not named:
        return False
    example = {*cues, *named} <= {"gpt", "gpt2", "gpt 2", "gpt 3"} and question.has("transformer", "bert")
    if example and question.matches(r" (?:why|how (?:does|do|is|are|the)|explain|difference|what) "):
        return False  # one transformer beside another, as an example of how they work
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
        question.go(SHEETS[question.modality()])


def library(question):
    if question.has("error") or wishes.how_to_write(question.reading.text):
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


# Faults of any program, in any trade.
_ANY_PROGRAM = frozenset(
    ("undefined", "throws", "raises", "deprecated", "exception", "bug in", "error when", "error in my", "get error")
)
_OURS = ("machine learning", "framework", "model word", "image name", "sequence name", "graph name", "generative name")


def error_message(question):
    if not question.has("error"):
        return False
    if question.matches(r" (?:reconstruction|squared|absolute|forecast\w*|prediction|generalization) error "):
        return False
    if set(question.reading.words("error")) <= _ANY_PROGRAM and not question.has(*_OURS):
        return False  # a fault in a program, and no word of a network
    memory = set(question.reading.words("error")) <= {"out of memory", "oom"}
    if memory and question.has("deploy strong"):
        return False
    if memory and question.has("attention") and question.matches(r" (?:tokens|length|long|sequences?) "):
        return False  # attention's cost, not a fault in the code
    question.decide("error")
    return question.go(CODE, "an error message: implementation, not architecture")


def classical(question):
    named = question.reading.words("classical")
    if not (named or question.reading.named("classical")):
        return False
    near = {"knn", "k nearest", "nearest neighbor", "nearest neighbors", "nearest neighbour", "nearest neighbours"}
    if set(named) <= near and question.has("graph"):
        return False  # the neighbours that a graph is built of
    if question.has("neural", "image name", "sequence name", "graph name", "generative name", "tabular name"):
        return False
    return question.refuse(
        "Classical models are out of scope: archlint chooses among neural networks. Name a network that is considered, "
        "or keep the classical model as the baseline.",
        "classical",
    )


def several_wishes(question):
    """A network is still to be chosen, beside a wish for training or deployment: its sheet first, the packs after."""
    if not question.choice or (is_comparison(question) and question.has("should")):
        return False
    text = question.reading.text
    trained = question.symptom or wishes.pursues_training(text) or question.has("training", "optimizer")
    packs = [TRAINING] if trained else []
    packs += [PRODUCTION] if question.has("deploy") else []
    packs += [CODE] if wishes.wants_code_too(text) else []
    if not packs or question.has("normalization", "depth question", "irrelevant"):
        return False
    route = question.modality()
    question.decide(words=(question.choice,))
    if route is None:
        question.go(DESIGN, "an architecture is to be chosen, for data that is not named: start with fundamentals")
    else:
        question.decide(*DATA[route], *NAMES[route], words=question.reading.named(route))
        question.go(SHEETS[route])
    for pack in packs:
        question.go(pack, "after the architecture is chosen; what it limits is noted at once")
    question.decide("training", "optimizer", "deploy", words=(question.symptom,))
    return True


def deployment(question):
    runs = question.has("edge") and question.matches(r" (?:run|runs|running|fps) ") and question.modality() is None
    if not question.has("deploy") and not (runs and not question.choice):
        return False
    question.decide("edge")
    question.decide("deploy")
    if not question.has("deploy strong") and is_comparison(question):
        return False
    question.advise(MISTAKES[PRODUCTION])
    return question.go(PRODUCTION)


def written_code(question):
    """A call, a keyword, a tensor's shape or a parameter stands in the question, or it asks how to write something."""
    how = wishes.how_to_write(question.reading.text)
    if not (how or question.written) or question.symptom or question.has("strong training", "deploy strong"):
        return False
    if question.has("deploy") and not how:
        return False
    if is_comparison(question) or question.has("depth question") or (question.choice and not how):
        return False
    if not question.written and question.has("normalization", "attention", "positions"):
        return False  # where and whether a component belongs there is its sheet's
    question.decide(words=(question.written, how))
    question.advise(MISTAKES[CODE])
    return question.go(CODE)


def code(question):
    asks_for_code = question.has("code") and not is_comparison(question)
    framework = question.has("framework")
    if question.has("deploy") and not asks_for_code:
        return False
    names_a_parameter = "_" in question.reading.raw
    if not asks_for_code and not (framework and (names_a_parameter or question.matches(_CODING))):
        return False
    if not asks_for_code and (is_comparison(question) or question.has("strong select")):
        return False
    if question.matches(r" (?:implement\w*|customi[sz]\w*) ") and question.has("transformer") and not framework:
        return False  # customising a transformer is a question about its inside
    if question.matches(r" (?:should|which|why) ") and not framework:
        return False
    question.decide("code", "framework")
    question.advise(MISTAKES[CODE])
    return question.go(CODE)


_CODING = r" (?:how (?:do|can|to)|change|modify|remove|get|load|set|pass|input shape|access|extract|use|add|freeze) "


def training(question):
    if not (question.has("training", "optimizer") or question.symptom):
        return False
    strong = question.has("strong training")
    if question.has("normalization", "skip", "depth question") and not strong:
        return False
    if is_comparison(question) and not strong and not question.matches(r" (?:wont|doesnt|does not|not) "):
        return False
    if question.has("generative name", "generation") and question.matches(r" data augmentation "):
        return False
    if question.has("irrelevant"):
        return False
    if question.matches(r" (?:mode collapse|vanilla) ") and question.has("understand") and not strong:
        return False
    question.decide("training", "optimizer", words=(question.symptom,))
    question.advise(MISTAKES[TRAINING])
    return question.go(TRAINING)


def nothing_of_ours(question):
    """No word of machine learning at all."""
    ours = ("machine learning", "model word", "attention", "normalization", "positions", "class token",
            "transformer", "cnn", "mlp", "skip", "design", "multimodal", "generation", "irrelevant", "trend", "latest",
            "transformer inside", "exploding", "unclear", "generic advice", "rush", "sota said", "depth question",
            "fusion", *NAMES["image"], *NAMES["sequence"], *NAMES["graph"], *NAMES["generation"])  # fmt: skip
    placeholders = question.matches(r" (?:use|choose|pick|take) [a-z] or [a-z] ")  # "should I use X or Y"
    if placeholders or question.reading.names or question.has(*ours):
        return False
    if question.modality() and max(question.scores.values()) >= 2 and not question.has("best"):
        return False
    return question.refuse(
        "No word here says that this is about a neural network. Say what data there is and what is to be predicted or "
        "created.",
    )
