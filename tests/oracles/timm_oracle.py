"""Ask timm itself which training configs run, and compare archlint's errors with what it says.

    python tests/oracles/timm_oracle.py verdicts FILE [--models A B ...] [--share K/N]
    python tests/oracles/timm_oracle.py report FILE ... [--list]
    python tests/oracles/timm_oracle.py freeze FILE ...

``verdicts`` needs torch and timm: each config is what timm's ``train.py`` would make of it (``create_model`` with the
``model_kwargs``, then one step's forward pass at the size of the data config, on the meta device).  It adds one JSON
line for each config to FILE, and leaves out those that stand there already.  ``report`` needs archlint alone.

Every registered model is tried at its own size and at others; those arguments of a model's class that hold sizes are
mutated one at a time, for a few models of each class.
"""

import argparse
import collections
import contextlib
import inspect
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "generators"), str(HERE.parents[1])]

# A training run as small as timm's own keys make it.
RUN = {"opt": "adamw", "sched": "cosine", "epochs": 1, "batch_size": 2, "data_dir": "images"}
SIZES = (32, 64, 75, 112, 192, 222, 224, 225, 240, 256, 299, 384, 448)
FEW_SIZES = (32, 222, 256)  # for the further models of a class
# The arguments of the models' classes that say sizes, and are mutated.
WIDTHS = ("embed_dim", "embed_dims", "dims", "dim")
HEADS = ("num_heads",)
LISTS = ("depths", "embed_dims", "dims", "num_heads", "layers", "channels")
MODELS_OF_A_CLASS = 1


class RecordedError(Exception):
    """Raised in place of building a network, where only its arguments are asked for."""


def prepare():
    """Import timm with what records the class and the arguments that a name stands for."""
    import measure

    measure.declare_operators()
    import timm
    import timm.models

    recorded = {}

    def recording(build):
        def build_and_record(model_class, variant, pretrained, *rest, **arguments):
            recorded.update(model_class=model_class, arguments=arguments)
            if recorded.get("asked"):
                raise RecordedError
            return build(model_class, variant, pretrained, *rest, **arguments)

        return build_and_record

    for name, module in list(sys.modules.items()):
        if name.startswith("timm.models.") and hasattr(module, "build_model_with_cfg"):
            module.build_model_with_cfg = recording(module.build_model_with_cfg)
    return timm, measure, recorded


class Framework:
    """timm's verdict on configs; the network built last is kept, since most mutations change the images alone."""

    def __init__(self):
        self.timm, self.measure, self.recorded = prepare()
        self.key, self.model = None, None

    def build(self, config):
        import torch

        key = json.dumps([config["model"], config.get("model_kwargs"), channels(config), config.get("num_classes")])
        if key != self.key:
            self.key = self.model = None
            with torch.device("meta"):
                self.model = self.timm.create_model(
                    config["model"],
                    in_chans=channels(config),
                    num_classes=config.get("num_classes"),
                    **config.get("model_kwargs", {}),
                )
            self.key = key
        return self.model.train()

    def verdict(self, config):
        """Return "runs", or what was raised."""
        import torch

        try:
            with self.measure.at_most(90):
                model = self.build(config)
                with torch.no_grad():
                    model(torch.empty(2, *self.input_size(config, model), device="meta"))
        except self.measure.TooSlowError:
            return "too slow"
        except Exception as fault:
            return f"{type(fault).__name__}: {str(fault)[:160]}"
        return "runs"

    def input_size(self, config, model):
        from timm.data import resolve_data_config

        return resolve_data_config(
            {key: config.get(key) for key in ("img_size", "input_size", "in_chans")}, model=model
        )["input_size"]

    def size(self, name):
        """Return the side of the images of a model's own data config."""
        from timm.models import get_pretrained_cfg

        return get_pretrained_cfg(name).input_size[-1]

    def effective(self, name):
        """Return the class of a model and the arguments that it is built with, or None where they are a config."""
        self.recorded.clear()
        self.recorded["asked"] = True
        with contextlib.suppress(RecordedError):
            self.timm.create_model(name)
        self.recorded.pop("asked", None)
        if "model_class" not in self.recorded:
            return None, {}
        model_class, arguments = self.recorded["model_class"], self.recorded["arguments"]
        if not inspect.isclass(model_class):
            return None, {}
        parameters = inspect.signature(model_class.__init__).parameters
        out = {
            key: parameter.default for key, parameter in parameters.items() if parameter.default is not parameter.empty
        }
        out.update({key: value for key, value in arguments.items() if key in parameters})
        return model_class.__name__, out


