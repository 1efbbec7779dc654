import pytest
from reading import facts

CONFIG = """
name: mine
steps: 60_000
optim: {lr: 3e-3, clip: 1.0}
distributed: {fsdp_type: full_shard}
%s
data: {root_dir: shuffled, sources: %s, seq_len: 4096, batch_size: 4}
checkpoint: {dump: {every: 100}%s}
"""
BOOKS = "{books: 1.0}"


@pytest.mark.parametrize(
    ("model", "family", "unit", "heads"),
    [
        ("model: {dim: 2048, n_layers: 50, n_heads: 16}", "transformer-decoder", "blocks", 16),
        ("model: {dim: 2048, n_layers: 50, n_heads: 32, state_dim: 128}", "state-space", "blocks", None),
        ("model_type: minGRU\nmodel: {dim: 2048, n_layers: 50, n_heads: 32}", "rnn", "recurrent-layers", None),
        ("model_type: other\nmodel: {dim: 2048, n_layers: 50, n_heads: 32}", None, None, None),
    ],
)
def test_content_tells_the_family(model, family, unit, heads):
    found = facts(CONFIG % (model, BOOKS, ""), "run.yaml")
    assert found.get("model.family") == family
    assert found["model.num_layers"] == 50
    assert found.get("model.depth_unit") == unit
    assert found.get("model.num_heads") == heads
    assert found.get("model.normalization") == ("rms" if family else None)


@pytest.mark.parametrize(("width", "share"), [(1024, 64), (1000, None)])
def test_heads_share_the_width_evenly_or_are_refused(width, share):
    found = facts(CONFIG % (f"model: {{dim: {width}, n_layers: 4, n_heads: 16}}", BOOKS, ""), "run.yaml")
    assert found.get("model.head_dim") == share
    assert found["model.head_remainder"] == "refuse"


@pytest.mark.parametrize(
    ("keys", "value"), [("", False), (", init_ckpt_path: w", True), (", init_ckpt_path: null", False)]
)
def test_weights_come_through_one_key(keys, value):
    model = "model: {dim: 512, n_layers: 4, n_heads: 8}"
    assert facts(CONFIG % (model, BOOKS, keys), "run.yaml")["model.pretrained"] is value


def test_several_sources_are_one_mixture():
    model = "model: {dim: 512, n_layers: 4, n_heads: 8}"
    assert facts(CONFIG % (model, "{books: 1, news: 2}", ""), "run.yaml")["data.name"] == "books+news"


def test_stacked_models_state_no_depth():
    found = facts(CONFIG % ("model: {dimensions: [512, 2048], layers: [3, 25]}", BOOKS, ""), "run.yaml")
    assert "model.num_layers" not in found
    assert found["training.is_run"] is True
