"""What a new user met first: answers that settle a question, and configs whose own words must win."""

import pytest
from reading import lint, read

TIMM = (
    "aa: rand-m9\namp: true\nbatch_size: 64\n{data}data_dir: /x\nmixup: 0.8\nepochs: 100\nresume: ''\n"
    "model: vit_base_patch16_224\npretrained: false\nopt: adamw\nsched: cosine\nlr: 0.001\nnum_classes: 5\n{size}"
)


def of(findings, severity):
    return [finding for finding in findings if finding.severity == severity]


@pytest.mark.parametrize("data", ["", "data: null\n", "data: /x\n"])
def test_a_timm_record_is_not_taken_for_another_trainers_arguments(data):
    text = TIMM.format(data=data, size="train_num_samples: 6000\n")
    assert read(text, "args.yaml").dialect == "timm-args"
    (warning,) = of(lint(text, "args.yaml"), "warning")
    assert warning.rule == "vit-on-small-dataset"
    assert text.split("\n")[warning.spot.line - 1] == "train_num_samples: 6000"


@pytest.mark.parametrize("answer", [{"data.train_size": 6000}, {"data.size_band": "small"}])
def test_an_answer_settles_its_question_with_its_unit(answer):
    text = TIMM.format(data="", size="")
    asked = {question.fact: question.decides for question in of(lint(text, "args.yaml"), "question")}
    assert "vit-on-small-dataset" in asked["data.train_size"]
    answered = lint(text, "args.yaml", assigned=answer)
    assert [finding.rule for finding in of(answered, "warning")] == ["vit-on-small-dataset"]
    assert not {"data.train_size", "data.unit"} & {question.fact for question in of(answered, "question")}


@pytest.mark.parametrize("latency", ["latency: batch", "latency: offline", "latency: interactive", "latency_ms: 5000"])
def test_a_stated_latency_is_not_asked_for_again(latency):
    text = (
        "archlint: 1\ntask: image-generation\nmodel: {family: diffusion, sampling_steps: 50}\n"
        f"deployment: {{{latency}}}\nconstraints: {{compute: high}}\n"
    )
    assert "deployment.latency" not in {question.fact for question in of(lint(text), "question")}


def test_a_family_is_never_asked_for():
    text = "archlint: 1\nmodel: {num_layers: 12}\ndata: {modality: image}\n"
    assert "model.family" not in {question.fact for question in of(lint(text), "question")}


def test_a_model_composed_with_data_is_a_training_run(tmp_path):
    from archlint.engine import Engine, Options

    for name, text in {
        "config.yaml": "defaults:\n  - model: vit\n  - data: xrays\n",
        "model/vit.yaml": "name: vit_base_patch16_224\npretrained: false\n",
        "data/xrays.yaml": "num_train_samples: 6000\n",
    }.items():
        path = tmp_path / "conf" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "pyproject.toml").write_text("")
    findings = Engine(Options(isolated=True)).lint([str(tmp_path)]).findings
    (warning,) = of(findings, "warning")
    assert warning.spot.path.endswith("data/xrays.yaml")
    assert (warning.spot.line, warning.spot.column) == (1, 20)


def test_a_template_that_the_hook_names_is_passed_over(tmp_path, monkeypatch, capsys):
    from archlint.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "deployment.yaml").write_text("{{- if .Values.on }}\nkind: Deployment\n{{- end }}\n")
    (tmp_path / "lines.json").write_text('{"a": 1}\n{"a": 2}\n')
    codes = []
    for options in ([], ["--allow-no-configs"]):
        with pytest.raises(SystemExit) as stop:
            main(["check", *options, "deployment.yaml", "lines.json"])
        codes.append(stop.value.code)
    assert codes == [2, 0]


def test_a_finding_on_an_inherited_value_is_reported_once(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / "pyproject.toml").write_text("")
    base = "model:\n  name: vit_base_patch16_224\n  pretrained: false\ndata:\n  name: xrays\n  train_size: 6000\n"
    (tmp_path / "base.yaml").write_text(base)
    for number in range(3):
        (tmp_path / f"run{number}.yaml").write_text(
            f"defaults:\n  - base\n  - _self_\ntrainer:\n  max_epochs: {number}\n"
        )
    findings = Engine(Options(isolated=True)).lint([str(tmp_path)]).findings
    spots = [finding.spot for finding in findings if finding.rule == "vit-on-small-dataset"]
    assert len(spots) == len(set(spots)) == 1


def test_a_child_whose_parents_are_missing_is_linted_with_a_notice(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / "pyproject.toml").write_text("")
    child = tmp_path / "faster_r101.py"
    child.write_text(
        "_base_ = ['../_base_/models/gone.py']\n"
        "model = dict(backbone=dict(depth=101, init_cfg=dict(type='Pretrained', checkpoint='torchvision://resnet101')))\n"
    )
    result = Engine(Options(isolated=True)).read(str(child), named=True)
    assert result.status == "linted"
    assert any("gone.py" in notice for notice in result.notices)


def test_a_python_config_is_parsed_by_the_keys_that_its_dialect_asks_for():
    text = (
        "out_dir = 'out'\ndataset = 'shakespeare_char'\ngradient_accumulation_steps = 1\nbatch_size = 64\n"
        "block_size = 256\nn_layer = 6\nn_head = 6\nn_embd = 384\nlearning_rate = 1e-3\nmax_iters = 5000\n"
    )
    assert read(text, "train_shakespeare_char.py").dialect == "nanogpt-py"