def channels(config):
    """Return the channels that train.py builds the network for."""
    if config.get("in_chans") is not None:
        return config["in_chans"]
    return config["input_size"][0] if config.get("input_size") else 3


def image_cases(name, sizes):
    """Yield what can be mutated without building the network anew."""
    yield "as it is", {"model": name}
    for size in sizes:
        yield f"images of {size}", {"model": name, "img_size": size}


def channel_cases(name):
    yield "grey images", {"model": name, "in_chans": 1}
    yield "other channels than the images", {"model": name, "in_chans": 3, "input_size": [4, 224, 224]}
    yield "classes", {"model": name, "num_classes": 7}


def argument_cases(name, arguments):
    """Yield mutations of a class's arguments, one at a time, and of two that belong together."""

    def case(label, more=None, **kwargs):
        return label, {"model": name, **(more or {}), "model_kwargs": kwargs}

    yield from channel_cases(name)
    size = arguments.get("img_size")
    size = size[0] if isinstance(size, tuple | list) else size
    if isinstance(size, int):
        yield case("built for other images", img_size=size + 32)
        yield case("built and fed with other images", {"img_size": size * 2}, img_size=size * 2)
        yield case("built and fed with odd images", {"img_size": size + 6}, img_size=size + 6)
    patch = arguments.get("patch_size")
    if isinstance(patch, int):
        for other in (patch // 2, patch * 2, 7, 10, 15, 28):
            yield case("patches", patch_size=other)
            yield case("patches of other images", {"img_size": 240}, patch_size=other)
    window = arguments.get("window_size")
    if isinstance(window, int):
        for other in (window - 2, window + 1, 2 * window):
            yield case("windows", window_size=other)
    for key in HEADS:
        heads = arguments.get(key)
        if isinstance(heads, int):
            for other in (1, heads + 1, heads * 2, 5, 7, 10):
                yield case("heads", **{key: other})
        elif isinstance(heads, tuple | list) and all(isinstance(one, int) for one in heads):
            for index in range(len(heads)):
                yield case("heads of a stage", **{key: [*heads[:index], heads[index] + 2, *heads[index + 1 :]]})
            yield case("half the heads", **{key: [max(1, one // 2) for one in heads]})
    for key in WIDTHS:
        width = arguments.get(key)
        if isinstance(width, int):
            for other in (width // 2, width + 2, width + 100, width * 3 // 4):
                yield case("width", **{key: other})
        elif isinstance(width, tuple | list) and all(isinstance(one, int) for one in width):
            for index in range(len(width)):
                yield case("width of a stage", **{key: [*width[:index], width[index] + 6, *width[index + 1 :]]})
            yield case("half the widths", **{key: [one // 2 for one in width]})
    for key in LISTS:
        entries = arguments.get(key)
        if isinstance(entries, tuple | list) and len(entries) > 1 and all(isinstance(one, int) for one in entries):
            yield case("a list cut short", **{key: list(entries[:-1])})
            yield case("a longer list", **{key: [*entries, entries[-1]]})
    for key, value in (("dynamic_img_size", True), ("strict_img_size", False)):
        if key in arguments:
            for size in (240, 256, 250):
                yield case("other images by an argument", {"img_size": size}, **{key: value})
            if "dynamic_img_pad" in arguments:
                yield case("other images by padding", {"img_size": 250}, **{key: value, "dynamic_img_pad": True})
    if isinstance(arguments.get("depth"), int):
        yield case("depth", depth=max(1, arguments["depth"] // 2))


def verdicts(path, names=None, share="0/1"):
    """Add timm's verdicts to a file."""
    known = set()
    if path.exists():
        known = {key_of(json.loads(line)["config"]) for line in path.read_text().splitlines()}
    framework = Framework()
    of_class = collections.Counter()
    part, parts = map(int, share.split("/"))
    with path.open("a") as file:

        def add(label, config, **more):
            if key_of(config) not in known:
                known.add(key_of(config))
                line = {"case": label, "config": config, "verdict": framework.verdict(config), **more}
                file.write(json.dumps(line) + "\n")
                file.flush()

        from timm.models import _registry

        for name in in_turn(framework.timm.list_models(), _registry._model_to_module, part, parts):
            if names and name not in names:
                continue
            module = _registry._model_to_module[name]
            try:
                with framework.measure.at_most(60):
                    model_class, arguments = framework.effective(name)
            except Exception as fault:
                print(f"{name}: {type(fault).__name__}: {str(fault)[:120]}", file=sys.stderr)
                continue
            more = {"module": module, "class": model_class}
            of_class[model_class or module] += 1
            chosen = names or of_class[model_class or module] <= MODELS_OF_A_CLASS
            for label, config in image_cases(name, SIZES if chosen else FEW_SIZES):
                described = {"arguments": plain(arguments), "size": framework.size(name)} if len(config) == 1 else {}
                add(label, config, **more, **described)
            if chosen:
                for label, config in argument_cases(name, arguments):
                    add(label, config, **more)


def in_turn(names, modules, part, parts):
    """Return the models of every nth module: the first of each, then the second of each, and so on."""
    ranks, found = collections.Counter(), []
    numbers = {module: number for number, module in enumerate(sorted(set(modules.values())))}
    for name in names:
        module = modules[name]
        ranks[module] += 1
        if numbers[module] % parts == part:
            found.append((ranks[module], module, name))
    return [name for _, _, name in sorted(found)]


def plain(arguments):
    """Return those of a class's arguments that are whole numbers or lists of them."""
    found = {}
    for key, value in arguments.items():
        entries = value if isinstance(value, tuple | list) else [value]
        if entries and all(type(entry) is int for entry in entries):
            found[key] = list(entries) if isinstance(value, tuple | list) else value
    return found


def key_of(config):
    return json.dumps(config, sort_keys=True)


def errors(config):
    """Return the rules by which archlint calls a config an error."""
    from archlint.engine import Engine, Options
    from archlint.findings import ERROR

    text = json.dumps({**RUN, **config})
    findings = Engine(Options(isolated=True)).lint([], stdin=(text, "args.json")).findings
    return sorted({finding.rule for finding in findings if finding.severity == ERROR})


def read(paths):
    """Return the verdicts on sizes, of the models that run as they are."""
    lines = [json.loads(line) for path in paths for line in path.read_text().splitlines()]
    whole = {line["config"]["model"] for line in lines if line["case"] == "as it is" and line["verdict"] == "runs"}
    return [line for line in lines if line["config"]["model"] in whole and is_arithmetic(line)]


def freeze(paths):
    """Write the sample that the tests read: of each class, case and verdict one."""
    chosen = {}
    for line in read(paths):
        kind, runs = line["class"] or line["module"], line["verdict"] == "runs"
        case = line["case"].rstrip("0123456789")
        chosen.setdefault((kind, case, runs), {"class": kind, "config": line["config"], "runs": runs})
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in chosen.values())
    (HERE / "timm_sample.jsonl").write_text(text, encoding="utf-8")


def is_arithmetic(line):
    """Whether a verdict is on sizes that fit or not, rather than on arguments that a model does not have."""
    verdict, kwargs = line["verdict"], line["config"].get("model_kwargs", {})
    if verdict.startswith(("TypeError", "too slow", "TooSlowError")) or kwargs.get("patch_size") == 0:
        return False
    # A table of kernels for so many heads, a width that a stem fixes, a ratio of colours, the three patches of VOLO.
    fixed = ("split_with_sizes", "must match embed dim", "can't be split")
    return not any(part in verdict for part in fixed) and not (line["class"] == "VOLO" and "patch_size" in kwargs)


def report(paths, listed=False):
    """Print how often archlint and timm agree; return the mismatches."""
    table, wrong = collections.defaultdict(collections.Counter), []
    lines = read(paths)
    for line in lines:
        found, runs = errors(line["config"]), line["verdict"] == "runs"
        table[line["case"]][runs, bool(found)] += 1
        if runs == bool(found):
            wrong.append((line, found))
    total = collections.Counter()
    for counts in table.values():
        total.update(counts)
    print(f"{'case':36} {'runs, silent':>13} {'runs, error':>12} {'refused, error':>15} {'refused, silent':>16}")
    for case, counts in [*sorted(table.items()), ("all", total)]:
        columns = [counts[True, False], counts[True, True], counts[False, True], counts[False, False]]
        print(f"{case:36} {columns[0]:13} {columns[1]:12} {columns[2]:15} {columns[3]:16}")
    refused = total[False, True] + total[False, False]
    models = {line["config"]["model"] for line in lines}
    print(f"{len(models)} models; errors on {total[False, True] / max(1, refused):.1%} of what timm refuses")
    for line, found in wrong if listed else ():
        print(json.dumps(line["config"]), line["class"], line["verdict"][:90], found)
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("verdicts", "report", "freeze"))
    parser.add_argument("file", type=pathlib.Path, nargs="+")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--models", nargs="*")
    parser.add_argument("--share", default="0/1")
    options = parser.parse_args()
    if options.what == "verdicts":
        verdicts(options.file[0], options.models, options.share)
    elif options.what == "freeze":
        freeze(options.file)
    else:
        report(options.file, options.list)
