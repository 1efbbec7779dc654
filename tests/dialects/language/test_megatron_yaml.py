import pytest
from reading import facts, lint, read

SECTIONS = """
language_model: {num_layers: 24, hidden_size: 1024, num_attention_heads: %d, num_query_groups: %s, kv_channels: %s,
  normalization: RMSNorm}
model_parallel: {tensor_model_parallel_size: %d, pipeline_model_parallel_size: %d, sequence_parallel: true}
micro_batch_size: 2
position_embedding_type: rope
max_position_embeddings: 4096
seq_length: %d
"""
LISTED = """
MODEL_ARGS:
  --num-layers: 24
  --hidden-size: 1024
  --num-attention-heads: 16
  --group-query-attention: true
  --num-query-groups: %d
  --seq-length: 4096
  --max-position-embeddings: 4096
  --micro-batch-size: 1
  --tensor-model-parallel-size: %d
  --pipeline-model-parallel-size: %d
%s"""


def errors(text):
    return [finding.rule for finding in lint(text, "gpt.yaml") if finding.severity == "error"]


def test_both_forms_say_the_same():
    written = facts(SECTIONS % (16, 4, "null", 2, 4, 4096), "gpt.yaml")
    listed = facts(LISTED % (4, 2, 4, ""), "recipe.yaml")
    for name, value in (
        ("model.num_layers", 24),
        ("model.hidden_size", 1024),
        ("model.num_heads", 16),
        ("model.num_kv_heads", 4),
        ("training.tensor_parallel", 2),
        ("training.pipeline_parallel", 4),
        ("data.sequence_length", 4096),
        ("model.family", "transformer-decoder"),
    ):
        assert (written[name], listed[name]) == (value, value)
    assert (written["model.normalization"], written["model.position_encoding"]) == ("rms", "rotary")


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ((16, 4, "null", 2, 4, 4096), []),
        ((12, "null", "null", 2, 4, 4096), ["heads-not-dividing-embed-dim"]),
        ((12, "null", 64, 2, 4, 4096), []),
        ((16, 5, "null", 1, 4, 4096), ["kv-heads-not-dividing-heads"]),
        ((16, 4, "null", 3, 4, 4096), ["tensor-parallel-not-dividing-heads"]),
        ((16, 4, "null", 8, 4, 4096), []),
        ((16, 4, "null", 2, 5, 4096), ["pipeline-parallel-not-dividing-layers"]),
        ((16, 4, "null", 2, 4, 8192), ["sequence-longer-than-positions"]),
    ],
)
def test_numbers_that_the_arguments_validation_refuses(sizes, found):
    assert errors(SECTIONS % sizes) == found


@pytest.mark.parametrize(
    "more",
    [
        "  --decoder-last-pipeline-num-layers: 4\n",
        "  --pipeline-model-parallel-layout: Et*5|t*5|t*5|t*5|t*4L\n",
        "  --hybrid-override-pattern: M-M*\n",
    ],
)
def test_layers_may_be_spread_unevenly(more):
    assert errors(LISTED % (4, 2, 5, "")) == ["pipeline-parallel-not-dividing-layers"]
    assert not errors(LISTED % (4, 2, 5, more))


@pytest.mark.parametrize("more", ["  --bert-no-binary-head: true\n", "  --encoder-num-layers: 12\n"])
def test_other_stacks_are_no_decoders(more):
    found = facts(LISTED % (4, 2, 4, more), "recipe.yaml")
    assert "model.family" not in found
    assert found["model.num_heads"] == 16


def test_groups_without_their_switch_are_not_read():
    text = (LISTED % (5, 1, 4, "")).replace("  --group-query-attention: true\n", "")
    assert "model.num_kv_heads" not in facts(text, "recipe.yaml")


@pytest.mark.parametrize("text", ["MODEL_ARGS: {--lr: 0.1}\n", "language_model: {name: x}\nmodel_parallel: 2\n"])
def test_other_files_are_not_claimed(text):
    assert read(text, "x.yaml").dialect != "megatron-yaml"
