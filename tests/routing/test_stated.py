"""What a question states is read, is never asked for again, and decides which rows of the resistance table hold."""

import pytest

from archlint.routing import for_question

STATED = {
    "which backbone, my U-Net overfits on 300 slices": {"data.train_size": 300, "data.unit": "images"},
    "which CNN for 12k x-rays": {"data.train_size": 12_000, "data.modality": "image"},
    "GNN for 1.2M molecules of about 25 atoms": {
        "data.train_size": 1_200_000, "data.unit": "graphs", "data.nodes_per_graph": 25,
    },
    "sequences of 2000 tokens, 5k documents, which model": {
        "data.sequence_length": 2000, "data.train_size": 5000, "data.unit": "documents",
    },
    "LSTM for 200 time steps of sensor data on an ESP32": {
        "data.sequence_length": 200, "deployment.target": "microcontroller", "deployment.device": "esp32",
        "data.modality": "time-series",
    },
    "detect fish in photos on a Raspberry Pi 4 at 30 fps": {
        "deployment.target": "edge", "deployment.device": "raspberry pi 4", "deployment.latency": "real-time",
        "task": "object-detection",
    },
    "a net for leaf photos, phone, 20 ms, from scratch": {
        "deployment.target": "mobile", "deployment.latency_ms": 20, "deployment.latency": "real-time",
        "model.pretrained": False,
    },
    "segment 512x512 CT slices into 4 classes with batch size 2": {
        "data.image_size": 512, "data.num_classes": 4, "training.batch_size_per_device": 2,
        "task": "semantic-segmentation",
    },
    "48 layer MLP without normalization and without skip connections": {
        "model.num_layers": 48, "model.normalization": "none", "model.skip_connections": False,
    },
    "40 layer CNN with batchnorm and residual connections": {
        "model.normalization": "batch", "model.skip_connections": True,
    },
    "photorealistic faces, controllable, in real time": {
        "constraints.quality": "high", "constraints.control": "required", "deployment.latency": "real-time",
    },
    "batch of 8 images per GPU for segmentation, GroupNorm or BatchNorm?": {"data.train_size": None},
    "images from a drone, which detector": {"deployment.target": None},
    "5 images per class, which network": {"data.train_size": None},
    "predict battery life from charge cycles": {"deployment.target": None},
    "link prediction on a knowledge graph with 40k nodes": {
        "task": "link-prediction", "data.train_size": None, "data.nodes_per_graph": 40_000,
    },
}  # fmt: skip


@pytest.mark.parametrize("question", STATED)
def test_facts_of_a_sentence(question):
    answer = for_question(question)
    for fact, value in STATED[question].items():
        assert answer.facts.get(fact) == value, answer.facts
        assert value is None or fact not in [one.fact for one in answer.questions]


def test_a_latency_in_milliseconds_answers_for_the_latency():
    answer = for_question("which model for audio with 400 ms for each answer")
    assert answer.facts["deployment.latency_ms"] == 400
    assert "deployment.latency" not in [one.fact for one in answer.questions]


# Question -> (words of the row, the facts that make it hold)
HOLD = {
    "ViT on 4000 images": ("small dataset (< 10k images)", {"data.train_size": 4000}),
    "ViT from scratch for my few photos": ("small dataset (< 10k images)", {"data.size_band": "small"}),
    "vision transformer for photos on a phone": ("edge device", {"deployment.target": "mobile"}),
    "diffusion model for avatars in 30 ms": ("real-time", {"deployment.latency": "real-time"}),
    "diffusion model for faces on a single GPU": ("limited compute", {"constraints.compute": "low"}),
    "transformer for 500 documents": ("very small dataset", {"data.train_size": 500}),
    "graph transformer for molecules with 25 atoms": ("< 100 nodes", {"data.nodes_per_graph": 25}),
    "pretrain a GPT on 200k tokens": ("< 1M tokens", {"data.train_size": 200_000}),
}


@pytest.mark.parametrize("question", HOLD)
def test_the_row_that_holds_is_said_with_the_fact_that_makes_it_hold(question):
    words, facts = HOLD[question]
    (row,) = [one for one in for_question(question).advice if one.kind == "recency bias"]
    assert words in row.said
    assert dict(row.facts) == facts
    for fact, value in facts.items():
        assert f"{fact} = {value}" in row.said


CONSIDERED = {
    "which backbone, my U-Net overfits on 300 slices": ["Vision transformer on a small dataset"],
    "which network for leaf photos on a phone, 300 pictures, from scratch": [
        "Vision transformer on a small dataset", "Vision transformer on an edge device",
    ],
    "which model for 500 documents": ["Transformer on a very small dataset"],
    "which model generates faces in real time": ["Diffusion model where generation must be real-time"],
    "which network for 2 million photos": [],
    "which pretrained network for 300 photos": [],
}  # fmt: skip


@pytest.mark.parametrize("question", CONSIDERED)
def test_rows_that_would_hold_for_a_trend_that_is_not_named(question):
    said = [one.said for one in for_question(question).advice if one.kind == "where a trend is considered"]
    assert len(said) == len(CONSIDERED[question]), said
    for text, words in zip(said, CONSIDERED[question], strict=True):
        assert words in text


@pytest.mark.parametrize("size", [200, 3999])
@pytest.mark.parametrize(
    "text", ["a " * 3000, "which " * 900, "loss " * 900, "10 or 20 " * 500, "(1, " * 1300, "a_" * 2500]
)
def test_a_hostile_question_is_read_in_no_time(text, size):
    assert for_question((text * 4000)[:size]).first
