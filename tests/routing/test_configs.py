"""From a config's facts to ordered steps: special requirements, modality, components, other packs."""

import pytest

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
ATTENTION, TRANSFORMER = "attention-mechanisms-catalog", "transformer-architecture-deepdive"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
REINFORCEMENT, LANGUAGE = "deep-rl", "llm-specialist"
AFTER = ["training-optimization", "pytorch-engineering", "ml-production"]
IMAGES = "data: {modality: image}\n"

# Row -> (config, names of the steps before the packs that come after)
ROUTES = {
    "special requirement: deep, normalization not known": (
        "model: {family: cnn, num_layers: 40}\n" + IMAGES, [NORMALIZATION, CNN],
    ),
    "special requirement: deep, normalization absent": (
        "model: {family: cnn, num_layers: 40, normalization: none}\n" + IMAGES, [NORMALIZATION, CNN],
    ),
    "deep and normalized: none": (
        "model: {family: cnn, num_layers: 40, normalization: batch}\n" + IMAGES, [CNN],
    ),
    "20 layers: none": ("model: {family: cnn, num_layers: 20}\n" + IMAGES, [CNN]),
    "deep by its name, normalized by its name": ("model: {architecture: resnet101}\n" + IMAGES, [CNN]),
    "deep with a scheme of its own": (
        "model: {family: cnn, num_layers: 40, normalization: none, depth_scheme: fixup}\n" + IMAGES, [CNN],
    ),
    "modality: image": ("model: {architecture: resnet50}\n" + IMAGES, [CNN]),
    "modality: time-series": ("model: {architecture: lstm}\ndata: {modality: time-series}\n", [SEQUENCE]),
    "modality: text": ("model: {architecture: lstm}\ndata: {modality: text}\n", [SEQUENCE]),
    "modality: audio": ("model: {architecture: lstm}\ndata: {modality: audio}\n", [SEQUENCE]),
    "modality: graph": ("model: {architecture: gcn}\ndata: {modality: graph}\n", [GRAPH]),
    "modality: generation": ("model: {architecture: ddpm}\n" + IMAGES, [GENERATION]),
    "modality: tabular": ("model: {family: mlp, num_layers: 3}\ndata: {modality: tabular}\n", [DESIGN]),
    "modality: unknown": ("model: {family: mlp, num_layers: 3}\ntraining: {batch_size_per_device: 8}\n", [DESIGN]),
    "several modalities: each one's sheet, then fusion": (
        "model: {name: custom, layers: 4}\ndata: {modality: [text, image]}\n", [SEQUENCE, CNN, DESIGN],
    ),
    "component: transformer": (
        "model: {architecture: vit_base_patch16_224}\n" + IMAGES, [CNN, TRANSFORMER],
    ),
    "component: attention and transformer": (
        "model: {architecture: swin_large_patch4_window7_224}\n" + IMAGES, [CNN, ATTENTION, TRANSFORMER],
    ),
    "hand-over before: reinforcement learning": (
        "model: {family: rl-policy, num_layers: 3}\ntraining: {batch_size_per_device: 8}\n", [REINFORCEMENT, DESIGN],
    ),
    "hand-over before: language model": (
        "model: {architecture: gpt2}\ndata: {modality: text}\n", [LANGUAGE, SEQUENCE, TRANSFORMER],
    ),
}  # fmt: skip


def routed(archlint, project, text, *options):
    project({"model.yaml": text})
    outcome = archlint("route", "--isolated", "--output-format", "json", "model.yaml", *options)
    assert outcome.status == 0, outcome.err
    (answer,) = outcome.json["answers"]
    return answer


@pytest.mark.parametrize("row", ROUTES)
def test_steps_of_a_config(archlint, project, row):
    text, names = ROUTES[row]
    answer = routed(archlint, project, text)
    assert [step["name"] for step in answer["steps"]] == names + AFTER
    assert answer["first"] == names[0]
    assert answer["path"]


def test_the_special_requirement_is_critical_and_asks_for_normalization(archlint, project):
    answer = routed(archlint, project, ROUTES["special requirement: deep, normalization not known"][0])
    assert answer["steps"][0]["priority"] == "critical"
    assert [one["fact"] for one in answer["questions"]][:2] == ["model.normalization", "model.skip_connections"]
    assert "model.num_layers = 40" in answer["decided_by"]


def test_fusion_comes_last_of_several_modalities(archlint, project):
    answer = routed(archlint, project, ROUTES["several modalities: each one's sheet, then fusion"][0])
    assert answer["steps"][2]["section"] == "fusion"


SECTIONS = {
    "vit-on-small-dataset": (
        "model: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {modality: image, train_size: 6000}\n"
    ),
    "vit-or-cnn": "model: {architecture: vit_base_patch16_224, pretrained: true}\n" + IMAGES,
    "vit-on-edge": "model: {architecture: vit_base_patch16_224}\ndeployment: {target: edge}\n" + IMAGES,
    "edge-and-mobile": "model: {architecture: resnet50}\ndeployment: {target: edge}\n" + IMAGES,
    "rnn-or-lstm": "model: {architecture: lstm}\ndata: {modality: text}\n",
    "graph-transformer-on-small-graphs": "model: {architecture: graphgps}\ndata: {modality: graph}\n",
    "diffusion-for-real-time": "model: {architecture: ddpm}\ndeployment: {latency: real-time}\n" + IMAGES,
    "diffusion-on-low-compute": "model: {architecture: ddpm}\nconstraints: {compute: low}\n" + IMAGES,
    "families": "model: {architecture: stylegan2}\n" + IMAGES,
}


