"""Every limit at its value, just below and just above; and each can be set by a project."""

import math

import pytest
from reading import lint

from archlint import rules
from archlint.engine import limits_of
from archlint.facts import STATED, Facts
from archlint.findings import QUESTION

VIT = (
    "archlint: 1\nmodel: {{family: vision-transformer, pretrained: false{0}}}\n"
    "data: {{modality: image, train_size: {n}}}\n"
)
CNN = (
    "archlint: 1\nmodel: {{family: cnn, pretrained: false, num_parameters: {1}}}\n"
    "data: {{modality: image, train_size: {0}}}\n"
)
TEXTS = (
    "archlint: 1\ntask: text-classification\nmodel: {{family: transformer-encoder, pretrained: false{0}}}\n"
    "data: {{modality: text, unit: documents, train_size: {n}}}\n"
)
SERIES = (
    "archlint: 1\ntask: forecasting\nmodel: {{family: forecaster, pointwise_tokens: true}}\n"
    "data: {{modality: time-series, unit: time-steps, train_size: {n}}}\n"
)
RNN = "archlint: 1\nmodel: {{family: rnn, cell: {0}}}\ndata: {{modality: time-series, sequence_length: {n}}}\n"
PREMISE = (
    "archlint: 1\ntask: text-classification\nmodel: {{family: rnn}}\n"
    "data: {{modality: text, unit: documents, train_size: {0}, sequence_length: {1}}}\n"
)
TOKENS = (
    "archlint: 1\ntask: language-modeling\nmodel: {{family: transformer-decoder, pretrained: false}}\n"
    "data: {{modality: text, unit: tokens, train_size: {n}}}\n"
)
SEEN = (
    "archlint: 1\ntask: language-modeling\ndata: {{modality: text}}\ntraining: {{seen_tokens: {0}000}}\n"
    "model: {{family: transformer-decoder, pretrained: false, num_parameters: 1000}}\n"
)
ATTENTION = (
    "archlint: 1\nmodel: {{family: transformer-encoder, attention: full}}\n"
    "data: {{modality: text, sequence_length: {n}}}\n"
)
STEPS = (
    "archlint: 1\nmodel: {{family: diffusion, sampling_steps: {n}}}\ndata: {{modality: image}}\n"
    "deployment: {{latency: real-time}}\n"
)
COMPUTE = (
    "archlint: 1\nmodel: {{family: diffusion, pretrained: false{0}}}\ndata: {{modality: image, image_size: {n}}}\n"
    "constraints: {{compute: low}}\n"
)
BARE_GRAPHS = (
    "archlint: 1\ntask: graph-classification\nmodel: {{family: graph-transformer}}\n"
    "data: {{modality: graph, num_graphs: {n}, nodes_per_graph: 30}}\n"
)
ONE_GRAPH = (
    "archlint: 1\ntask: node-classification\n"
    "model: {{family: graph-transformer, message_passing: true, attention: full}}\n"
    "data: {{modality: graph, num_graphs: 1, nodes_per_graph: {n}}}\n"
)
NO_ENCODING = (
    "archlint: 1\ntask: graph-regression\nmodel: {{family: graph-transformer, message_passing: false, "
    "positional_or_structural_encoding: none}}\ndata: {{modality: graph, num_graphs: {n}, nodes_per_graph: 300}}\n"
)
GRAPHORMER = (
    "archlint: 1\nmodel: {{architecture: graphormer, pretrained: false, num_parameters: {1}}}\n"
    "data: {{modality: graph, num_graphs: {0}}}\n"
)
FULL_BATCH = (
    "archlint: 1\ntask: node-classification\nmodel: {{family: gnn, num_layers: 3}}\n"
    "data: {{num_graphs: 1, nodes_per_graph: {n}}}\ntraining: {{samples_neighbours: false}}\n"
)
BATCH = (
    "archlint: 1\ntask: image-classification\nmodel: {{architecture: resnet18, pretrained: false}}\n"
    "data: {{modality: image}}\ntraining: {{batch_size_per_device: {n}}}\n"
)
ROWS = (
    "archlint: 1\ntask: tabular-classification\n"
    "model: {{family: tabular-network, pretrained: false, num_parameters: {1}}}\n"
    "data: {{modality: tabular, unit: rows, train_size: {0}}}\n"
)
GNN = "archlint: 1\ntask: node-classification\nmodel: {{family: gnn, num_layers: {n}, skip_connections: false}}\n"
PLAIN = "archlint: 1\nmodel: {{family: cnn, num_layers: {n}, normalization: {0}{1}}}\ndata: {{modality: image}}\n"
POST = (
    "archlint: 1\nmodel: {{family: transformer-encoder, num_layers: {n}, norm_placement: post, pretrained: false}}\n"
    "data: {{modality: text}}\n"
)
PATCHES = (
    "archlint: 1\nmodel: {{family: vision-transformer, patch_size: 16, pretrained: false}}\n"
    "data: {{modality: image, image_size: {0}}}\n"
)
STEM = (
    "archlint: 1\nmodel: {{family: cnn, stem_stride: 4, pretrained: false}}\n"
    "data: {{modality: image, image_size: {n}}}\n"
)
DENSE = "archlint: 1\nmodel: {{family: mlp}}\ndata: {{modality: image, image_size: {n}}}\n"

