"""Keys that a framework does not know: what counts as a misspelling, in which dialects, and what is let pass."""

import json

import pytest
from reading import lint, read

from archlint import knowledge
from archlint.dialects.reading.keys import distance

KEYS = ("misspelt-key", "renamed-key-ignored")
BERT = {
    "model_type": "bert", "architectures": ["BertModel"], "hidden_size": 384, "num_hidden_layers": 6,
    "num_attention_heads": 6,
}  # fmt: skip


def found(text, filename):
    """Return (severity, key as written, first suggestion, whether it is safe) of each finding about keys."""
    if not isinstance(text, str):
        text = json.dumps(text)
    return [
        (one.severity, one.keys[-1], one.suggestions[0].new, one.suggestions[0].safe)
        for one in lint(text, filename)
        if one.rule in KEYS
    ]


def without(config, *keys, **more):
    return {**{key: value for key, value in config.items() if key not in keys}, **more}


@pytest.mark.parametrize(
    ("key", "name", "missed"),
    [
        ("num_hiden_layers", "num_hidden_layers", 1),
        ("num_hidden_layer", "num_hidden_layers", 1),
        ("hidden_sizee", "hidden_size", 1),
        ("intermedaite_size", "intermediate_size", 1),
        ("num_atention_haeds", "num_attention_heads", 2),
        ("hiddensize", "hidden_size", 0),
        ("hiddenSize", "hidden_size", 0),
        ("hidden-size", "hidden_size", 0),
        ("num_encoder_layers", "num_decoder_layers", None),
        ("encoder_layers", "decoder_layers", None),
        ("q_head_dim", "k_head_dim", None),
        ("fc1_width", "fc2_width", None),
        ("text_dim", "test_dim", None),
        ("lrf", "lr0", None),
        ("layer_norm_epsilon", "layer_norm_eps", None),
        ("head_dim", "num_head_dim", None),
        ("sequence_lens", "sequence_len", None),
    ],
)
def test_a_misspelling_keeps_the_word(key, name, missed):
    assert distance(key, name) == missed


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (without(BERT, "num_hidden_layers", num_hiden_layers=6), ("num_hiden_layers", "num_hidden_layers", True)),
        (without(BERT, "hidden_size", hiddensize=384), ("hiddensize", "hidden_size", True)),
        (without(BERT, "hidden_size", hidden_sise=384), ("hidden_sise", "hidden_size", True)),
    ],
)
def test_transformers_ignores_a_misspelt_key(config, expected):
    assert found(config, "config.json") == [("warning", *expected)]


@pytest.mark.parametrize(
    "config",
    [
        BERT,
        without(BERT, num_hiden_layers=6),  # the right key is there
        without(BERT, "hidden_size", n_embd=384, d_model=384),  # names of other classes
        without(BERT, our_hidden_note=1, layer_norm_epsilon=1e-6, pooler_fc_size=9, gradient_checkpointing=False),
        without(BERT, "hidden_size", hiden_size=3, auto_map={"AutoConfig": "own.Config"}),
        without(BERT, "hidden_size", hiden_size=3, model_type="not-a-type-of-the-library"),
        without(BERT, "model_type", "hidden_size", hiden_size=3),
    ],
)
def test_other_keys_of_a_config_are_let_pass(config):
    assert found(config, "config.json") == []


def test_networks_under_their_own_keys_are_looked_at():
    vision = {"hidden_size": 64, "num_hidden_layres": 2, "num_attention_heads": 4}
    config = {"model_type": "clip", "architectures": ["CLIPModel"], "text_config": {}, "vision_config": vision}
    assert found(config, "config.json") == [("warning", "num_hidden_layres", "num_hidden_layers", True)]


def test_two_keys_for_one_name_are_not_safe():
    config = without(BERT, "hidden_size", hiden_size=3, hidden_sizee=4)
    assert {safe for *_, safe in found(config, "config.json")} == {False}


def test_diffusers_ignores_a_misspelt_key():
    unet = {
        "_class_name": "UNet2DConditionModel", "_diffusers_version": "0.30.0", "sample_size": 64, "in_channels": 4,
        "block_out_chanels": [320, 640], "own_note": 1,
    }  # fmt: skip
    assert found(unet, "unet/config.json") == [("warning", "block_out_chanels", "block_out_channels", True)]
    unet["block_out_channels"] = [320, 640]
    assert found(unet, "unet/config.json") == []


YOLO = "model: yolo11n.pt\ndata: coco8.yaml\nepochs: 9\nimgsz: 640\n"
FACTORY = """\
model_name_or_path: meta-llama/Llama-2-7b-hf
stage: sft
finetuning_type: lora
template: default
dataset: own
cutoff_len: 2048
output_dir: out
"""
GPT = """\
model_name: pythia-70m
tokenizer_dir: tokenizer
out_dir: out
train: {micro_batch_size: 4, global_batch_size: 512, %s: 2048}
%s: 1
"""


