"""The reader of words: phrases of keys and values that no dialect knows, in every format that holds settings."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import facts, lint, read, rules

TRAINED = "optim: {lr: 0.001, epochs: 30, bs: 32}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net: {kind: visionTransformer, blocks: 12}\nphotos: {train: 4273, val: 600}\n",
         {"model.family": "vision-transformer", "model.num_layers": 12, "data.train_size": 4273,
          "data.unit": "images"}),
        ("classifier: {style: transformer encoder, n_lyrs: 6}\nfit: {n_train_docs: 5200}\n",
         {"model.family": "transformer-encoder", "model.num_layers": 6, "data.train_size": 5200}),
        ("gen:\n  family: latent diffusion\n  steps_at_inference: 250\nrt: {budget_ms: 40}\nphotos: 75k\n",
         {"model.family": "diffusion", "model.sampling_steps": 250, "deployment.latency_ms": 40}),
        ("netz: {typ: ViT-S/32, vortrainiert: nein}\nbilder: {training: 4200, pruefung: 600}\n",
         {"model.pretrained": False, "data.train_size": 4200}),
        ("modele: {genre: transformer (encodeur seul), couches: 8}\nfenetres_apprentissage: 288\n",
         {"model.num_layers": 8, "data.train_size": 288}),
        ("backbone: {value: vit_small_patch16_224, desc: null}\nn_train_imgs: {value: 3894, desc: null}\n",
         {"data.train_size": 3894, "model.architecture": "vit_small_patch16_224"}),
        ("tcn: {levels: 24, batch_norm: false, layer_norm: false}\nwindows_train: 92000\n",
         {"model.family": "tcn", "model.num_layers": 24, "model.normalization": "none"}),
        ("scene_net: {arch: cnn, depth: 56, bn: true, residual: false}\ntrain_tiles: 50000\n",
         {"model.normalization": "batch", "model.skip_connections": False, "data.train_size": 50000}),
        ("gnn: {conv: GCN, layers: 4}\nmols: 4200\nheavy_atoms_avg: 26\n",
         {"model.family": "gnn", "data.num_graphs": 4200, "data.nodes_per_graph": 26}),
        ("vision: {encoder: vit_large_patch14_dinov2}\ndelivery: {serve_on: jetson nano, fps_wanted: 8}\n",
         {"deployment.target": "edge", "deployment.device": "jetson nano"}),
        ("brain: {type: lstm, layers: 2}\ncontrol_hz: 20\nepisodes: 4000\n", {"deployment.latency_ms": 50}),
        ("clf: {type: MLP, hidden: [512, 256, 128]}\ninput_graphs: 17000\nbonds: discarded\n",
         {"model.num_layers": 3, "model.uses_edges": False, "data.modality": "graph"}),
        ("recogniser: {family: resnet18}\nradiographs: {train: 1400}\nexplanation_maps: mandatory\n",
         {"data.train_size": 1400, "model.family": "cnn"}),
        ("learner: {kind: ViT, activation: gelu}\nclass_counts: {rust: 900, scab: 1100, healthy: 300}\n",
         {"data.train_size": 2300}),
    ],
)  # fmt: skip
def test_what_phrases_state(text, expected):
    found = facts(text + TRAINED, "config.yaml")
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "line",
    [
        "data: {dataset: my-x-rays, size: 224}", "data: {num_samples: 8}", "train_image_size: 256",
        "train_crop_size: 512",
        "train_frames: 16", "num_segments: 8", "train_steps: 90000", "train_batch_size: 256", "val_images: 600",
        "images_per_batch: 64", "test: {images: 700}", "sampling: {n_images: 64}", "log_images_every: 500",
        "eval_samples: 5000", "warmup: {samples: 10000}", "max_train_hours: 48", "pretrained_on: 1.2M images",
    ],
)  # fmt: skip
def test_numbers_that_are_no_size_of_the_data(line):
    found = facts(f"net: {{arch: vit_base_patch16_224}}\n{line}\n{TRAINED}", "config.yaml")
    assert "data.train_size" not in found


@pytest.mark.parametrize(
    "line",
    [
        "layers_to_freeze: 8", "layer_decay: 0.75", "unfreeze_last_layers: 2", "max_tree_depth: 10", "queue_depth: 12",
        "head: {layers: 3}", "layer: 3", "lr_layers: 4", "optim_layers: {depth: 9}",
    ],
)  # fmt: skip
def test_numbers_that_are_no_depth(line):
    found = facts(f"net: {{kind: lstm}}\ntrain_sequences: 5000\n{line}\n{TRAINED}", "config.yaml")
    assert "model.num_layers" not in found


_START = "net: {arch: vit_base_patch16_224, pretrained: false}\ntrain_images: 2000\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("shade: 3", False),
        ("resume_from: mae.pth", True),
        ("resume: runs/7/last.ckpt", True),
        ("load_from: weights/a.pth", True),
        ("finetune_from: in21k", True),
        ("load_weights: in21k.pth", True),
        ("init_weights: s3://bucket/w.pt", True),
        ("checkpoint: {load_from: base.pt}", True),
        ("warm_start: true", True),
        ("method: lora", True),
        ("peft: {r: 8}", True),
        ("freeze_encoder: true", True),
        ("ckpt_every: 5", False),
        ("save_weights: out/", False),
        ("resume: null", False),
        ("class_weights: [0.2, 0.8]", False),
        ("init: xavier_uniform", False),
        ("start: {enabled: false, path: a.pt}", False),
    ],
)
def test_weights_under_any_word_count_over_a_key_that_names_none(line, expected):
    assert facts(f"{_START}{line}\n{TRAINED}", "config.yaml")["model.pretrained"] is expected


@pytest.mark.parametrize("line", ["teacher: regnet", "distillation: true", "kd: {teacher: {net: resnet50}}"])
def test_a_teacher_excuses(line):
    assert "vit-on-small-dataset" not in rules(f"{_START}{line}\n{TRAINED}", "config.yaml")


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("model: {kind: ddpm, backbone: unet}", "diffusion"),
        ("model: {type: detr, backbone: resnet50}", None),
        ("gan: {generator: resnet-9, discriminator: patchgan-70}", "gan"),
        ("net: {what: diffusion, denoiser: unet}", "diffusion"),
        ("kd:\n  teacher: {net: vit_large_patch16_224}\n  student: {net: mobilenetv3_small}", "cnn"),
    ],
)
def test_the_name_of_the_whole_comes_before_that_of_a_part(model, family):
    found = facts(f"{model}\ntrain_images: 30000\n{TRAINED}", "config.yaml")
    assert found.get("model.family") == family or (family is None and found.get("model.architecture") == "detr")


def test_words_apart_are_another_name_than_one_word():
    assert (
        facts("net: {arch: ViT-S}\ntrain_images: 30000\n" + TRAINED, "c.yaml")["model.family"] == "vision-transformer"
    )


@pytest.mark.parametrize(
    "text",
    [
        "en:\n  model: Model\n  layers: Layers\n  train: The next train leaves soon\n  depth: Depth\n",
        "model: {vit: Vision Transformer, gan: GAN}\ntrain: {epochs: Epochen, layers: Schichten, batch: Stapel}\n",
        "transformer:\n  - {id: T-1, layers_of_winding: 12, power: 40}\n",
        "robots:\n  - {family: diffuser, depth: 50, norm: 0.4}\nlevel: {layers: 34, nodes: 60}\n",
        "queue: {backend: rabbitmq, depth: 12, heads: 1, batch: 8}\nlog: {level: info, rotate_layers: 24}\n",
        "model: vit_base\nepoch: 47\ntrain_loss: 0.21\nval_loss: 0.33\nval_top1: 88.4\nnum_images: 1821\n",
        "apiVersion: apps/v1\nkind: Deployment\nspec: {model: vit, replicas: 3, batch: 8}\n",
        "services: {api: {image: vit, batch: 8}}\n",
    ],
)
def test_other_kinds_of_files_are_not_claimed(text):
    result = read(text, "config.yaml")
    assert result.dialect != "generic"


_INI = "[model]\narch = vit_base_patch16_224\npretrained = no\n[images]\ntrain = 2450\n[fit]\nlr = 0.001\nepochs = 9\n"
_PYTHON = (
    "class CFG:\n    backbone = 'vit_base_patch16_224'\n    pretrained = False\n"
    "    n_train_images = 2450\n    lr = 1e-3\n"
)
_DATACLASS = (
    "@dataclass\nclass Settings:\n    backbone: str = 'vit_base_patch16_224'\n    load_imagenet_weights: bool = False\n"
    "    training_radiographs: int = 2450\n    lr: float = 1e-3\n"
)
_CONSTANTS = "BACKBONE = 'vit_base_patch16_224'\nPRETRAINED = False\nN_TRAIN_IMAGES = 2450\nLR = 1e-3\nEPOCHS = 3\n"
_CALL = (
    "hp = SimpleNamespace(arch='vit_base_patch16_224', pretrained=False, n_train_images=2450, lr=1e-3)\nepochs = 3\n"
)
_SHELL = "python train.py --arch vit_base_patch16_224 --from-scratch --n-train 2450 --img-dir x --lr 1e-3 --epochs 3\n"
_ENV = "NET=vit_base_patch16_224\nPRETRAINED=no\nN_TRAIN_IMAGES=2450\nLR=0.001\n"
_NOTEBOOK = json.dumps(
    {"cells": [{"cell_type": "code", "source": ["%matplotlib inline\n", *_CONSTANTS.splitlines(keepends=True)]}]},
    indent=1,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (_INI, "a.ini"), (_INI, "a.cfg"), (_ENV, "a.env"), (_PYTHON, "a.py"), (_DATACLASS, "a.py"),
        (_CONSTANTS, "a.py"),
        (_CALL, "a.py"), (_SHELL, "a.sh"), (_NOTEBOOK, "a.ipynb"),
    ],
)  # fmt: skip
def test_every_format_that_holds_settings(text, name):
    found = facts(text, name)
    assert (found["model.architecture"], found["model.pretrained"]) == ("vit_base_patch16_224", False)
    assert (found["data.train_size"], found["data.unit"]) == (2450, "images")
    finding = next(f for f in lint(text, name) if f.rule == "vit-on-small-dataset")
    line = text.split("\n")[finding.spot.line - 1]
    assert line[finding.spot.column - 1 : finding.spot.end_column - 1] == "2450"
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "text",
    ["key without a sign\n", "[a]\n[a.b]\nx\n", "= 3\n", "", "[" * 300 + "\n", "a = " + "9" * 5000 + "\n"],
)
def test_an_ini_file_of_another_kind_is_no_fault(text):
    assert read(text, "x.ini").status == "not-recognised"


def test_defaults_of_arguments_are_read_but_for_truth_values():
    text = (
        "import argparse\np = argparse.ArgumentParser()\np.add_argument('--d_model', type=int, default=250)\n"
        "p.add_argument('--n_heads', default=8)\np.add_argument('--num_layers', default=6)\n"
        "p.add_argument('--pretrained', default=False)\n"
    )
    assert rules(text, "train.py", ignore=("unknown-fact",)) == ["heads-not-dividing-embed-dim"]
    assert "model.pretrained" not in facts(text, "train.py")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("enc: {embed_dim: 250, num_heads: 8, depth: 6}\n", "heads-not-dividing-embed-dim"),
        ("net: {arch: vit, image_size: 250, patch_size: 16, depth: 6}\ntrain_images: 90000\n",
         "image-not-divisible-by-patch"),
        ("net: {name: resnet34, num_outputs: 10}\nlabels: [a, b, c]\ntrain_images: 90000\n", "class-count-mismatch"),
        ("lstm: {layers: 2}\nembedding: {vocab_size: 30000, pad_token_id: 30000}\ntickets_train: 9000\n",
         "padding-id-outside-vocab"),
    ],
)  # fmt: skip
def test_numbers_that_meet_are_warnings_without_a_framework(text, rule):
    found = [finding for finding in lint(text + TRAINED, "config.yaml") if finding.rule == rule]
    assert [finding.severity for finding in found] == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "enc: {embed_dim: 250, num_heads: 8, depth: 6, head_dim: 64}\n",
        "enc: {dim: 250, heads: 8, depth: 6}\n",
        "enc: {hidden_size: 512, num_attention_heads: 6, kv_channels: 64, num_layers: 8}\n",
        "gnn: {type: gat, hidden_dim: 130, num_heads: 8, layers: 3}\n",
        "net: {name: unet, num_classes: 21}\ndata: {num_classes: 20}\n",
        "net: {name: resnet18, num_classes: 1}\ndata: {num_classes: 2}\n",
        "data: {d_model: 250, n_heads: 8, num_layers: 3}\n",
    ],
)
def test_numbers_that_need_not_fit(text):
    assert not [finding for finding in lint(text + TRAINED, "config.yaml") if finding.severity in ("warning", "error")]


def test_silence_about_weights_is_said_where_it_counts():
    text = "net: {arch: vit_base_patch16_224}\ntrain_images: 2000\n" + TRAINED
    finding = next(f for f in lint(text, "config.yaml") if f.rule == "vit-on-small-dataset")
    assert "as far as this file says" in finding.message
    for line in ("init: maybe", "ckpt_path: null", "teacher: null"):
        assert "vit-on-small-dataset" not in rules(f"{text}{line}\n", "config.yaml")


def test_a_dialect_keeps_what_it_states_and_gets_the_rest():
    text = '{"model_type": "vit", "architectures": ["ViTForImageClassification"], "hidden_size": 768,' \
        '"num_hidden_layers": 12, "num_attention_heads": 12, "image_size": 224, "patch_size": 16,' \
        '"_project": {"start_from": "random init", "splits": {"train": {"num_examples": 1240}},' \
        '"serving": {"device": "jetson nano"}}}'  # fmt: skip
    found = facts(text, "config.json")
    assert (found["data.train_size"], found["deployment.target"]) == (1240, "edge")
    assert found["model.num_layers"] == 12


# A description in other spellings gives the same facts.

_SPELLINGS = {
    "count": ["n", "num", "number_of", "nb"],
    "layers": ["layers", "blocks", "lyrs"],
    "images": ["images", "imgs", "photos", "pictures"],
    "train": ["train", "training", "fit"],
    "model": ["model", "net", "network", "classifier"],
    "kind": ["type", "kind", "arch", "family"],
    "pretrained": ["pretrained", "from_scratch"],
}


def _cased(words, style):
    parts = "_".join(words).split("_")
    if style == "camel":
        return parts[0] + "".join(part.title() for part in parts[1:])
    if style == "Title":
        return " ".join(part.title() for part in parts)
    return {"snake": "_", "kebab": "-", "UPPER": "_"}[style].join(parts).upper() if style == "UPPER" else (
        {"snake": "_", "kebab": "-"}[style].join(parts)
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_description_in_other_spellings_states_the_same(data):
    pick = {name: data.draw(st.sampled_from(choices)) for name, choices in _SPELLINGS.items()}
    style = data.draw(st.sampled_from(["snake", "kebab", "camel", "Title", "UPPER"]))
    before = data.draw(st.booleans())
    depth = [pick["count"], pick["layers"]]
    size = [pick["train"], pick["images"]] if before else [pick["count"], pick["images"]]
    size = [*size] if not before or data.draw(st.booleans()) else [pick["count"], *size]
    model = {
        _cased([pick["kind"]], style): "ViT",
        _cased(depth, style): 12,
        _cased([pick["pretrained"]], style): pick["pretrained"] == "from_scratch",
    }
    config = {_cased([pick["model"]], style): model, _cased(size, style): 6000}
    if data.draw(st.booleans()):
        config = {"experiment": config}
    config["optim"] = {"lr": 0.001, "momentum": 0.9}
    if data.draw(st.booleans()):
        text, name = json.dumps(config), "config.json"
    else:
        import yaml

        text, name = yaml.safe_dump(config, sort_keys=False), "config.yaml"
    found = facts(text, name)
    stated = ("model.family", "model.num_layers", "model.pretrained", "data.train_size", "data.unit")
    assert [found.get(fact) for fact in stated] == ["vision-transformer", 12, False, 6000, "images"]


def test_verbose_facts_list_the_keys_that_no_concept_took(archlint, project):
    project({"own.yaml": "scene_net: {arch: vit_base_patch16_224, shade: 3}\ntrain_tiles: 20000\nlr: 0.1\nepochs: 3\n"})
    said = archlint("facts", "--verbose", "own.yaml").out
    assert "keys that no concept took: scene_net.shade" in said
    assert "what is not said is not known" in said
    assert "no concept" not in archlint("facts", "own.yaml").out
