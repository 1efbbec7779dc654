"""Adapters: the modules that they stand beside, and their rank."""

import pytest
from reading import rules

PEFT = "from peft import LoraConfig\nfrom transformers import AutoModelForCausalLM\n"
LOAD = "model = AutoModelForCausalLM.from_pretrained('%s')\n"
LORA = "config = LoraConfig(r=8, target_modules=%s)\n"
UNSLOTH = (
    "from unsloth import FastLanguageModel\n"
    "model, tokenizer = FastLanguageModel.from_pretrained('x/y', fast_inference=%s, max_lora_rank=%s)\n"
    "model = FastLanguageModel.get_peft_model(model, r=64, target_modules=['q_proj'])\n"
)


@pytest.mark.parametrize(
    ("name", "targets", "is_found"),
    [
        ("bigscience/bloom-560m", "['q_proj', 'v_proj']", True),
        ("bigscience/bloom-560m", "['query_key_value']", False),
        ("bigscience/bloom-560m", "['q_proj', 'query_key_value']", False),
        ("bigscience/bloom-560m", "'all-linear'", False),
        ("bigscience/bloom-560m", "r'.*proj'", False),
        ("openai-community/gpt2", "['c_attn']", False),
        ("openai-community/gpt2", "['query_key_value']", True),
        ("someone/gpt2-but-other", "['query_key_value']", False),
        ("EleutherAI/pythia-160m", "['Wqkv']", True),
        ("someone/model", "['Wqkv']", False),
    ],
)
def test_modules_that_the_model_has(name, targets, is_found):
    assert rules(PEFT + LOAD % name + LORA % targets, "tune.py") == (["lora-targets-not-in-model"] if is_found else [])


def test_two_models_are_not_told_apart():
    text = PEFT + LOAD % "bigscience/bloom-560m" + LOAD.replace("model", "other", 1) % "openai-community/gpt2"
    assert rules(text + LORA % "['Wqkv']", "tune.py") == []


def test_an_adapter_s_own_file():
    text = '{"peft_type": "LORA", "base_model_name_or_path": "tiiuae/falcon-7b", "r": 8, "target_modules": ["%s"]}'
    assert rules(text % "v_proj", "adapter_config.json") == ["lora-targets-not-in-model"]
    assert rules(text % "query_key_value", "adapter_config.json") == []


@pytest.mark.parametrize(
    ("fast", "limit", "is_found"),
    [("True", "32", True), ("True", "64", False), ("False", "32", False), ("True", "LIMIT", False)],
)
def test_ranks(fast, limit, is_found):
    assert rules(UNSLOTH % (fast, limit), "tune.py") == (["lora-rank-above-limit"] if is_found else [])
