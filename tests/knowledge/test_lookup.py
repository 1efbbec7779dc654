"""Names as people write them find their row, and nothing else does."""

import subprocess
import sys

import pytest

from archlint import knowledge

ARCHITECTURES = [
    # as written, canonical name, family, depth
    ("resnet50", "resnet50", "cnn", 50),
    ("ResNet-50", "resnet50", "cnn", 50),
    ("R-50", "resnet50", "cnn", 50),
    ("microsoft/resnet-50", "resnet50", "cnn", 50),
    ("resnet50.a1_in1k", "resnet50", "cnn", 50),
    ("timm/resnet50.a1_in1k", "resnet50", "cnn", 50),
    ("torchvision://resnet50", "resnet50", "cnn", 50),
    ("wide_resnet50_2", "wide_resnet50_2", "cnn", 50),
    ("vgg16", "vgg16", "cnn", 16),
    ("mobilenet_v1", "mobilenetv1_100", "cnn", 28),
    ("efficientnet-b0", "efficientnet_b0", "cnn", 16),
    ("convnext_tiny", "convnext_tiny", "cnn", 18),
    ("regnety-1.6gf", "regnety_016", "cnn", 27),
    ("regnet_y_16gf", "regnety_160", "cnn", 18),
    ("ViT-B/16", "vit_base_patch16_224", "vision-transformer", 12),
    ("vit-b/16", "vit_base_patch16_224", "vision-transformer", 12),
    ("vit_b_16", "vit_base_patch16_224", "vision-transformer", 12),
    ("google/vit-base-patch16-224-in21k", "vit_base_patch16_224", "vision-transformer", 12),
    ("hf-hub:timm/vit_base_patch16_224.augreg_in21k", "vit_base_patch16_224", "vision-transformer", 12),
    ("deit-small", "deit_small_patch16_224", "vision-transformer", 12),
    ("swin-t", "swin_tiny_patch4_window7_224", "vision-transformer", 12),
    ("facebook/dinov2-base", "vit_base_patch14_dinov2", "vision-transformer", 12),
    ("segformer_b5", "segformer-b5", "vision-transformer", 52),
    ("cct_7_3x1_32", "cct_7_3x1_32", "conv-attention-hybrid", 7),
    ("coatnet_0_rw_224", "coatnet_0_rw_224", "conv-attention-hybrid", None),
    ("yolov8n.yaml", "yolov8n", "cnn", None),
    ("bert-base-uncased", "bert-base-uncased", "transformer-encoder", 12),
    ("bert-base", "bert-base", "transformer-encoder", 12),
    ("torchvision.models.resnet50", "resnet50", "cnn", 50),
    ("torch.nn.LSTM", "lstm", "rnn", None),
    ("google-bert/bert-base-uncased", "bert-base-uncased", "transformer-encoder", 12),
    ("gpt2", "gpt2", "transformer-decoder", 12),
    ("openai-community/gpt2-xl", "gpt2-xl", "transformer-decoder", 48),
    ("meta-llama/Meta-Llama-3-8B-Instruct", "llama-3-8b", "transformer-decoder", 32),
    ("unsloth/llama-3-8b-bnb-4bit", "llama-3-8b", "transformer-decoder", 32),
    ("NousResearch/Llama-2-7b-chat-hf", "llama-2-7b", "transformer-decoder", 32),
    ("mistralai/Mistral-7B-Instruct-v0.2", "mistral-7b", "transformer-decoder", 32),
    ("Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b", "transformer-decoder", 28),
    ("EleutherAI/pythia-160m-deduped", "pythia-160m", "transformer-decoder", 12),
    ("google/flan-t5-base", "flan-t5-base", "encoder-decoder", 12),
    ("openai/whisper-large-v3", "whisper-large-v3", "encoder-decoder", 32),
    ("state-spaces/mamba-130m-hf", "mamba-130m", "state-space", 24),
    ("resnet110", "resnet110", "cnn", 110),
    ("WRN-16-8", "wide_resnet16_8", "cnn", 16),
    ("densenet-bc-100-12", "densenet100", "cnn", 100),
    ("DiT-XL/2", "DiT-XL/2", "diffusion", 28),
    ("ViT", "vit", "vision-transformer", None),
    ("Vision Transformer", "vit", "vision-transformer", None),
    ("CNN", "cnn", "cnn", None),
    ("graph transformer", "graph_transformer", "graph-transformer", None),
    ("GPT", "gpt", "transformer-decoder", None),
    ("diffusion", "diffusion", "diffusion", None),
    ("LSTM", "lstm", "rnn", None),
    ("unet", "unet", "cnn", None),
    ("GCN", "gcn", "gnn", None),
    ("xgboost", "xgboost", "gradient-boosting", None),
]

UNKNOWN = [
    "transformers", "resnet_blocks", "custom", "vitamin", "best", "default", "encoder", "decoder", "backbone",
    "model", "my-vit", "my_resnet50", "resnet_encoder_v2", "resnet50_best", "vit_adapter", "net", "network", "base",
    "large", "auto", "none", "train", "a", "", "linear", "attention", "hf", "resnet51", "resnet57", "llama_runner",
    "bert_head", "gpt5000", "./out/resnet50_best.pth", "./resnet50", "/data/models/llama", "~/models/gpt2", "$MODEL",
    "${model}", "models/resnet50", "checkpoints/llama-2-7b", "weights/yolov8n.pt", "a/b/resnet50",
    "C:\\models\\resnet50", "https://example.org/resnet50.pth", "output/train/resnet50",
]  # fmt: skip


