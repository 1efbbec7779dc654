"""What a config inherits: files are laid over each other as the framework would, and gaps are notices."""

import os

import pytest

from archlint.composition import INCOMPLETE, MAX_BEGINNING, Project, beginning, compose
from archlint.sources import Opaque, Sweep, decode, parse, read_bytes


def write(root, files):
    (root / "pyproject.toml").write_text("")
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def composed(root, name):
    path = os.path.join(root, name)
    document = parse(decode(read_bytes(path)), path)[0]
    return compose(document, path, Project(str(root)))


def at(value, path):
    for key in path.split("."):
        value = value[int(key) if key.isdigit() else key]
    return value


BASE = (
    "model = dict(type='A', backbone=dict(type='ResNet', depth=50, norm_cfg=dict(type='BN')), heads=[1, 2])\nlr = 0.1\n"
)

OPENMMLAB = {
    "a mapping merges": ("model = dict(backbone=dict(depth=101))", {"model.backbone.depth": 101, "model.type": "A"}),
    "_delete_ replaces": (
        "model = dict(backbone=dict(_delete_=True, type='ViT'))",
        {"model.backbone": {"type": "ViT"}, "model.type": "A"},
    ),
    "a list is replaced": ("model = dict(heads=[3])", {"model.heads": [3]}),
    "a reference to the base": ("x = _base_.model.backbone.depth", {"x": 50}),
    "a template": ("x = {{_base_.model.type}}", {"x": "A"}),
    "a quoted template": ("x = '{{_base_.model.backbone.depth}}'", {"x": 50}),
    "a template with spaces": ("x = dict(y={{ _base_.lr }})", {"x.y": 0.1}),
    "a change below the base": ("_base_.model.backbone.depth = 18", {"model.backbone.depth": 18, "model.type": "A"}),
    "a change by subscript": ("_base_['model']['backbone']['depth'] = 18", {"model.backbone.depth": 18}),
    "a change in a list": ("_base_.model.heads[0] = 7", {"model.heads": [7, 2]}),
    "an update below the base": ("_base_.model.update(dict(type='B'))", {"model.type": "B", "model.heads": [1, 2]}),
    "a pop below the base": ("_base_.model.pop('heads')", {"model.heads": KeyError}),
    "a deletion below the base": ("del _base_.model.backbone.norm_cfg", {"model.backbone.norm_cfg": KeyError}),
    "a call that is not followed": ("_base_.model.heads.append(3)", {"model.heads": Opaque}),
    "a change in a loop": ("for x in range(3):\n    _base_.model.backbone.depth = x", {"model.backbone.depth": 2}),
    "a change in a loop over what is not known": (
        "for x in known():\n    _base_.model.backbone.depth = x",
        {"model.backbone.depth": Opaque},
    ),
    "an unknown reference": ("x = _base_.nothing.here", {"x": Opaque}),
}


def check(value, expected):
    for path, wanted in expected.items():
        if wanted is KeyError:
            with pytest.raises(KeyError):
                at(value, path)
        elif wanted is Opaque:
            assert isinstance(at(value, path), Opaque), path
        else:
            assert at(value, path) == wanted, path


@pytest.mark.parametrize("case", OPENMMLAB)
def test_openmmlab_base(case, tmp_path):
    text, expected = OPENMMLAB[case]
    write(tmp_path, {"b/base.py": BASE, "c.py": f"_base_ = ['./b/base.py']\n{text}\n"})
    document = composed(tmp_path, "c.py")
    check(document.value, expected)
    assert document.notices == []


def test_a_change_of_one_config_does_not_reach_its_siblings(tmp_path):
    write(tmp_path, {"base.py": BASE, "c.py": "_base_ = 'base.py'\n_base_.model.backbone.depth = 18\n"})
    project = Project(str(tmp_path))
    for _ in range(2):
        path = str(tmp_path / "c.py")
        compose(parse(decode(read_bytes(path)), path)[0], path, project)
    assert project.read(str(tmp_path / "base.py")).value["model"]["backbone"]["depth"] == 50


def test_a_finding_stands_in_the_file_that_holds_the_value(tmp_path):
    write(tmp_path, {"base.py": BASE, "c.py": "_base_ = 'base.py'\nmodel = dict(type='B')\n"})
    document = composed(tmp_path, "c.py")
    assert document.spot(("model", "backbone", "depth")).path.endswith("base.py")
    assert document.spot(("model", "type")).path.endswith("c.py")
    assert document.spot(("model", "type")).line == 2


