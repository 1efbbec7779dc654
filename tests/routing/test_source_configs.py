"""The rows of the source document that state facts, as configs: what check finds, and where route sends them."""

import pytest

CNN, SEQUENCE = "cnn-families-and-selection", "sequence-models-comparison"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
NORMALIZATION, DESIGN = "normalization-techniques", "architecture-design-principles"
VIT = "model: {architecture: vit_base_patch16_224, pretrained: %s}\n"

# Row -> (config, rules that warn, first step of the route)
ROWS = {
    "resistance 1: ViT, small datasets (< 10k images)": (
        VIT % "false" + "data: {modality: image, train_size: 9999}\n", {"vit-on-small-dataset"}, CNN,
    ),
    "resistance 1: at 10k images it does not hold": (
        VIT % "false" + "data: {modality: image, train_size: 10000}\n", set(), CNN,
    ),
    "resistance 1: nor with pretrained weights": (
        VIT % "true" + "data: {modality: image, train_size: 500}\n", set(), CNN,
    ),
    "resistance 2: ViT, edge deployment": (
        VIT % "true" + "data: {modality: image, train_size: 50000}\ndeployment: {target: edge}\n", {"vit-on-edge"}, CNN,
    ),
    "resistance 3: transformers, very small datasets": (
        "model: {family: transformer-encoder, num_layers: 4, pretrained: false}\n"
        "data: {modality: text, train_size: 500}\n", {"transformer-on-small-dataset"}, SEQUENCE,
    ),
    "resistance 4: diffusion, real-time generation": (
        "model: {architecture: ddpm}\ndata: {modality: image, train_size: 50000}\ndeployment: {latency: real-time}\n",
        {"diffusion-for-real-time"}, GENERATION,
    ),
    "resistance 5: diffusion, limited compute": (
        "model: {architecture: ddpm, pretrained: false}\ndata: {modality: image, train_size: 50000}\n"
        "constraints: {compute: low}\n", {"diffusion-on-low-compute"}, GENERATION,
    ),
    "resistance 6: graph transformers, small graphs (< 100 nodes)": (
        "model: {family: graph-transformer, num_layers: 4}\n"
        "data: {modality: graph, train_size: 2000, nodes_per_graph: 30}\n",
        {"graph-transformer-on-small-graphs"}, GRAPH,
    ),
    "resistance 7: LLMs, < 1M tokens": (
        "model: {architecture: gpt2, pretrained: false}\ndata: {modality: text, train_size: 900000, unit: tokens}\n",
        {"llm-on-few-tokens"}, "llm-specialist",
    ),
    "step 2: deep network without normalization": (
        "model: {family: cnn, num_layers: 40, normalization: none}\ndata: {modality: image, train_size: 50000}\n",
        {"deep-without-normalization"}, NORMALIZATION,
    ),
    "red flag: very deep network, no normalization, no skip connections": (
        "model: {family: cnn, num_layers: 60, normalization: none, skip_connections: false}\n"
        "data: {modality: image, train_size: 50000}\n",
        {"deep-without-normalization"}, NORMALIZATION,  # one cause is one finding
    ),
    "images: edge, a large network": (
        "model: {architecture: resnet152}\ndata: {modality: image, train_size: 50000}\ndeployment: {target: mobile}\n",
        None, CNN,
    ),
    "images: a proven CNN for < 10k": (
        "model: {architecture: resnet18, pretrained: true}\ndata: {modality: image, train_size: 3000}\n", set(), CNN,
    ),
    "sequences: a TCN in real time": (
        "model: {architecture: tcn}\ndata: {modality: time-series, train_size: 20000, sequence_length: 90}\n"
        "deployment: {latency: real-time}\n", set(), SEQUENCE,
    ),
    "graphs: red flag, treated as a table": (
        "model: {family: mlp, num_layers: 3}\ndata: {modality: graph, has_edges: true, train_size: 2000}\n",
        None, GRAPH,
    ),
    "generation: a GAN in real time": (
        "model: {architecture: stylegan2}\ndata: {modality: image, train_size: 70000}\n"
        "deployment: {latency: real-time}\n",
        set(), GENERATION,
    ),
    "before selection: reinforcement learning": (
        "model: {family: rl-policy, num_layers: 3}\ntask: reinforcement-learning\n", set(), "deep-rl",
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_row_as_a_config(archlint, project, row):
    text, warned, first = ROWS[row]
    project({"model.yaml": "archlint: 1\n" + text})
    outcome = archlint("check", "--isolated", "--output-format", "json", "--fail-on", "never", "model.yaml")
    found = {one["rule"] for one in outcome.json["findings"] if one["severity"] in ("warning", "error")}
    assert warned is None or found == warned
    (answer,) = archlint("route", "--isolated", "--output-format", "json", "model.yaml").json["answers"]
    assert answer["first"] == first


# Row -> (config, facts that are asked for before anything is recommended)
ASKED = {
    "red flag: best architecture": (
        "model: {architecture: best}\ndata: {modality: image}\n",
        {"data.train_size", "deployment.latency"},
    ),
    "red flag: generic problem, no modality": (
        "model: {family: mlp, num_layers: 3}\ndata: {train_size: 500}\n", {"data.modality"},
    ),
    "red flag: latest trend": ("model: {family: diffusion}\n", {"deployment.latency", "constraints.compute"}),
    "red flag: should I use X or Y": (
        "model: {architecture: resnet50 or vit_base_patch16_224}\ndata: {modality: image}\n",
        {"data.train_size", "deployment.latency"},
    ),
    "red flag: very deep network": (
        "model: {family: cnn, num_layers: 60}\ndata: {modality: image, train_size: 50000}\n",
        {"model.normalization", "model.skip_connections"},
    ),
    "step 3: how large, which compute, which latency": (
        "model: {family: cnn}\ndata: {modality: image}\n", {"data.train_size", "deployment.latency"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ASKED)
def test_a_row_that_asks_as_a_config(archlint, project, row):
    text, facts = ASKED[row]
    project({"model.yaml": "archlint: 1\n" + text})
    outcome = archlint("check", "--isolated", "--output-format", "json", "--fail-on", "never", "model.yaml")
    asked = {one["fact"] for one in outcome.json["findings"] if one["severity"] == "question"}
    assert facts <= asked
    assert not [one for one in outcome.json["findings"] if one["severity"] in ("warning", "error")]
