import pytest
from reading import facts, read, rules

TAIL = """
trainer: {devices: 4, num_nodes: 2, sync_batchnorm: true}
exp_manager: {exp_dir: null}
"""
CONFORMER = """
model:
  preprocessor: {_target_: nemo.collections.asr.modules.AudioToMelSpectrogramPreprocessor, normalize: per_feature}
  train_ds: {manifest_filepath: "???", batch_size: 16}
  encoder:
    _target_: nemo.collections.asr.modules.ConformerEncoder
    n_layers: 17
    d_model: 512
    n_heads: 8
    self_attention_model: rel_pos
%s
  optim: {name: adamw}
"""


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ("    conv_norm_type: batch_norm", "batch+layer"),
        ("    conv_norm_type: layer_norm", "layer"),
        ("    conv_norm_type: groupnorm32", "group+layer"),
        ("", "batch+layer"),
    ],
)
def test_conformer(norm, expected):
    found = facts(CONFORMER % norm + TAIL)
    assert (found["model.family"], found["model.num_layers"], found["model.num_heads"]) == ("conformer", 17, 8)
    assert (found["model.normalization"], found["task"]) == (expected, "speech-recognition")
    assert (found["training.num_devices"], found["training.batch_size_per_device"]) == (8, 16)
    assert "model.pretrained" not in found


JASPER = """
model:
  repeat: 5
  train_ds: {batch_size: 32}
  encoder:
    _target_: nemo.collections.asr.modules.ConvASREncoder
    jasper:
      - {filters: 256, repeat: 1, residual: false}
      - {filters: 256, repeat: %s, residual: true}
      - {filters: 512, repeat: 1, residual: false}
  decoder: {_target_: nemo.collections.asr.modules.ConvASRDecoder}
"""


@pytest.mark.parametrize(("repeat", "layers"), [("3", 5), ("'${model.repeat}'", 7), ("'${unknown}'", None)])
def test_repeated_blocks_of_convolutions(repeat, layers):
    found = facts(JASPER % repeat + TAIL)
    assert (found["model.family"], found["model.normalization"]) == ("cnn", "batch")
    assert found.get("model.num_layers") == layers


MEGATRON = """
name: %s
model:
  micro_batch_size: 4
  tensor_model_parallel_size: 1
  encoder_seq_length: 2048
  max_position_embeddings: ${.encoder_seq_length}
  num_layers: 24
  hidden_size: 1024
  num_attention_heads: 16
  num_query_groups: null
  normalization: layernorm1p
  transformer_block_type: pre_ln
  position_embedding_type: rope
  data: {data_prefix: "???"}
%s
"""


def test_megatron():
    found = facts(MEGATRON % ("megatron_gpt", "") + TAIL)
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-decoder", 24)
    assert (found["model.normalization"], found["model.norm_placement"]) == ("layer", "pre")
    assert (found["model.position_encoding"], found["model.max_positions"]) == ("rotary", 2048)
    assert "model.num_kv_heads" not in found


@pytest.mark.parametrize(
    ("name", "more", "family"),
    [
        ("my_run", "", None),
        ("my_run", "  mcore_gpt: true", "transformer-decoder"),
        ("my_run", "  bert_binary_head: true", "transformer-encoder"),
    ],
)
def test_the_family_needs_more_than_sizes(name, more, family):
    assert facts(MEGATRON % (name, more) + TAIL).get("model.family") == family


@pytest.mark.parametrize(
    ("where", "pretrained"),
    [
        ("  restore_from_path: null", False),
        ("  restore_from_path: ???", True),
        ("  restore_from_path: base.nemo", True),
        ("  restore_from_path: ${path}", None),
        ("  peft: {peft_scheme: lora}", True),
        ("", None),
    ],
)
def test_weights(where, pretrained):
    assert facts(MEGATRON % ("megatron_gpt", where) + TAIL).get("model.pretrained") == pretrained


@pytest.mark.parametrize(("value", "pretrained"), [("null", None), ("stt_en_conformer", True)])
def test_an_empty_key_to_start_from_says_nothing(value, pretrained):
    text = CONFORMER % "" + TAIL + f"init_from_pretrained_model: {value}\n"
    assert facts(text).get("model.pretrained") == pretrained