READ_BASE = {
    "a name is imported": ("", {"model.backbone.depth": 50, "lr": 0.1}),
    "an update merges deeply": (
        "model.update(dict(backbone=dict(depth=18)))",
        {"model.backbone.depth": 18, "model.type": "A"},
    ),
    "update by keyword": ("model.update(type='B')", {"model.type": "B", "model.heads": [1, 2]}),
    "an attribute": ("model.backbone.depth = 34", {"model.backbone.depth": 34}),
    "an assignment replaces": ("model = dict(type='C')", {"model": {"type": "C"}}),
    "a pop": ("model.backbone.pop('norm_cfg')", {"model.backbone.norm_cfg": KeyError}),
    "an inherited name is used": ("rate = lr\nopt = dict(lr=lr)", {"rate": 0.1, "opt.lr": 0.1}),
    "a class stays opaque": ("from x import SGD\nopt = dict(type=SGD)", {"opt.type": Opaque}),
}


@pytest.mark.parametrize("case", READ_BASE)
def test_openmmlab_read_base(case, tmp_path):
    text, expected = READ_BASE[case]
    head = "from mmengine.config import read_base\nwith read_base():\n    from .base.model import *\n"
    write(tmp_path, {"configs/base/model.py": BASE, "configs/c.py": head + text + "\n"})
    document = composed(tmp_path, "configs/c.py")
    check(document.value, expected)
    assert document.notices == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("from .base.model import lr", {"lr": 0.1, "model": KeyError}),
        ("from ..shared import *", {"shared": 1}),
        ("from .base.middle import *", {"model.backbone.depth": 50, "middle": 1}),
    ],
)
def test_read_base_imports_what_it_names(line, expected, tmp_path):
    middle = "with read_base():\n    from .model import *\nmiddle = 1\n"
    files = {"a/base/model.py": BASE, "a/base/middle.py": middle, "shared.py": "shared = 1\n"}
    write(tmp_path, {**files, "a/c.py": f"with read_base():\n    {line}\n"})
    check(composed(tmp_path, "a/c.py").value, expected)


YAML = {
    "yacs _BASE_": (
        {"base.yaml": "MODEL: {DEPTH: 50, NORM: BN}", "c.yaml": "_BASE_: base.yaml\nMODEL: {DEPTH: 18}"},
        {"MODEL.DEPTH": 18, "MODEL.NORM": "BN"},
    ),
    "a chain": (
        {"a/b.yaml": "x: 1\ny: 1", "a/m.yaml": "_BASE_: b.yaml\ny: 2", "c.yaml": "_BASE_: a/m.yaml"},
        {"x": 1, "y": 2},
    ),
    "a list, later parents win": (
        {"a.yml": "x: 1\ny: 1", "b.yml": "y: 2", "c.yaml": "_BASE_: [a.yml, b.yml]"},
        {"x": 1, "y": 2},
    ),
    "PaddleSeg replaces": (
        {"a.yml": "model: {type: A, x: 1}", "c.yaml": "_base_: a.yml\nmodel: {_inherited_: False, type: B}"},
        {"model": {"type": "B"}},
    ),
    "includes from the root": (
        {"conf/a.yaml": "x: 1", "deep/er/c.yaml": "includes: [conf/a.yaml]"},
        {"x": 1},
    ),
    "__include__": ({"a.yml": "x: 1\ny: 1", "c.yaml": "__include__: ['a.yml']\ny: 2"}, {"x": 1, "y": 2}),
    "!include": ({"a.yml": "x: 1", "c.yaml": "part: !include a.yml\ndeep: {er: !include a.yml}"}, {"deep.er.x": 1}),
    "null parents": ({"c.yaml": "_BASE_: null\nx: 1"}, {"x": 1}),
}


@pytest.mark.parametrize("case", YAML)
def test_yaml_parents(case, tmp_path):
    files, expected = YAML[case]
    write(tmp_path, files)
    name = next(name for name in files if name.endswith("c.yaml"))
    document = composed(tmp_path, name)
    check(document.value, expected)
    assert document.notices == []


