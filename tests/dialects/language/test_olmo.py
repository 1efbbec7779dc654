import pytest
from reading import facts

CONFIG = """
run_name: mine
model: {d_model: 1024, n_heads: 16, n_layers: 12, rope: true, attention_layer_norm: false, block_type: sequential,
  max_sequence_length: 2048, vocab_size: 50280, weight_tying: true%s}
optimizer: {name: adamw}
max_grad_norm: 1.0
device_train_microbatch_size: 8
max_duration: %s
%s
"""


@pytest.mark.parametrize(
    ("keys", "norm"),
    [
        (", layer_norm_type: default, layer_norm_with_affine: false", "layer"),
        (", layer_norm_type: low_precision", "layer"),
        (", layer_norm_type: rms", "rms"),
        (", layer_norm_type: '${norm}'", None),
        ("", "layer"),
    ],
)
def test_normalization_is_the_blocks_and_not_the_queries(keys, norm):
    assert facts(CONFIG % (keys, 1000, ""), "run.yaml").get("model.normalization") == norm


@pytest.mark.parametrize(("keys", "placement"), [("", "pre"), (", norm_after: true", None)])
def test_a_norm_inside_the_branch_is_neither_pre_nor_post(keys, placement):
    assert facts(CONFIG % (keys, 1000, ""), "run.yaml").get("model.norm_placement") == placement


@pytest.mark.parametrize(
    ("line", "value"),
    [("", False), ("load_path: null", False), ("load_path: runs/step100", True), ("load_path: ${base}", None)],
)
def test_weights_come_through_load_path(line, value):
    assert facts(CONFIG % ("", 1000, line), "run.yaml").get("model.pretrained") is value


@pytest.mark.parametrize(
    ("duration", "size", "toy"),
    [("2e12T", 2 * 10**12, None), ("1ep", None, None), ("739_328", None, None), ("50", None, True)],
)
def test_a_duration_counts_tokens_epochs_or_steps(duration, size, toy):
    found = facts(CONFIG % ("", duration, ""), "run.yaml")
    assert found.get("data.train_size") == size
    assert found.get("training.toy") is toy


def test_one_key_value_head_is_stated_by_its_switch():
    assert facts(CONFIG % (", multi_query_attention: true", 1, ""), "run.yaml")["model.num_kv_heads"] == 1
