"""Regenerate ``archlint/knowledge/timm.tsv`` from what ``tests/oracles/timm_oracle.py verdicts`` wrote.

    python tests/generators/generate_timm.py VERDICTS ...

A row says which sides of images a model takes, where that is not any; the width and the heads, where its class refuses
a width that the heads do not divide; and the lists whose length its class insists on.  What the verdicts leave open
(how far around its own size a model takes others) is asked of timm itself.  Nothing is said where the verdicts agree
with no simple law.
"""

import collections
import json
import math
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracles")]

TABLE = HERE.parents[1] / "archlint" / "knowledge" / "timm.tsv"
WIDTHS = ("embed_dim", "embed_dims", "dims", "dim")
LISTS = ("depths", "embed_dims", "dims", "num_heads", "layers", "channels")
FARTHEST = 40  # pixels around a model's own size that are tried one by one
ENOUGH = 10  # sizes of images that a law must agree with
# A convolution of stride 2 and a pool of stride 2, in every variant of the class.
IMAGENET_STEMS = {"ResNet": 4}


def read(paths):
    """Return the verdicts by model, and those on arguments by class, without what is no arithmetic."""
    by_model, by_class = collections.defaultdict(list), collections.defaultdict(list)
    for path in paths:
        for line in pathlib.Path(path).read_text().splitlines():
            line = json.loads(line)
            by_model[line["config"]["model"]].append(line)
    for name, lines in by_model.items():
        own = next((line for line in lines if line["case"] == "as it is"), None)
        if own is None or own["verdict"] != "runs" or "size" not in own:
            continue
        for line in lines:
            if "model_kwargs" in line["config"] and not line["verdict"].startswith(("TypeError", "too slow")):
                by_class[own["class"] or own["module"]].append((name, own, line))
    return by_model, by_class


def row_of(name, own, lines, laws, asked):
    """Return the row of one model."""
    row = {"image": own["size"]}
    images = [line for line in lines if set(line["config"]) == {"model", "img_size"}]
    sides = {line["config"]["img_size"]: line["verdict"] for line in images}
    sides[own["size"]] = "runs"
    taken = {side for side, verdict in sides.items() if verdict == "runs"}
    refused = {side: verdict for side, verdict in sides.items() if verdict not in ("runs", "too slow")}
    arguments = own["arguments"]
    if refused:
        row.update(law_of_sides(name, own["size"], patch_of(name, arguments), taken, refused, asked))
    strict = laws.get(own["class"] or own["module"], {}).get("strict")
    if strict and "takes" not in row and taken == {own["size"]} and asked.is_strict(name):
        row["takes"] = own["size"]
    if type(arguments.get("patch_size")) is int:
        row["patch"] = arguments["patch_size"]
    class_laws = laws.get(own["class"] or own["module"], {})
    if "heads" in class_laws:
        key = class_laws["heads"]
        if key in arguments and "num_heads" in arguments:
            row["width"], row["heads"] = [key, arguments[key]], ["num_heads", arguments["num_heads"]]
    lists = {
        key: [len(arguments[key]), which]
        for key, which in class_laws.get("lists", {}).items()
        if isinstance(arguments.get(key), list)
    }
    if lists:
        row["lists"] = lists
    for key in ("tiles", "channels", "doubles"):
        if key in class_laws and (key != "doubles" or "width" in row):
            row[key] = class_laws[key]
    if class_laws.get("dynamic") and type(arguments.get("patch_size")) is int:
        row["dynamic"] = True
    if class_laws.get("sized"):
        row["sized"] = True
    if own["class"] in IMAGENET_STEMS:
        row["stem"] = IMAGENET_STEMS[own["class"]]
    tags = asked.tags(name, own["size"])
    if tags:
        row["tags"] = tags
    return row


