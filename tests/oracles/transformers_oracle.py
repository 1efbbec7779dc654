"""Compare archlint's errors with what the transformers library does to changed configs.

    python tests/oracles/transformers_oracle.py measure VERDICTS [--part I/N] [--seconds S] [MODEL_TYPE ...]
    python tests/oracles/transformers_oracle.py compare VERDICTS [--verbose]
    python tests/oracles/transformers_oracle.py sample VERDICTS

``measure`` needs the library: it builds every model type on the meta device, as shallow as it can be, runs one step
where the default runs one, changes one number or list after another, and appends what the library did to a file.
``compare`` needs archlint alone, and prints the table of both verdicts.  ``sample`` freezes a few of them beside this
file for the tests.
"""

import argparse
import contextlib
import json
import pathlib
import random
import re
import sys
import time

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "generators")]

import oracle  # noqa: E402

SAMPLE = HERE / "transformers_sample.tsv"
# What is changed: few keys, or one of all; all of them; and a type that the library does not build by its defaults.
MINIMAL, WHOLE, KEYS, NOT_BUILT = "minimal", "whole", "keys", "not built"

# Numbers and names that no shape follows from.
NO_ARITHMETIC = re.compile(
    r"(^|_)(std|eps|epsilon|theta|seed|beams|prob|rate|penalty|loss|coef\w*|version|id|ids|index)$|dropout|token|init|"
    r"mask_(time|feature)|^id2label|^label2id|^dtype|^_|problem_type|loss_|return_|output_|out_features|out_indices|"
    r"stage_names|time_step_|layer_ids|_limit$|feature_layer|relative_|max_(?!\w*position)|interval|conv_bias|^pretraining_tp$"
)
# Of a network inside another, as its own type is changed in full elsewhere.
OF_PARTS = re.compile(
    r"heads$|head_dim|^hidden_size$|^embed_dim$|layer_types|depths|pad_token_id|groups?$|experts|vocab_size"
)


# What the library says of a change where it is not the numbers that do not fit: a part without its type, an attribute
# that a mapping lacks, and what the meta device cannot tell, for want of the values of a tensor.
NO_MISFIT = re.compile(
    r"^\w+: (KeyError|AttributeError|TypeError|NotImplementedError|MemoryError)\b|StrictDataclassFieldValidationError|"
    r"meta tensor|data-dependent|_local_scalar_dense"
)


def changes_of(config, shallow):
    """Yield each change to try: a mapping of one key, with dots between nested ones, to a value."""
    yield from _changes(config, shallow, "", 0)


def _changes(part, shallow, prefix, depth):
    values = part.to_dict()
    for key, value in values.items():
        if prefix + key in shallow or (depth and not OF_PARTS.search(key)):
            continue
        for tried in _values(key, value, values):
            yield {prefix + key: tried}
    for key in getattr(type(part), "sub_configs", None) or {}:
        child = getattr(part, key, None)
        if hasattr(child, "to_dict") and depth < 2:
            kind = {f"{prefix}{key}.model_type": child.model_type} if _is_any(part, key) else {}
            yield from ({**kind, **tried} for tried in _changes(child, shallow, f"{prefix}{key}.", depth + 1))


def _is_any(part, key):
    """Whether a part may be of any type, so that a config must name it."""
    return type(part).sub_configs[key].__name__ == "AutoConfig"


def _values(key, value, values):
    """Return values to try for a key: some that fit, and some that do not."""
    if key == "pad_token_id":
        size = values.get("vocab_size")
        return [size, size - 1, -1] if type(size) is int else []
    if key == "rope_parameters" and isinstance(value, dict) and "rope_theta" in value:
        return [{**value, "partial_rotary_factor": 0.3}]
    if NO_ARITHMETIC.search(key) or isinstance(value, bool | str | dict):
        return []
    if value is None:
        kinds = ((r"(key_value|kv)_heads$", [3, 4]), (r"head_dim$|kv_channels", [63, 64]))
        return next((tried for pattern, tried in kinds if re.search(pattern, key)), [])
    if type(value) is int and value > 0:
        kinds = (
            (r"heads?$|n_head", [value + 1, 7, value * 2]),
            (r"head_dim|d_kv|rotary", [value + 1, value + 2]),
            (r"^vocab_size$", [3]),
            (r"expert|top_?k|group", [value + 1, value * 2, 3, 1_000]),
            (r"image_size|patch_size|window|position", [value + 1, value * 2]),
            (r"", [value + 1]),
        )
        tried = next(tried for pattern, tried in kinds if re.search(pattern, key))
        return [number for number in dict.fromkeys(tried) if number != value]
    if isinstance(value, float) and re.search("partial|rotary_pct", key):
        return [0.3]
    if isinstance(value, list | tuple) and 1 < len(value) < 200 and not isinstance(value[0], dict | list):
        value = list(value)
        found = [value[:-1], [*value, value[-1]]]
        if all(type(item) is int for item in value):
            found += [[value[0] + 1, *value[1:]], [*value[:-1], value[-1] + 1]]
        return found
    return []


