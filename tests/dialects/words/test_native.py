import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import facts, lint, read, rules

from archlint import generate
from archlint.dialects.words import native
from archlint.facts import FAMILIES, VOCABULARY
from archlint.generate import schema as native_schema

# A name of a model, beside a data set's size -> what it states.
NAMES = [
    ("vit", "model.family", "vision-transformer"),
    ("ViT", "model.family", "vision-transformer"),
    ("ViT-B/16", "model.architecture", "vit_base_patch16_224"),
    ("ViT-B/16", "model.num_layers", 12),
    ("vit_base_patch16_224", "model.patch_size", 16),
    ("Vision Transformer", "model.family", "vision-transformer"),
    ("a small vision transformer", "model.family", "vision-transformer"),
    ("Swin", "model.family", "vision-transformer"),
    ("resnet-50", "model.architecture", "resnet50"),
    ("ResNet 50", "model.num_layers", 50),
    ("resnet50", "model.normalization", "batch"),
    ("CNN", "model.family", "cnn"),
    ("simple CNN", "model.family", "cnn"),
    ("ConvNet", "model.family", "cnn"),
    ("convolutional neural network", "model.family", "cnn"),
    ("34-layer CNN", "model.num_layers", 34),
    ("CNN (34 layers)", "model.num_layers", 34),
    ("EfficientNet-B0", "model.family", "cnn"),
    ("MobileNetV3", "model.family", "cnn"),
    ("U-Net", "model.family", "cnn"),
    ("YOLO", "model.family", "cnn"),
    ("graph transformer", "model.family", "graph-transformer"),
    ("GraphTransformer", "model.family", "graph-transformer"),
    ("GNN", "model.family", "gnn"),
    ("graph neural network", "model.family", "gnn"),
    ("GCN", "model.family", "gnn"),
    ("GraphSAGE", "model.family", "gnn"),
    ("diffusion", "model.family", "diffusion"),
    ("diffusion model", "model.family", "diffusion"),
    ("DDPM", "model.family", "diffusion"),
    ("Stable Diffusion", "model.family", "diffusion"),
    ("Stable Diffusion", "model.latent", True),
    ("latent diffusion", "model.latent", True),
    ("GAN", "model.family", "gan"),
    ("StyleGAN", "model.family", "gan"),
    ("VAE", "model.family", "vae"),
    ("GPT", "model.family", "transformer-decoder"),
    ("GPT-2", "model.family", "transformer-decoder"),
    ("gpt-style", "model.family", "transformer-decoder"),
    ("LLM", "model.family", "transformer-decoder"),
    ("Llama-3-8B", "model.num_layers", 32),
    ("BERT", "model.family", "transformer-encoder"),
    ("transformer", "model.family", "transformer-encoder"),
    ("T5", "model.family", "encoder-decoder"),
    ("LSTM", "model.family", "rnn"),
    ("LSTM", "model.cell", "lstm"),
    ("BiLSTM", "model.bidirectional", True),
    ("GRU", "model.cell", "gru"),
    ("RNN", "model.family", "rnn"),
    ("vanilla RNN", "model.cell", "elman"),
    ("Elman", "model.cell", "elman"),
    ("recurrent neural network", "model.family", "rnn"),
    ("TCN", "model.family", "tcn"),
    ("mamba", "model.family", "state-space"),
    ("state space model", "model.family", "state-space"),
    ("MLP", "model.family", "mlp"),
    ("multi-layer perceptron", "model.family", "mlp"),
    ("random forest", "model.family", "gradient-boosting"),
    ("XGBoost", "model.family", "gradient-boosting"),
    ("gradient boosting", "model.family", "gradient-boosting"),
    ("TabNet", "model.family", "tabular-network"),
    ("CLIP", "model.family", "dual-encoder"),
    ("ResNet-50 from scratch", "model.pretrained", False),
    ("ResNet-50 from scratch", "model.architecture", "resnet50"),
    ("pretrained ResNet-50", "model.pretrained", True),
    ("fine-tuned BERT", "model.pretrained", True),
    ("Vision Transformer (ViT)", "model.family", "vision-transformer"),
    ("fine-tune GPT-2", "model.pretrained", True),
    ("fine-tune GPT-2", "model.architecture", "gpt2"),
    ("MLP baseline", "model.baseline", True),
    ("MLP baseline", "model.family", "mlp"),
    ("CNN-Transformer hybrid", "model.family", "conv-attention-hybrid"),
    ("dinov2_vits14", "model.pretrained", True),
    ("dinov2_vits14", "model.family", "vision-transformer"),
    ("dinov2_vits14", "training.self_supervised_stage", True),
    ("deit_tiny_distilled_patch16_224", "model.distilled", True),
    ("distilbert", "model.distilled", True),
    ("resnet50 or vit", "model.candidates", ["resnet50", "vit"]),
    ("LSTM vs TCN", "model.candidates", ["LSTM", "TCN"]),
    ("ViT, ResNet-50, ConvNeXt", "model.candidates", ["ViT", "ResNet-50", "ConvNeXt"]),
]

