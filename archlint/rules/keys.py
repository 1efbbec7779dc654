"""What the rules about keys have in common: a report for each key of a kind that a dialect noticed."""

from ..facts import REFUSE
from ..findings import ERROR, WARNING, Suggestion
from . import Report


def reports(facts, kind, say):
    """Yield a report for every key of a kind; ``say(key, odd)`` gives its message.

    It is an error where the framework refuses the key.  A suggestion writes the key anew in its own mapping.
    """
    for odd in facts.odd_keys:
        if odd.kind != kind:
            continue
        key = ".".join(str(part) for part in odd.keys)
        spot = facts.document.spot(odd.keys, True)
        # One that names another section as well asks for more than another word.
        names = [name for name in odd.suggestions if "." not in name]
        yield Report(
            say(key, odd),
            spot,
            odd.keys,
            key,
            f"write {odd.suggestions[0]}" if odd.suggestions else "",
            ERROR if odd.treatment == REFUSE else WARNING,
            [Suggestion(key, odd.keys[-1], name, spot, odd.safe, True) for name in names],
        )


def did_you_mean(odd):
    """Return the end of a message: what the key may be meant for, if anything."""
    return f"; did you mean {' or '.join(odd.suggestions)}?" if odd.suggestions else ""