DIFFUSION = (
    "archlint: 1\nmodel: {{family: diffusion, pretrained: false, text_to_image: {0}}}\n"
    "data: {{modality: image, train_size: {n}}}\n"
)
GAN = (
    "archlint: 1\nmodel: {{family: gan, pretrained: false}}\ndata: {{modality: image, train_size: {n}}}\n"
    "training: {{discriminator_augmentation: false}}\n"
)
PIXELS = (
    "archlint: 1\nmodel: {{family: autoregressive-generator, latent: false}}\n"
    "data: {{modality: image, image_size: {n}}}\n"
)
VAE = "archlint: 1\nmodel: {{family: vae, kl_weight: {n}}}\n"
DISTILLED = "archlint: 1\nmodel: {{family: diffusion, distilled: true, sampling_steps: {n}}}\n"

NARROW = (
    "archlint: 1\n"
    "model: {{family: transformer-decoder, hidden_size: 512, num_layers: 8, num_heads: 8, head_dim: {n}}}\n"
    "data: {{modality: text}}\n"
)

# (rule, limit, config at a value, severity at the value below, at it, and above it)
TABLE = [
    ("diffusion-small-data", "few_images", lambda n: DIFFUSION.format("false", n=n), ("warning", "note", "note")),
    ("diffusion-small-data", "some_images", lambda n: DIFFUSION.format("false", n=n), ("note", None, None)),
    ("scratch-text-to-image", "few_pairs", lambda n: DIFFUSION.format("true", n=n), ("note", None, None)),
    ("gan-tiny-data-no-ada", "few_images", lambda n: GAN.format(n=n), ("note", None, None)),
    ("autoregressive-pixels", "large_image", lambda n: PIXELS.format(n=n), (None, None, "warning")),
    ("vae-beta-large", "heavy_weight", lambda n: VAE.format(n=n), (None, None, "note")),
    ("distilled-many-steps", "many_steps", lambda n: DISTILLED.format(n=n), (None, None, "note")),
    ("vit-on-small-dataset", "few_images", lambda n: VIT.format("", n=n), ("warning", None, None)),
    (
        "vit-on-small-dataset",
        "many_images",
        lambda n: VIT.format(", num_parameters: 28000000", n=n),
        ("note", None, None),
    ),
    (
        "vit-on-small-dataset",
        "large_parameters",
        lambda n: VIT.format(f", num_parameters: {n}", n=50_000),
        (None, "note", "note"),
    ),
    ("large-cnn-on-small-dataset", "few_images", lambda n: CNN.format(n, 60_000_000), ("note", None, None)),
    ("large-cnn-on-small-dataset", "large_parameters", lambda n: CNN.format(2_000, n), (None, None, "note")),
    ("transformer-on-small-dataset", "few_samples", lambda n: TEXTS.format("", n=n), ("warning", "note", "note")),
    ("transformer-on-small-dataset", "many_texts", lambda n: TEXTS.format("", n=n), ("note", None, None)),
    (
        "transformer-on-small-dataset",
        "tiny_parameters",
        lambda n: TEXTS.format(f", num_parameters: {n}", n=2_000),
        (None, "warning", "warning"),
    ),
    ("transformer-on-small-dataset", "few_time_steps", lambda n: SERIES.format(n=n), ("warning", None, None)),
    ("rnn-on-long-sequence", "long_sequence", lambda n: RNN.format("lstm", n=n), (None, "note", "note")),
    ("rnn-on-long-sequence", "very_long_sequence", lambda n: RNN.format("lstm", n=n), ("note", "warning", "warning")),
    ("vanilla-rnn", "short_sequence", lambda n: RNN.format("elman", n=n), (None, None, "warning")),
    ("recurrent-premise", "much_data", lambda n: PREMISE.format(n, 200), (None, "note", "note")),
    ("recurrent-premise", "short_sequence", lambda n: PREMISE.format(500_000, n), (None, "note", "note")),
    ("llm-on-few-tokens", "few_tokens", lambda n: TOKENS.format(n=n), ("warning", "note", "note")),
    ("llm-on-few-tokens", "some_tokens", lambda n: TOKENS.format(n=n), ("note", None, None)),
    ("llm-undertrained", "tokens_per_parameter", lambda n: SEEN.format(n), ("note", None, None)),
    ("head-dim-tiny", "narrow_head", lambda n: NARROW.format(n=n), ("note", None, None)),
    ("full-attention-on-long-sequence", "long_sequence", lambda n: ATTENTION.format(n=n), (None, None, "warning")),
    ("diffusion-for-real-time", "many_steps", lambda n: STEPS.format(n=n), ("note", "warning", "warning")),
    ("diffusion-for-real-time", "few_steps", lambda n: STEPS.format(n=n), (None, "note", "note")),
    ("diffusion-on-low-compute", "small_image", lambda n: COMPUTE.format("", n=n), (None, None, "warning")),
    ("graph-transformer-on-small-graphs", "many_graphs", lambda n: BARE_GRAPHS.format(n=n), ("warning", None, None)),
    ("full-graph-attention-large", "huge_graph", lambda n: ONE_GRAPH.format(n=n), ("note", "note", "warning")),
    ("full-graph-attention-large", "large_graph", lambda n: ONE_GRAPH.format(n=n), (None, None, "note")),
    ("graph-transformer-no-pe", "many_graphs", lambda n: NO_ENCODING.format(n=n), (None, "warning", "warning")),
    (
        "graph-transformer-on-small-dataset",
        "failed_graphs",
        lambda n: GRAPHORMER.format(n, 47_000_000),
        ("warning", "note", "note"),
    ),
    (
        "graph-transformer-on-small-dataset",
        "base_parameters",
        lambda n: GRAPHORMER.format(1_500, n),
        ("note", "note", "warning"),
    ),
    (
        "graph-transformer-on-small-dataset",
        "few_graphs",
        lambda n: GRAPHORMER.format(n, 47_000_000),
        ("note", None, None),
    ),
    (
        "graph-transformer-on-small-dataset",
        "large_parameters",
        lambda n: GRAPHORMER.format(1_500, n),
        (None, None, "note"),
    ),
    ("fullbatch-huge-graph", "huge_graph", lambda n: FULL_BATCH.format(n=n), (None, None, "note")),
    ("batchnorm-with-small-batch", "tiny_batch", lambda n: BATCH.format(n=n), ("warning", "warning", "note")),
    ("batchnorm-with-small-batch", "small_batch", lambda n: BATCH.format(n=n), ("note", "note", None)),
    ("deep-tabular-small", "few_rows", lambda n: ROWS.format(n, 500_000), ("note", None, None)),
    ("deep-tabular-small", "very_few_rows", lambda n: ROWS.format(n, 2_000_000), ("note", "note", "note")),
    ("deep-tabular-small", "large_parameters", lambda n: ROWS.format(500, n), ("note", "note", "note")),
    ("deep-gnn-oversmoothing", "deep", lambda n: GNN.format(n=n), ("note", "warning", "warning")),
    ("deep-gnn-oversmoothing", "some", lambda n: GNN.format(n=n), (None, "note", "note")),
    ("deep-without-normalization", "deep", lambda n: PLAIN.format("none", "", n=n), (None, None, "warning")),
    (
        "very-deep-plain-stack",
        "very_deep",
        lambda n: PLAIN.format("none", ", skip_connections: false", n=n),
        (None, None, "warning"),
    ),
    ("deep-post-norm", "deep", lambda n: POST.format(n=n), (None, None, "warning")),
    (
        "deep-without-skip-connections",
        "very_deep",
        lambda n: PLAIN.format("batch", ", skip_connections: false", n=n),
        ("note", "note", "warning"),
    ),
    (
        "deep-without-skip-connections",
        "deep",
        lambda n: PLAIN.format("batch", ", skip_connections: false", n=n),
        (None, None, "note"),
    ),
    # The number of patches is a square: 9 below the limit, 16 at it.
    ("too-few-patches", "few_patches", lambda n: PATCHES.format(16 * math.isqrt(n)), ("note", None, None)),
    ("stem-too-aggressive", "tiny_image", lambda n: STEM.format(n=n), ("warning", "warning", "note")),
    ("stem-too-aggressive", "small_image", lambda n: STEM.format(n=n), ("note", "note", None)),
    ("mlp-on-images", "small_image", lambda n: DENSE.format(n=n), (None, None, "warning")),
]
# Notes on configs that are no person's whole description: (rule, limit, facts at a value, severities as above).
ELSEWHERE = [
    (
        "diffusion-on-low-compute",
        "large_image",
        lambda n: {
            "training.is_run": True,
            "model.family": "diffusion",
            "model.pretrained": False,
            "model.latent": False,
            "constraints.compute": "low",
            "data.image_size": n,
        },
        (None, "note", "note"),
    ),
    (
        "graph-transformer-on-small-graphs",
        "small_graph",
        lambda n: {
            "training.is_run": True,
            "model.family": "graph-transformer",
            "data.num_graphs": 500,
            "data.nodes_per_graph": n,
        },
        ("note", None, None),
    ),
]