# A line beside ``model: vit`` and a data set's size -> what it states.
LINES = [
    ("train_size: 6000", "data.train_size", 6000),
    ("train_size: 5k", "data.train_size", 5000),
    ("train_size: 10_000", "data.train_size", 10_000),
    ("train_size: '6,000'", "data.train_size", 6000),
    ("train_size: 6 000", "data.train_size", 6000),
    ("train_size: 1.2M", "data.train_size", 1_200_000),
    ("train_size: 2 million", "data.train_size", 2_000_000),
    ("train_size: about 6000", "data.train_size", 6000),
    ("train_size: ~6k", "data.train_size", 6000),
    ("train_size: 6000 images", "data.unit", "images"),
    ("train_size: 5k labelled images", "data.train_size", 5000),
    ("train_size: 500k tokens", "data.unit", "tokens"),
    ("train_size: < 10k", "data.train_size", 9_999),
    ("train_size: up to 10k", "data.train_size", 10_000),
    ("train_size: 5k-8k", "data.size_band", "small"),
    ("train_size: 20k to 50k", "data.size_band", "medium"),
    ("train_size: over 2M", "data.size_band", "large"),
    ("train_size: small", "data.size_band", "small"),
    ("dataset_size: medium", "data.size_band", "medium"),
    ("data: {size: large}", "data.size_band", "large"),
    ("data: {size: 6000}", "data.train_size", 6000),
    ("data: {train: 6000, val: 500}", "data.train_size", 6000),
    ("data: {size: {train: 6000, val: 500}}", "data.train_size", 6000),
    ("data: {splits: {train: 6000, test: 500}}", "data.train_size", 6000),
    ("data: {num_samples: 6000}", "data.train_size", 6000),
    ("data: {n_train: 6000}", "data.train_size", 6000),
    ("data: {examples: 6000}", "data.train_size", 6000),
    ("data: {num_images: 6000}", "data.unit", "images"),
    ("data: {nImages: 6000}", "data.train_size", 6000),
    ("num-images: 6000", "data.train_size", 6000),
    ("images: 6000", "data.train_size", 6000),
    ("samples: 6000", "data.train_size", 6000),
    ("size: 6000", "data.train_size", 6000),
    ("tokens: 500k", "data.unit", "tokens"),
    ("data: {use_edges: false}", "model.uses_edges", False),
    ("data: {tokens: 0.5M}", "data.unit", "tokens"),
    ("data: {num_tokens: 500000}", "data.train_size", 500_000),
    ("data: {num_graphs: 500}", "data.num_graphs", 500),
    ("data: {rows: 900}", "data.unit", "rows"),
    ("data: {avg_nodes: 23.2}", "data.nodes_per_graph", 23.2),
    ("data: {nodes_per_graph: 30}", "data.nodes_per_graph", 30),
    ("data: 6000 images", "data.train_size", 6000),
    ("data: 6000 images", "data.modality", "image"),
    ("data: images", "data.modality", "image"),
    ("data: chest x-rays", "data.modality", "image"),
    ("data: my-x-ray-archive-7", "data.name", "my-x-ray-archive-7"),
    ("dataset: cifar10", "data.train_size", 50_000),
    ("dataset: {name: cifar10, size: 6000}", "data.train_size", 6000),
    ("data: [image, text]", "data.modality", "multimodal"),
    ("data: [image, text]", "data.modalities", "image+text"),
    ("modality: text and images", "data.modality", "multimodal"),
    ("data: {modality: photos}", "data.modality", "image"),
    ("data: {type: time series}", "data.modality", "time-series"),
    ("data: {type: graphs}", "data.modality", "graph"),
    ("data: {type: molecules}", "data.modality", "graph"),
    ("data: {modality: speech}", "data.modality", "audio"),
    ("data: {modality: tabular}", "data.modality", "tabular"),
    ("data: {modality: NLP}", "data.modality", "text"),
    ("image_size: 224x224", "data.image_size", 224),
    ("data: {resolution: [224, 224]}", "data.image_size", 224),
    ("data: {img_size: 32}", "data.image_size", 32),
    ("data: {seq_len: 1k}", "data.sequence_length", 1000),
    ("data: {length: 512}", "data.sequence_length", 512),
    ("data: {classes: [cat, dog]}", "data.num_classes", 2),
    ("data: {has_edges: yes}", "data.has_edges", True),
    ("data: {edges: edges.csv}", "data.has_edges", True),
    ("data: {heterophilous: true}", "data.heterophilous", True),
    ("data: {homophilous: false}", "data.heterophilous", True),
    ("data: {features: fingerprints}", "data.features", "fingerprints"),
    ("num_layers: 34", "model.num_layers", 34),
    ("layers: 34", "model.num_layers", 34),
    ("n_layers: '34'", "model.num_layers", 34),
    ("numLayers: 34", "model.num_layers", 34),
    ("depth: 34 layers", "model.num_layers", 34),
    ("num_blocks: 12", "model.depth_unit", "blocks"),
    ("model.num_layers: 34", "model.num_layers", 34),
    ("normalization: none", "model.normalization", "none"),
    ("normalization: null", "model.normalization", "none"),
    ("norm: false", "model.normalization", "none"),
    ("norm: no", "model.normalization", "none"),
    ("norm: BN", "model.normalization", "batch"),
    ("norm: batchnorm", "model.normalization", "batch"),
    ("norm_layer: nn.BatchNorm2d", "model.normalization", "batch"),
    ("normalization: Batch Normalization", "model.normalization", "batch"),
    ("normalization: LayerNorm", "model.normalization", "layer"),
    ("normalization: RMSNorm", "model.normalization", "rms"),
    ("normalization: GroupNorm", "model.normalization", "group"),
    ("normalization: {type: InstanceNorm}", "model.normalization", "instance"),
    ("normalization: [layer, batch]", "model.normalization", "batch+layer"),
    ("use_bn: true", "model.normalization", "batch"),
    ("skips: false", "model.skip_connections", False),
    ("skip_connections: none", "model.skip_connections", False),
    ("residual: true", "model.skip_connections", True),
    ("residual_connections: 'yes'", "model.skip_connections", True),
    ("pretrained: true", "model.pretrained", True),
    ("pretrained: imagenet", "model.pretrained", True),
    ("pretrained: none", "model.pretrained", False),
    ("pretrained: null", "model.pretrained", False),
    ("pretrained: random", "model.pretrained", False),
    ("from_scratch: true", "model.pretrained", False),
    ("from_scratch: false", "model.pretrained", True),
    ("fine_tune: true", "model.pretrained", True),
    ("training: from scratch", "training.regime", "from-scratch"),
    ("training: from scratch", "model.pretrained", False),
    ("training: {regime: fine-tuning}", "model.pretrained", True),
    ("training: finetune from ImageNet", "model.pretrained", True),
    ("training: finetune from ImageNet", "training.regime", "fine-tuning"),
    ("training: pretrained on ImageNet", "model.pretrained", True),
    ("training: trained from scratch", "model.pretrained", False),
    ("training: 'no pretraining, from scratch'", "model.pretrained", False),
    ("distillation: {alpha: 0.5}", "model.distilled", True),
    ("distillation: {teacher: none}", "model.distilled", False),
    ("adapter: none", "model.pretrained", False),
    ("frozen: false", "model.pretrained", False),
    ("size: 7b", "data.train_size", None),
    ("training: MAE pretraining", "training.self_supervised_stage", True),
    ("training: {strategy: linear probing}", "model.pretrained", True),
    ("training images: 6000", "data.train_size", 6000),
    ("edge: true", "deployment.target", "edge"),
    ("mobile: yes", "deployment.target", "mobile"),
    ("edge: false", "deployment.target", None),
    ("browser: chrome", "deployment.target", None),
    ("run on: Raspberry Pi 4", "deployment.device", "Raspberry Pi 4"),
    ("use_case: real-time game", "deployment.latency", "real-time"),
    ("use_case: not real-time", "deployment.latency", None),
    ("use_case: edge detection", "deployment.target", None),
    ("budget: small", "constraints.compute", "low"),
    ("constraints: {gpus: 1}", "constraints.compute", "low"),
    ("constraints: {gpus: 4}", "constraints.compute", "medium"),
    ("norm: post-norm", "model.norm_placement", "post"),
    ("norm: pre-norm", "model.norm_placement", "pre"),
    ("norm: pre-norm", "model.normalization", None),
    ("method: MAE pretraining", "training.self_supervised_stage", True),
    ("method: DINO then fine-tuning", "training.regime", "fine-tuning"),
    ("method: DINO then fine-tuning", "model.pretrained", True),
    ("method: knowledge distillation", "training.regime", "distillation"),
    ("linear_probe: true", "model.pretrained", True),
    ("weights: imagenet", "model.pretrained", True),
    ("backbone_weights: dinov2", "model.pretrained", True),
    ("model_weights: imagenet21k", "model.pretrained", True),
    ("frozen: true", "model.pretrained", True),
    ("freeze_backbone: true", "model.pretrained", True),
    ("adapter: lora", "model.pretrained", True),
    ("training: {regime: transfer learning}", "training.regime", "fine-tuning"),
    ("training: {pretraining: MAE}", "training.self_supervised_stage", True),
    ("training: {ssl: simclr}", "training.self_supervised_stage", True),
    ("training: {batch_size: 4}", "training.batch_size_per_device", 4),
    ("training: {batch_size: 32, num_devices: 8}", "training.batch_size_per_device", 4),
    ("training: {warmup: 500}", "training.warmup", True),
    ("training: {warmup_steps: 0}", "training.warmup", False),
    ("distilled: true", "model.distilled", True),
    ("teacher: regnety_160", "model.distilled", True),
    ("teacher: none", "model.distilled", False),
    ("norm_placement: pre-norm", "model.norm_placement", "pre"),
    ("norm_placement: postnorm", "model.norm_placement", "post"),
    ("norm_first: false", "model.norm_placement", "post"),
    ("attention: sliding window", "model.attention", "window"),
    ("flash_attention: true", "model.attention", "flash"),
    ("positional_encoding: RoPE", "model.position_encoding", "rotary"),
    ("bidirectional: true", "model.bidirectional", True),
    ("conditional: text", "model.conditional", True),
    ("use_edges: false", "model.uses_edges", False),
    ("ignore_edges: true", "model.uses_edges", False),
    ("fusion: late", "model.fusion", "late"),
    ("params: 86M", "model.num_parameters", 86_000_000),
    ("candidates: [resnet50, vit]", "model.candidates", ["resnet50", "vit"]),
    ("target: edge", "deployment.target", "edge"),
    ("target: raspberry pi", "deployment.target", "edge"),
    ("target: raspberry pi", "deployment.device", "raspberry pi"),
    ("platform: Jetson Nano", "deployment.target", "edge"),
    ("device: Jetson Orin", "deployment.device", "Jetson Orin"),
    ("hardware: Coral Edge TPU", "deployment.target", "edge"),
    ("target: mobile", "deployment.target", "mobile"),
    ("target: phone", "deployment.target", "mobile"),
    ("platform: Android", "deployment.target", "mobile"),
    ("platform: iOS", "deployment.target", "mobile"),
    ("target: ESP32", "deployment.target", "microcontroller"),
    ("target: MCU", "deployment.target", "microcontroller"),
    ("target: wasm", "deployment.target", "browser"),
    ("target: cloud", "deployment.target", "server"),
    ("target: GPU server", "deployment.target", "server"),
    ("target: laptop", "deployment.target", "desktop"),
    ("deployment: edge", "deployment.target", "edge"),
    ("deployment: real-time on a phone", "deployment.target", "mobile"),
    ("deployment: real-time on a phone", "deployment.latency", "real-time"),
    ("deployment: [edge, offline]", "deployment.latency", "offline"),
    ("latency: real-time", "deployment.latency", "real-time"),
    ("latency: realtime", "deployment.latency", "real-time"),
    ("realtime: true", "deployment.latency", "real-time"),
    ("latency: 30ms", "deployment.latency_ms", 30),
    ("latency: 30ms", "deployment.latency", "real-time"),
    ("latency: < 10 ms", "deployment.latency_ms", 10),
    ("latency: 0.5 seconds", "deployment.latency_ms", 500),
    ("latency_ms: 30", "deployment.latency_ms", 30),
    ("latency: {max_ms: 30}", "deployment.latency_ms", 30),
    ("fps: 30", "deployment.latency", "real-time"),
    ("latency: 25 fps", "deployment.latency_ms", 40),
    ("latency: batch", "deployment.latency", "batch"),
    ("latency: offline", "deployment.latency", "offline"),
    ("constraints: {latency: 20ms}", "deployment.latency_ms", 20),
    ("deployment: {measured_latency: 12ms}", "deployment.measured_latency_ms", 12),
    ("constraints: {compute: 1 GPU}", "constraints.compute", "low"),
    ("compute: single GPU", "constraints.compute", "low"),
    ("compute: laptop", "constraints.compute", "low"),
    ("compute: limited", "constraints.compute", "low"),
    ("compute: 4 GPUs", "constraints.compute", "medium"),
    ("compute: 64x A100", "constraints.compute", "high"),
    ("constraints: low compute", "constraints.compute", "low"),
    ("constraints: [interpretable, edge]", "constraints.interpretability", "required"),
    ("constraints: {interpretability: true}", "constraints.interpretability", "required"),
    ("interpretability: needed", "constraints.interpretability", "required"),
    ("explainability: not needed", "constraints.interpretability", "not-required"),
    ("constraints: {control: fine}", "constraints.control", "required"),
    ("task: image classification", "task", "image-classification"),
    ("task: classification", "task", "image-classification"),
    ("task: classification of chest x-rays", "task", "image-classification"),
    ("task: Object Detection", "task", "object-detection"),
    ("task: segmentation", "task", "semantic-segmentation"),
    ("problem: forecasting", "data.modality", "time-series"),
    ("task: node classification", "task", "node-classification"),
    ("task: language modelling", "task", "language-modeling"),
    ("task: ASR", "task", "speech-recognition"),
    ("task: {type: translation}", "task", "translation"),
]  # fmt: skip