GROUPS = {
    "conf/model/resnet.yaml": "name: resnet50\ndepth: 50\n",
    "conf/model/vit.yaml": "name: vit\npatch: 16\n",
    "conf/model/nested.yaml": "defaults:\n  - resnet\n  - head: big\n  - /opt@tuned: sgd\n  - _self_\ndepth: 34\n",
    "conf/model/head/big.yaml": "width: 512\n",
    "conf/opt/sgd.yaml": "lr: 0.1\n",
    "conf/opt/adam.yaml": "lr: 0.001\n",
    "conf/placed.yaml": "# a comment\n# @package some.where\nx: 1\n",
    "conf/flat.yaml": "x: 1\nmodel: {name: flat}\n",
    "conf/data/a.yaml": "size: ${model.name}\n",
    "conf/experiment/small.yaml": "# @package _global_\ndefaults:\n  - override /model: vit\nmodel: {patch: 8}\n",
    "conf/experiment/part.yaml": "# @package _global_\ndefaults:\n  - override /opt: adam\nopt: {lr: 5}\n",
}
HYDRA = {
    "a group": ("[{model: resnet}]", "", {"model.name": "resnet50"}),
    "the primary overrides its defaults": ("[{model: resnet}]", "model: {depth: 18}", {"model.depth": 18}),
    "_self_ first": ("[_self_, {model: resnet}]", "model: {depth: 18}", {"model.depth": 50}),
    "several options": ("[{model: [resnet, vit]}]", "", {"model.name": "vit", "model.depth": 50}),
    "a config beside it": ("[flat]", "", {"x": 1, "model.name": "flat"}),
    "a package in the list": ("[{opt@a.b: sgd}]", "", {"a.b.lr": 0.1}),
    "a global package": ("[{opt@_global_: sgd}]", "", {"lr": 0.1}),
    "a package in the header": ("[placed]", "", {"some.where.x": 1}),
    "nested defaults": (
        "[{model: nested}]",
        "",
        {"model.name": "resnet50", "model.depth": 34, "model.head.width": 512, "model.tuned.lr": 0.1},
    ),
    "null": ("[{model: null}, {opt: sgd}]", "", {"opt.lr": 0.1, "model": KeyError}),
    "optional": ("[{optional model: nowhere}, {opt: sgd}]", "", {"opt.lr": 0.1}),
    "optional in the old way": ("[{model: nowhere, optional: true}, {opt: sgd}]", "", {"opt.lr": 0.1}),
    "override in the primary": ("[{model: resnet}, {override model: vit}]", "", {"model.name": "vit"}),
    "an experiment overrides": (
        "[{model: resnet}, {opt: sgd}, {experiment: small}]",
        "",
        {"model.name": "vit", "model.patch": 8, "model.depth": KeyError, "opt.lr": 0.1},
    ),
    "experiments in a row": (
        "[{model: resnet}, {opt: sgd}, {experiment: [part, small]}]",
        "",
        {"model.name": "vit", "opt.lr": 5},
    ),
    "another group's choice": ("[{model: resnet}, {opt: sgd}, '/opt/${opt}@again']", "", {"again.lr": 0.1}),
    "Hydra's own groups": ("[{override hydra/launcher: joblib}, {model: resnet}]", "", {"model.depth": 50}),
    "left to the command line": ("[{model: '???'}, {opt: sgd}]", "", {"opt.lr": 0.1, "model": KeyError}),
    "interpolation": ("[{model: vit}, {data: a}]", "", {"data.size": "vit"}),
}


@pytest.mark.parametrize("case", HYDRA)
def test_hydra(case, tmp_path):
    defaults, rest, expected = HYDRA[case]
    write(tmp_path, {**GROUPS, "conf/train.yaml": f"defaults: {defaults}\n{rest}\n"})
    document = composed(tmp_path, "conf/train.yaml")
    check(document.value, expected)
    assert document.notices == []


SEARCH_PATHS = {
    "a folder of the project": ("file://more/conf", {"model.depth": 7}, []),
    "a package of the project": ("pkg://more.conf", {"model.depth": 7}, []),
    "the config's own folder comes first": ("file://other", {"model.depth": KeyError}, ["model/extra.yaml is missing"]),
    "a package from elsewhere": ("pkg://installed.conf", {"model": KeyError}, []),
    "a folder outside": ("file:///etc", {"model": KeyError}, []),
    "a folder above": ("file://../..", {"model": KeyError}, []),
    "a folder set elsewhere": ("file://${oc.env:CONF}", {"model": KeyError}, []),
}


