"""Networks that Hydra and Lightning configs name by their classes: the numbers that must fit."""

import pytest
from reading import rules

HYDRA = "defaults: [_self_]\nwidth: {width}\nmodel:\n  _target_: {path}\n{more}trainer: {{max_epochs: 1}}\n"
LIGHTNING = "trainer: {{max_epochs: 1}}\nmodel:\n  class_path: {path}\n  init_args: {{{more}}}\n"
LAYER = "torch.nn.TransformerEncoderLayer"


@pytest.mark.parametrize(
    ("width", "path", "more", "rule"),
    [
        (100, LAYER, "  d_model: ${width}\n  nhead: 8\n", "heads-not-dividing-embed-dim"),
        (128, LAYER, "  d_model: ${width}\n  nhead: 8\n", None),
        (100, LAYER, "  d_model: ${other.width}\n  nhead: 8\n", None),
        (100, "mine.nn.TransformerEncoderLayer", "  d_model: ${width}\n  nhead: 8\n", None),
        (100, "mine.Net", "  d_model: ${width}\n  nhead: 8\n  num_layers: 2\n", "heads-not-dividing-embed-dim"),
        (100, "mine.Net", "  d_model: ${width}\n  nhead: 8\n  num_layers: 2\n  d_head: 16\n", None),
        (100, "mine.Net", "  hidden_dim: ${width}\n  num_heads: 8\n  num_layers: 2\n", None),  # may be graph attention
        (100, "mine.Net", "  net: {_target_: torch.nn.MultiheadAttention, embed_dim: 100, num_heads: 8}\n",
         "heads-not-dividing-embed-dim"),
        (100, "mamba_ssm.Mamba2", "  d_model: ${width}\n  d_state: 64\n", "ssm-headdim-not-dividing"),
    ],
)  # fmt: skip
def test_hydra(width, path, more, rule):
    text = HYDRA.format(width=width, path=path, more=more)
    assert rules(text, "config.yaml", ignore=("unknown-fact",)) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("path", "more", "rule"),
    [
        ("torch.nn.Transformer", "d_model: 500, nhead: 8", "heads-not-dividing-embed-dim"),
        ("torch.nn.Transformer", "d_model: 512, nhead: 8", None),
        ("mine.Net", "d_model: 500, n_heads: 8, num_layers: 6", "heads-not-dividing-embed-dim"),
        ("mine.Net", "d_model: 500, n_heads: 8", None),  # one pair alone may be anything
        ("mine.Net", "d_model: 500, n_heads: 8, num_layers: 6, pred_len: 96", None),  # rounds down, as forecasters do
    ],
)
def test_lightning(path, more, rule):
    text = LIGHTNING.format(path=path, more=more)
    assert rules(text, "config.yaml", ignore=("unknown-fact",)) == ([rule] if rule else [])