_COMPANION = "data: {train_size: 6000}\n"


def _config(line):
    beside = "" if line.startswith(("data", "dataset", "train_size")) else "data: {name: own-set}\n"
    return f"model: vit\n{beside}{line}\n"


@pytest.mark.parametrize(("name", "fact", "value"), NAMES)
@pytest.mark.parametrize(
    "form", ["model: %s", "model: {architecture: %s}", "model: {name: %s}", "arch: %s", "backbone: %s"]
)
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_names_of_models(name, fact, value, form, marker):
    text = f"{marker}{form % json.dumps(name)}\n{_COMPANION}"
    assert facts(text).get(fact) == value


@pytest.mark.parametrize(("line", "fact", "value"), LINES)
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_usual_words(line, fact, value, marker):
    text = marker + _config(line)
    assert facts(text).get(fact) == value
    assert not {"unknown-key", "impossible-value"} & set(rules(text))


def test_every_family_is_known_by_its_own_name():
    for family in FAMILIES:
        assert facts(f"model: {{family: {family}}}\ndata: {{train_size: 9}}\n")["model.family"] == family


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("model: custom\ndata: {train_size: 6000}\n", "custom"),
        ("model: {architecture: MyNet, num_layers: 30}\ndata: {train_size: 6000}\n", "MyNet"),
        ("archlint: 1\nmodel: CNN-LSTM\n", "CNN-LSTM"),
    ],
)
def test_a_name_that_is_not_known_stays_as_written(text, name):
    found = facts(text)
    assert found["model.architecture"] == name
    assert "model.family" not in found


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("model: transformer\ntask: image classification\n", "vision-transformer"),
        ("model: transformer\ndata: {modality: graph, num_graphs: 50}\n", "graph-transformer"),
        ("model: transformer\ntask: language modeling\n", "transformer-decoder"),
        ("model: transformer\ntask: translation\n", "encoder-decoder"),
        (
            "model: {type: transformer, encoder: {layers: 6}, decoder: {layers: 6}}\ntask: forecasting\n",
            "encoder-decoder",
        ),
    ],
)
def test_what_a_bare_transformer_is_follows_from_its_data(text, family):
    assert facts(text)["model.family"] == family


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("model: vit\ndata: {size: 9}\n", "images"),
        ("model: cnn\ndata: {size: 9}\n", "images"),
        ("model: GPT\ndata: {size: 9}\n", "tokens"),
        ("model: LSTM\ntask: language modeling\ndata: {size: 9}\n", "tokens"),
        ("model: BERT\ntask: text classification\ndata: {size: 9}\n", "documents"),
        ("model: gan\ndata: {size: 9, modality: image}\n", "images"),
        ("model: GCN\ntask: graph classification\ndata: {size: 9}\n", "graphs"),
        ("model: GCN\ntask: node classification\ndata: {size: 9}\n", "nodes"),
        ("model: graph transformer\ndata: {size: 9}\n", "graphs"),
        ("model: xgboost\ndata: {size: 9}\n", "rows"),
        ("model: mlp\ndata: {size: 9, modality: tabular}\n", "rows"),
        ("model: LSTM\ntask: forecasting\ndata: {size: 9}\n", "time-steps"),
        ("model: LSTM\ndata: {size: 9 hours}\n", "hours"),
        ("model: transformer\nmodality: time series\nsamples: 500\n", "samples"),
        ("model: transformer\nmodality: time series\nsize: 500\n", "time-steps"),
        ("model: GPT\ndata: {num_samples: 500}\n", "samples"),
        ("model: vit\nsamples: 500\n", "images"),
        ("model: transformer\ntask: translation\nsentence_pairs: 3000\n", "samples"),
        ("model: diffusion\ndata: {size: 9}\n", None),
        ("model: GCN\ndata: {size: 9}\n", None),
    ],
)
def test_the_unit_of_a_bare_size(text, unit):
    assert facts(text).get("data.unit") == unit


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("model: gan\nimages: 5000\n", "image"),
        ("model: transformer\nimages: 5000\n", "image"),
        ("model: transformer\nsentences: 5000\n", "text"),
        ("model: RNN\ndata: {tokens: 5000}\n", "text"),
        ("model: transformer\ngraphs: 500\n", "graph"),
        ("model: mlp\nrows: 5000\n", "tabular"),
        ("model: RNN\ndata: {time_steps: 5000}\n", "time-series"),
        ("model: mlp\nmodality: audio\nrows: 5000\n", "audio"),
        ("model: mlp\ndata: {name: own, size: 5000 rows}\n", None),
        ("model: mlp\nsize: 5000\n", None),
    ],
)
def test_the_unit_of_the_size_tells_the_modality_where_nothing_else_does(text, modality):
    assert facts(text).get("data.modality") == modality


