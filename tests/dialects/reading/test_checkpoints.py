import pytest

from archlint.dialects.reading.checkpoint_names import family_by_word, is_hub_name


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("me/my-llama-3-tune", "transformer-decoder"),
        ("uer/chinese_roberta_L-8_H-512", "transformer-encoder"),
        ("me/Qwen2-VL-mine", "vision-language"),
        ("me/Llama-3.2-11B-Vision-mine", "vision-language"),
        ("me/clinical-bert-clip", None),
        ("me/bert-llama", None),
        ("tiiuae/Falcon-H1-1.5B", None),
        ("me/GLM-4.6V", None),
        ("me/bert-vits2", None),
        ("me/nomic-embed-vision", None),
        ("state-spaces/mamba-9b", "state-space"),
        ("me/alpaca", None),
        ("", None),
    ],
)
def test_a_familys_word_in_a_name(name, family):
    assert family_by_word(name) == family


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("owner/name", True),
        ("bert-base-uncased", True),
        ("gpt2", True),
        ("bert", False),
        ("llm", False),
        ("some-folder", False),
        ("a/b/c", False),
        ("./a", False),
        ("outputs/last", False),
        ("owner/checkpoint-12", False),
        ("two words/x", False),
        ("", False),
    ],
)
def test_a_name_of_the_hub_is_told_from_a_path(name, known):
    assert is_hub_name(name) is known
