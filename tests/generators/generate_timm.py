"""Regenerate ``archlint/knowledge/timm.tsv`` from what ``tests/oracles/timm_oracle.py verdicts`` wrote.

    python tests/generators/generate_timm.py VERDICTS ...

A row says which sides of images a model takes, where that is not any; the width and the heads, where its class refuses
a width that the heads do not divide; and the lists whose length its class insists on.  What the verdicts leave open
(how far around its own size a model takes others) is asked of timm itself.  Nothing is said where the verdicts agree
with no simple law.
"""

import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "oracles")]

TABLE = HERE.parents[1] / "archlint" / "knowledge" / "timm.tsv"
WIDTHS = ("embed_dim", "embed_dims", "dims", "dim")
LISTS = ("depths", "embed_dims", "dims", "num_heads", "layers", "channels")
FARTHEST = 96  # pixels around a model's own size that are tried one by one
# A 7x7 convolution of stride 2 and a max pool, by the class's own arguments.
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
    if refused:
        row.update(law_of_sides(name, own["size"], taken, refused, asked))
    arguments = own["arguments"]
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
    if class_laws.get("dynamic") and type(arguments.get("patch_size")) is int:
        row["dynamic"] = True
    if class_laws.get("sized"):
        row["sized"] = True
    if own["class"] in IMAGENET_STEMS and asked.has_plain_stem(name):
        row["stem"] = IMAGENET_STEMS[own["class"]]
    tags = asked.tags(name, own["size"])
    if tags:
        row["tags"] = tags
    return row


def law_of_sides(name, own, taken, refused, asked):
    """Return what the verdicts on images of other sizes say."""
    if all("doesn't match model" in verdict for verdict in refused.values()) and taken == {own}:
        return {"takes": [own, own]}
    if max(refused) < min(taken):
        return {"least": asked.least(name, max(refused), min(taken))}
    step = asked.step(name, own)
    if step and all(side % step == 0 for side in taken) and all(side % step for side in refused):
        return {"step": step}
    span = asked.span(name, own)
    if all(span[0] <= side <= span[1] for side in taken):
        return {"takes": span}
    print(f"{name}: no law: takes {sorted(taken)}, refuses {sorted(refused)}", file=sys.stderr)
    return {}


def laws_of(by_class):
    """Return for each class what it refuses of its arguments, where all verdicts on them agree."""
    found = {}
    for kind, lines in by_class.items():
        laws = found[kind] = {}
        law = law_of_heads(lines)
        if law:
            laws["heads"] = law
        laws["lists"] = laws_of_lists(lines)
        cases = {line["case"]: line["verdict"] for _, _, line in lines}
        laws["sized"] = cases.get("built and fed with other images") == "runs"
        dynamic = [line for _, _, line in lines if "dynamic_img_size" in line["config"]["model_kwargs"]]
        laws["dynamic"] = bool(dynamic) and all(is_dynamic(line) for line in dynamic)
    return found


def law_of_heads(lines):
    """Return the name of the width that the heads must divide, or None."""
    keys = {key for _, own, _ in lines for key in WIDTHS if key in own["arguments"]}
    for key in sorted(keys):
        seen = False
        for _, own, line in lines:
            kwargs = line["config"]["model_kwargs"]
            if not set(kwargs) <= {key, "num_heads"} or "img_size" in line["config"]:
                continue
            merged = {**own["arguments"], **kwargs}
            pairs = paired(merged.get(key), merged.get("num_heads"))
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


def paired(widths, heads):
    """Return the width and heads of each stage, or None where there are none."""
    if widths is None or heads is None:
        return None
    widths = widths if isinstance(widths, list) else [widths]
    heads = heads if isinstance(heads, list) else [heads]
    stages = max(len(widths), len(heads))
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
        key: "any" if found["a longer list"] == {False} else "short"
        for key, found in verdicts.items()
        if found["a list cut short"] == {False}
    }


def is_dynamic(line):
    """Whether a verdict on a model with a dynamic size is what whole patches, or padding, would give."""
    kwargs, side = line["config"]["model_kwargs"], line["config"]["img_size"]
    patch = kwargs.get("patch_size", 16)
    return (line["verdict"] == "runs") == (bool(kwargs.get("dynamic_img_pad")) or side % patch == 0)


class Asked:
    """What is asked of timm itself."""

    def __init__(self):
        import timm_oracle

        self.framework = timm_oracle.Framework()

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

    def step(self, name, own):
        """Return the number whose multiples a model takes, and nothing else near its own side; None where none is."""
        for step in (step for step in range(2, own + 1) if own % step == 0):
            if self.runs(name, own + step) and self.runs(name, own + 2 * step):
                others = {own + 1, own - 1, own + step // 2, own + step + step // 2, own + step - 1} - {own, own + step}
                return None if any(self.runs(name, side) for side in others if side % step) else step
        return None

    def span(self, name, own):
        """Return the sides around a model's own that it takes without a gap."""
        low = high = own
        while own - low < FARTHEST and self.runs(name, low - 1):
            low -= 1
        while high - own < FARTHEST and self.runs(name, high + 1):
            high += 1
        return [low, high]

    def tags(self, name, size):
        """Return the sizes that the tags of weights stand for, where they are others than the model's own."""
        from timm.models import get_pretrained_cfg

        found = {}
        for tag in self.framework.timm.list_models(f"{name}.*", pretrained=True):
            other = get_pretrained_cfg(tag).input_size[-1]
            if other != size:
                found[tag.partition(".")[2]] = other
        return found

    def has_plain_stem(self, name):
        """Whether a ResNet begins with a convolution of stride 2 and a pool of stride 2."""
        import torch

        with torch.device("meta"):
            model = self.framework.timm.create_model(name)
        first = next(module for module in model.modules() if isinstance(module, torch.nn.Conv2d))
        return first.stride == (2, 2) and getattr(getattr(model, "maxpool", None), "stride", None) == 2


def main():
    by_model, by_class = read(sys.argv[1:])
    laws, asked = laws_of(by_class), Asked()
    for kind, law in sorted(laws.items()):
        print(kind, json.dumps(law), file=sys.stderr)
    rows = {}
    for name, lines in by_model.items():
        own = next((line for line in lines if line["case"] == "as it is"), None)
        if own is not None and own["verdict"] == "runs" and "size" in own:
            rows[name] = row_of(name, own, lines, laws, asked)
    text = "".join(f"{name}\t{json.dumps(rows[name], separators=(',', ':'))}\n" for name in sorted(rows))
    TABLE.write_text("\n" + text, encoding="utf-8")
    print(len(rows), "rows,", TABLE.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