@pytest.mark.parametrize("case", SEARCH_PATHS)
def test_hydra_search_path(case, tmp_path):
    path, expected, notices = SEARCH_PATHS[case]
    main = f"defaults: [{{opt: sgd}}, {{model: extra}}]\nhydra: {{searchpath: ['{path}']}}\n"
    write(tmp_path, {**GROUPS, "conf/train.yaml": main, "more/conf/model/extra.yaml": "depth: 7\n",
                     "more/conf/opt/sgd.yaml": "lr: 9\n", "other/model/x.yaml": "depth: 1\n"})  # fmt: skip
    document = composed(tmp_path, "conf/train.yaml")
    check(document.value, {"opt.lr": 0.1})
    for key, wanted in expected.items():
        if wanted is KeyError:
            with pytest.raises(KeyError):
                at(document.value, key)
        else:
            assert at(document.value, key) == wanted
    assert len(document.notices) == len(notices)
    assert all(words in notice for words, notice in zip(notices, document.notices, strict=True))


def test_an_include_that_names_its_file_in_the_tag(tmp_path):
    main = "net: !include:parts/net.yaml\n  depth: 3\nplain: !include:parts/net.yaml\nnone: !include:gone.yaml\n"
    write(tmp_path, {"c.yaml": main, "parts/net.yaml": "depth: 1\nwidth: 8\n"})
    document = composed(tmp_path, "c.yaml")
    check(document.value, {"net": {"depth": 3, "width": 8}, "plain.depth": 1, "none": Opaque})
    assert document.notices == ["!include: parent gone.yaml is missing"]


def test_a_config_of_the_same_folder_under_a_package(tmp_path):
    main = "defaults:\n  - .@model.encoder: encoder\n  - _self_\nmodel: {decoder: {depth: 2}}\n"
    write(tmp_path, {"conf/asr/train.yaml": main, "conf/asr/encoder.yaml": "depth: 17\n"})
    check(composed(tmp_path, "conf/asr/train.yaml").value, {"model.encoder.depth": 17, "model.decoder.depth": 2})


def test_an_experiment_by_itself_takes_what_it_overrides(tmp_path):
    write(tmp_path, GROUPS)
    document = composed(tmp_path, "conf/experiment/small.yaml")
    check(document.value, {"model.name": "vit", "model.patch": 8})
    assert document.spot(("model", "name")).path.endswith("conf/model/vit.yaml")


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        ("a: {b: 1}\nc: ${a.b}", "c", 1),
        ("a: {b: 1, c: '${.b}'}", "a.c", 1),
        ("a: {b: {c: '${..d}'}, d: 2}", "a.b.c", 2),
        ("a: vit\nc: ${a}_base", "c", "vit_base"),
        ("a: [1, 2]\nc: ${a.1}\nd: ${a[0]}", "c", 2),
        ("a: ${b}\nb: ${c}\nc: 3", "a", 3),
        ("a: ${b}\nb: ${a}", "a", "${b}"),
        ("a: ${oc.env:HOME}", "a", "${oc.env:HOME}"),
        ("a: ${nothing}", "a", "${nothing}"),
        ("a: [1]\nc: ${a.¹}", "c", "${a.¹}"),
        ("a: [1]\nc: ${a.%s}" % ("9" * 5000), "c", "${a.%s}" % ("9" * 5000)),
        ("a: {b: {c: 1}}\nd: ${a.b}", "d.c", 1),
    ],
)
def test_interpolation(text, path, wanted, tmp_path):
    write(tmp_path, {"c.yaml": text})
    document = composed(tmp_path, "c.yaml")
    got = at(document.value, path)
    assert got == wanted or (wanted == "${b}" and "${" in got)


def test_an_interpolated_value_stands_where_it_is_written(tmp_path):
    write(tmp_path, {"c.yaml": "a:\n  b: 16\nc: ${a.b}\n"})
    assert composed(tmp_path, "c.yaml").spot(("c",)).line == 2


