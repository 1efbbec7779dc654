"""T5X: models and runs as gin files, over those they include."""

import pytest
from reading import read

MODEL = """\
from __gin__ import dynamic_registration
import seqio
from t5x import models
from t5x.examples.t5 import network

MODEL = @models.EncoderDecoderModel()
VOCABULARY = @seqio.SentencePieceVocabulary()
models.EncoderDecoderModel:
  module = @network.Transformer()
network.T5Config:
  emb_dim = 256
  num_heads = 4
  head_dim = 64
  num_encoder_layers = 6
  num_decoder_layers = 3
  vocab_size = 32128
"""
RUN = """\
include "models/small.gin"

MIXTURE_OR_TASK_NAME = "my_task"
TASK_FEATURE_LENGTHS = {"inputs": 128, "targets": 64}
train_script.train:
  model = %MODEL
train/utils.DatasetConfig:
  mixture_or_task_name = %MIXTURE_OR_TASK_NAME
  task_feature_lengths = %TASK_FEATURE_LENGTHS
  batch_size = 128
"""
SCRATCH = RUN + "utils.RestoreCheckpointConfig:\n  path = []\n"
TUNED = RUN + "INITIAL_CHECKPOINT_PATH = %gin.REQUIRED\n"


def known(project, files, name):
    project(files)
    result = read(files[name], name)
    assert result.dialect == "t5x-gin"
    return {name: fact.value for name, fact in (result.facts or {}).items() if fact.known}, result


def test_a_model(project):
    facts, _ = known(project, {"models/small.gin": MODEL}, "models/small.gin")
    expected = {
        "model.family": "encoder-decoder", "model.num_layers": 6, "model.num_decoder_layers": 3, "model.num_heads": 4,
        "model.depth_unit": "blocks", "model.hidden_size": 256, "model.head_dim": 64, "model.vocab_size": 32128,
        "model.architecture": "t5",
    }  # fmt: skip
    assert facts.items() >= expected.items()
    assert not {"model.pretrained", "training.is_run", "data.name"} & facts.keys()


@pytest.mark.parametrize(("run", "pretrained"), [(RUN, None), (SCRATCH, False), (TUNED, True)])
def test_a_run_over_the_model_that_it_includes(run, pretrained, project):
    facts, _ = known(project, {"models/small.gin": MODEL, "run.gin": run}, "run.gin")
    assert facts["model.num_layers"] == 6
    assert facts["data.name"] == "my_task"
    assert facts["data.sequence_length"] == 128
    assert facts["training.is_run"] is True
    assert facts.get("model.pretrained") is pretrained
    assert "training.batch_size_per_device" not in facts  # the batch is that of all devices


def test_a_run_binds_over_what_it_includes(project):
    run = RUN + "network.T5Config.num_encoder_layers = 24\n"
    facts, _ = known(project, {"models/small.gin": MODEL, "run.gin": run}, "run.gin")
    assert (facts["model.num_layers"], facts["model.num_decoder_layers"]) == (24, 3)


def test_with_an_unknown_parent_nothing_is_taken_from_silence(project):
    run = SCRATCH + 'include "models/gone.gin"\nMODEL = @models.DecoderOnlyModel()\nimport t5x\n'
    facts, result = known(project, {"models/small.gin": MODEL, "run.gin": run}, "run.gin")
    assert "model.pretrained" not in facts
    assert result.notices == ["include: parent models/gone.gin is missing"]


def test_a_run_without_a_model_is_a_fragment():
    text = "from t5x import utils\ntrain_script.train:\n  model = %MODEL\n"
    assert read(text, "runs/finetune.gin").status == "not-a-model"


def test_other_gin_files_are_left_alone():
    assert read("my.Model.num_layers = 3\n", "x.gin").status == "not-recognised"
