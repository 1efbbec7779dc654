import json

import pytest
from reading import facts, read

ARGUMENTS = "output_dir: out\nnum_train_epochs: 3\nlearning_rate: 2.0e-5\nper_device_train_batch_size: 8\n"


def state(text, name, filename="args.yaml"):
    fact = read(text, filename).facts.get(name)
    return (fact.value, fact.origin) if fact is not None else None


def test_a_run_from_a_checkpoint_of_the_hub():
    text = ARGUMENTS + "model_name_or_path: meta-llama/Meta-Llama-3-8B\ndataset_name: my/corpus\nmax_seq_length: 512\n"
    known = facts(text, "args.yaml")
    assert read(text, "args.yaml").dialect == "hf-training-args"
    assert known["model.pretrained"] is True
    assert (known["model.family"], known["model.num_layers"]) == ("transformer-decoder", 32)
    assert known["data.name"] == "my/corpus"
    assert known["data.sequence_length"] == 512
    assert known["training.batch_size_per_device"] == 8
    assert known["training.is_run"] is True


def test_the_same_keys_in_json():
    text = json.dumps({"model_name_or_path": "roberta-base", "task_name": "mrpc", "do_train": True, "output_dir": "o"})
    assert facts(text, "args.json")["data.name"].lower() == "mrpc"


@pytest.mark.parametrize(
    ("path", "family"),
    [
        ("./checkpoints/last", None),
        ("/scratch/me/my-llama-run", "transformer-decoder"),
        ("${MODEL}", None),
        ("models/encoder-decoder-bert", None),
    ],
)
def test_a_local_checkpoint_leaves_the_weights_open(path, family):
    text = ARGUMENTS + f"model_name_or_path: {path}\ndataset_name: d\n"
    assert state(text, "model.pretrained") == (None, "opaque")
    assert facts(text, "args.yaml").get("model.family") == family


def test_a_local_folder_named_after_a_known_checkpoint_is_one():
    known = facts(ARGUMENTS + "model_name_or_path: /models/Meta-Llama-3-8B\ndataset_name: d\n", "args.yaml")
    assert known["model.pretrained"] is True
    assert known["model.num_layers"] == 32


def test_a_type_without_a_checkpoint_is_trained_from_a_fresh_configuration():
    text = (
        ARGUMENTS + "model_type: gpt2\nconfig_overrides: n_embd=320,n_layer=10\ntokenizer_name: gpt2\ndataset_name: d\n"
    )
    known = facts(text, "args.yaml")
    assert known["model.pretrained"] is False
    assert (known["model.num_layers"], known["model.hidden_size"]) == (10, 320)


@pytest.mark.parametrize("key", ["train_from_scratch", "from_scratch"])
def test_from_scratch_beats_the_checkpoints_name(key):
    text = ARGUMENTS + f"model_name_or_path: gpt2\n{key}: true\ndataset_name: d\n"
    assert facts(text, "args.yaml")["model.pretrained"] is False


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("dataset_name: a/b", "a/b"),
        ("dataset_name: glue\ndataset_config_name: mrpc", "MRPC"),
        ("dataset_mixer: {a/b: 1.0}", "a/b"),
        ("dataset_mixer: {a/b: 1.0, c/d: 1.0}", "a/b+c/d"),
        ("dataset_mixture: {datasets: [{id: a/b, split: train}, {id: a/b, split: test}]}", "a/b"),
        ("datasets: [{path: a/b, name: default}]", "a/b"),
        ("train_file: data/train.json", None),
    ],
)
def test_data_sets(data, name):
    known = facts(ARGUMENTS + f"model_name_or_path: gpt2\n{data}\n", "args.yaml")
    assert known.get("data.name", "").lower() == (name or "").lower()


@pytest.mark.parametrize(
    ("data", "size"),
    [
        ("dataset_name: a/b\nmax_train_samples: 100", (100, "stated")),
        ("dataset_name: a/b\nmax_train_samples: 100000", None),  # only an upper bound
        ("dataset_name: imdb\nmax_train_samples: 500", (500, "stated")),
        ("dataset_name: imdb\nmax_train_samples: 900000", (25_000, "derived")),
        ("dataset_name: a/b\nmax_train_samples: -1", None),
        ("dataset_name: a/b\nmax_train_samples: null", None),
        ("dataset_mixer: {imdb: 0.1}", (None, "opaque")),
        ("dataset_name: imdb\ndataset_train_split: 'train[:5%]'", (None, "opaque")),
    ],
)
def test_a_cap_is_a_size_only_where_it_bites(data, size):
    assert state(ARGUMENTS + f"model_name_or_path: gpt2\n{data}\n", "data.train_size") == size


@pytest.mark.parametrize(
    ("value", "origin"), [("auto", "opaque"), ("0", "impossible"), ("many", "impossible"), ("4", "stated")]
)
def test_batch_sizes(value, origin):
    text = f"model_name_or_path: gpt2\ndataset_name: d\nper_device_train_batch_size: {value}\nmax_steps: 5\n"
    assert state(text, "training.batch_size_per_device")[1] == origin


def test_arguments_without_a_model_describe_none():
    assert read(ARGUMENTS + "seed: 1\n", "args.yaml").status == "not-a-model"


@pytest.mark.parametrize(
    "text",
    [
        "model_name_or_path: gpt2\n",
        "output_dir: out\nlearning_rate: 0.1\n",
        ARGUMENTS + "model_id: google/t5\nmodel_type: seq2seq\ntraining_data_paths: [a]\n",
        "model: {name: gpt2}\noutput_dir: out\nseed: 1\nmax_steps: 4\ndataset_name: d\n",
    ],
)
def test_other_files_are_not_claimed(text):
    assert read(text, "args.yaml").dialect != "hf-training-args"
