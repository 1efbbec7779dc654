"""What a person's answer means: the fact's own values, else the words that configs may use for them."""

from ..facts import Impossible, check_value

# Words of the questions themselves that no config would use.
_WORDS = {
    "data.modality": {"several": "multimodal", "mixed": "multimodal", "sequence": None, "sequences": None},
}
_SEVERAL_MEANINGS = {"data.modality": "could be text, time-series, audio or video: say which"}


def understood(fact, text):
    """Return the value that a text gives a fact; raise Impossible where it gives none."""
    try:
        return check_value(fact, text)
    except Impossible as fault:
        word = str(text).strip().lower()
        if word in _WORDS.get(fact, {}):
            value = _WORDS[fact][word]
            if value is None:
                raise Impossible(_SEVERAL_MEANINGS[fact]) from None
            return value
        value = _as_a_config_says_it(fact, text)
        if value is None:
            raise fault
        return value


def _as_a_config_says_it(fact, text):
    """Return what archlint's own config would state with this text under the fact's name, or None."""
    import json

    from . import Engine, Options

    reader = Engine(Options(isolated=True)).reader
    stated = reader.read("answer.json", named=True, text=json.dumps({"archlint": 1, fact: text})).facts
    return stated.value(fact) if stated is not None else None