def tried(own, lines):
    """Return how much is known of the sides that a model takes, and what alone would explain it."""
    images = [line for line in lines if set(line["config"]) == {"model", "img_size"}]
    taken = {line["config"]["img_size"] for line in images if line["verdict"] == "runs"} | {own["size"]}
    refused = {line["config"]["img_size"] for line in images} - taken

    def fits(step, rounds):
        return all((-(-side // rounds) % (step // rounds) == 0) == (side in taken) for side in taken | refused)

    near = all(abs(side - own["size"]) < 32 for side in taken)
    return {**own, "tried": len(images), "fits": fits, "alone": near}


def patch_of(name, arguments):
    """Return the side of a model's patches, by its arguments or its name."""
    named = re.search(r"patch(\d+)", name)
    return arguments.get("patch_size") or (int(named[1]) if named else None)


def law_of_sides(name, own, patch, taken, refused, asked):
    """Return what the verdicts on images of other sizes say; nothing where they are few and agree with several laws."""
    if all("doesn't match model" in verdict for verdict in refused.values()) and taken == {own}:
        return {"takes": own}
    if max(refused) < min(taken):
        return {"least": asked.least(name, max(refused), min(taken))}
    if len(taken) + len(refused) < ENOUGH:
        return {}
    step = math.gcd(*taken)
    # Each smaller step must have been refused once, or the law would be stricter than the model.
    smaller = [step // prime for prime in (2, 3, 5, 7) if step % prime == 0]
    sure = step == patch or all(any(side % part == 0 for side in refused) for part in smaller)
    if sure and step > 1 and len(taken) > 1 and all(side % step for side in refused if side > min(taken)):
        return {"step": step}
    windows = tuple((32 * window, 4) for window in (6, 7, 8, 12))
    for step, rounds in ((8, 2), (16, 2), (16, 4), (32, 2), (32, 4), (32, 8), (64, 4), *windows):
        whole = {side for side in taken | set(refused) if -(-side // rounds) % (step // rounds) == 0}
        if whole == taken:
            return {"step": step, "rounds": rounds}
    span = asked.span(name, own)
    if all(span[0] <= side <= span[1] for side in taken):
        return {"takes": span}
    print(f"{name}: no law: takes {sorted(taken)}, refuses {sorted(refused)}", file=sys.stderr)
    return {}


def laws_of(by_class, by_model):
    """Return for each class what it refuses of its arguments, where all verdicts on them agree."""
    found = {}
    by_kind = collections.defaultdict(list)
    for model in by_model.values():
        for line in model:
            by_kind[line["class"] or line["module"]].append(line)
    for kind, lines in by_class.items():
        laws = found[kind] = {}
        for doubles in (False, True):
            law = law_of_heads(lines, doubles)
            if law and "heads" not in laws:
                laws["heads"] = law
                if doubles:
                    laws["doubles"] = True
        tiled = [which for which in ("built", "fed") if is_tiled(lines, which)]
        if tiled:
            laws["tiles"] = tiled
        grey = {line["verdict"] for line in by_kind[kind] if line["case"] == "grey images"}
        if "runs" in grey:
            laws["channels"] = "any"
        laws["lists"] = laws_of_lists(lines)
        cases = {line["case"]: line["verdict"] for _, _, line in lines}
        laws["sized"] = cases.get("built and fed with other images") == "runs"
        dynamic = [(own, line) for _, own, line in lines if "dynamic_img_size" in line["config"]["model_kwargs"]]
        laws["strict"] = is_strict(kind, by_model)
        laws["dynamic"] = bool(dynamic) and all(is_dynamic(own, line) for own, line in dynamic)
    return found


def is_strict(kind, by_model):
    """Whether models of a class that are fed with other sides compare them with their own, and refuse."""
    verdicts = [
        line["verdict"]
        for lines in by_model.values()
        for line in lines
        if (line["class"] or line["module"]) == kind and set(line["config"]) == {"model", "img_size"}
    ]
    compared = [verdict for verdict in verdicts if "doesn't match model" in verdict]
    others = [verdict for verdict in verdicts if verdict != "runs" and verdict not in compared]
    return len(compared) > 5 and len(compared) > 4 * len(others)


def generalized(rows, owns, asked):
    """Complete rows of models that were tried little, where all others of their kind obey one kind of law."""
    of_class = collections.defaultdict(list)
    for name, own in owns.items():
        of_class[own["class"] or own["module"], re.match(r"[a-z]+", name)[0]].append(name)
    for names in of_class.values():
        tried = [rows[name] for name in names if owns[name]["tried"] >= ENOUGH]
        steps = {(row.get("step"), row.get("rounds")) for row in tried}
        for name in names:
            row, own = rows[name], owns[name]
            if own["tried"] >= ENOUGH or "takes" in row or not tried:
                continue
            step, rounds = next(iter(steps))
            if len(steps) == 1 and step in (16, 32) and own["fits"](step, rounds or 1):
                row.update({"step": step, **({"rounds": rounds} if rounds else {})})
            elif all("takes" in one for one in tried) and own["alone"] and asked.is_strict(name):
                # What the first layers round off is less than a stride of 32.
                row["takes"] = [own["size"] - 31, own["size"] + 31]


def law_of_heads(lines, doubles):
    """Return the name of the width that the heads must divide, or None."""
    keys = {key for _, own, _ in lines for key in WIDTHS if key in own["arguments"]}
    for key in sorted(keys):
        seen = False
        for _, own, line in lines:
            kwargs = line["config"]["model_kwargs"]
            if not set(kwargs) <= {key, "num_heads"} or "img_size" in line["config"]:
                continue
            merged = {**own["arguments"], **kwargs}
            pairs = paired(merged.get(key), merged.get("num_heads"), doubles)
            if pairs is None:
                continue
            if any(width % heads for width, heads in pairs):
                seen = True
                if line["verdict"] == "runs":
                    break
        else:
            if seen:
                return key
    return None


def paired(widths, heads, doubles):
    """Return the width and heads of each stage, or None where there are none."""
    if widths is None or heads is None:
        return None
    widths = widths if isinstance(widths, list) else [widths]
    heads = heads if isinstance(heads, list) else [heads]
    stages = max(len(widths), len(heads))
    if doubles:
        return [(widths[0] << stage, one) for stage, one in enumerate(heads)] if len(widths) == 1 < stages else None
    widths, heads = (entries * stages if len(entries) == 1 else entries for entries in (widths, heads))
    return list(zip(widths, heads, strict=False))


def laws_of_lists(lines):
    """Return the lists that must not be shorter ("short"), or not of any other length ("any")."""
    verdicts = collections.defaultdict(lambda: collections.defaultdict(set))
    for _, own, line in lines:
        kwargs = line["config"]["model_kwargs"]
        if len(kwargs) == 1 and line["case"] in ("a list cut short", "a longer list"):
            (key,) = kwargs
            if isinstance(own["arguments"].get(key), list):
                verdicts[key][line["case"]].add(line["verdict"] == "runs")
    return {
        key: {(True, True): "any", (True, False): "short", (False, True): "long"}[short, long]
        for key, found in verdicts.items()
        for short, long in [(found["a list cut short"] == {False}, found["a longer list"] == {False})]
        if short or long
    }


def is_tiled(lines, which):
    """Whether a class refuses images that its patches do not tile: those that it is built for, or fed with."""
    seen = False
    for _, own, line in lines:
        kwargs = line["config"]["model_kwargs"]
        arguments = {**own["arguments"], **kwargs}
        patch = arguments.get("patch_size")
        if not set(kwargs) <= {"patch_size", "img_size"} or type(patch) is not int or patch < 1:
            continue
        fed = line["config"].get("img_size", own["size"])
        side = arguments.get("img_size") if which == "built" else fed
        if type(side) is int and side % patch:
            seen = True
            if line["verdict"] == "runs":
                return False
    return seen


def is_dynamic(own, line):
    """Whether a verdict on a model with a dynamic size is what whole patches, or padding, would give."""
    kwargs, side = line["config"]["model_kwargs"], line["config"]["img_size"]
    patch = kwargs.get("patch_size", own["arguments"].get("patch_size", 16))
    return (line["verdict"] == "runs") == (bool(kwargs.get("dynamic_img_pad")) or side % patch == 0)


class Asked:
    """What is asked of timm itself."""

    def __init__(self):
        import timm_oracle

        self.framework = timm_oracle.Framework()

    def described(self, name):
        """Return what a model is, where there is no verdict on it as it is."""
        import timm_oracle
        from timm.models import _registry

        kind, arguments = self.framework.effective(name)
        module, size = _registry._model_to_module[name], self.framework.size(name)
        described = {"class": kind, "module": module, "arguments": timm_oracle.plain(arguments), "size": size}
        return {**described, "verdict": "runs"}

    def is_strict(self, name):
        """Whether a model's own configuration says that it takes one side alone, and its arguments leave it so."""
        from timm.models import get_pretrained_cfg

        _, arguments = self.framework.effective(name)
        loose = arguments.get("dynamic_img_size") or arguments.get("strict_img_size") is False
        loose = loose or arguments.get("pos_embed") in ("none", "")  # as some of ViTamin's, behind convolutions
        return bool(get_pretrained_cfg(name).fixed_input_size) and not loose

    def runs(self, name, side):
        return self.framework.verdict({"model": name, "img_size": side}) == "runs"

    def least(self, name, refused, taken):
        """Return the least side that is taken, between one that is refused and one that is not."""
        while taken - refused > 1:
            middle = (taken + refused) // 2
            if self.runs(name, middle):
                taken = middle
            else:
                refused = middle
        return taken

    def span(self, name, own):
        """Return the sides around a model's own that it takes without a gap."""
        found = []
        for sign in (-1, 1):
            near, far = 0, FARTHEST  # taken and, as a rule, refused
            while far - near > 1:
                middle = (near + far) // 2
                near, far = (middle, far) if self.runs(name, own + sign * middle) else (near, middle)
            found.append(own + sign * near)
        return found

    def tags(self, name, size):
        """Return the sizes that the tags of weights stand for, where they are others than the model's own."""
        from timm.models import get_pretrained_cfg

        found = {}
        for tag in self.framework.timm.list_models(f"{name}.*", pretrained=True):
            other = get_pretrained_cfg(tag).input_size[-1]
            if other != size:
                found[tag.partition(".")[2]] = other
        return found


def main():
    by_model, by_class = read(sys.argv[1:])
    laws, asked = laws_of(by_class, by_model), Asked()
    for kind, law in sorted(laws.items()):
        print(kind, json.dumps(law), file=sys.stderr)
    rows, owns = {}, {}
    for name in asked.framework.timm.list_models():
        lines = by_model.get(name, [])
        own = next((line for line in lines if line["case"] == "as it is" and "size" in line), None)
        if own is None:
            own = asked.described(name)
        if own["verdict"] == "runs":
            rows[name] = row_of(name, own, lines, laws, asked)
            owns[name] = tried(own, lines)
    generalized(rows, owns, asked)
    text = "".join(f"{name}\t{json.dumps(rows[name], separators=(',', ':'))}\n" for name in sorted(rows))
    TABLE.write_text("\n" + text, encoding="utf-8")
    print(len(rows), "rows,", TABLE.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