@pytest.mark.parametrize(
    ("path", "text", "key", "right"),
    [
        ("a.yaml", YOLO + "clsoe_mosaic: 5\n", "clsoe_mosaic", "close_mosaic"),
        ("a.yaml", YOLO + "warmup_epoch: 5\n", "warmup_epoch", "warmup_epochs"),
        ("a.yaml", FACTORY + "lora_rankk: 8\n", "lora_rankk", "lora_rank"),
        ("a.yaml", FACTORY + "num_train_epoch: 3\n", "num_train_epoch", "num_train_epochs"),
        ("a.yaml", GPT % ("max_seq_lenght", "seed"), "max_seq_lenght", "max_seq_length"),
        ("a.yaml", GPT % ("max_seq_length", "precison"), "precison", "precision"),
    ],
)
def test_a_framework_that_refuses_other_keys_makes_it_an_error(path, text, key, right):
    assert found(text, path) == [("error", key, right, False)]
    assert found(text.replace(key, right), path) == []
    # One more key that is near to none: a program of the project's own reads the file.
    if key not in ("max_seq_lenght",):
        assert found(text + "our_own_switch: 1\n", path) == []


ARGUMENTS = """\
model_name_or_path: gpt2
dataset_name: own
output_dir: out
per_device_train_batch_size: 4
our_own_switch: true
%s: 3
"""


def test_scripts_have_arguments_of_their_own_beside_the_trainers():
    text = ARGUMENTS % "gradient_acumulation_steps"
    assert found(text, "a.yaml") == [("warning", "gradient_acumulation_steps", "gradient_accumulation_steps", False)]
    for key in (
        "gradient_accumulation_steps",
        "num_generations",
        "max_prompt_length",
        "lora_alpha",
        "our_train_epochs",
    ):
        assert found(ARGUMENTS % key, "a.yaml") == []


def test_the_trainers_arguments_were_renamed_in_version_5():
    old = ARGUMENTS % "evaluation_strategy"
    assert found(old, "a.yaml") == []  # an earlier version takes it
    expected = [("warning", "evaluation_strategy", "eval_strategy", False)]
    assert found(old + "enable_jit_checkpoint: true\n", "a.yaml") == expected
    assert found(old + "enable_jit_checkpoint: true\neval_strategy: no\n", "a.yaml") == []


AXOLOTL = (
    "base_model: NousResearch/Llama-2-7b-hf\ndatasets:\n- {path: own, type: alpaca}\nmicro_batch_size: 2\n%s: 4096\n"
)


def test_axolotl_ignores_a_misspelt_key():
    assert found(AXOLOTL % "seqence_len", "a.yaml") == [("warning", "seqence_len", "sequence_len", True)]
    assert found(AXOLOTL % "sequence_len", "a.yaml") == []
    assert found(AXOLOTL % "our_own_note", "a.yaml") == []


CLI = "model: {class_path: own.Model}\ndata: {class_path: own.Data}\ntrainer:\n  max_epochs: 9\n"
HYDRA = """\
defaults: [_self_]
model: {_target_: own.Model, net: {_target_: torchvision.models.resnet18}}
data: {_target_: own.Data}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# pytorch_lightning==2.2.1\n" + CLI + "  gpus: 2\n", [("error", "gpus", "devices", False)]),
        ("# lightning.pytorch==2.2.1\n" + CLI + "  gpus: 2\n", [("error", "gpus", "devices", False)]),
        (CLI + "  gpus: 2\n  use_distributed_sampler: false\n", [("error", "gpus", "devices", False)]),
        ("# lightning.pytorch==2.2.1\n" + CLI + "  devices: 2\n", []),
        ("# pytorch_lightning==1.9.0\n" + CLI + "  gpus: 2\n", []),
        (CLI + "  gpus: 2\n", []),
        (CLI + "  max_step: 2\n", [("error", "max_step", "max_steps", False)]),
        (CLI + "  max_step: 2\n  our_own: 3\n", []),
        (
            HYDRA + "trainer: {_target_: lightning.pytorch.Trainer, max_epoch: 9}\n",
            [("error", "max_epoch", "max_epochs", False)],
        ),
        (HYDRA + "trainer: {_target_: own.Trainer, max_epoch: 9}\n", []),
    ],
)  # fmt: skip
def test_lightnings_trainer_takes_its_own_arguments_only(text, expected):
    assert found(text, "a.yaml") == expected


ONMT = """\
data:
  a: {path_src: a.en, path_tgt: a.de}
save_model: run/model
src_vocab: vocab
train_steps: 100
world_size: 1
encoder_type: transformer
decoder_type: transformer
%s
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("rnn_size: 512", [("rnn_size", "hidden_size")]),
        ("enc_rnn_size: 512\ndec_rnn_size: 512", [("enc_rnn_size", "enc_hid_size"), ("dec_rnn_size", "dec_hid_size")]),
        ("hidden_size: 512", []),
        ("rnn_size: 512\nhidden_size: 512", []),
        ("rnn_size: 512\nmax_generator_batches: 2", []),
        ("rnn_size: 512\nqueue_size: 10000", []),
    ],
)
def test_opennmt_renamed_its_widths(keys, expected):
    assert found(ONMT % keys, "run.yaml") == [("warning", old, new, False) for old, new in expected]


