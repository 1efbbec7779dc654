"""Speed by ratio, on the machine that runs it: ``python tests/benchmarks/speed.py``.

Each figure is the median of paired runs: two commands in turn, CPU time (user and system) of each finished process,
one ratio for each pair.  It needs archlint and yamllint installed (``pip install yamllint``; without it its ratios
are left out), and no more than the standard library beside them.
"""

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = sys.executable
ARCHLINT = [PYTHON, "-m", "archlint"]
YAMLLINT = [PYTHON, "-m", "yamllint", "-d", "relaxed"]
LOAD = """
import sys, yaml
loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
for path in sys.argv[1:]:
    with open(path) as file:
        yaml.load(file, loader)
"""
CONFIG = {
    "task": "image-classification",
    "model": {"architecture": "resnet50", "pretrained": True, "num_classes": 10, "dropout": 0.1},
    "data": {"name": "cifar10", "root": "/data", "num_workers": 8, "batch_size": 128, "val_split": 0.1},
    "training": {
        "epochs": 90,
        "seed": 7,
        "optimizer": {"name": "sgd", "lr": 0.1, "momentum": 0.9, "weight_decay": 0.0001, "nesterov": True},
        "scheduler": {"name": "cosine", "warmup_epochs": 5, "min_lr": 0.00001},
        "augmentation": {name: {"p": 0.5, "magnitude": 9} for name in ("crop", "flip", "cutout", "color", "mixup")},
    },
    "deployment": {"target": "server", "latency": "batch"},
    "logging": {f"metric_{number}": {"every": number, "to": "file"} for number in range(8)},
}


def cpu_time(command, folder):
    """Return the CPU time of one run of a command, which may write the byte code that its next run will read."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(command, other, folder, pairs):
    """Return the median ratio of two commands' CPU times over paired runs, and the range of its middle half."""
    cpu_time(command, folder), cpu_time(other, folder)  # warm caches and byte code
    ratios = []
    for number in range(pairs):
        if number % 2:
            first, second = cpu_time(command, folder), cpu_time(other, folder)
        else:
            second, first = cpu_time(other, folder), cpu_time(command, folder)
        ratios.append(first / max(second, 1e-9))
    quarter = max(1, pairs // 4)
    ratios.sort()
    return statistics.median(ratios), ratios[quarter - 1], ratios[-quarter]


def as_yaml(value, indent=0):
    """Return a mapping as block YAML; good enough for the config above."""
    lines = []
    for key, item in value.items():
        if isinstance(item, dict):
            lines += [f"{' ' * indent}{key}:", as_yaml(item, indent + 2)]
        else:
            lines.append(f"{' ' * indent}{key}: {json.dumps(item)}")
    return "\n".join(lines)


def write_inputs(folder, files):
    """Write one small config, and folders of many that differ in their last line, as YAML and as JSON."""
    (folder / "one.yaml").write_text(as_yaml(CONFIG) + "\n")
    (folder / "one.json").write_text(json.dumps(CONFIG, indent=2) + "\n")
    for ending in ("yaml", "json"):
        (folder / ending).mkdir()
    for number in range(files):
        config = {**CONFIG, "run": number}
        (folder / "yaml" / f"c{number}.yaml").write_text(as_yaml(config) + "\n")
        (folder / "json" / f"c{number}.json").write_text(json.dumps(config, indent=2) + "\n")


def comparisons(files):
    """Return (name, command, other command, the bound that is aimed at, share of the pairs to run)."""
    options = ["--isolated", "--exit-zero"]
    yaml_paths = [f"yaml/c{number}.yaml" for number in range(files)]
    many = f"{files:,}"
    rows = [
        ("--version / import click", [*ARCHLINT, "--version"], [PYTHON, "-c", "import click"], 1.3, 1.0),
        ("one JSON / python -c pass", [*ARCHLINT, *options, "one.json"], [PYTHON, "-c", "pass"], None, 1.0),
        (f"{many} YAML / loading them", [*ARCHLINT, *options, "yaml"], [PYTHON, "-c", LOAD, *yaml_paths], 2.0, 0.2),
        (f"{many} JSON / {many} YAML", [*ARCHLINT, *options, "json"], [*ARCHLINT, *options, "yaml"], None, 0.2),
    ]
    if importlib.util.find_spec("yamllint"):
        one = ([*ARCHLINT, *options, "one.yaml"], [*YAMLLINT, "one.yaml"])
        every = ([*ARCHLINT, *options, "yaml"], [*YAMLLINT, "yaml"])
        rows.insert(1, ("one YAML / yamllint", *one, 0.8, 1.0))
        rows.append((f"{many} YAML / yamllint", *every, 1 / 9, 0.1))
    return rows


def main(arguments=None):
    """Print each ratio; with ``--check``, fail where one is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=30, help="pairs of runs for the short comparisons")
    parser.add_argument("--files", type=int, default=1000, help="how many files the long comparisons read")
    parser.add_argument("--check", action="store_true", help="exit 1 where a ratio is above its bound")
    options = parser.parse_args(arguments)
    missed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(folder, options.files)
        for title, command, other, bound, share in comparisons(options.files):
            pairs = max(3, int(options.pairs * share))
            median, low, high = ratio(command, other, folder, pairs)
            wanted = f"aim: at most {bound:.2f}" if bound else ""
            print(f"{title:32} {median:6.2f}  (middle half {low:.2f} to {high:.2f}, {pairs} pairs)  {wanted}")
            missed = missed or bool(bound and median > bound)
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