def test_a_transformer_of_images_is_a_vision_transformer():
    assert facts("model: transformer\nimages: 5000\n")["model.family"] == "vision-transformer"


@pytest.mark.parametrize(
    ("text", "normalization"),
    [
        ("model: {type: cnn, layers: 30, batch_norm: false}\n", "none"),
        ("archlint: 1\nmodel: {family: cnn, use_batchnorm: no}\n", "none"),
        ("model: {type: cnn, layers: 30, batchnorm: false, normalization: group}\n", "group"),
        ("model: {type: cnn, layers: 30, batchnorm: false, layer_norm: true}\n", "layer"),
        ("model: {type: cnn, layers: 30, batchnorm: false, bn: false}\n", None),
        ("model: {type: transformer, layers: 30, batchnorm: false}\ndata: {modality: text}\n", None),
        ("model: {type: cnn, layers: 30, layer_norm: false}\n", None),
        ("model: {type: resnet50, batchnorm: false}\ndata: {modality: image}\n", "batch"),
        ("model: {type: cnn, batchnorm: false}\ndata: {modality: image}\n", None),
    ],
)
def test_no_batch_normalization_is_none_where_a_stack_is_described(text, normalization):
    assert facts(text).get("model.normalization") == normalization


def test_samples_of_a_time_series_are_not_its_time_steps():
    assert "transformer-on-small-dataset" in rules("model: transformer\nmodality: time series\nsamples: 500\n")


def test_nodes_are_the_items_of_a_node_task_and_the_size_of_a_graph_otherwise():
    node_task = facts("model: gcn\ntask: node classification\ndata: {num_nodes: 2708}\n")
    assert (node_task["data.train_size"], node_task["data.unit"]) == (2708, "nodes")
    graph_task = facts("model: gcn\ntask: graph classification\ndata: {num_nodes: 25}\n")
    assert graph_task["data.nodes_per_graph"] == 25
    assert "data.train_size" not in graph_task


def test_steps_are_sampling_steps_of_a_diffusion_model_only():
    assert facts("model: {type: ddpm, steps: 50}\ndata: {train_size: 9}\n")["model.sampling_steps"] == 50
    assert "model.sampling_steps" not in facts("model: {type: vit, steps: 50}\ndata: {train_size: 9}\n")
    flat = "model: stable diffusion\nlatency: real-time\nsteps: %s\n"
    assert facts(flat % 4)["model.sampling_steps"] == 4
    assert "model.sampling_steps" not in facts(flat % 100_000)
    assert "model.sampling_steps" not in facts(flat % 500 + "lr: 0.1\n")
    assert "model.sampling_steps" not in facts("model: vit\ntrain_size: 60\nsteps: 4\n")


def test_a_position_encoding_of_a_graph_transformer_is_a_structural_one():
    text = "model: {type: graph transformer, positional_encoding: %s}\ndata: {num_graphs: 50}\n"
    assert facts(text % "LapPE")["model.positional_or_structural_encoding"] == "LapPE"
    assert facts(text % "none")["model.positional_or_structural_encoding"] == "none"
    assert (
        facts(text.replace("positional_encoding: %s", "rwse: 16"))["model.positional_or_structural_encoding"] == "RWSE"
    )


# What is left out, and what is left open


def _origin(text, name):
    fact = read(text).facts.get(name)
    return fact and (fact.value, fact.origin)


def test_what_would_excuse_a_choice_counts_as_absent():
    text = "model: graph transformer\ndata: {num_graphs: 50}\n"
    for name, value in (
        ("training.is_run", True),
        ("model.pretrained", False),
        ("model.distilled", False),
        ("training.self_supervised_stage", False),
        ("model.message_passing", False),
        ("model.positional_or_structural_encoding", "none"),
        ("data.unit", "graphs"),
    ):
        assert _origin(text, name)[0] == value
    assert _origin(text, "model.pretrained") == (False, "default")
    assert _origin(text, "model.normalization") is None
    assert _origin(text, "model.skip_connections") is None


def test_what_follows_from_a_known_name_replaces_what_is_left_out():
    text = "model: GPS\ndata: {num_graphs: 50}\n"
    assert _origin(text, "model.message_passing") == (True, "derived")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("load_weights_from: runs/best.ckpt", "model.pretrained"),
        ("resume: true", "model.pretrained"),
        ("freeze_layers: 8", "model.pretrained"),
        ("use_lora: true", "model.pretrained"),
        ("student_of: regnet", "model.distilled"),
        ("masked_autoencoder: {ratio: 0.75}", "training.self_supervised_stage"),
    ],
)
def test_an_excuse_may_stand_under_a_key_of_its_own(key, name):
    text = f"model: {{name: vit, {key}}}\ndata: {{train_size: 6000}}\n"
    assert _origin(text, name) in (None, (True, "stated"))
    assert _origin(text.replace(key, "shade: 3"), name) == (False, "default")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("training: not the usual fine-tuning", "model.pretrained"),
        ("training: warm-started checkpoint", "model.pretrained"),
        ("why: we start from a pretrained one", "model.pretrained"),
        ("recipe_text: the teacher is a regnet", "model.distilled"),
        ("plan: first SimCLR on all scans", "training.self_supervised_stage"),
        ("model: vit-mae", "model.pretrained"),
    ],
)
def test_an_excuse_may_stand_in_words_that_are_not_read(line, name):
    model = "" if line.startswith("model") else "model: vit\n"
    assert _origin(f"{model}{line}\ndata: {{train_size: 6000}}\n", name) in (None, (True, "stated"))


