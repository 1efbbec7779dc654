import pytest
from reading import facts, read

TRAIN = (
    "train: {global_batch_size: 64, micro_batch_size: 4, lr_warmup_steps: 100, max_tokens: %s, max_seq_length: 256}\n"
)
PRETRAIN = "model_name: %s\nmodel_config: %s\ninitial_checkpoint_dir: %s\ndata: %s\ntokenizer_dir: t\n"
SPELLED = (
    "{name: small, n_layer: 6, n_head: 8, n_query_groups: 4, n_embd: 256, head_size: 32, norm_class_name: RMSNorm,"
    " rotary_percentage: 1.0, block_size: 512, padded_vocab_size: 32000}"
)


def test_a_spelled_out_model_is_read_whole():
    found = facts(PRETRAIN % ("small", SPELLED, "", "TinyStories") + TRAIN % "null", "pretrain.yaml")
    assert found["model.family"] == "transformer-decoder"
    assert (found["model.num_layers"], found["model.depth_unit"]) == (6, "blocks")
    assert (found["model.num_heads"], found["model.num_kv_heads"], found["model.head_dim"]) == (8, 4, 32)
    assert (found["model.normalization"], found["model.position_encoding"]) == ("rms", "rotary")
    assert found["model.pretrained"] is False
    assert found["training.is_run"] is True


@pytest.mark.parametrize(
    ("name", "layers", "norm"), [("pythia-160m", 12, "layer"), ("micro-llama-300M", 12, "rms"), ("mine", None, None)]
)
def test_a_named_model_is_looked_up(name, layers, norm):
    found = facts(PRETRAIN % (name, "", "", "TinyStories") + TRAIN % "null", "pretrain.yaml")
    assert found.get("model.num_layers") == layers
    assert found.get("model.normalization") == norm


@pytest.mark.parametrize(("start", "value"), [("", False), ("checkpoints/base", True), ("'${start}'", None)])
def test_weights_come_through_one_key(start, value):
    found = facts(PRETRAIN % ("pythia-160m", "", start, "TinyStories") + TRAIN % "null", "pretrain.yaml")
    assert found.get("model.pretrained") is value


@pytest.mark.parametrize(
    ("data", "tokens", "size", "unit"),
    [
        ("Mine", "1000000000", 10**9, "tokens"),
        ("OpenWebText", "3000000", 3_000_000, "tokens"),
        ("OpenWebText", "90000000000", 9_035_582_198, "tokens"),  # more than one pass over a known corpus
        ("Mine", "null", None, None),
        ("Mine", "'${tokens}'", None, None),
    ],
)
def test_tokens_of_training_are_the_size_unless_the_corpus_is_smaller(data, tokens, size, unit):
    found = facts(PRETRAIN % ("pythia-160m", "", "", data) + TRAIN % tokens, "pretrain.yaml")
    assert found.get("data.train_size") == size
    assert found.get("data.unit") == unit


def test_a_fine_tuning_run_starts_from_its_checkpoint():
    data = "data: {class_path: litgpt.data.%s, init_args: {seed: 1}}\n"
    text = "checkpoint_dir: checkpoints/microsoft/phi-2\nlora_r: 8\n" + data
    found = facts(text % "Alpaca2k" + TRAIN % "null", "lora.yaml")
    assert found["model.num_layers"] == 32
    assert (found["model.pretrained"], found["training.regime"]) == (True, "fine-tuning")
    assert found["data.name"] == "Alpaca2k"
    assert "data.name" not in facts(text % "JSON" + TRAIN % "null", "lora.yaml")


def test_training_keys_of_others_are_no_litgpt():
    assert read("checkpoint_dir: out\ntrain: {epochs: 3}\ndata: x\n", "c.yaml").dialect != "litgpt"