@pytest.mark.parametrize(
    ("config", "pretrained", "layers"),
    [("{hidden_size: 256, num_hidden_layers: 4, num_attention_heads: 4}", False, 4), ("null", True, 12)],
)
def test_a_name_with_sizes_is_an_architecture_alone(config, pretrained, layers):
    text = f"model:\n  language_model:\n    pretrained_model_name: bert-base-uncased\n    config: {config}\n"
    found = facts(text + "  train_ds: {batch_size: 8}\n" + TAIL)
    assert (found["model.pretrained"], found["model.num_layers"]) == (pretrained, layers)


def test_two_stacks():
    stack = "{num_layers: 8, hidden_size: 512, num_attention_heads: 8, normalization: layernorm}"
    text = f"model:\n  micro_batch_size: 2\n  encoder: {stack}\n  decoder: {stack.replace('8,', '6,', 1)}\n"
    found = facts(text + "  data: {masked_lm_prob: 0.15}\n" + TAIL)
    assert (found["model.family"], found["model.num_layers"]) == ("encoder-decoder", 8)
    assert (found["model.num_decoder_layers"], found["model.normalization"]) == (6, "layer")


def test_a_stack_to_be_mounted_is_a_fragment():
    text = "num_layers: 12\nhidden_size: 768\nffn_hidden_size: 3072\nnum_attention_heads: 12\n"
    result = read(text + "transformer_block_type: pre_ln\n")
    assert (result.dialect, result.status) == ("nemo", "not-a-model")


def test_fastpitch():
    fft = "{_target_: nemo.collections.tts.modules.transformer.FFTransformerEncoder, n_layer: 6, n_head: 1, d_head: 64}"
    found = facts(f"name: mine\nmodel:\n  input_fft: {fft}\n  output_fft: {fft}\n  optim: {{name: adam}}\n" + TAIL)
    assert (found["model.architecture"], found["model.num_layers"]) == ("fastpitch", 6)
    assert (found["model.num_decoder_layers"], found["task"]) == (6, "text-to-speech")


def test_others_are_not_claimed():
    assert read("model: {encoder: {_target_: torch.nn.Linear}}\ntrainer: {devices: 1}\n").dialect != "nemo"


VITS = """name: VITS
hop: {hop}
model:
  segment_size: {segment}
  preprocessor:
    _target_: nemo.collections.asr.parts.preprocessing.features.FilterbankFeatures
    n_window_size: 1024
    n_window_stride: ${{hop}}
    n_fft: 1024
  synthesizer:
    _target_: nemo.collections.tts.modules.vits_modules.SynthesizerTrn
    upsample_rates: {rates}
    upsample_kernel_sizes: [16, 16, 4, 4]
trainer: {{max_epochs: 1}}
"""
HIFIGAN = """name: HifiGan
model:
  preprocessor: {{n_window_size: 1024, n_window_stride: {hop}, n_fft: 1024}}
  generator:
    _target_: nemo.collections.tts.modules.hifigan_modules.Generator
    upsample_rates: {rates}
    upsample_kernel_sizes: [16, 16, 4, 4]
trainer: {{max_epochs: 1}}
"""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (VITS.format(hop=256, segment=8192, rates=[8, 8, 2, 2]), None),
        (VITS.format(hop=200, segment=8000, rates=[8, 8, 2, 2]), "upsample-product-not-hop"),
        (VITS.format(hop=256, segment=8000, rates=[8, 8, 2, 2]), "segment-not-multiple-of-hop"),
        (VITS.format(hop="???", segment=8000, rates=[8, 8, 2, 2]), None),
        (HIFIGAN.format(hop=256, rates=[8, 8, 2, 2]), None),
        (HIFIGAN.format(hop=300, rates=[8, 8, 2, 2]), "upsample-product-not-hop"),
        (HIFIGAN.format(hop=2048, rates=[8, 8, 4, 4, 2]), "stage-list-length-mismatch"),
    ],
)
def test_vocoders(text, rule):
    assert rules(text, "conf.yaml", ignore=("unknown-fact",)) == ([rule] if rule else [])
