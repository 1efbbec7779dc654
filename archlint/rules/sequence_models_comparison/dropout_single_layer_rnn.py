"""Dropout between the layers of a recurrent network that has one layer.

## What it looks for
A recurrent stack of one layer beside a dropout that acts between its layers only, as that of PyTorch's LSTM and GRU.

## Why it matters
There is nothing between the layers of one layer: the dropout does nothing, and PyTorch says so in a warning.

## What to do instead
A dropout layer ahead of or behind the recurrent one, or a second layer.

## When it is fine
Frameworks that also use the number elsewhere (on embeddings or outputs): the rule is silent there.

## Evidence
The documentation of `torch.nn.LSTM`: dropout acts on the outputs of each layer except the last.
"""

from .. import NOTE, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "dropout-single-layer-rnn",
    "dropout between the layers of a single recurrent layer",
    cases=(
        Case(
            NOTE,
            when=(
                Fact("model.between_layer_dropout").above(0),
                Fact("model.num_layers").is_(1),
                Fact("model.depth_unit").is_("recurrent-layers"),
            ),
            say=lambda view: (
                f"a dropout of {view.value('model.between_layer_dropout')} between layers does nothing "
                "where there is one layer"
            ),
        ),
    ),
    at=("model.between_layer_dropout",),
    instead="a dropout layer of its own, or a second recurrent layer",
    evidence=(),
    needs=("model.between_layer_dropout", "model.num_layers"),
)

_TAGGER = """{"dataset_reader": {"type": "sequence_tagging"}, "train_data_path": "train.tsv",
 "model": {"type": "simple_tagger", "text_field_embedder": {"type": "basic"},
  "encoder": {"type": "lstm", "input_size": 100, "hidden_size": 100, "num_layers": %d, "dropout": 0.5}},
 "trainer": {"num_epochs": 40, "optimizer": "adam"}}
"""
EXAMPLES = (
    Bad(_TAGGER % 1, value="0.5", severity=NOTE, path="tagger.jsonnet"),
    Good(_TAGGER % 2, path="tagger.jsonnet"),
    Silent(
        "archlint: 1\nmodel: {family: rnn, cell: lstm, num_layers: 1, dropout: 0.5}\n",
        why="a bare dropout may stand anywhere",
    ),
)
