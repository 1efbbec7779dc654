"""YAML to plain values with spots: libyaml's ``compose``, and a conversion of our own over its nodes.

``compose`` keeps line and column and constructs nothing, so tags such as ``!!python/object`` are only text.
Scalars follow YAML 1.1 as PyYAML reads it, except that ``1e-5`` is the number its author meant.
"""

import itertools
import re

import yaml

from . import (
    MAX_DEPTH,
    MAX_TEXT,
    TOO_DEEP,
    Document,
    Map,
    Opaque,
    Seq,
    SourceError,
    Spot,
    is_too_large,
    number,
    spot_by_marks,
)

HAS_LIBYAML = getattr(yaml, "__with_libyaml__", False)


class _NoTags:
    """Leaves a node that is written without a tag without one: what it means is decided here."""

    def resolve(self, kind, value, implicit):
        """Return the tag of a node that has none of its own."""

    def descend_resolver(self, parent, index):
        """Take no note of the way to a node."""

    def ascend_resolver(self):
        """Take no note of the way back."""


if HAS_LIBYAML:

    class _Loader(_NoTags, yaml.cyaml.CParser):  # type: ignore[name-defined]
        """Composes nodes by way of libyaml."""

else:

    class _Loader(  # type: ignore[no-redef]
        _NoTags, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer
    ):
        """Composes the same nodes without libyaml, seven to eleven times slower."""

        def __init__(self, stream):
            yaml.reader.Reader.__init__(self, stream)
            for part in (yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer):
                part.__init__(self)


