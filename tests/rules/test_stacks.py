"""What each framework of language, speech and translation models does with numbers that do not fit its stacks."""

import pytest
from reading import facts, lint, rules

SPEECH = """encoder: %s
encoder_conf: {output_size: 256, attention_heads: %d, num_blocks: 12, input_layer: conv2d}
decoder: transformer
decoder_conf: {num_blocks: 6, attention_heads: %d}
model_conf: {ctc_weight: 0.3}
%s"""
ESPNET = "optim: adam\nmax_epoch: 20\nkeep_nbest_models: 5\nbest_model_criterion: [[valid, acc, max]]\n"
WENET = "dataset_conf: {filter_conf: {}, fbank_conf: {}, batch_conf: {}}\noptim: adam\nmax_epoch: 20\n"
FUNASR = "frontend: WavFrontend\nfrontend_conf: {fs: 16000}\ntrain_conf: {max_epoch: 50}\n"
PADDLE = "train_manifest: data/manifest.train\nn_epoch: 100\nbatch_size: 32\n"
JOEYNMT = """joeynmt_version: 2.0.0
data: {train: wmt/train}
model:
  encoder: {type: transformer, num_layers: 6, num_heads: %d, embeddings: {embedding_dim: 512}, hidden_size: 512}
  decoder: {type: transformer, num_layers: 6, num_heads: %d, embeddings: {embedding_dim: 512}, hidden_size: 512}
training: {batch_size: 4096, batch_type: token, epochs: 100, scheduling: plateau}
"""
FAIRSEQ = """task: {_name: translation}
model: {_name: transformer, encoder_layers: 6, encoder_embed_dim: 512, encoder_attention_heads: %d,
  decoder_layers: 6, decoder_embed_dim: 512, decoder_attention_heads: %d}
criterion: {_name: cross_entropy}
optimization: {max_update: 50000}
"""
NANOGPT = """out_dir = 'out'
eval_interval = 250
eval_iters = 200
log_interval = 10
block_size = 256
n_layer = 6
n_head = %d
n_embd = 384
"""
OLMO = """model: {d_model: 1024, n_heads: %d, n_layers: 12, rope: true, attention_layer_norm: false,
  block_type: sequential, max_sequence_length: 2048, weight_tying: true}
optimizer: {name: adamw}
device_train_microbatch_size: 8
max_duration: 100000
"""
LITGPT = """model_config: {n_layer: 12, n_head: %d, n_embd: 768, block_size: 2048}
tokenizer_dir: checkpoints/tokenizer
train: {micro_batch_size: 4, global_batch_size: 512, max_tokens: 3000000000000}
"""
LINGUA = """model: {dim: 1024, n_layers: 8, n_heads: %d, vocab_size: 100000}
data: {root_dir: data, sources: {dclm: 100.0}, seq_len: 4096, batch_size: 4}
distributed: {fsdp_type: full_shard}
steps: 60000
"""
MPT = """model: {name: mpt_causal_lm, d_model: 512, n_heads: %d, n_layers: 6, max_seq_len: 1024}
train_loader: {name: text, dataset: {local: data, max_seq_len: 1024}}
max_duration: 4800ba
"""
TORCHTUNE = """model: {_component_: torchtune.models.llama3.llama3, num_layers: 8, embed_dim: 1024, num_heads: %d,
  num_kv_heads: 1, vocab_size: 128256, max_seq_len: 8192}
tokenizer: {_component_: torchtune.models.llama3.llama3_tokenizer, max_seq_len: 4096}
optimizer: {_component_: torch.optim.AdamW}
"""
NEMO = """name: megatron_gpt
trainer: {devices: 8, num_nodes: 1}
model: {mcore_gpt: true, micro_batch_size: 4, tensor_model_parallel_size: %d, pipeline_model_parallel_size: %d,
  encoder_seq_length: 2048, max_position_embeddings: 2048, num_layers: 12, hidden_size: 768,
  num_attention_heads: %d, optim: {name: adam}, data: {seq_length: 2048}}
exp_manager: {exp_dir: null}
"""
RASA = """recipe: default.v1
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: DIETClassifier
    epochs: 100
    number_of_transformer_layers: 2
    transformer_size: 256
    number_of_attention_heads: %d
"""
LUDWIG = """input_features:
  - {name: text, type: text, encoder: {type: transformer, num_layers: 2, hidden_size: 256, num_heads: %d}}
output_features: [{name: label, type: category}]
trainer: {epochs: 10}
"""
TABULAR = "_config_name: FTTransformerConfig\n_module_src: models.ft_transformer\ninput_embed_dim: 32\nnum_heads: %d\n"
GPT2 = '{"n_vocab": 50257, "n_ctx": 1024, "n_embd": 768, "n_head": %d, "n_layer": 12}'
HEADS = "heads-not-dividing-embed-dim"


