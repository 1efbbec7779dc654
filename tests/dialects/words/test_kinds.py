"""Kinds of phrases in the reader of words, each with one that means something else."""

import pytest
from reading import facts, lint, read, rules

TRAINED = "optim: {lr: 0.001, epochs: 30, bs: 32}\n"
VIT = "net: {arch: vit_base_patch16_224, pretrained: false}\n"


def stated(text, name="config.yaml"):
    return facts(text + TRAINED, name)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # words that are written together
        ("schulungsbilder: 2300", None),
        ("trainingsbilder: 2300", 2300),
        ("trainscans: 2300", 2300),
        ("nimages: 2300", 2300),
        # plurals that no table knows, where nothing else counts the data
        ("gearwheels: 2300", 2300),
        ("brass_gearwheels_total: 2300", 2300),
        ("gearwheels: 2300\ncogwheels: 900", None),
        ("gearwheels: 2048", None),
        ("gearwheels: 12", None),
        ("radius: 2300", None),
        ("net_options: {gearwheels: 2300}", None),
        ("val: {gearwheels: 2300}", None),
        ("estimators: 2300", None),
        ("updates: 2300", None),
        # amounts in a text
        ("corpus: leaves of one orchard, 2300 photos", 2300),
        ("corpus: 2300 photos for training and 400 photos to test", None),
        ("note: 2300 photos per day", None),
        # a list of folders with their counts
        ("inputs: [{folder: a, count: 1300}, {folder: b, count: 1000}]", 2300),
        ("inputs: [{folder: a, count: 1300}, {folder: b}]", None),
        ("queues: [{name: a, size: 1300}, {name: b, size: 1000}]", None),
    ],
)
def test_sizes_of_the_data(line, expected):
    assert stated(f"{VIT}{line}\n").get("data.train_size") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("detector: swin-t backbone, imagenet weights\n", True),
        ("detector: {arch: swin_tiny_patch4_window7_224, init: 'truncated normal, no pretraining'}\n", False),
        ("detector: swin-t\ntransfers: 4000\n", False),
        ("detector: swin-t\nnote: starts where the published checkpoint ends\n", None),
        ("detector: swin-t\ntechnique: adapter tuning\n", True),
    ],
)
def test_what_weights_start_from(text, expected):
    assert stated(f"{text}train_photos: 4100\n").get("model.pretrained") is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("app: sketches on a phone, answer under 80 ms", ("mobile", 80)),
        ("product: colouring in the browser at 25 fps", ("browser", 40)),
        ("note: trained on a cluster", (None, None)),
        ("note: takes 80 ms on average", (None, None)),
        ("data: {note: photos on a phone}", (None, None)),
    ],
)
def test_sentences_about_the_use(line, expected):
    found = stated(f"gen: {{family: latent diffusion}}\ndrawings: 75000\n{line}\n")
    assert (found.get("deployment.target"), found.get("deployment.latency_ms")) == expected


LAYERS = "layers:\n" + "  - {type: conv, out: 32}\n" * 22 + "  - {type: maxpool}\n  - {type: dense, out: 10}\n"


def test_a_network_written_out_layer_by_layer():
    found = stated(f"{LAYERS}train_photos: 36000\n")
    assert (found["model.num_layers"], found["model.family"], found["model.normalization"]) == (23, "cnn", "none")
    assert "deep-without-normalization" in rules(f"{LAYERS}train_photos: 36000\n{TRAINED}", "config.yaml")
    other = LAYERS.replace("{type: maxpool}", "{type: batchnorm}")
    assert stated(f"{other}train_photos: 36000\n")["model.normalization"] == "batch"
    # Something of the project's own may hold any layers.
    other = LAYERS.replace("{type: maxpool}", "{type: fancy_stage}")
    assert "model.num_layers" not in stated(f"{other}train_photos: 36000\n")
    # What is said of normalization elsewhere counts.
    assert "model.normalization" not in stated(f"{LAYERS}train_photos: 36000\nnet_defaults: {{norm: frn}}\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("net: {block: bottleneck, blocks: [3, 4, 6, 3], batch_norm: no}\n", 50),
        ("net: {block: basic, blocks: [2, 2, 2, 2]}\n", 18),
        ("net: {n_convs: 30}\n", 30),
        ("net: {block: conv3x3, how_many: 38}\n", None),
        ("stack: {layer_type: conv3x3, how_many: 38}\n", 38),
        ("net: {block: own, blocks: [3, 4, 6, 3]}\n", None),
        ("fan: {n_blades: 30}\n", None),
    ],
)
def test_depth_in_other_words(text, expected):
    assert stated(f"{text}train_photos: 36000\n").get("model.num_layers") == expected


def warned(text):
    return [finding.rule for finding in lint(text, "config.yaml") if finding.severity in ("warning", "error")]


GRAPHS = "net: {kind: graph transformer, layers: 5, heads: 4}\nmolecules: 4200\natoms_per_molecule: 21\n"


def test_silence_about_the_edges_counts_where_the_graphs_are_small():
    rule = "graph-transformer-on-small-graphs"
    finding = next(f for f in lint(GRAPHS + TRAINED, "config.yaml") if f.rule == rule)
    assert "as far as this file says" in finding.message
    for line in ("laplacian_vectors: 8", "encodings: [a, b]", "net_extra: {local: gin}", "node_degrees: true"):
        assert not warned(f"{GRAPHS}{line}\n{TRAINED}")
    assert not warned(GRAPHS.replace("21", "210") + TRAINED)


def test_few_compute_in_ones_own_words():
    text = "model: {family: diffusion, init: from scratch}\nphotos: 30000\nbudget: one GTX 1060 for a weekend\n"
    assert "diffusion-on-low-compute" in rules(text + TRAINED, "config.yaml")
    assert "diffusion-on-low-compute" not in rules(text.replace("one GTX 1060", "64 A100") + TRAINED, "config.yaml")


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("candidates: [ViT-B, Swin-B, DeiT-B]\ntrain_pictures: ???\n", True),
        ("study: {options: [resnet18, vit_b_16], n_images: 1800}\n", True),
        ("options: [fast, slow]\nn_images: 1800\n", False),
        ("options: [vit, verbose]\nn_images: 1800\n", False),
        ("data: {options: [mobile, server]}\nlr: 1\n", False),
    ],
)
def test_models_to_choose_from(text, is_read):
    found = read(text, "config.yaml").facts
    assert (found is not None and "model.candidates" in found) is is_read


def test_width_and_heads_in_other_words():
    text = "captioner: {decoder: {layers: 4, model_width: 256, heads: 10}}\npairs: 118000\n"
    assert "heads-not-dividing-embed-dim" in rules(text + TRAINED, "config.yaml")
    other = text.replace("model_width", "vocab_width")
    assert "heads-not-dividing-embed-dim" not in rules(other + TRAINED, "config.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ecg: {leads: 12, windows_train: 6000}\nnet: {kind: tcn, levels: 6}\n", "time-series"),
        ("speech: {fs: 16000, items_train: 6000}\nnet: {kind: tcn, levels: 6}\n", "audio"),
        ("items_train: 6000\nnet: {kind: tcn, levels: 6}\n", None),
        ("ecg: {audio: no}\nitems_train: 6000\nnet: {kind: tcn, levels: 6}\n", None),
    ],
)
def test_the_kind_of_data_by_the_words_for_it(text, expected):
    assert stated(text).get("data.modality") == expected