@pytest.mark.parametrize("name", ["google/vit-base-patch16-224-in21k", "bert-base-uncased", "resnet50.a1_in1k"])
def test_a_name_that_weights_are_published_under_is_no_proof_of_training_from_scratch(name):
    assert _origin(f"model: {name}\ndata: {{train_size: 6000}}\n", "model.pretrained") is None


@pytest.mark.parametrize(
    "open_value", ["TBD", "'?'", "unknown", "null", "'???'", "'${size}'", "'${oc.env:SIZE}'", "'$SIZE'"]
)
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_a_size_that_is_still_open_is_asked_for(open_value, marker):
    text = f"{marker}model: vit\ndata: {{train_size: {open_value}, modality: image}}\n"
    assert "data.train_size" not in read(text).facts
    assert "data.train_size" in {finding.fact for finding in lint(text)}


@pytest.mark.parametrize("open_value", ["TBD", "${weights}", "???"])
def test_weights_that_are_set_elsewhere_are_opaque(open_value):
    text = f"archlint: 1\nmodel: {{architecture: vit, pretrained: '{open_value}'}}\ndata: {{train_size: 6000}}\n"
    assert _origin(text, "model.pretrained") == (None, "opaque")
    assert "vit-on-small-dataset" not in rules(text)


def test_a_variable_elsewhere_is_opaque_and_a_blank_is_absent():
    text = "model: vit\nnormalization: %s\ndata: {train_size: 6000}\n"
    assert _origin(text % "${norm}", "model.normalization") == (None, "opaque")
    assert _origin(text % "true", "model.normalization") == (None, "opaque")
    assert _origin("model: vit\nnum_layers: ${layers}\ntarget: edge\n", "model.num_layers") == (None, "opaque")
    assert _origin(text % "TBD", "model.normalization") is None


@pytest.mark.parametrize("best", ["best", "the best", "best for images", "SOTA", "state of the art"])
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_a_choice_left_to_best(best, marker):
    found = facts(f"{marker}model: {{architecture: {best}}}\ndata: {{modality: image}}\n")
    assert found["model.open_choice"] is True
    assert "model.architecture" not in found


def test_candidates_bring_their_families_where_all_are_known():
    assert facts("model: resnet50 or vit\ndata: images\n")["model.candidate_families"] == ["cnn", "vision-transformer"]
    assert "model.candidate_families" not in facts("archlint: 1\nmodel: [resnet50, my-net]\n")


# The marker closes the key set


@pytest.mark.parametrize(
    ("text", "line", "suggestion"),
    [
        ("archlint: 1\nmodel: {architectur: vit}\n", 2, "architecture"),
        ("archlint: 1\nmodle: {architecture: vit}\n", 2, "model"),
        ("archlint: 1\nmodel:\n  architecture: vit\n  num_layrs: 12\n", 4, "num_layers"),
        ("archlint: 1\nmodel: vit\ndata: {trainsize: 9}\n", 3, "train_size"),
        ("archlint: 1\nmodel: {architecture: vit, target: edge}\n", 2, "deployment.target"),
        ("archlint: 1\nmodel: vit\ndata: {num_layers: 9}\n", 3, "model.num_layers"),
        ("archlint: 1\nmodel: vit\nzzz: 9\n", 3, None),
    ],
)
def test_an_unknown_key_is_an_error_with_a_suggestion(text, line, suggestion):
    found = [finding for finding in lint(text) if finding.rule == "unknown-key"]
    assert [(finding.severity, finding.spot.line) for finding in found] == [("error", line)]
    assert ("did you mean" in found[0].message) == (suggestion is not None)
    if suggestion:
        assert found[0].message.endswith(f"did you mean {suggestion}?")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("archlint: 1\nmodel: {family: cnn, num_layers: -2}\n", 2, "at least 1"),
        ("archlint: 1\nmodel: {family: cnn, num_layers: twelve}\n", 2, "must be a"),
        ("archlint: 1\nmodel: {family: cnn, num_layers: [3, 4]}\n", 2, "single value"),
        ("archlint: 1\nmodel: {family: resnetish}\n", 2, "must be one of cnn"),
        ("archlint: 1\nmodel: {family: cnn, normalization: scale}\n", 2, "must be one of batch"),
        ("archlint: 1\nmodel: {family: cnn, skip_connections: maybe}\n", 2, "true or false"),
        ("archlint: 1\nmodel: 12\n", 2, "must be a name"),
        ("archlint: 1\nmodel: vit\ndata:\n  train_size: lots\n", 4, "must be a number"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: -6}\n", 3, "at least 0"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: 0.8}\n", 3, "whole number"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: .nan}\n", 3, "whole number"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: true}\n", 3, "whole number"),
        ("archlint: 1\nmodel: vit\ndata: {modality: imges}\n", 3, "did you mean image?"),
        ("archlint: 1\nmodel: vit\ndata: {unit: bananas}\n", 3, "must be one of images"),
        ("archlint: 1\nmodel: vit\ndeployment: {target: toaster}\n", 3, "must be one of server"),
        ("archlint: 1\nmodel: vit\ndeployment: {latency: purple}\n", 3, "must be one of real-time"),
        ("archlint: 1\nmodel: vit\ndeployment: {latency_ms: 2s}\n", 3, "milliseconds"),
        ("archlint: 1\nmodel: vit\ndeployment: {latency_ms: -1}\n", 3, "milliseconds"),
        ("archlint: 1\nmodel: vit\nconstraints: {compute: purple}\n", 3, "must be one of low"),
        ("archlint: 1\nmodel: vit\nconstraints: {interpretability: purple}\n", 3, "must be one of required"),
        ("archlint: 1\nmodel: {family: cnn, pretrained: fasle}\n", 2, "true, false, or"),
        ("archlint: 1\nmodel: {family: cnn, pretrained: perhaps}\n", 2, "true, false, or"),
        ("archlint: 1\nmodel: {family: cnn, pretrained: not}\n", 2, "true, false, or"),
        ("archlint: 1\nmodel: {family: cnn, pretrained: {a: 1}}\n", 2, "true, false, or"),
        ("archlint: 1\nmodel: {family: cnn, distilled: perhaps}\n", 2, "true, false, or"),
        ("archlint: 1\nmodel: {family: 5}\n", 2, "must be one of cnn"),
        ("archlint: 1\nmodel: {family: cnn, position_encoding: 5}\n", 2, "must be a word"),
        ("archlint: 1\nmodel: {family: cnn, depth_scheme: 5}\n", 2, "must be a word"),
        ("archlint: 1\nmodel: {architecture: [1, {a: b}]}\n", 2, "must be a name"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: {a: 1}}\n", 3, "whole number"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: 6000 kg}\n", 3, "counted in"),
        ("archlint: 1\nmodel: vit\ndata: {train_size: 6000 patients}\n", 3, "counted in"),
        ("archlint: 1\nmodel: vit\ndata: 5\n", 3, "must be a mapping"),
        ("archlint: 1\nmodel: vit\ntask: 5\n", 3, "must be a task's name"),
        ("archlint: 1\nmodel: vit\ntask: [x]\n", 3, "must be a task's name"),
        ("archlint: 1\nmodel: vit\ncompute: 5\n", 3, "must be"),
    ],
)
def test_a_value_that_cannot_be_is_an_error_at_its_line(text, line, says):
    found = [finding for finding in lint(text) if finding.rule == "impossible-value"]
    assert [(finding.severity, finding.spot.line) for finding in found] == [("error", line)]
    assert says in found[0].message


