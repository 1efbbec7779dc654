"""What the language-model dialects share: names in paths, toys, token budgets, and sizes that stay silent."""

import pytest
from reading import facts

from archlint.dialects.reading.language_models import is_toy_name, path_name


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("./data/pile_tokens/pile_tokens_text_document", "pile_tokens"),
        ("data/enwik8/enwik8_text_document", "enwik8"),
        ("gs://bucket/openwebtext-sharded/openwebtext_train.{1..128}-of-128.jsonl.gz", "openwebtext"),
        ("test/data/toy/train", "toy"),
        ("/mnt/tokenized/fineweb-edu/merged", "fineweb-edu"),
        ("/data/train", None),
        ("wmt17", "wmt17"),
        ("C:\\corpora\\wiki\\train.txt", "wiki"),
        ("/" + "a/" * 2_000, None),
    ],
)
def test_a_path_ends_with_the_name_that_is_no_general_word(path, name):
    assert path_name(path) == name


@pytest.mark.parametrize(
    ("name", "toy"),
    [
        ("shakespeare_char", True),
        ("synthetic", True),
        ("debug_run", True),
        ("dummy-tokens", True),
        ("roneneldan/TinyStories", False),
        ("nanotron", False),
        ("toyota_reviews", False),
    ],
)
def test_toys_are_known_by_whole_words(name, toy):
    assert is_toy_name(name) is toy


LINGUA = (
    "steps: %s\ndistributed: {fsdp_type: full_shard}\nmodel: {dim: %s, n_layers: %s, n_heads: 8, vocab_size: %s}\n"
    "data: {root_dir: shuffled, sources: {books: 1.0}, seq_len: 4096, batch_size: 4}\n"
)


@pytest.mark.parametrize(
    ("vocab", "stated"), [("32000", 32000), ("-1", None), ("null", None), ("auto", None), ("'${v}'", None)]
)
def test_an_optional_size_is_silent_where_the_framework_chooses_it(vocab, stated):
    assert facts(LINGUA % (60000, 512, 8, vocab), "run.yaml").get("model.vocab_size") == stated


@pytest.mark.parametrize(("depth", "stated"), [("8", 8), ("[3, 25]", None), ("'4 * 2'", None), ("'${n}'", None)])
def test_a_depth_that_is_a_list_or_computed_is_not_known(depth, stated):
    assert facts(LINGUA % (60000, 512, depth, -1), "run.yaml").get("model.num_layers") == stated


@pytest.mark.parametrize(("steps", "toy"), [("10", True), ("100", True), ("101", None), ("-1", None), ("true", None)])
def test_a_handful_of_steps_is_a_smoke_test(steps, toy):
    assert facts(LINGUA % (steps, 512, 8, -1), "run.yaml").get("training.toy") is toy