@pytest.mark.parametrize(("written", "name", "family", "depth"), ARCHITECTURES)
def test_a_known_name_is_found_as_people_write_it(written, name, family, depth):
    row = knowledge.architecture(written)
    assert row is not None
    assert row["name"] == name
    assert row["family"] == family
    if depth is not None:
        assert row["num_layers"] == depth


@pytest.mark.parametrize("written", UNKNOWN)
def test_nothing_is_guessed(written):
    assert knowledge.architecture(written) is None


@pytest.mark.parametrize("written", [None, 50, ["resnet50"], "x" * 500, "resnet50\tx", "res\nnet50"])
def test_a_value_of_any_kind_is_no_fault(written):
    assert knowledge.architecture(written) is None
    assert knowledge.dataset(written) is None
    assert knowledge.huggingface(written) is None


def test_two_sizes_that_differ_by_a_separator_stay_apart():
    assert knowledge.architecture("Qwen2.5-7B")["name"] == "qwen2.5-7b"
    assert knowledge.architecture("Qwen2-57B") is None
    assert knowledge.architecture("regnet_y_1_6gf")["name"] != knowledge.architecture("regnet_y_16gf")["name"]


def test_a_family_word_says_nothing_of_size():
    for word in ("vit", "cnn", "gnn", "gpt", "resnet", "bert", "llama", "unet", "lstm", "mamba", "swin", "gcn", "gps"):
        row = knowledge.architecture(word)
        assert not {"num_layers", "num_parameters", "hidden_size"} & set(row), word


@pytest.mark.parametrize(
    ("written", "modality", "name", "size"),
    [
        ("imagenet", None, "ImageNet-1k", 1281167),
        ("ILSVRC/imagenet-1k", None, "ImageNet-1k", 1281167),
        ("CIFAR10", None, "CIFAR-10", 50000),
        ("torch/cifar10", None, "CIFAR-10", 50000),
        ("CIFAR10", "graph", "CIFAR10 superpixels (GNN benchmark)", 45000),
        ("MNIST", "graph", "MNIST superpixels (GNN benchmark)", 55000),
        ("MNIST", "image", "MNIST", 60000),
        ("coco.yaml", None, "COCO-2017", 118287),
        ("Cora", None, "Cora", 2708),
        ("TUDataset/MUTAG", None, "MUTAG", 188),
        ("mutag", "graph", "MUTAG", 188),
        ("photo", "graph", "Amazon Photo", 7650),
        ("reddit", "graph", "Reddit", 232965),
        ("imdb", "text", "IMDB reviews", 25000),
        ("ETTh1", None, "ETTh1", 8640),
        ("glue/rte", None, "RTE", 2490),
    ],
)
def test_a_known_data_set_is_found(written, modality, name, size):
    row = knowledge.dataset(written, modality)
    assert (row["name"], row["train_size"]) == (name, size)


@pytest.mark.parametrize(
    ("written", "modality"),
    [
        ("photo", None), ("photo", "image"), ("reddit", "text"), ("weather", None), ("year", None), ("dd", None),
        ("flowers", None), ("yelp", "text"), ("film", None), ("solar", "image"), ("my-x-rays", "image"),
        ("train", None), ("./data/mnist", None), ("data/cifar10", None), ("data", None), ("", None), ("cifar", None),
    ],
)  # fmt: skip
def test_an_ambiguous_or_unknown_data_set_gives_nothing(written, modality):
    assert knowledge.dataset(written, modality) is None


def test_single_graphs_count_nodes_and_tell_heterophily():
    texas = knowledge.dataset("texas", "graph")
    assert (texas["unit"], texas["num_graphs"], texas["nodes_per_graph"]) == ("nodes", 1, 183)
    assert texas["heterophilous"] is True
    assert texas["has_edges"] is True


def test_model_types_carry_defaults_and_both_names_of_a_key():
    gpt2 = knowledge.huggingface("gpt2")
    assert gpt2["attribute_map"]["num_hidden_layers"] == "n_layer" == gpt2["depth_key"]
    assert gpt2["defaults"]["n_layer"] == 12
    assert gpt2["normalization"] == "layer"
    llama = knowledge.huggingface("llama")
    assert (llama["normalization"], llama["norm_placement"], llama["position_encoding"]) == ("rms", "pre", "rotary")
    assert "head_dim" in llama["derived"]
    assert "head_dim" not in llama["defaults"]
    assert knowledge.huggingface("bert")["norm_placement"] == "post"
    assert knowledge.huggingface("t5")["normalization"] == "layer"
    assert knowledge.huggingface("clip")["sub_configs"]["vision_config"] == "clip_vision_model"
    assert knowledge.huggingface("no-such-type") is None


def test_names_are_what_people_write():
    assert "resnet50" in set(knowledge.names("architecture"))
    assert "ImageNet-1k" in set(knowledge.names("dataset"))
    assert "llama" in set(knowledge.names("huggingface"))


def test_importing_the_package_reads_no_table_and_imports_nothing():
    code = (
        "import sys; before = set(sys.modules); import archlint.knowledge as k;"
        "assert not k._tables; print(sorted(set(sys.modules) - before - {'archlint', 'archlint.knowledge'}))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