def _counting(text):
    """Return a loader that refuses more nodes than a text of this length may hold; None where it cannot hold them."""
    most = min(max(len(text) // 4, _MOST_NODES[0]), _MOST_NODES[1])
    if len(text) < most or sum(map(text.count, _NODE_SIGNS)) < most:
        return None
    from .bounds import refuse

    if text.count("!") > most // 4:  # tags, and a node with one is not asked for
        refuse("tags", most // 4)

    class Counting(_Loader):
        nodes = 0

        def resolve(self, kind, value, implicit):
            self.nodes += 1
            if self.nodes > most:
                refuse("values", most)

    return Counting


_CORE = "tag:yaml.org,2002:"
_BOOLEANS = {
    word: value
    for words, value in (("yes true on", True), ("no false off", False))
    for lower in words.split()
    for word in (lower, lower.capitalize(), lower.upper())
}
_WORDS = {**_BOOLEANS, "": None, "~": None, "null": None, "Null": None, "NULL": None}
_OTHER_INT = re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0b[01_]+|0o?[0-7_]+)\Z")
_NUMERIC_START = frozenset("0123456789+-.")


# Bounds for hostile input; configs stay far below them.
_MAX_DOCUMENTS = 1_000
_MAX_DUPLICATES = 100
_MAX_MERGED = 200_000

# Each block level starts further right, but for a list below its key: deep nesting needs a line that starts with so
# many spaces and indicators.
_DEEP_START = MAX_DEPTH // 2
# A node takes some 400 bytes, and two characters make one: of a text so dense fewer are read.
_MOST_NODES = 120_000, 500_000  # of any text, and of the longest; between them, one for each four characters
_NODE_SIGNS = "\n,:[{-?!"
_NOT_ALLOWED = "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def read(source):
    """Return a document for each one in the stream."""
    try:
        _refuse_deep_nesting(source)
        loader = _counting(source.text) or _Loader
        nodes = list(itertools.islice(yaml.compose_all(source.text, Loader=loader), _MAX_DOCUMENTS))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        text = fault.problem or fault.context or "not valid YAML"
        raise SourceError(f"not valid YAML: {text}", *((mark.line + 1, mark.column + 1) if mark else ())) from None
    except (yaml.YAMLError, ValueError) as fault:  # ValueError: a lone surrogate, which libyaml cannot encode
        character = re.search(_NOT_ALLOWED, source.text)
        if character is None:
            raise SourceError(f"not valid YAML: {fault}") from None
        code = f"U+{ord(character.group()):04X}"
        place = source.position(character.start())
        raise SourceError(f"not valid YAML: the character {code} is not allowed", *place) from None
    documents = []
    for node in nodes:
        converter = _Converter(source)
        value = converter.convert(node, ())
        document = Document(source, value, spot_by_marks)
        if converter.has_aliases or (len(source.text) > MAX_TEXT and "*" in source.text):
            from .bounds import bounded

            document.value = bounded(value, document)
        documents.append(document)
    return documents or [Document(source, None, spot_by_marks)]


def _starts_deep(text):
    return any(len(line) >= _DEEP_START and not line[:_DEEP_START].strip(" \t?:-") for line in text.split("\n"))


def _refuse_deep_nesting(source):
    """Raise before ``compose`` recurses so deep that it overflows the C stack; parsing to events does not recurse."""
    text = source.text
    if text.count("[") + text.count("{") < MAX_DEPTH and not _starts_deep(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            depth += 1
            if depth > MAX_DEPTH:
                raise SourceError(TOO_DEEP, event.start_mark.line + 1, event.start_mark.column + 1)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            depth -= 1


def spot_of(source, node):
    """Return the spot of a composed node; a block value ends where its first line ends."""
    start, end = node.start_mark, node.end_mark
    end_line, end_column = end.line + 1, end.column + 1
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        line = source.line(start.line + 1)
        if end_line != start.line + 1:
            end_line, end_column = start.line + 1, len(line.rstrip()) + 1
    return Spot(source.path, start.line + 1, start.column + 1, end_line, max(end_column, start.column + 1))


class _Converter:
    """Turns one document's nodes into values; aliases share one value, as they share one node."""

    def __init__(self, source):
        self.source = source
        self.done = {}
        self.open = set()
        self.has_aliases = False
        self.merged = 0

    def convert(self, node, keys):
        if isinstance(node, yaml.ScalarNode):
            return scalar(node)
        known = self.done.get(id(node))
        if known is not None:
            self.has_aliases = True
            return known
        if id(node) in self.open:
            return Opaque("an anchor that holds itself")
        self.open.add(id(node))
        if isinstance(node, yaml.MappingNode):
            value = self.mapping(node, keys)
        else:
            value = Seq()
            mark = value.marks.append
            for index, item in enumerate(node.value):
                value.append(self.convert(item, (*keys, index)))
                mark((self.source, None, item))
        self.open.discard(id(node))
        tag = node.tag
        if tag is not None and not tag.startswith(_CORE):
            value = Opaque(tag, tag=tag, value=value)
        elif tag is not None and tag.startswith(_CORE + "python/") and not tag.endswith("python/tuple"):
            value = Opaque(tag[len(_CORE) :], tag=tag, value=value)
        self.done[id(node)] = value
        return value

    def mapping(self, node, keys):
        value = Map()
        marks = value.marks
        merged = []
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                continue  # a list or mapping as a key: no framework reads one
            key = key_node.value
            if key == "<<" and not key_node.style:
                merged.append(value_node)
                continue
            item = self.convert(value_node, (*keys, key))
            if key in marks and len(self.source.duplicates) < _MAX_DUPLICATES:
                spots = spot_of(self.source, key_node), spot_of(self.source, marks[key][1])
                # Nothing is lost with a null.  Containers are not compared: shared anchors would make that endless.
                same = value[key] is None or (not isinstance(item, (dict, list)) and item == value[key])
                self.source.duplicates.append(((*keys, key), *spots, same))
            value[key] = item
            marks[key] = (self.source, key_node, value_node)
        for part in merged:
            parents = part.value if isinstance(part, yaml.SequenceNode) else [part]
            for parent in parents:
                inherited = self.convert(parent, keys)
                if isinstance(inherited, Map) and self.merged < _MAX_MERGED:
                    self.merged += len(inherited)
                    for key, item in inherited.items():
                        if key not in value:
                            value[key] = item
                            marks[key] = inherited.marks[key]
        return value


def scalar(node):
    """Return the value of a scalar node."""
    text, tag = node.value, node.tag
    if tag is not None:
        return _tagged(text, tag)
    return text if node.style else plain(text)


def plain(text):
    """Return what an unquoted scalar means: a number, a truth value, null, or its text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMERIC_START:
        if len(text) < 16 and text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
            return int(text)
        if _OTHER_INT.match(text) and text.strip("+-0"):
            return _other_int(text)
        value = number(text)
        if value is not None:
            return value
        if text.strip("+-").replace("_", "").isdigit():
            return Opaque(text[:20] + "...")  # too large to be used
    return text


def _other_int(text):
    body = text.replace("_", "").lower()
    try:
        value = int(body, 0) if "x" in body or "b" in body or "o" in body else int(body, 8)
    except ValueError:
        return text
    return Opaque(text[:20] + "...") if is_too_large(value) else value


def _tagged(text, tag):
    if not tag.startswith(_CORE):
        return Opaque(f"{tag} {text}".strip(), tag=tag, value=text)
    kind = tag[len(_CORE) :]
    if kind in ("int", "float"):
        value = number(text)
        return value if value is None or kind == "int" else float(value)
    if kind == "bool":
        return _BOOLEANS.get(text)
    if kind == "null":
        return None
    if kind.startswith("python/"):
        return Opaque(f"!!{kind} {text}".strip(), tag=tag, value=text)
    return text