GAPS = {
    "missing": ("_BASE_: nowhere.yaml\nx: 1", "nowhere.yaml is missing"),
    "a name that no file can have": ('_BASE_: "a\\0b.yaml"\nx: 1', "is missing"),
    "itself": ("_BASE_: c.yaml\nx: 1", "cycle"),
    "a cycle": ("_BASE_: back.yaml\nx: 1", "cycle"),
    "outside": ("_BASE_: ../outside.yaml\nx: 1", "outside the project root"),
    "absolute": ("_BASE_: /etc/hostname\nx: 1", "outside the project root"),
    "a link out": ("_BASE_: link.yaml\nx: 1", "outside the project root"),
    "an include": ("y: !include ../outside.yaml\nx: 1", "outside the project root"),
    "a group": ("defaults: [{model: nowhere}]\nx: 1", "model/nowhere.yaml is missing"),
    "a group outside": ("defaults: [{model: ../../outside}]\nx: 1", "outside the project root"),
    "a group that includes itself": ("defaults: [{model: loop}]\nx: 1", "cycle"),
    "broken": ("_BASE_: broken.yaml\nx: 1", "not valid YAML"),
}


@pytest.mark.parametrize("case", GAPS)
def test_a_gap_is_one_notice_and_the_rest_is_read(case, tmp_path):
    text, words = GAPS[case]
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside.yaml").write_text("secret: 1\n")
    files = {
        "back.yaml": "_BASE_: c.yaml",
        "model/loop.yaml": "defaults: [loop]",
        "broken.yaml": "a: [",
        "c.yaml": text,
    }
    write(root, files)
    (root / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    document = composed(root, "c.yaml")
    assert document.value["x"] == 1
    assert "secret" not in str(document.value)
    assert len(document.notices) == 1
    assert words in document.notices[0]
    assert "\n" not in document.notices[0]
    assert document.cache["incomplete"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("_base_ = 'nowhere.py'", "nowhere.py is missing"),
        ("_base_ = [name]", "computed"),
        ("_base_ = 'c.py'", "cycle"),
        ("with read_base():\n    from ....outside import *", "outside the project root"),
        ("with read_base():\n    from .c import *", "cycle"),
    ],
)
def test_gaps_of_python_configs(text, words, tmp_path):
    write(tmp_path, {"c.py": text + "\nx = 1\n"})
    document = composed(tmp_path, "c.py")
    assert document.value["x"] == 1
    assert len(document.notices) == 1
    assert words in document.notices[0]


@pytest.mark.parametrize(
    "text", ["_base_ = ['mmdet::models/a.py']", "with read_base():\n    from mmdet.models import *"]
)
def test_a_parent_of_another_package_is_not_known_and_no_gap(text, tmp_path):
    write(tmp_path, {"c.py": text + "\nx = 1\ny = dict(z=_base_.model)\n"})
    document = composed(tmp_path, "c.py")
    assert document.value["x"] == 1
    assert isinstance(document.value["y"]["z"], Opaque)
    assert document.notices == []
    assert document.cache[INCOMPLETE]


def test_a_flood_of_parents_is_cut_off(tmp_path):
    wide = "defaults: [" + ", ".join(f"{{m@p{index}: w}}" for index in range(200)) + "]\n"
    write(tmp_path, {"c.yaml": wide, "m/w.yaml": "defaults: [x, y]\n", "m/x.yaml": "a: 1\n", "m/y.yaml": "a: 1\n"})
    document = composed(tmp_path, "c.yaml")
    assert any("more than" in notice for notice in document.notices)


def test_shared_and_nested_mappings_cost_no_more_than_they_hold(tmp_path):
    lines = ["a0 = dict(x=1)"] + [f"a{n} = dict(l=a{n - 1}, r=a{n - 1})" for n in range(1, 60)] + ["model = a59"]
    text = "\n".join(lines) + "\n"
    write(tmp_path, {"base.py": text, "c.py": "_base_ = 'base.py'\n" + text})
    document = composed(tmp_path, "c.py")
    assert document.value["model"] is not None
    assert any("too complex" in notice for notice in document.notices)


def test_a_value_that_would_hold_itself_is_opaque(tmp_path):
    loop = "a = dict()\na['x'] = a\na.update(dict(y=[a]))\n"
    write(tmp_path, {"base.py": loop, "c.py": "_base_ = 'base.py'\n" + loop})
    assert isinstance(composed(tmp_path, "c.py").value["a"]["x"], Opaque)


