"""Files of strangers: each of these once took minutes or gigabytes; now each is answered at once, in one clear line."""

import subprocess
import sys
import time

import pytest

from archlint.sources.bounds import MAX_REPEATED, bounded, shortened

RUNGS = 28


def ladder(rung, start):
    """Return YAML whose n-th anchor holds the one before it twice: 2 ** n values of a few hundred bytes."""
    return f"a0: &a0 {start}\n" + "".join(f"a{n}: &a{n} {rung.format(n - 1)}\n" for n in range(1, RUNGS))


LISTS = ladder("[*a{0}, *a{0}]", "[x, x]")
TOP = f"*a{RUNGS - 1}"
NETWORK = "model = dict(type='ResNet', depth=50)\n"

# name -> (files by name, what is said on standard error)
CASES = {
    "anchors below model": (
        {"x.yaml": ladder("{{model: *a{0}, name: *a{0}}}", "{family: cnn}") + f"model: {TOP}\n"}, "too complex",
    ),
    "anchors as a size": ({"x.yaml": LISTS + f"archlint: 1\nmodel: {{num_layers: {TOP}}}\n"}, "too complex"),
    "anchors as layers": ({"x.yaml": LISTS + f"gnn: {{layers_mp: {TOP}}}\ndataset: {TOP}\n"}, "too complex"),
    "anchors of a long text": (
        {"x.yaml": "archlint: 1\nt: &t " + "x" * 9_000 + "\nmodel: {name: [" + "*t," * 20_000 + "]}\n"}, "too complex",
    ),
    "references to a long list": (
        {"x.yaml": "archlint: 1\na: [" + "x," * 9_000 + "]\nmodel: {name: [" + "'${a}'," * 9_000 + "]}\n"},
        "too complex",
    ),
    "names in python": (
        {"x.py": NETWORK + "a = [1, 1]\n" + "a = [a, a]\n" * 40 + "model['depth'] = a\n"}, "too complex",
    ),
    "calls in calls": ({"x.py": NETWORK + "x = " + "f(" * 25 + "1" + ").b" * 25}, ""),
    "a text in a text": (
        {"x.py": NETWORK + "a = '" + "x" * 9_000 + "'\nb = f'" + "{a}" * 8_000 + "'\n"}, "",
    ),
    "a list of names": ({"x.py": NETWORK + "x = [" + "a," * 400_000 + "]\n"}, "too complex"),
    "a long line of calls": ({"x.py": NETWORK + "x = [" + "f(1)," * 9_000 + "]\n"}, ""),
    "a list of values": ({"x.yaml": "archlint: 1\nmodel: {family: cnn}\nx: [" + "a," * 450_000 + "]\n"}, "too complex"),
    "tags": ({"x.yaml": "archlint: 1\nx: [" + "!a b," * 150_000 + "]\n"}, "too complex"),
    "many parents": ({"x.yaml": "archlint: 1\nmodel: {family: cnn}\n_BASE_: [" + "a," * 40_000 + "]\n"},
                     "too complex: more than 64 parents"),
    "long parents": (
        {"x.yaml": "archlint: 1\nmodel: {family: cnn}\n_BASE_: [" + "".join(f"p{n}.yaml," for n in range(20)) + "]\n",
         **{f"p{n}.yaml": "".join(f"k{n}x{i}: 1\n" for i in range(9_000)) for n in range(20)}},
        "too complex: parents of more than",
    ),
    "search paths and options": (
        {"m/z": "", "x.yaml": "hydra: {searchpath: [" + "file://m," * 2_000 + "]}\ndefaults: [{a: ["
         + "b," * 8_000 + "]}]\nmodel: {_target_: x.Y}\n"},
        "too complex: more than 300 options",
    ),
    "blanks before an item": (
        {"x.config": 'model { ssd { num_classes: 3 feature_extractor { type: "ssd_mobilenet_v2" } } }\n'
         'train_config { batch_size: 3 }\ntrain_input_reader { label_map_path: "map.pbtxt" }\n',
         "map.pbtxt": "\n" * 200_000},
        "",
    ),
    "a parent's name of many letters": (
        {"x.yaml": "CLASS_NAMES: [Car]\nDATA_CONFIG: {_BASE_CONFIG_: " + "z" * 9_000 + "}\nMODEL: {NAME: PointPillar, "
         "BACKBONE_2D: {NAME: BaseBEVBackbone}}\nOPTIMIZATION: {BATCH_SIZE_PER_GPU: 4}\n"},
        "",
    ),
    "dots in braces": ({"x.sh": "python train.py --seq_len {" + "." * 50_000 + " --pred_len 96\n"}, ""),
    "a text that is no character": ({"x.py": "_base_ = '\\ud800'\n" + NETWORK}, "computed"),
    "a parent that is no character": ({"x.json": '{"_BASE_": "\\ud800", "archlint": 1, "model": "resnet50"}'}, ""),
    "a number of too many digits": ({"x.py": "model = dict(type='ResNet', depth=50, base_channels=int('9' * 310))\n"},
                                    ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_answered_at_once(archlint, project, name):
    files, said = CASES[name]
    project(files)
    start = time.process_time()
    outcome = archlint("--fail-on", "never", next(path for path in files if path[:2] == "x."))
    assert time.process_time() - start < 5
    assert outcome.status in (0, 2), outcome.err
    assert "fault in archlint" not in outcome.err
    assert said in outcome.err
    assert len(outcome.err.splitlines()) <= 4


SETTINGS = {
    "a glob of many folders": 'exclude = ["' + "**/" * 3_000 + 'b"]\n',
    "a glob of many brackets": 'exclude = ["' + "[" * 9_000 + '"]\n',
    "many globs": "exclude = [" + "'**/a*b*c*d', " * 100_000 + "]\n",
}


@pytest.mark.parametrize("name", SETTINGS)
def test_hostile_settings_are_refused_at_once(archlint, project, name):
    project({"archlint.toml": SETTINGS[name], "x.yaml": "archlint: 1\nmodel: resnet50\n"})
    start = time.process_time()
    outcome = archlint("x.yaml")
    assert time.process_time() - start < 5
    assert (outcome.status, len(outcome.err.splitlines())) == (2, 1)
    assert "exclude is too complex" in outcome.err


def test_many_ignores_of_no_rule_are_reported_at_once(archlint, project):
    names = ",".join(f"no-such-rule-{number}" for number in range(15_000))
    project({"x.yaml": f"archlint: 1\nmodel: resnet50  # archlint: ignore[{names}]\n"})
    start = time.process_time()
    archlint("x.yaml")
    assert time.process_time() - start < 5


@pytest.mark.skipif(sys.platform == "win32", reason="resource is of Unix")
@pytest.mark.parametrize("name", ["anchors as a size", "a list of names", "a list of values", "long parents", "tags"])
def test_a_hostile_file_takes_little_memory(project, name):
    files, _ = CASES[name]
    folder = project(files)
    path = next(path for path in files if path[:2] == "x.")
    script = (
        "import resource, subprocess, sys\n"
        f"subprocess.run([sys.executable, '-I', '-m', 'archlint', {path!r}], capture_output=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True)
    assert int(done.stdout) // (1024 * (1024 if sys.platform == "darwin" else 1)) < 150


def test_what_is_shared_a_little_stays():
    names = ["a"] * 1_000
    value = {f"k{n}": {"names": names} for n in range(40)}
    assert bounded(value)["k39"]["names"] is names
    value = {f"k{n}": {"names": names} for n in range(MAX_REPEATED // 500)}
    assert not isinstance(bounded(value)["k99"]["names"], list)


def test_a_text_longer_than_a_value_is_opaque():
    value = shortened({"a": "x" * 10_001, "b": ["x" * 10_000, {"c": "y" * 20_000}]})
    assert (type(value["a"]).__name__, type(value["b"][0]), type(value["b"][1]["c"]).__name__) == (
        "Opaque", str, "Opaque",
    )  # fmt: skip
