import pytest
from reading import facts, lint, read

CONFIG = """
import time
out_dir = 'out'
eval_interval = 250
eval_iters = 200
log_interval = 10
wandb_log = False
wandb_run_name = 'run-' + str(time.time())
batch_size = 64
%s
"""


@pytest.mark.parametrize(
    ("lines", "layers", "pretrained", "regime"),
    [
        ("block_size = 256\nn_layer = 6\nn_head = 6\nn_embd = 384\nmax_iters = 5000", 6, False, None),
        ("block_size = 1024\nmax_iters = 600000", 12, False, None),
        ("init_from = 'scratch'", 12, False, None),
        ("init_from = 'gpt2-xl'", 48, True, "fine-tuning"),
        ("init_from = 'resume'", 12, None, None),
        ("init_from = 'gpt2'\neval_only = True", 12, True, "inference"),
        ("n_layer = 2 * 4\nblock_size = 64", 8, False, None),
        ("n_layer = int(pick())\nblock_size = 64", None, False, None),
    ],
)
def test_names_left_out_are_those_of_the_training_script(lines, layers, pretrained, regime):
    found = facts(CONFIG % lines, "train.py")
    assert found.get("model.num_layers") == layers
    assert found.get("model.pretrained") is pretrained
    assert found.get("training.regime") == regime
    assert (found["model.family"], found["model.normalization"]) == ("transformer-decoder", "layer")


@pytest.mark.parametrize(
    ("lines", "name", "toy"),
    [
        ("block_size = 256", "OpenWebText", None),
        ("block_size = 256\ndataset = 'shakespeare_char'", "tiny Shakespeare (char)", True),
        ("block_size = 256\ndataset = 'mine'", "mine", None),
    ],
)
def test_the_data_set_is_a_name(lines, name, toy):
    found = facts(CONFIG % lines, "train.py")
    assert found["data.name"] == name
    assert found.get("training.toy") is toy


def test_the_famous_demonstration_is_clean():
    text = CONFIG % "block_size = 256\nn_layer = 6\nn_head = 6\nn_embd = 384\ndataset = 'shakespeare_char'"
    assert [finding for finding in lint(text, "train.py") if finding.severity in ("error", "warning")] == []


def test_a_program_is_no_config():
    assert read("import torch\n" + CONFIG % "block_size = 256\ninit_from = 'scratch'", "train.py").dialect is None