@pytest.mark.parametrize(
    ("text", "filename", "good", "bad"),
    [
        (SPEECH % ("conformer", 4, 4, ESPNET), "train.yaml", "attention_heads: 4,", "attention_heads: 6,"),
        (SPEECH % ("conformer", 4, 4, ESPNET), "train.yaml", "attention_heads: 4}", "attention_heads: 6}"),
        (SPEECH % ("conformer", 4, 4, WENET), "train.yaml", "attention_heads: 4,", "attention_heads: 6,"),
        (SPEECH % ("ConformerEncoder", 4, 4, FUNASR), "config.yaml", "attention_heads: 4,", "attention_heads: 6,"),
        (SPEECH % ("conformer", 4, 4, PADDLE), "conformer.yaml", "attention_heads: 4,", "attention_heads: 6,"),
        (JOEYNMT % (8, 8), "small.yaml", "num_heads: 8", "num_heads: 6"),
        (FAIRSEQ % (8, 8), "nmt.yaml", "encoder_attention_heads: 8", "encoder_attention_heads: 6"),
        (FAIRSEQ % (8, 8), "nmt.yaml", "decoder_attention_heads: 8", "decoder_attention_heads: 6"),
        (NANOGPT % 6, "train.py", "n_head = 6", "n_head = 7"),
        (OLMO % 16, "OLMo.yaml", "n_heads: 16", "n_heads: 12"),
        (LITGPT % 12, "pretrain.yaml", "n_head: 12", "n_head: 10"),
        (LINGUA % 16, "debug.yaml", "n_heads: 16", "n_heads: 12"),
        (MPT % 8, "mpt.yaml", "n_heads: 8", "n_heads: 6"),
        (TORCHTUNE % 16, "full.yaml", "num_heads: 16", "num_heads: 12"),
        (NEMO % (1, 1, 12), "gpt.yaml", "num_attention_heads: 12", "num_attention_heads: 10"),
        (RASA % 4, "config.yml", "heads: 4", "heads: 5"),
        (LUDWIG % 8, "config.yaml", "num_heads: 8", "num_heads: 6"),
        (TABULAR % 8, "model.yaml", "num_heads: 8", "num_heads: 6"),
        (GPT2 % 12, "hparams.json", '"n_head": 12', '"n_head": 10'),
    ],
)
def test_heads_that_leave_a_remainder_are_refused(text, filename, good, bad):
    assert good in text
    assert HEADS not in rules(text, filename)
    assert HEADS in rules(text.replace(good, bad, 1), filename)


@pytest.mark.parametrize(
    ("text", "filename", "dim"),
    [(OLMO % 16, "OLMo.yaml", 64), (LINGUA % 16, "debug.yaml", 64), (TORCHTUNE % 16, "full.yaml", 64)],
)
def test_rotary_positions_turn_the_whole_head(text, filename, dim):
    found = facts(text, filename)
    assert (found["model.rotary_dim"], found["model.rotary_remainder"]) == (dim, "refuse")


