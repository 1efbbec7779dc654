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
# Hand-written in the form of GraphGym's configs, and of their usual size: some 80 lines, 2 KB.
CONFIG = {
    "out_dir": "results",
    "metric_best": "mae",
    "wandb": {"use": False, "project": "molecules", "entity": "none"},
    "dataset": {
        "format": "PyG-ZINC",
        "name": "subset",
        "task": "graph",
        "task_type": "regression",
        "transductive": False,
        "split_mode": "standard",
        "node_encoder": True,
        "node_encoder_name": "TypeDictNode+RWSE",
        "node_encoder_num_types": 28,
        "node_encoder_bn": False,
        "edge_encoder": True,
        "edge_encoder_name": "TypeDictEdge",
        "edge_encoder_num_types": 4,
        "edge_encoder_bn": False,
    },
    "posenc_RWSE": {
        "enable": True,
        "kernel": {"times_func": "range(1,21)"},
        "model": "Linear",
        "dim_pe": 28,
        "raw_norm_type": "BatchNorm",
    },
    "train": {"mode": "custom", "batch_size": 32, "eval_period": 1, "ckpt_period": 100, "ckpt_best": True},
    "model": {"type": "GPSModel", "loss_fun": "l1", "edge_decoding": "dot", "graph_pooling": "add"},
    "gt": {
        "layer_type": "GINE+Transformer",
        "layers": 10,
        "n_heads": 4,
        "dim_hidden": 64,
        "dropout": 0.0,
        "attn_dropout": 0.5,
        "layer_norm": False,
        "batch_norm": True,
    },
    "gnn": {
        "head": "san_graph",
        "layers_pre_mp": 0,
        "layers_post_mp": 3,
        "dim_inner": 64,
        "layer_type": "generalconv",
        "stage_type": "stack",
        "batchnorm": True,
        "act": "prelu",
        "dropout": 0.0,
        "agg": "mean",
        "normalize_adj": False,
    },
    "optim": {
        "clip_grad_norm": True,
        "optimizer": "adamW",
        "weight_decay": 0.00001,
        "base_lr": 0.001,
        "max_epoch": 2000,
        "num_warmup_epochs": 50,
        "scheduler": "cosine_with_warmup",
    },
}
# What a person may write in plain words, for archlint alone.
PLAIN = {
    "task": "image-classification",
    "model": {"architecture": "resnet50", "pretrained": True},
    "data": {"name": "cifar10", "batch_size": 128},
    "training": {"epochs": 90, "seed": 7, "optimizer": "sgd"},
    "deployment": {"target": "server", "latency": "batch"},
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
    (folder / "plain.yaml").write_text(as_yaml(PLAIN) + "\n")
    (folder / "one.json").write_text(json.dumps(PLAIN, indent=2) + "\n")
    for name in ("yaml", "plain", "json"):
        (folder / name).mkdir()
    for number in range(files):
        config, plain = {**CONFIG, "run": number}, {**PLAIN, "version": number}
        (folder / "yaml" / f"c{number}.yaml").write_text(as_yaml(config) + "\n")
        (folder / "plain" / f"c{number}.yaml").write_text(as_yaml(plain) + "\n")
        (folder / "json" / f"c{number}.json").write_text(json.dumps(plain, indent=2) + "\n")


def comparisons(files):
    """Return (name, command, other command, the bound that is aimed at, share of the pairs to run)."""
    options = ["--isolated", "--exit-zero"]
    yaml_paths = [f"yaml/c{number}.yaml" for number in range(files)]
    many = f"{files:,}"
    rows = [
        ("--version / import click", [*ARCHLINT, "--version"], [PYTHON, "-c", "import click"], 1.3, 1.0),
        ("one JSON / python -c pass", [*ARCHLINT, *options, "one.json"], [PYTHON, "-c", "pass"], None, 1.0),
        (f"{many} YAML / loading them", [*ARCHLINT, *options, "yaml"], [PYTHON, "-c", LOAD, *yaml_paths], 2.0, 0.2),
        (f"{many} JSON / the same as YAML", [*ARCHLINT, *options, "json"], [*ARCHLINT, *options, "plain"], None, 0.2),
    ]
    if importlib.util.find_spec("yamllint"):
        one = ([*ARCHLINT, *options, "one.yaml"], [*YAMLLINT, "one.yaml"])
        plain = ([*ARCHLINT, *options, "plain.yaml"], [*YAMLLINT, "plain.yaml"])
        every = ([*ARCHLINT, *options, "yaml"], [*YAMLLINT, "yaml"])
        rows.insert(1, ("one YAML / yamllint", *one, 0.8, 1.0))
        rows.insert(2, ("one in plain words / yamllint", *plain, None, 1.0))
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