SEARCHES = {
    "choice": ("choice(3, 5)", (3, 5)),
    "a plain list": ("3,5", (3, 5)),
    "texts": ("choice('lstm', gru)", ("lstm", "gru")),
    "a range, its end left out": ("range(2, 8, 2)", (2, 4, 6)),
    "a range with a step of one": ("range(2, 5)", (2, 3, 4)),
    "a range from zero": ("range(3)", (0, 1, 2)),
    "an interval of whole numbers": ("int(interval(2, 4))", (2, 3, 4)),
    "the older form": ("{type: categorical, choices: [3, 5]}", (3, 5)),
    "the older form of a range": ("{type: int, low: 3, high: 5}", (3, 4, 5)),
    "one member is the value": ("choice(7)", 7),
    "an interval": ("interval(1, 3)", None),
    "a logarithmic range": ("tag(log, interval(1, 8))", None),
    "lists": ("choice([1, 2], [3])", None),
    "a reference": ("choice(3, ${other})", None),
    "a computed step": ("range(1, 9, 0)", None),
    "a huge range": ("range(1, 1000000000)", None),
    "numbers that are not whole": ("range(0.1, 0.9)", None),
}


@pytest.mark.parametrize("case", SEARCHES)
def test_hydra_search(case, tmp_path):
    written, expected = SEARCHES[case]
    item = written if written.startswith("{") else f'"{written}"'
    text = (
        f"hydra:\n  mode: MULTIRUN\n  sweeper:\n    params:\n      model.depth: {item}\nmodel: {{depth: 9, width: 4}}\n"
    )
    write(tmp_path, {"c.yaml": text})
    document = composed(tmp_path, "c.yaml")
    found = document.value["model"]["depth"]
    if isinstance(expected, tuple):
        assert isinstance(found, Sweep)
        assert found.members == expected
    elif expected is None:
        assert isinstance(found, Opaque)
        assert not isinstance(found, Sweep)
    else:
        assert found == expected
    assert document.value["model"]["width"] == 4
    assert document.spot(("model", "depth")).line == 5


def search(params, body, mode="mode: MULTIRUN, "):
    return f"hydra: {{{mode}sweeper: {{params: {{{params}}}}}}}\n{body}\n"


@pytest.mark.parametrize(
    ("text", "path", "members"),
    [
        # Without a mode a plain run takes the value that is written.
        (search("model.depth: 'choice(3, 5)'", "model: {depth: 9}", mode=""), "model.depth", (9, 3, 5)),
        (search("model.depth: 'choice(3, 9)'", "model: {depth: 9}", mode=""), "model.depth", (9, 3)),
        (search("model.depth: 'choice(3, 5)'", "model: {depth: '???'}", mode=""), "model.depth", (3, 5)),
        (search("+model.depth: 'choice(3, 5)'", "model: {}"), "model.depth", (3, 5)),
        (search("++a.b.c: 'choice(3, 5)'", "x: 1"), "a.b.c", (3, 5)),
        (search("model.depth: 'choice(3, 5)'", "model: {depth: 9, other: '${model.depth}'}"), "model.other", (3, 5)),
        # Groups, and places below a value that is no mapping, are not followed.
        (search("model: 'choice(small, large)'", "model: {depth: 9}"), "model", None),
        (search("model.a.b: 'choice(3, 5)'", "model: {a: 9}"), "model.a", 9),
        (search("~model.depth: null", "model: {depth: 9}"), "model.depth", 9),
    ],
)
def test_hydra_search_meets_what_is_written(text, path, members, tmp_path):
    write(tmp_path, {"c.yaml": text})
    found = at(composed(tmp_path, "c.yaml").value, path)
    if isinstance(members, tuple):
        assert found.members == members
    elif members is None:
        assert isinstance(found, Opaque)
        assert not isinstance(found, Sweep)
    else:
        assert found == members


def test_a_search_over_a_composed_group(tmp_path):
    main = "defaults: [model: small, _self_]\n" + search("model.depth: 'choice(3, 5)'", "seed: 1")
    write(tmp_path, {"conf/c.yaml": main, "conf/model/small.yaml": "depth: 9\nwidth: 4\n"})
    value = composed(tmp_path, "conf/c.yaml").value
    assert value["model"]["depth"].members == (3, 5)
    assert value["model"]["width"] == 4