@pytest.mark.parametrize("digits", [20, 90, 10_000])
def test_a_size_of_many_digits_is_no_size(digits):
    text = '{"archlint": 1, "model": "vit",\n "data": {"train_size": ' + "6" * digits + "}}"
    found = [finding.rule for finding in lint(text, "config.json") if finding.severity == "error"]
    assert found == (["impossible-value"] if digits > 80 else [])


@pytest.mark.parametrize(
    ("value", "pretrained"),
    [
        ("imagenet", True),
        ("dino", True),
        ("runs/best", True),
        ("vit.ckpt", True),
        ("IMAGENET1K_V2", True),
        ("BERT", True),
        ("yes, on ImageNet", True),
        ("'no, from scratch'", False),
        ("not pretrained", False),
        ("{name: imagenet}", True),
        ("{path: runs/best.pt}", True),
        ("[]", False),
    ],
)
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_weights_by_name(value, pretrained, marker):
    text = f"{marker}model: {{architecture: vit, pretrained: {value}}}\ndata: {{train_size: 6000}}\n"
    assert facts(text)["model.pretrained"] is pretrained
    assert "impossible-value" not in rules(text)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("pretrained: fasle", "model.pretrained"),
        ("pretrained: perhaps", "model.pretrained"),
        ("pretrained: {a: 1}", "model.pretrained"),
        ("distilled: perhaps", "model.distilled"),
    ],
)
def test_an_excuse_that_is_not_understood_is_no_proof_without_the_marker(key, name):
    text = f"model: {{architecture: vit, {key}}}\ndata: {{train_size: 6000}}\n"
    assert _origin(text, name) == (None, "opaque")
    assert "vit-on-small-dataset" not in rules(text) or name == "model.distilled"


def test_a_task_is_an_open_word():
    assert facts("archlint: 1\nmodel: vit\ntask: knitting\n")["task"] == "knitting"
    assert "impossible-value" not in rules("archlint: 1\nmodel: vit\ntask: knitting\n")


@pytest.mark.parametrize("size", ["6000 kg", "6000 patients", "200 per class"])
def test_an_unknown_unit_leaves_the_size_unknown_without_the_marker(size):
    text = f"model: vit\ndata: {{train_size: {size}, modality: image}}\n"
    assert "data.train_size" not in facts(text)
    assert "impossible-value" not in rules(text)


@pytest.mark.parametrize("version", ["2", "0", "true", "latest", "1.5"])
def test_a_marker_of_another_version_is_one_clear_error_and_nothing_else(version):
    (finding,) = lint(f"archlint: {version}\nmodel: {{architecture: vit, sise: 3}}\ndata: {{train_size: 60}}\n")
    assert (finding.rule, finding.severity, finding.spot.line) == ("impossible-value", "error", 1)
    assert "must be 1" in finding.message


def test_words_about_training_and_notes_are_no_mistakes():
    text = (
        "archlint: 1\nname: x-rays\nnotes: first try\nmodel: {architecture: resnet50, dropout: 0.1}\n"
        "data: {name: own, train_size: 6000, augmentation: [flip], val_size: 500}\n"
        "training: {epochs: 90, lr: 0.1, optimizer: sgd, weight_decay: 1e-4, seed: 1}\n"
    )
    assert not {"unknown-key", "impossible-value"} & set(rules(text))


# Without the marker


@pytest.mark.parametrize(
    "text",
    [
        "model: {architecture: vit, colour: red, num_lairs: 3}\ndata: {train_size: 6000, shade: 4}\n",
        "model: {architecture: vit, normalization: scale}\ndata: {train_size: 0.8}\n",
        "model: {architecture: cnn, layers: [64, 128, 256]}\ndata: {size: [224, 224], train_size: lots}\n",
        "model: vit\ndata: {train_size: 6000}\ntarget: label\ndevice: cuda\nlatency: purple\n",
        "model: {architecture: mlp, depth: deep, heads: many}\ndata: {train_size: 6000}\n",
    ],
)
def test_words_that_are_not_understood_are_no_errors_and_no_facts(text):
    result = read(text)
    assert result.dialect == "native"
    assert not {"unknown-key", "impossible-value"} & set(rules(text))
    for name in ("deployment.target", "deployment.device", "deployment.latency", "model.num_layers", "model.num_heads"):
        assert name not in result.facts


@pytest.mark.parametrize("value", ["-2", "0", "twelve", ".nan", "3.5"])
def test_a_layer_count_that_cannot_be_is_an_error_without_the_marker_too(value):
    text = f"model: {{architecture: cnn, num_layers: {value}}}\ndata: {{train_size: 6000}}\n"
    assert "impossible-value" in rules(text)