def test_a_width_of_a_head_of_its_own_is_no_remainder():
    assert HEADS not in rules((LITGPT % 10).replace("n_embd", "head_size: 64, n_embd"), "pretrain.yaml")
    assert HEADS not in rules((NEMO % (1, 1, 10)).replace("hidden_size", "kv_channels: 64, hidden_size"), "gpt.yaml")


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ((1, 1, 12), None),
        ((4, 4, 12), None),
        ((8, 1, 12), "tensor-parallel-not-dividing-heads"),
        ((1, 5, 12), "pipeline-parallel-not-dividing-layers"),
    ],
)
def test_devices_share_a_network_evenly(sizes, found):
    reported = [rule for rule in rules(NEMO % sizes, "gpt.yaml") if "parallel" in rule]
    assert reported == ([found] if found else [])


GRPO = """model_name_or_path: %s
dataset_name: openai/gsm8k
per_device_train_batch_size: 8
learning_rate: 1.0e-6
use_vllm: true
vllm_tensor_parallel_size: %d
"""


@pytest.mark.parametrize(
    ("model", "devices", "found"),
    [("Qwen/Qwen3-8B", 4, False), ("Qwen/Qwen3-8B", 3, True), ("owner/some-model", 3, False)],
)
def test_the_server_that_a_run_samples_from_shares_the_heads(model, devices, found):
    assert ("tensor-parallel-not-dividing-heads" in rules(GRPO % (model, devices), "grpo.yaml")) is found


def test_stages_of_other_sizes_may_be_stated():
    uneven = (NEMO % (1, 5, 12)).replace("num_layers", "num_layers_in_last_pipeline_stage: 4, num_layers")
    assert not [rule for rule in rules(uneven, "gpt.yaml") if "parallel" in rule]


def test_a_loader_may_not_feed_more_than_the_network_takes():
    longer = (MPT % 8).replace("data, max_seq_len: 1024", "data, max_seq_len: 2048")
    assert "sequence-longer-than-positions" in rules(longer, "mpt.yaml")
    assert "sequence-longer-than-positions" not in rules(MPT % 8, "mpt.yaml")


NMT = """encoder_type: transformer
decoder_type: transformer
position_encoding: true
layers: 6
heads: %d
train_steps: 200000
save_model: run/model
src_vocab: run/vocab.src
%s
"""
WIDTHS = "embedding-width-mismatch"


@pytest.mark.parametrize(
    ("heads", "more", "found"),
    [
        (8, "rnn_size: 512\nword_vec_size: 512", []),
        (8, "rnn_size: 512\nword_vec_size: 300", [WIDTHS]),
        (8, "hidden_size: 512\nword_vec_size: 512", []),
        (8, "hidden_size: 512\nsrc_word_vec_size: 512\ntgt_word_vec_size: 300", [WIDTHS]),
        (8, "hidden_size: 512", [WIDTHS, WIDTHS]),  # both are 500 where nothing else is said
        (10, "dropout: [0.1]", []),
        (8, "dropout: [0.1]", [HEADS]),
        (8, "rnn_size: 512\nword_vec_size: 500\nnum_workers: 2", [HEADS]),  # the third release ignores rnn_size
        (8, "dropout: [0.1]\ntrain_from: run/model_step_1000.pt", []),
        (8, "rnn_size: 512\nword_vec_size: 480\nfeat_merge: concat\nfeat_vec_size: 32", []),
    ],
)
def test_widths_of_a_translator(heads, more, found):
    reported = rules(NMT % (heads, more), "train.yaml")
    assert [rule for rule in reported if rule in (WIDTHS, HEADS)] == found


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("embedding_dim: 512}, hidden_size: 512}\n  decoder", "embedding_dim: 300}, hidden_size: 512}\n  decoder"),
        ("embedding_dim: 512}, hidden_size: 512}\ntraining", "embedding_dim: 300}, hidden_size: 512}\ntraining"),
    ],
)
def test_embeddings_of_both_sides_have_the_width_of_their_stack(good, bad):
    text = JOEYNMT % (8, 8)
    assert good in text
    assert WIDTHS not in rules(text, "small.yaml")
    assert WIDTHS in rules(text.replace(good, bad), "small.yaml")