@pytest.mark.parametrize("section", SECTIONS)
def test_section_of_the_first_sheet(archlint, project, section):
    assert routed(archlint, project, SECTIONS[section])["steps"][0]["section"] == section


def test_a_frameworks_transformer_blocks_are_normalized_though_its_config_does_not_say_so(archlint, project):
    sizes = '"num_layers": 19, "num_single_layers": 38'
    project({"config.json": f'{{"_class_name": "FluxTransformer2DModel", "_diffusers_version": "0.30", {sizes}}}'})
    (answer,) = archlint("route", "--isolated", "--output-format", "json", "config.json").json["answers"]
    assert answer["facts"]["model.num_layers"] == 57
    assert answer["first"] == GENERATION


def test_a_person_who_does_not_mention_it_is_asked(archlint, project):
    answer = routed(archlint, project, "model: {family: transformer-encoder, num_layers: 24}\ndata: {modality: text}\n")
    assert answer["first"] == NORMALIZATION


OPEN = {
    "train size": ("model: {architecture: resnet50}\n" + IMAGES, (), "data.train_size", True),
    "train size stated": (
        "model: {architecture: resnet50}\ndata: {modality: image, train_size: 500}\n", (), "data.train_size", False,
    ),
    "band answers it": (
        "model: {architecture: resnet50}\ndata: {modality: image, size_band: small}\n", (), "data.train_size", False,
    ),
    "train size by --set": (
        "model: {architecture: resnet50}\n" + IMAGES, ("--set", "data.train_size=500"), "data.train_size", False,
    ),
    "latency in ms answers it": (
        "model: {architecture: resnet50}\ndeployment: {latency_ms: 30}\n" + IMAGES, (), "deployment.latency", False,
    ),
    "interpretability": ("model: {architecture: resnet50}\n" + IMAGES, (), "constraints.interpretability", True),
    "modality unknown": (ROUTES["modality: unknown"][0], (), "data.modality", True),
}  # fmt: skip


@pytest.mark.parametrize("row", OPEN)
def test_questions_still_open(archlint, project, row):
    text, options, fact, is_open = OPEN[row]
    answer = routed(archlint, project, text, *options)
    assert (fact in [one["fact"] for one in answer["questions"]]) is is_open


def test_an_opaque_normalization_is_set_elsewhere_and_not_missing(archlint, project):
    answer = routed(archlint, project, "model: {family: cnn, num_layers: 40, normalization: '${n}'}\n" + IMAGES)
    assert answer["first"] == CNN
    assert "model.normalization" not in [one["fact"] for one in answer["questions"]]


RESISTANCE = {
    "ViT on a small dataset": (SECTIONS["vit-on-small-dataset"], "ResNet, EfficientNet"),
    "ViT on the edge": (SECTIONS["vit-on-edge"], "MobileNet"),
    "diffusion in real time": (SECTIONS["diffusion-for-real-time"], "1 forward pass"),
    "diffusion with little compute": (SECTIONS["diffusion-on-low-compute"], "VAE"),
    "graph transformer on small graphs": (
        "model: {architecture: graphgps}\ndata: {modality: graph, nodes_per_graph: 23}\n", "GCN, GAT",
    ),
    "LLM on few tokens": (
        "model: {architecture: gpt2, pretrained: false}\ndata: {modality: text, train_size: 500000, unit: tokens}\n",
        "fine-tuning",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", RESISTANCE)
def test_resistance_rows_as_advice(archlint, project, row):
    text, words = RESISTANCE[row]
    assert words in " ".join(one["answer"] for one in routed(archlint, project, text)["advice"])


def test_no_advice_for_a_pretrained_vit(archlint, project):
    text = "model: {architecture: vit_base_patch16_224, pretrained: true}\ndata: {modality: image, train_size: 6000}\n"
    assert routed(archlint, project, text)["advice"] == []


def test_deployment_limits_are_noted_with_the_hand_over(archlint, project):
    steps = routed(archlint, project, SECTIONS["edge-and-mobile"])["steps"]
    assert "deployment.target = edge" in steps[-1]["reason"]


def test_workflow_in_its_five_steps(archlint, project):
    """Clarify, route by modality, critical issues first, the sheet, other packs."""
    answer = routed(archlint, project, ROUTES["special requirement: deep, normalization absent"][0])
    assert answer["questions"]
    assert "Data modality?" in answer["path"]
    assert answer["path"].index("Special requirements?") < answer["path"].index("Data modality?")
    assert answer["steps"][1]["name"] == CNN
    assert [step["kind"] for step in answer["steps"]] == ["skill", "skill", "pack", "pack", "pack"]