NOT_OURS = {
    "docker-compose": "services:\n  web: {image: nginx}\nmodel: vit\ndata: {train_size: 5}\n",
    "docker-compose models": "models:\n  llm: {model: ai/smollm2}\nservices: {app: {models: [llm]}}\n",
    "a workflow": "name: ci\non: [push]\njobs: {test: {runs-on: ubuntu-latest}}\nmodel: vit\ntraining: {epochs: 3}\n",
    "a job named archlint": "archlint:\n  script: [archlint check]\nmodel: {stage: test}\n",
    "package.json": '{"name": "gan", "scripts": {"train": "x"}, "dependencies": {}, "model": "vit", "data": {}}',
    "OpenAPI": "openapi: 3.0.0\ninfo: {title: models}\nmodel: vit\ndata: {size: 3}\n",
    "Kubernetes": "apiVersion: v1\nkind: Deployment\nspec: {replicas: 2}\nmodel: vit\ndata: {size: 3}\n",
    "a Rails model": "model: user\ndatabase: {adapter: sqlite3}\ndata: {rows: 5}\n",
    "a fixture": "model: shop.product\npk: 1\nfields: {size: 5}\ndata: {size: 5}\n",
    "a Go service": "framework: gin\nmodel: user\ntarget: server\ndata: {source: db}\n",
    "a car": "model: Toyota\ntype: service\nsize: 5\ndeployment: {target: mobile}\n",
    "a machine": "architecture: x86_64\ntarget: server\ndeployment: {device: gpu}\n",
    "a build": "arch: arm64\nplatform: android\ntarget: mobile\n",
    "a house": "layers: 3\ndepth: 12\nmaterial: brick\n",
    "a cake": "layers: 3\nsize: 20\nname: sachertorte\n",
    "a tree": "depth: 4\nnodes: [a, b]\n",
    "a drawing": "layers: [base, top]\nresolution: 300\n",
    "an everyday name alone": "model: llama\n",
    "a name of a build's target alone": "arch: vit\n",
    "a request": "model: gpt-4\ntokens: 4000\nmessages: []\n",
    "an answer": '{"model": "gpt-4o-mini", "tokens": 800, "usage": {"total": 9}}',
    "a timed answer": "model: llama\ntokens: 4096\nlatency: 200ms\n",
    "a context": "model: mistral\ntokens: 131072\n",
    "a streamed answer": "model: llama\ntokens: 400000\nstream: true\n",
    "a served picture": '{"model": "stable-diffusion", "steps": 30, "width": 512, "latency": "50ms"}',
    "a result": '{"model": "vit_base_patch16_224", "dataset": "flowers102", "accuracy": 0.9, "params": 86000000}',
    "another result": '{"model": "bert", "task": "text-classification", "samples": 3000, "f1": 0.8}',
    "nested results": '{"model": "resnet50", "data": "cifar10", "metrics": {"top1": 93.1}}',
    "a measurement": '{"model": "vit_base_patch16_224", "device": "raspberry pi", "latency_ms": 400}',
    "electricity": "model: transformer\nvoltage: 220\nsize: 500\nphases: 3\n",
    "a boat": "model: swin\nboat: yes\nsize: 5000\n",
    "a windsurf board": "model: mistral\nwind: strong\nplatform: boat\nsize: 500\n",
    "a partition table": "arch: gpt\ndevice: sda\nsize: 500k\n",
    "a game": '{"model": "mech", "layers": 40, "normalization": false, "target": "browser"}',
    "a network's layers": "layers: 7\nnetwork: osi\nlatency: 5ms\n",
    "nurses": "model: RNN\ndata: {hospital: x}\n",
    "a person": "name: Gan\nfamily: Gan\ndata: {size: 3}\ntarget: mobile\n",
    "trains": "network: BART\ndata: {stations: 50}\ntarget: mobile\n",
    "news": "network: CNN\ndata: {viewers: 5000}\nplatform: mobile\n",
    "an everyday word": "model: falcon\ndata: {source: hangar.csv}\n",
    "a phone": "model: Pixel 6\nplatform: android\ndevice: phone\n",
    "Ludwig": "input_features: [{name: x}]\noutput_features: []\nmodel: vit\ntraining: {epochs: 3}\n",
    "Hydra": "defaults: [_self_, model: vit]\nmodel: {name: vit}\ndata: {train_size: 5}\n",
    "Hydra target": "model: {_target_: src.ViT, depth: 12}\ndata: {train_size: 5}\n",
    "Lightning CLI": "model: {class_path: m.ViT, init_args: {depth: 12}}\ndata: {class_path: d.D}\n",
    "a Hub config": '{"model_type": "vit", "architectures": ["ViTModel"], "num_layers": 2, "model": "vit", "data": {}}',
    "sklearn parameters": "model: {type: logistic_regression, C: 1.0}\ntrain: {test_size: 0.2, seed: 1}\n",
    "more sklearn parameters": "prepare: {split: 0.2}\nmodel: {name: svm, depth: 3}\ntrain: {n_est: 50}\n",
    "a chat service": "model: llama-3-8b\nprovider: ollama\ntemperature: 0.2\ndata: {path: docs}\n",
    "a chat service's model": "model: {name: llama-3-8b, temperature: 0.2, max_tokens: 99}\ndata: {path: docs}\n",
    "a model merge": "models: [mistral, llama]\nmerge_method: slerp\ndata: {size: 5}\n",
    "best weights": "model: best.pt\ndata: {path: x}\n",
    "dbt": "models: {shop: {materialized: table}}\ndata: {size: 5}\n",
    "a list": "- model: vit\n- data: {train_size: 6000}\n",
    "a text": "model vit on 6000 images\n",
    "nothing": "",
    "a settings file": "[facts]\n'data.train_size' = 6000\n",
    "a dump of arguments": "model: vit\ntrain_size: 5\n" + "".join(f"option_{number}: 1\n" for number in range(60)),
}


@pytest.mark.parametrize("text", NOT_OURS.values(), ids=NOT_OURS)
def test_other_kinds_of_files_are_not_claimed(text):
    ending = "json" if text.startswith("{") else "toml" if text.startswith("[") else "yaml"
    assert read(text, f"config.{ending}").dialect != "native"


@pytest.mark.parametrize(
    "text",
    [
        "model: vit\ndata: {path: images/}\n",
        "model: {num_layers: 34, normalization: none}\ndata: {modality: image}\n",
        "model: {type: cnn, num_layers: 34, normalization: none, skip_connections: false}\n",
        "architecture: resnet50\npretrained: true\ndeployment: {target: mobile}\n",
        "model: {family: diffusion}\nconstraints: {compute: low}\n",
        "model: {name: resnet50}\ndataset: cifar10\ntraining: {epochs: 90, lr: 0.1}\n",
        "backbone: vit\nlatency: 30ms\n",
        "model: gpt\ntokens: 800000\n",
        "num_layers: 60\ntrain_size: 6000\nnormalization: none\n",
        "model: vit\ntrain_size: 6000\ncolour: red\n",
        "model: transformer\nmodality: text\nsize: 500\ncolour: red\n",
        "model: LSTM\ntask: forecasting\ncolour: red\n",
        "model: transformer\nsize: 500\n",
        "model: RNN\ndata: {path: own/, sequence_length: 300}\n",
        "model: vit\nmetrics: [accuracy]\ndata: {size: 6000}\n",
        "model: vit\nconstraints: {accuracy: 0.9, latency: 30ms}\n",
        "model: vit\ndevice: raspberry pi\nlatency_ms: 40\ntrain_size: 6000\n",
        "model: gpt\ntokens: 50k\n",
        "model: ViT\ntrain_size: TBD\n",
        "model: ViT\ntrain_size: ${SIZE}\n",
        "model: ViT\ntrain_size: unknown\n",
        "model: CNN\nlayers: 24\n",
        "model: CNN\nlayers: 60\nnormalization: unknown\n",
        "model: CNN\ndepth: 60\n",
        "model: {layers: 60}\n",
        "model: ViT\n",
        "model: Diffusion\n",
        "architecture: ViT\n",
        "model: {name: vit}\n",
    ],
)
def test_plain_descriptions_are_claimed(text):
    assert read(text).dialect == "native"


def test_a_real_dialect_wins_over_plain_words():
    claim = native.claim(_root("model: vit\ndata: {train_size: 6000}\n"))
    assert claim.score < 50
    assert native.claim(_root("archlint: 1\nmodel: vit\n")).score >= 90


def _root(text):
    from archlint.dialects import Node
    from archlint.sources import parse

    return Node.root(parse(text, "archlint.yaml", "yaml")[0])


def test_a_program_that_tells_archlint_nothing_is_not_taken_at_its_silence():
    flat = "".join(f"  own_option_{number}: 1\n" for number in range(20))
    nested = "  head: {strides: 4, channels: 9, stacked: 2}\n  neck: {kind: pan, start: 0}\n"
    for keys in (flat, nested):
        found = facts(f"model:\n  name: vit\n{keys}data: {{train_size: 6000}}\n")
        assert found["model.family"] == "vision-transformer"
        assert "model.pretrained" not in found
        assert "config.closed_world" not in found


_VIT = "model: {name: vit_base_patch16_224, num_classes: 102}\ndata: {name: flowers102, batch_size: 32}\n"


@pytest.mark.parametrize(
    "text",
    [
        _VIT + "optimizer: {type: AdamW, lr: 0.001}\n",
        _VIT + "transforms: {resize: 256}\n",
        _VIT + "dataloader: {batch_size: 32, num_workers: 4}\n",
        _VIT + "callbacks: [checkpoint]\n",
        _VIT + "training: {epochs: 90, optimizer: adam, scheduler: cosine}\n",
        _VIT + "training: {lr: 0.1, seed: 1}\n",
        "arch: vit_b_16\ndataset: cub200\nlr: 0.1\nmomentum: 0.9\nepochs: 90\nbatch_size: 32\nworkers: 4\n",
        "model: {name: gpt2}\ndata: {dataset: ptb}\noptim: {lr: 0.1, warmup: 100}\n",
    ],
)
def test_a_training_program_is_asked_what_a_person_would_have_said(text):
    assert "model.pretrained" not in facts(text)
    found = lint(text)
    assert not [finding.rule for finding in found if finding.severity in ("warning", "error")]
    assert "model.pretrained" in {finding.fact for finding in found if finding.severity == "question"}