RULES = {loaded.rule.name: loaded.rule for loaded in rules.load_all()}
LIMITS = {loaded.rule.name: {limit.name: limit for limit in loaded.rule.limits} for loaded in rules.load_all()}


def severity(findings, rule):
    found = [finding.severity for finding in findings if finding.rule == rule and finding.severity != QUESTION]
    return found[0] if found else None


@pytest.mark.parametrize(("rule", "limit", "config", "expected"), TABLE, ids=[f"{row[0]}-{row[1]}" for row in TABLE])
def test_verdict_below_at_and_above_the_limit(rule, limit, config, expected):
    at = int(LIMITS[rule][limit].default)
    others = RULES[rule].yields_to
    assert tuple(severity(lint(config(n), ignore=others), rule) for n in (at - 1, at, at + 1)) == expected


@pytest.mark.parametrize(("rule", "limit", "facts", "expected"), ELSEWHERE, ids=[row[0] for row in ELSEWHERE])
def test_note_below_at_and_above_the_limit(rule, limit, facts, expected):
    (loaded,) = [loaded for loaded in rules.load_all() if loaded.rule.name == rule]
    at = int(LIMITS[rule][limit].default)
    found = []
    for n in (at - 1, at, at + 1):
        stated = Facts(None)
        for name, value in facts(n).items():
            stated.put(name, value, STATED)
        case = rules.judge(loaded.rule, rules.View(stated, None, limits_of(loaded.rule))).case
        found.append(case.severity if case else None)
    assert tuple(found) == expected


def test_every_limit_has_its_row():
    known = {(rule, limit) for rule, limits in LIMITS.items() for limit in limits}
    assert {(row[0], row[1]) for row in TABLE} | {(row[0], row[1]) for row in ELSEWHERE} == known


def test_a_project_can_set_a_limit(tmp_path):
    from archlint.engine import Engine, Options

    (tmp_path / "archlint.toml").write_text("[rules.vit-on-small-dataset]\nfew_images = 500\n")
    config = tmp_path / "vit.yaml"
    config.write_text(VIT.format("", n=501))
    assert severity(Engine(Options()).lint([str(config)]).findings, "vit-on-small-dataset") is None
    config.write_text(VIT.format("", n=499))
    assert severity(Engine(Options()).lint([str(config)]).findings, "vit-on-small-dataset") == "warning"
