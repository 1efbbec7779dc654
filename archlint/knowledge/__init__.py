"""What archlint knows of architectures, data sets and model types by name: a table is searched, never parsed."""

_FOLDER = __file__.rpartition("/")[0] or __file__.rpartition("\\")[0]
_tables: dict = {}
_lines: dict = {}  # (table, key) -> what the table holds for it, of the keys looked up so far
_spelling = None  # the rules of spelling, imported on first use


def architecture(name):
    """Return what is known of the architecture of that name, or None; a name is known exactly or not at all."""
    if not isinstance(name, str) or not 1 < len(name) < 160:
        return None
    if name not in _architectures:
        if len(_architectures) >= 1_000:
            _architectures.clear()
        _architectures[name] = _find_architecture(name)
    return _architectures[name]


_architectures: dict = {}  # the names looked up so far


def _find_architecture(name):
    names = _spelling or _import()
    plain = names.plain(name)
    if plain is None:
        return None
    for spelling in names.spellings(plain):
        row = _row("architectures", names.key(spelling))
        if row is not None:
            return row
    for spelling in names.without_suffixes(plain):
        row = _row("architectures", names.key(spelling))
        if row is not None and "num_layers" in row and row.get("modality") in ("text", "multimodal"):
            return row
    from . import parametric

    return parametric.read(plain, lambda key: _row("architectures", key))


def dataset(name, modality=None):
    """Return what is known of the data set of that name, or None; an ambiguous name needs its modality to agree."""
    names = _spelling or _import()
    if not isinstance(name, str) or not 0 < len(name) < 160:
        return None
    for spelling in names.dataset_spellings(name):
        key = names.dataset_key(spelling)
        row = key and ((_row("datasets", f"{key}@{modality}") if modality else None) or _row("datasets", key))
        if row:
            return row
    return None


def huggingface(model_type):
    """Return what transformers means by a ``model_type``: defaults, other names of keys, measured facts; or None."""
    if not isinstance(model_type, str) or "\t" in model_type or "\n" in model_type:
        return None
    return _row("huggingface", model_type)


def keys(group):
    """Return the keys that a framework's own class has (``huggingface:bert``, ``diffusers:AutoencoderKL``), or None."""
    if not isinstance(group, str) or not group or "\t" in group or "\n" in group:
        return None
    line = _line("keys", group)
    return line.decode("utf-8").split() if line is not None else None


def is_key(name):
    """Whether any class whose keys are known has a key of that name, or other program text of its library reads one."""
    return " " not in name and "\n" not in name and b" %s " % name.encode("utf-8", "replace") in _bytes("keys")


def is_word(word):
    """Whether a word stands in any known key, between underscores."""
    data, word = _bytes("keys"), word.encode("utf-8", "replace")
    return any(before + word + after in data for before in (b" ", b"_") for after in (b" ", b"_"))


def timm(name):
    """Return which sizes timm's model of that exact name takes, or None."""
    if not isinstance(name, str) or not name or "\t" in name or "\n" in name:
        return None
    return _row("timm", name)


def names(kind):
    """Yield each name of a kind ("architecture", "dataset" or "huggingface") as people write it, for did-you-mean."""
    table = {"architecture": "architectures", "dataset": "datasets", "huggingface": "huggingface"}[kind]
    seen = set()
    for line in _bytes(table).decode("utf-8").splitlines():
        key, _, value = line.partition("\t")
        if not value:
            continue
        if value.startswith("{") and '"name":"' in value:
            key = value.partition('"name":"')[2].partition('"')[0]
        elif kind == "dataset":
            key = key.partition("@")[0]
        if key not in seen:
            seen.add(key)
            yield key


def _row(table, key):
    """Return the row of a key, following an alias; the table is searched, never parsed."""
    line = _lines.get((table, key), b"")
    if line == b"":
        if len(_lines) > 10_000:
            _lines.clear()
        line = _lines[table, key] = _line(table, key)
    if line is None:
        return None
    import json

    return json.loads(line)


def _line(table, key):
    """Return what stands behind a key; the lines are sorted by their keys, and an alias leads to one more search."""
    data = _bytes(table)
    for _ in range(2):
        line = _find(data, key.encode("utf-8", "replace"))
        if line is None or not line.startswith(b"@"):
            return line
        key = line[1:].decode("utf-8")
    return None


def _find(data, key):
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", (low + high) // 2)
        found, tab, value = data[start:end].partition(b"\t")
        if found == key and tab:
            return value
        if found < key:
            low = end + 1
        else:
            high = start
    return None


def _bytes(table):
    data = _tables.get(table)
    if data is None:
        with open(f"{_FOLDER}/{table}.tsv", "rb") as file:
            data = _tables[table] = file.read()
    return data


def _import():
    global _spelling
    from . import spelling

    _spelling = spelling
    return spelling
