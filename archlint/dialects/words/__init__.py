"""A person's own words: the native dialect, and configs of no known framework.

The reader of words also takes, in any file, the keys that the file's dialect does not know (``add_remaining``).
"""

# The dialects that read all words of a file themselves.
OWN_WORDS = ("native", "generic")
_FORMATS = ("yaml", "json", "toml", "python", "ini")


def add_remaining(root, facts, dialect, is_fragment):
    """State what a config says in words that its dialect does not know; return whether it is a fragment still."""
    if not root.is_map or root.document.format not in _FORMATS:
        return is_fragment
    if not dialect.own_parts:
        from ._look import is_worth_reading

        if not is_worth_reading(root.value):
            return is_fragment
    from ._remaining import add

    return add(root, facts, dialect, is_fragment)