@pytest.mark.parametrize(
    "reference", ["${oc.env:DEPTH,12}", "${oc.env:DEPTH}", "${eval:'3*4'}", "${now:%Y}", "${.gone}"]
)
def test_what_the_environment_or_a_resolver_decides_stays_as_it_is(reference, tmp_path):
    write(tmp_path, {"c.yaml": f"model:\n  depth: {reference}\n  other: ${{model.depth}}\n"})
    value = composed(tmp_path, "c.yaml").value
    assert value["model"]["depth"] == reference
    assert "${" in value["model"]["other"]


GIN = {
    "an included file": ({"base.gin": "a.B.c = 1\na.B.d = 2\n", "c.gin": "include 'base.gin'\na.B.c = 3\n"},
                         {"a.B": {"c": 3, "d": 2}}),
    "an include after a binding": ({"base.gin": "a.B.c = 1\n", "c.gin": "a.B.c = 3\ninclude 'base.gin'\n"},
                                   {"a.B": {"c": 1}}),
    "a macro that is bound later": ({"base.gin": "a.B.c = %DEPTH\nDEPTH = 1\n",
                                     "c.gin": "include 'base.gin'\nDEPTH = 7\n"}, {"a.B": {"c": 7}, "DEPTH": 7}),
    "a macro of a macro": ({"c.gin": "A = 5\nB = %A\nx.y = %B\n"}, {"A": 5, "B": 5, "x": {"y": 5}}),
}  # fmt: skip


@pytest.mark.parametrize("case", GIN)
def test_gin(case, tmp_path):
    files, expected = GIN[case]
    write(tmp_path, files)
    document = composed(tmp_path, "c.gin")
    assert document.value == expected
    assert document.notices == []


@pytest.mark.parametrize(
    ("files", "notice"),
    [
        ({"c.gin": "include 'gone.gin'\nA = 1\n"}, "include: parent gone.gin is missing"),
        ({"c.gin": "include 'd.gin'\nA = 1\n", "d.gin": "include 'c.gin'\n"}, "a cycle"),
        ({"c.gin": "include '/etc/passwd'\nA = 1\n"}, "outside the project root"),
    ],
)
def test_a_gin_parent_that_is_not_read_is_a_notice(files, notice, tmp_path):
    write(tmp_path, files)
    document = composed(tmp_path, "c.gin")
    assert document.value["A"] == 1
    assert notice in " ".join(document.notices)


def test_a_gin_macro_that_holds_itself_stays_opaque(tmp_path):
    write(tmp_path, {"c.gin": "A = %B\nB = %A\nx.y = %A\n"})
    assert isinstance(composed(tmp_path, "c.gin").value["x"]["y"], Opaque)


def test_a_macro_stands_where_its_value_is_written(tmp_path):
    write(tmp_path, {"base.gin": "A = 5\n", "c.gin": "include 'base.gin'\n\nx.y = %A\n"})
    spot = composed(tmp_path, "c.gin").spot(("x", "y"))
    assert (spot.path.rpartition("/")[2], spot.line) == ("base.gin", 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data/a.csv", ("date,x\n1,2\n", True)),
        ("./b.csv", ("b\n", True)),
        ("big.csv", ("x" * MAX_BEGINNING, False)),
        ("both.csv", None),  # which of two is meant is not known
        ("none.csv", None),
        ("data", None),
        ("binary.csv", None),
        ("link.csv", None),
        ("../out.csv", None),
        ("/etc/hostname", None),
        ("a\0b", None),
    ],
)
def test_the_beginning_of_a_file_that_a_program_reads(project, tmp_path_factory, name, expected):
    folder = project(
        {
            "pyproject.toml": "",
            "data/a.csv": "date,x\n1,2\n",
            "both.csv": "",
            "scripts/both.csv": "",
            "scripts/b.csv": "b\n",
            "big.csv": "x" * (MAX_BEGINNING + 5),
        }
    )
    (folder / "binary.csv").write_bytes(b"\xff\xfe\x00")
    outside = tmp_path_factory.mktemp("outside") / "out.csv"
    outside.write_text("x")
    (folder / "link.csv").symlink_to(outside)
    (document,) = parse("x=1\n", str(folder / "scripts" / "x.py"))
    document.project = Project(str(folder))
    assert beginning(document, name) == expected
