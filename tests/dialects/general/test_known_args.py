"""Arguments that are the keys of known configs."""

import pytest
from reading import facts, read

GLUE = (
    "accelerate launch run_glue.py --model_name_or_path bert-base-cased --task_name mrpc --do_train "
    "--max_seq_length 128 --per_device_train_batch_size 32 --learning_rate 2e-5 --num_train_epochs 3 "
    "--output_dir /tmp/mrpc\n"
)
TIMM = "torchrun --nproc_per_node 4 train.py data --model resnet50 --opt lamb --sched cosine --drop-path 0.1 --amp\n"
FACTORY = (
    "llamafactory=1\npython src/train.py --stage sft --do_train True --model_name_or_path gpt2 --template default "
    "--finetuning_type lora --dataset alpaca --cutoff_len 1024\n"
)


def test_transformers_scripts():
    found = facts(GLUE, "x.sh")
    assert found["model.architecture"] == "bert-base-cased"
    assert found["model.pretrained"] is True
    assert found["data.name"] == "MRPC"
    assert found["data.sequence_length"] == 128
    assert found["training.batch_size_per_device"] == 32


def test_timm():
    found = facts(TIMM, "x.sh")
    assert found["model.architecture"] == "resnet50"
    assert found["training.is_run"] is True


def test_llama_factory():
    result = read(FACTORY, "x.sh")
    assert result.dialect == "known-args"
    assert "LLaMA-Factory" in result.reason
    assert result.facts.value("training.regime") == "fine-tuning"


def test_a_fresh_configuration_with_numbers_of_its_own():
    overrides = "n_embd=1000,n_head=10,n_layer=10"
    text = GLUE.replace("--model_name_or_path bert-base-cased", f'--model_type gpt2 --config_overrides="{overrides}"')
    found = facts(text, "x.sh")
    assert found["model.pretrained"] is False
    assert (found["model.num_layers"], found["model.hidden_size"]) == (10, 1000)


def test_opennmt():
    text = "onmt_train -save_model m -encoder_type transformer -decoder_type transformer -layers 6 -train_steps 9\n"
    assert facts(text, "x.sh")["model.num_layers"] == 6


OPENNMT = "onmt_train %s-save_model m -encoder_type transformer -decoder_type transformer -heads 8 -train_steps 9\n"


@pytest.mark.parametrize("option", ["-config options.yaml ", "--config=options.yaml "])
def test_a_file_of_further_options_may_give_what_is_left_out(option):
    alone, beside = read(OPENNMT % "", "x.sh").facts, read(OPENNMT % option, "x.sh").facts
    assert (alone.value("model.position_encoding"), alone.value("model.hidden_size")) == ("none", 500)
    assert "model.position_encoding" not in beside
    assert "model.hidden_size" not in beside
    assert not any("model.unprojected_embedding_size" in site for site in beside.sites)
    assert (beside.value("model.num_heads"), beside.value("model.head_remainder")) == (8, "refuse")


def test_an_argument_of_the_programs_own_is_not_a_misspelt_one():
    text = GLUE.replace("run_glue.py", "train_pairs.py").replace("--do_train", "--do_train --label_name verdict")
    assert read(text, "x.sh").facts.odd_keys == []


def test_places():
    fact = read(GLUE, "x.sh").facts["data.sequence_length"]
    assert GLUE[fact.spot.column - 1 : fact.spot.end_column - 1] == "128"


@pytest.mark.parametrize(
    "command",
    [
        "python main.py --model resnet50 --lr 0.1 --epochs 3 --batch-size 3",
        "python main.py --model resnet50 --opt sgd",
        "python main.py --model_name_or_path x",
        "python serve.py --model x --dataset_name y",
    ],
)
def test_usual_words_are_not_claimed(command):
    assert read(command + "\n", "x.sh").dialect in (None, "generic")
