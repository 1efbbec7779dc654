"""Rebuild a sample of rows from the libraries, where they are installed, and compare them with the tables."""

import pathlib
import sys

import pytest

from archlint import knowledge

GENERATORS = pathlib.Path(__file__).parents[1] / "generators"
TIMM = [
    "resnet18",
    "resnet50",
    "resnet101",
    "vgg16",
    "vgg16_bn",
    "densenet121",
    "mobilenetv3_large_100",
    "efficientnet_b0",
    "convnext_tiny",
    "regnety_016",
    "nfnet_l0",
    "nf_resnet50",
    "vit_tiny_patch16_224",
    "vit_base_patch16_224",
    "deit_small_patch16_224",
    "swin_tiny_patch4_window7_224",
    "swinv2_tiny_window8_256",
    "cait_s24_224",
    "xcit_small_12_p16_224",
    "levit_128s",
    "maxvit_tiny_tf_224",
    "mobilevit_s",
    "fastvit_t8",
    "fastvit_sa12",
    "mixer_b16_224",
    "poolformer_s12",
    "vit_base_r50_s16_224",
    "mobilenetv4_hybrid_medium",
]
TYPES = ["bert", "gpt2", "llama", "t5", "gemma2", "opt", "mamba", "vit", "swin", "resnet", "whisper", "wav2vec2"]


@pytest.fixture(scope="module", autouse=True)
def generators():
    pytest.importorskip("torch")
    sys.path.insert(0, str(GENERATORS))
    yield
    sys.path.remove(str(GENERATORS))


def test_timm_rows_are_what_building_them_gives():
    import measure

    measure.declare_operators()
    timm = pytest.importorskip("timm")
    import generate_architectures

    measured = generate_architectures.measure_timm(TIMM)
    for name in TIMM:
        made = generate_architectures.timm_row(name, measured["models"][name], measured["version"])
        row = knowledge.architecture(name)
        if row["measured"] != f"timm {timm.__version__}":
            pytest.skip("the table was made with another version of timm")
        for key in ("family", "normalization", "num_parameters", "skip_connections", "norm_placement", "num_layers"):
            if key in made:
                assert row[key] == made[key], (name, key)


def test_model_type_rows_are_what_building_them_gives():
    import measure

    measure.declare_operators()
    transformers = pytest.importorskip("transformers")
    import generate_huggingface

    if knowledge.huggingface("bert")["source"] != f"transformers {transformers.__version__}":
        pytest.skip("the table was made with another version of transformers")
    for model_type in TYPES:
        assert generate_huggingface.row(model_type) == knowledge.huggingface(model_type), model_type