def test_opennmt_before_its_second_version_named_a_prefix():
    text = "data: data/pre\n" + "\n".join((ONMT % "rnn_size: 512").split("\n")[2:])
    assert read(text, "run.yaml").dialect == "opennmt"
    assert found(text, "run.yaml") == []


D2 = """\
VERSION: 2
MODEL:
  META_ARCHITECTURE: RetinaNet
  RESNETS: {DEPTH: 50, %s: true}
  %s: a.pkl
SOLVER: {MAX_ITER: 9}
"""


@pytest.mark.parametrize(
    ("inner", "outer", "version", "expected"),
    [
        ("STRIDE_IN_1X1", "WEIGHTS", 2, []),
        ("STRIDE_IN_1x1", "WEIGHTS", 2, [("error", "STRIDE_IN_1x1", "STRIDE_IN_1X1", False)]),
        ("STRIDE_IN_1X1", "WEIGHT", 2, [("error", "WEIGHT", "WEIGHTS", False)]),
        ("STRIDE_IN_1X1", "WIEGHTS", 2, [("error", "WIEGHTS", "WEIGHTS", False)]),
        ("STRIDE_IN_1X1", "WEIGHT", 1, []),
        ("OUR_SWITCH", "WIEGHTS", 2, []),
    ],
)
def test_detectron2_refuses_a_key_without_a_default(inner, outer, version, expected):
    assert found(D2.replace("VERSION: 2", f"VERSION: {version}") % (inner, outer), "a.yaml") == expected


def test_detectron2_without_a_version_may_be_another_program():
    assert found(D2.replace("VERSION: 2\n", "") % ("STRIDE_IN_1X1", "WEIGHT"), "a.yaml") == []


FAIRSEQ = """\
task: {_name: masked_lm, data: own}
model: {_name: roberta}
criterion: masked_lm
common: {fp16: true, %s: 1}
dataset: {%s: 16}
"""


@pytest.mark.parametrize(
    ("common", "dataset", "expected"),
    [
        ("seed", "batch_size", []),
        ("log_intervall", "batch_size", [("warning", "log_intervall", "log_interval", False)]),
        ("seed", "max_sentences", [("warning", "max_sentences", "batch_size", False)]),
        ("our_switch", "num_workers", []),
    ],
)
def test_fairseqs_sections_have_fields_of_their_own(common, dataset, expected):
    assert found(FAIRSEQ % (common, dataset), "a.yaml") == expected


SWIN = """\
MODEL:
  TYPE: swin
  NAME: own
  DROP_PATH_RATE: 0.2
  SWIN: {EMBED_DIM: 96, DEPTHS: [2, 2, 6, 2], NUM_HEADS: [3, 6, 12, 24], %s: 7}
%s
"""


@pytest.mark.parametrize(
    ("key", "more", "expected"),
    [
        ("WINDOW_SIZE", "", []),
        ("WINDOWS_SIZE", "", [("error", "WINDOWS_SIZE", "WINDOW_SIZE", False)]),
        ("WINDOW_SIZE", "TRAIN: {EPOCH: 9}", [("error", "EPOCH", "EPOCHS", False)]),
        ("WINDOWS_SIZE", "TRAIN: {OUR_SWITCH: 9}", []),
        ("WINDOWS_SIZE", "OURS: {SWITCH: 9}", []),
    ],
)
def test_swin_refuses_a_key_without_a_default(key, more, expected):
    assert found(SWIN % (key, more), "a.yaml") == expected


TIMM = "model: resnet50\naa: rand-m9\nopt: sgd\nsched: cosine\n%s: 0.2\nour_own_switch: 1\n"


def test_timm_keeps_any_key():
    assert found(TIMM % "smoothign", "args.yaml") == [("warning", "smoothign", "smoothing", False)]
    for key in ("smoothing", "warmup_prefix", "lr_noise_pct", "our_smoothing"):
        assert found(TIMM % key, "args.yaml") == []


def test_a_file_of_endlessly_many_keys_ends():
    config = {**BERT, **{f"num_hidden_layers{chr(97 + n % 26)}{n}": n for n in range(3000)}}
    assert found(config, "config.json") == []


@pytest.mark.parametrize("group", ["", "no-such", "a\tb", "a\nb", None, 3])
def test_keys_of_an_unknown_class_are_none(group):
    assert knowledge.keys(group) is None


def test_a_key_is_looked_up_whole():
    assert knowledge.is_key("num_hidden_layers")
    assert not knowledge.is_key("num_hidden_layer")
    assert not knowledge.is_key("a b")
    assert knowledge.is_word("hidden")
    assert not knowledge.is_word("hidde")