@pytest.mark.parametrize(
    "training",
    ["training: {epochs: 100, batch_size: 32, lr: 0.001}", "training: {epochs: 9}", "constraints: {gpus: 1, seed: 1}"],
)
def test_a_person_may_add_a_learning_rate(training):
    assert "vit-on-small-dataset" in rules(f"model: vit\ndata: {{train_size: 6000}}\n{training}\n")


# Every form, and every rule of the source's tables

FORMS = {
    "archlint.yaml": "archlint: 1\nmodel: {architecture: vit_base_patch16_224}\ndata: {train_size: 6000}\n",
    "archlint.toml": 'archlint = 1\n[model]\narchitecture = "vit_base_patch16_224"\n[data]\ntrain_size = 6000\n',
    "archlint.json": '{"archlint": 1, "model": {"architecture": "vit_base_patch16_224"}, "data": {"train_size": 6000}}',
    "plain.toml": 'model = "vit_base_patch16_224"\n[data]\ntrain_size = 6000\n',
    "plain.json": '{"model": {"name": "vit_base_patch16_224"},\n "data": {"images": "6k"}}\n',
}


@pytest.mark.parametrize("filename", FORMS)
def test_yaml_toml_and_json_say_the_same(filename):
    found = facts(FORMS[filename], filename)
    assert (found["model.num_layers"], found["data.train_size"], found["data.unit"]) == (12, 6000, "images")
    assert "vit-on-small-dataset" in rules(FORMS[filename], filename)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("model: ViT\ndata: {images: 5k}\n", "vit-on-small-dataset"),
        ("model: ViT\ntarget: raspberry pi\n", "vit-on-edge"),
        ("model: transformer\ndata: {size: 500}\n", "transformer-on-small-dataset"),
        ("model: diffusion\nlatency: real-time\n", "diffusion-for-real-time"),
        ("model: diffusion\ncompute: 1 GPU\n", "diffusion-on-low-compute"),
        ("model: graph transformer\ndata: {avg_nodes: 30}\n", "graph-transformer-on-small-graphs"),
        ("model: GPT\ndata: {tokens: 500k}\n", "llm-on-few-tokens"),
        ("model: {num_layers: 34, normalization: none}\ndata: images\n", "deep-without-normalization"),
        ("model: mlp\ntask: node classification\ndata: {has_edges: true}\n", "graph-as-tabular"),
    ],
)
@pytest.mark.parametrize("marker", ["", "archlint: 1\n"])
def test_every_row_of_the_source_speaks(text, rule, marker):
    assert {finding.severity for finding in lint(marker + text) if finding.rule == rule} <= {"warning", "error"}
    assert rule in rules(marker + text)


def test_a_finding_stands_at_the_value_as_written():
    (finding,) = (found for found in lint("model: ViT\ndata:\n  images: 5k\n") if found.rule == "vit-on-small-dataset")
    assert (finding.spot.line, finding.spot.column) == (3, 11)


# The JSON Schema, and hostile input


def test_the_schema_is_what_the_vocabulary_makes():
    path, text = next(item for item in generate.targets() if item[0].endswith("native_schema.json"))
    with open(path, encoding="utf-8") as file:
        assert file.read() == text, "run python -m archlint.generate"


def test_the_schema_holds_every_fact_and_every_usual_word():
    schema = json.loads(native_schema.native_schema())
    for name in VOCABULARY:
        section, _, key = name.partition(".")
        if key and section in native.SECTIONS:
            assert key in schema["properties"][section]["anyOf"][0]["properties"], name
    for word in ("train_size", "target", "norm", "dataset"):
        assert word in schema["properties"]


_KEYS = sorted({word for section in ("", *native.SECTIONS) for word in native.usual_words(section)})
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.from_regex(r"[<>~]?\d{1,3}[ -.,]?\d{0,3} ?(k|M|e9|ms|s|fps|images|x224|GPUs?|layers)?", fullmatch=True),
    st.lists(st.one_of(st.integers(), st.text(max_size=6), st.lists(st.integers(), max_size=2)), max_size=3),
)
_SECTION = st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=5)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(_KEYS), st.one_of(_VALUES, _SECTION), max_size=6), st.booleans())
def test_no_value_under_any_known_key_is_a_crash(config, marked):
    if marked:
        config = {"archlint": 1, **config}
    for part in read(json.dumps(config), "config.json").parts:
        for fact in part.values():
            json.dumps(fact.value)


@pytest.mark.parametrize(
    "text", ["1" * 110 + "zzz", "a " * 60, "v1" * 60, "(" * 100, "0 " * 60 + "x", "." * 110, "<" * 90 + "1"]
)
@pytest.mark.parametrize(
    "key", ["model", "train_size", "latency", "target", "compute", "task", "modality", "image_size"]
)
def test_no_text_takes_long_to_read(text, key):
    started = time.process_time()
    read(json.dumps({"archlint": 1, key: text}), "config.json")
    assert time.process_time() - started < 1


def test_aliases_that_multiply_do_not():
    levels = "".join(f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 30))
    text = f"archlint: 1\na0: &a0 [x, x]\n{levels}model: {{architecture: *a29, family: *a29, normalization: *a29}}\n"
    text += "data: {modality: *a29, train_size: *a29, image_size: *a29, name: *a29, features: *a29}\n"
    text += "task: *a29\ndeployment: {target: *a29, latency: *a29}\ntraining: {regime: *a29}\nconstraints: *a29\n"
    assert read(text).status == "linted"


@pytest.mark.parametrize(
    ("norm", "fact"), [("sync_bn", "norm_synchronized"), ("frozen_bn", "norm_frozen"), ("batch", None)]
)
def test_frozen_and_synchronized_statistics(norm, fact):
    found = facts(f"archlint: 1\nmodel: {{architecture: resnet50, normalization: {norm}}}\n")
    assert found["model.normalization"] == "batch"
    for name in ("norm_synchronized", "norm_frozen"):
        assert (f"model.{name}" in found) is (name == fact)


@pytest.mark.parametrize(
    ("optimizer", "size"), [("adamw", 16), ("Adam", 16), ("adamw_8bit", None), ("sgd", None), ("{type: adamw}", None)]
)
def test_the_state_of_the_optimizer(optimizer, size):
    text = f"archlint: 1\nmodel: {{family: cnn}}\ntraining: {{optimizer: {optimizer}}}\n"
    assert facts(text).get("training.bytes_per_parameter") == size


def test_a_graph_networks_width_may_be_that_of_one_head():
    text = "archlint: 1\nmodel: {family: %s, hidden_size: 64, num_heads: 6}\n"
    found = [finding.rule for finding in lint(text % "gnn") if finding.severity == "error"]
    assert not found
    found = [finding.rule for finding in lint(text % "graph-transformer") if finding.severity == "error"]
    assert found == ["gat-heads-not-dividing-width"]


def test_a_fact_of_several_counts_takes_a_list_of_them():
    text = "archlint: 1\nmodel: {{upsample_rates: {}, upsample_product: 128}}\ndata: {{hop_length: 256}}\n"
    assert facts(text.format("[8, 8, 2]"))["model.upsample_rates"] == [8, 8, 2]
    assert "impossible-value" in rules(text.format("[8, x, 2]"))
    assert "impossible-value" in rules(text.format("8"))
