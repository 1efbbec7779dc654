import pytest
from reading import facts, read, rules

from archlint.sources import SourceError, parse

HEAD = """
[paths]
train = "corpus/train.spacy"
init_tok2vec = %s
[nlp]
lang = "en"
pipeline = ["tok2vec",
  "textcat"]
[components]
[components.textcat]
factory = "textcat"
"""
TAIL = """
[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}
limit = %s
[training]
frozen_components = []
[training.batcher.size]
start = 100
[initialize]
vectors = "en_vectors_lg"
init_tok2vec = ${paths.init_tok2vec}
"""
CNN = """
[components.textcat.model]
@architectures = "spacy.TextCatCNN.v1"
[components.textcat.model.tok2vec]
@architectures = "spacy.HashEmbedCNN.v1"
width = 96
depth = 4
"""
WINDOW = """
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 128
depth = 8
"""
LSTM = WINDOW.replace("MaxoutWindowEncoder.v2", "TorchBiLSTMEncoder.v1")
BERT = """
[components.transformer]
factory = "transformer"
[components.transformer.model]
@architectures = "spacy-transformers.TransformerModel.v3"
name = "%s"
"""


def config(components, start="null", limit=0):
    return HEAD % start + components + TAIL % limit


@pytest.mark.parametrize(
    ("components", "architecture", "family", "layers", "pretrained"),
    [
        (CNN, "TextCatCNN", "cnn", 4, False),
        (WINDOW, "MaxoutWindowEncoder", "cnn", 8, False),
        (LSTM, "bilstm", "rnn", 8, False),
        (CNN + BERT % "roberta-base", "roberta-base", "transformer-encoder", 12, True),
        (BERT % "/local/bert", "/local/bert", None, None, None),
        ("", None, None, None, None),
    ],
)
def test_the_encoder_of_words_is_the_network(components, architecture, family, layers, pretrained):
    found = facts(config(components), "config.cfg")
    assert found.get("model.architecture") == architecture
    assert found.get("model.family") == family
    assert found.get("model.num_layers") == layers
    assert found.get("model.pretrained") is pretrained
    assert (found["task"], found["training.is_run"]) == ("text-classification", True)


def test_word_vectors_are_no_weights_and_a_pretrained_encoder_is():
    assert facts(config(CNN), "config.cfg")["model.pretrained"] is False
    assert facts(config(CNN, '"weights.bin"'), "config.cfg")["model.pretrained"] is True


@pytest.mark.parametrize(("limit", "size"), [(0, None), (2000, 2000)])
def test_a_limit_is_a_size_unless_it_is_zero(limit, size):
    found = facts(config(CNN, limit=limit), "config.cfg")
    assert found.get("data.train_size") == size
    assert found.get("data.unit") == ("documents" if size else None)


def test_a_value_stands_where_it_is_written():
    text = config(CNN)
    spot = read(text, "config.cfg").facts["model.num_layers"].spot
    line = text.splitlines()[spot.line - 1]
    assert (line, line[spot.column - 1 : spot.end_column - 1]) == ("depth = 4", "4")


@pytest.mark.parametrize(
    "text",
    [
        "[metadata]\nname = x\n[options]\ninstall_requires =\n    click\n    pyyaml\n",
        "[net]\nbatch=64\n[convolutional]\nfilters=32\n[convolutional]\nfilters=64\n",
        "just some words\n",
        "[open\n",
        "= 1\n[a]\n= 2\n",
        "[a]\nb = 1\n[a.b]\nc = 2\n",
        "[" + "a." * 500 + "b]\nc = 1\n",
        "",
    ],
)
def test_other_kinds_of_cfg_are_no_fault(text):
    result = read(text, "setup.cfg")
    assert result.error is None
    assert result.dialect != "spacy-cfg"


def test_values_are_json_or_the_text_as_it_stands():
    (document,) = parse('[a]\nx = [1,\n  2]\ny = ${b.c}\nz = {"k": null}\n', "c.cfg")
    assert document.value == {"a": {"x": [1, 2], "y": "${b.c}", "z": {"k": None}}}


def test_deep_nesting_is_refused():
    with pytest.raises(SourceError):
        parse("[a]\nx = " + "[" * 5000, "c.cfg")


WIDTHS = """[nlp]
lang = "en"
pipeline = ["tok2vec","ner"]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = {embed}

[components.tok2vec.model.encode]
@architectures = "{encoder}"
width = 96
depth = 4

[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"

[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = {listener}
"""


@pytest.mark.parametrize(
    ("embed", "listener", "encoder", "count"),
    [
        ("96", "96", "spacy.MaxoutWindowEncoder.v2", 0),
        ("128", "96", "spacy.MaxoutWindowEncoder.v2", 1),
        ("96", "64", "spacy.MishWindowEncoder.v2", 1),
        ("${components.tok2vec.model.encode:width}", "${components.tok2vec.model.encode:width}",
         "spacy.MaxoutWindowEncoder.v2", 0),
        ("${vars.width}", "${vars.width}", "spacy.MaxoutWindowEncoder.v2", 0),
        ("128", "64", "spacy.TorchBiLSTMEncoder.v1", 0),  # its input may have another width
    ],
)  # fmt: skip
def test_widths_that_meet(embed, listener, encoder, count):
    found = rules(WIDTHS.format(embed=embed, listener=listener, encoder=encoder), "config.cfg")
    assert found == ["embedding-width-mismatch"] * count
