import pytest
from reading import facts, read

HEAD = """
seed: 1
__set_seed: !apply:speechbrain.utils.seed_everything [!ref <seed>]
data_folder: !PLACEHOLDER
output_folder: !ref results/<seed>
number_of_epochs: 10
batch_size: 8
normalize: !new:speechbrain.processing.features.InputNormalization
    norm_type: global
"""
CONFORMER = """
d_model: 128
num_encoder_layers: 6
net: !new:speechbrain.lobes.models.transformer.TransformerASR.TransformerASR
    d_model: !ref <d_model>
    nhead: 4
    num_encoder_layers: !ref <num_encoder_layers>
    num_decoder_layers: 3
    encoder_module: %s
    normalize_before: True
lm_model: !new:speechbrain.lobes.models.transformer.TransformerLM.TransformerLM
    d_model: 512
    num_encoder_layers: 24
    num_decoder_layers: 0
modules:
    net: !ref <net>
    normalize: !ref <normalize>
"""


@pytest.mark.parametrize(("kind", "family"), [("conformer", "conformer"), ("transformer", "encoder-decoder")])
def test_the_network_in_modules(kind, family):
    found = facts(HEAD + CONFORMER % kind, "train.yaml")
    assert (found["model.family"], found["model.num_layers"], found["model.num_decoder_layers"]) == (family, 6, 3)
    assert (found["model.hidden_size"], found["model.num_heads"]) == (128, 4)
    assert (found["model.normalization"], found["model.norm_placement"]) == ("layer", "pre")
    assert (found["task"], found["training.is_run"]) == ("speech-recognition", True)
    assert found["training.batch_size_per_device"] == 8


def test_a_depth_behind_a_reference_stands_where_it_is_set():
    text = HEAD + CONFORMER % "conformer"
    fact = read(text, "train.yaml").facts["model.num_layers"]
    assert text.splitlines()[fact.spot.line - 1] == "num_encoder_layers: 6"


@pytest.mark.parametrize("value", ["!ref <a> * 2", "!ref <nowhere>", "!ref <layers>", "!PLACEHOLDER", "!apply:f [1]"])
def test_what_would_have_to_be_computed_is_opaque(value):
    part = f"layers: {value}\nenc: !new:speechbrain.lobes.models.CRDNN.CRDNN\n    rnn_layers: !ref <layers>\n"
    result = read(HEAD + part + "modules:\n    enc: !ref <enc>\n", "train.yaml")
    assert result.facts["model.num_layers"].origin == "opaque"
    assert result.facts["model.family"].value == "rnn"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("!new:speechbrain.lobes.models.CRDNN.CRDNN\n    rnn_layers: 4", ("rnn", 4, None)),
        (
            "!new:speechbrain.lobes.models.conv_tasnet.MaskNet\n    X: 8\n    R: 3\n    norm_type: gLN",
            ("tcn", 24, "layer"),
        ),
        ("!new:speechbrain.lobes.models.DiffWave.DiffWave\n    residual_layers: 30", ("diffusion", 30, None)),
        ("!new:speechbrain.lobes.models.ECAPA_TDNN.ECAPA_TDNN\n    input_size: 80", ("cnn", None, "batch")),
        ("!new:speechbrain.lobes.models.HifiGAN.HifiganGenerator\n    in_channels: 80", ("gan", None, "weight")),
        (
            "!new:speechbrain.lobes.models.transformer.TransformerLM.TransformerLM\n    num_encoder_layers: 12",
            ("transformer-decoder", 12, "layer"),
        ),
    ],
)
def test_networks(part, expected):
    found = facts(HEAD + f"part: {part}\nmodules:\n    part: !ref <part>\n", "train.yaml")
    assert tuple(found.get(f"model.{name}") for name in ("family", "num_layers", "normalization")) == expected


def test_an_encoder_from_the_hub():
    text = "hub: facebook/wav2vec2-large\nw: !new:speechbrain.integrations.huggingface.wav2vec2.Wav2Vec2\n"
    found = facts(HEAD + text + "    source: !ref <hub>\nctc_cost: 1\nmodules:\n    w: !ref <w>\n", "train.yaml")
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-encoder", 24)
    assert (found["model.pretrained"], found["task"]) == (True, "speech-recognition")


@pytest.mark.parametrize(("loaded", "pretrained"), [("tokenizer", None), ("lm", None), ("asr", True)])
def test_what_the_pretrainer_loads(loaded, pretrained):
    text = HEAD + CONFORMER % "conformer" + "pretrainer: !new:speechbrain.utils.parameter_transfer.Pretrainer\n"
    found = facts(text + f"    loadables:\n        {loaded}: !ref <net>\n", "train.yaml")
    assert found.get("model.pretrained") == pretrained


@pytest.mark.parametrize(
    ("splits", "name"),
    [
        ('["train-clean-100", "train-clean-360", "train-other-500"]', "LibriSpeech-960h"),
        ('["train-clean-100"]', "LibriSpeech train-clean-100"),
        ('["train"]', None),
    ],
)
def test_the_corpus_by_its_splits(splits, name):
    assert facts(HEAD + CONFORMER % "conformer" + f"train_splits: {splits}\n", "train.yaml").get("data.name") == name


def test_a_dynamic_batch_has_no_size():
    found = facts(HEAD + CONFORMER % "conformer" + "dynamic_batching: True\n", "train.yaml")
    assert "training.batch_size_per_device" not in found


def test_steps_of_fast_sampling():
    part = (
        "net: !new:speechbrain.lobes.models.DiffWave.DiffWave\n    residual_layers: 30\nmodules:\n    n: !ref <net>\n"
    )
    schedule = "fast_sampling: True\nfast_sampling_noise_schedule: [0.1, 0.2, 0.5]\n"
    assert facts(HEAD + part + schedule, "train.yaml")["model.sampling_steps"] == 3


def test_a_tokenizer_is_no_model():
    text = "output_folder: x\ntokenizer: !name:speechbrain.tokenizers.SentencePiece.SentencePiece\n    vocab_size: 10\n"
    assert read(text, "tokenizer.yaml").status == "not-a-model"


def test_references_that_turn_in_a_circle_end():
    text = HEAD + "a: !ref <b>\nb: !ref <a>\nnet: !new:speechbrain.lobes.models.CRDNN.CRDNN\n    rnn_layers: !ref <a>\n"
    assert read(text + "modules:\n    net: !ref <net>\n", "train.yaml").facts["model.num_layers"].origin == "opaque"


def test_others_are_not_claimed():
    assert read("modules: {net: !new:torch.nn.Linear {}}\n", "train.yaml").dialect != "speechbrain"