ARGUMENTS = """model_name_or_path: %s
dataset_name: glue
max_seq_length: %d
per_device_train_batch_size: 8
learning_rate: 1.0e-5
num_train_epochs: 3
"""


@pytest.mark.parametrize(
    ("model", "length", "severity"),
    [
        ("roberta-base", 512, None),
        ("roberta-base", 514, "warning"),
        ("bert-base-uncased", 512, None),
        ("bert-base-uncased", 1024, "warning"),
        ("mosaicml/mpt-30b", 16384, None),
        ("meta-llama/Llama-2-7b-hf", 8192, "note"),
        ("owner/some-model", 100000, None),
    ],
)
def test_lengths_beyond_the_positions_of_a_known_model(model, length, severity):
    found = lint(ARGUMENTS % (model, length), "run.yaml")
    assert [finding.severity for finding in found if finding.rule == "sequence-longer-than-positions"] == (
        [severity] if severity else []
    )


NEOX = """num_layers: 12
hidden_size: 768
num_attention_heads: 12
max_position_embeddings: 2048
seq_length: 2048
pipe_parallel_size: 1
train_iters: 1000
train_batch_size: 64
"""
NANOTRON = """model:
  model_config: {is_llama_config: true, hidden_size: 512, num_hidden_layers: 8, num_attention_heads: 8}
parallelism: {dp: 4, tp: 2, pp: 1}
tokens: {sequence_length: 2048, micro_batch_size: 2, batch_accumulation_per_replica: 8, train_steps: 1000}
"""
TITAN = """[model]
name = "llama3"
flavor = "8B"
[training]
local_batch_size = 8
global_batch_size = 64
seq_len = 8192
steps = 1000
"""
LEVANTER = """model: {type: gpt2, hidden_dim: 512, num_heads: 8, num_layers: 6, seq_len: 1024}
data: {id: me/texts}
trainer: {mp: f32, num_train_steps: 1000, train_batch_size: 64}
"""


@pytest.mark.parametrize(
    ("text", "filename", "tokens"),
    [
        (NEOX, "125M.yml", 1000 * 64 * 2048),
        (NEOX.replace("train_batch_size", "train_micro_batch_size_per_gpu"), "125M.yml", None),
        (NANOTRON, "tiny.yaml", 1000 * 2048 * 2 * 8 * 4),
        (TITAN, "llama3_8b.toml", 1000 * 64 * 8192),
        (TITAN.replace("global_batch_size = 64", "global_batch_size = -1"), "llama3_8b.toml", None),
        (LEVANTER, "gpt2.yaml", 1000 * 64 * 1024),
        (LITGPT % 12, "pretrain.yaml", 3 * 10**12),
        ((OLMO % 16).replace("max_duration: 100000", "max_duration: 2e12T"), "OLMo.yaml", 2 * 10**12),
        (
            (OLMO % 16).replace("max_duration: 100000", "max_duration: 1000\nglobal_train_batch_size: 512"),
            "OLMo.yaml",
            1000 * 512 * 2048,
        ),
        ((MPT % 8) + "max_seq_len: 1024\nglobal_train_batch_size: 256\n", "mpt.yaml", 4800 * 256 * 1024),
        (NANOGPT % 6 + "batch_size = 64\nmax_iters = 5000\n", "train.py", 5000 * 64 * 256 * 40),
        (NANOGPT % 6 + "batch_size = pick()\nmax_iters = 5000\n", "train.py", None),
    ],
)
def test_tokens_of_a_whole_run(text, filename, tokens):
    assert facts(text, filename).get("training.seen_tokens") == tokens