def measure_types(path, types, part, seconds):
    """Append the library's verdicts on the named types, or on all that the file lacks, to a file."""
    import huggingface_networks as networks

    number, parts = part
    known = {name for name, *_ in oracle.read_verdicts(path)} if pathlib.Path(path).exists() else set()
    chosen = types or [name for name in networks.TYPES if networks.model_class(name)]
    random.Random(5).shuffle(chosen)
    for model_type in chosen[number::parts]:
        if model_type in known and not types:
            continue
        lines = verdicts_on(model_type, seconds)
        with open(path, "a", encoding="utf-8") as file:
            file.write("".join(lines))


def verdicts_on(model_type, seconds):
    """Return the lines of a type's verdicts: of as many changes, in no order, as the time is enough for."""
    import huggingface_networks as networks
    import huggingface_probes as probes
    import measure

    try:
        with measure.at_most(40):
            probe = probes.Probe(model_type)
            whole = {**probe.config.to_dict(), "model_type": model_type}
    except Exception as problem:
        return [oracle.line_of(model_type, {}, NOT_BUILT, oracle.UNKNOWN, networks.said(problem))]
    lines = [oracle.line_of(model_type, {}, MINIMAL, oracle.RAN if probe.steps else oracle.UNKNOWN)]
    changes = list(changes_of(probe.config, probe.shallow))
    random.Random(model_type).shuffle(changes)
    makers = [(MINIMAL, lambda tried: networks.verdict(model_type, {**probe.shallow, **tried}, probe.steps))]
    if networks.verdict_on(model_type, whole, probe.steps)[0] == "ran":
        lines.append(oracle.line_of(model_type, laid(whole, {}), KEYS, oracle.RAN if probe.steps else oracle.UNKNOWN))
        makers.append((WHOLE, lambda tried: networks.verdict_on(model_type, laid(whole, tried), probe.steps)))
    for form, verdict_of in makers:
        start = time.monotonic()
        for tried in changes:
            if time.monotonic() - start > (seconds if form == MINIMAL else seconds / 4):
                break
            try:
                with measure.at_most(10):
                    stage, message = verdict_of(tried)
            except measure.TooSlowError:
                continue
            verdict = {"ran": oracle.RAN, "slow": oracle.UNKNOWN}.get(stage, oracle.REFUSED)
            if verdict == oracle.RAN and not probe.steps:
                verdict = oracle.UNKNOWN  # its first step might fail
            shown = {**probe.shallow, **tried} if form == MINIMAL else tried
            lines.append(oracle.line_of(model_type, shown, form, verdict, f"{stage}: {message}"))
    return lines


def judged(rows):
    """Yield each verdict with the text of its config: (type, text, verdict, what); refused are misfits alone."""
    wholes = {}
    for name, changes, form, verdict, message in rows:
        if form == NOT_BUILT:
            continue
        if form == KEYS:
            wholes[name], changes = changes, {}
        if is_other(verdict, message):
            verdict = oracle.UNKNOWN
        shown = f"{form} {name} {json.dumps(changes)} {message}"
        yield name, text_of(name, changes, form, wholes.get(name)), verdict, shown


def is_other(verdict, message):
    """Whether a config is refused for something else than the numbers that were changed."""
    return verdict == oracle.REFUSED and NO_MISFIT.search(message) is not None


def laid(whole, changes):
    """Return a whole config with changes laid over it."""
    found = json.loads(json.dumps(whole, default=str))
    for path, value in changes.items():
        *above, key = path.split(".")
        place = found
        for name in above:
            place = place.setdefault(name, {})
        place[key] = value
    return found


def text_of(model_type, changes, form, whole=None):
    """Return a changed config as a file holds it: its type, its class and what differs, or every key."""
    if form != MINIMAL:
        return json.dumps(laid(whole, changes))
    return json.dumps(laid({"model_type": model_type, "architectures": ["Model"]}, changes))


def compare(path, verbose):
    """Print archlint's verdicts beside the library's."""
    table = oracle.Table()
    types = set()
    for name, text, verdict, shown in judged(oracle.read_verdicts(path)):
        types.add(name)
        table.add(verdict, oracle.errors_of(text), shown)
    print(f"{len(types):,} model types")
    table.print(verbose)
    return table


def main(arguments):
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("measure", "compare", "sample"))
    parser.add_argument("verdicts")
    parser.add_argument("types", nargs="*")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_intermixed_args(arguments)
    if asked.command == "measure":
        number, parts = map(int, asked.part.split("/"))
        measure_types(asked.verdicts, asked.types, (number, parts), asked.seconds)
    elif asked.command == "compare":
        compare(asked.verdicts, asked.verbose)
    else:
        freeze(asked.verdicts)


def freeze(path):
    """Write a random sample of the verdicts beside this file, drawn from all that are certain."""
    rows = []
    for name, changes, form, verdict, message in oracle.read_verdicts(path):
        if form == MINIMAL and verdict != oracle.UNKNOWN and not is_other(verdict, message):
            rows.append((name, changes, form, verdict))
    random.Random(7).shuffle(rows)
    refused = [row for row in rows if row[3] == oracle.REFUSED][:350]
    ran = [row for row in rows if row[3] == oracle.RAN][:350]
    lines = [oracle.line_of(*row) for row in (*refused, *ran)]
    SAMPLE.write_text("".join(sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(sys.argv[1:])
