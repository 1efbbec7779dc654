import pytest
from reading import facts, lint, read

CONFIG = """\
import ml_collections as mlc

def get_config(arg=None):
  config = mlc.ConfigDict()
  config.num_classes = 1000
  config.input = {}
  config.input.data = dict(name='imagenet2012', split='%s')
  config.model_name = '%s'
  config.model = dict(%s)
  config.lr = 0.1
%s
  return config
"""


def config(split="train", name="vit", model="variant='S/16'", more=""):
    return CONFIG % (split, name, model, more)


@pytest.mark.parametrize(
    ("name", "model", "family", "depth"),
    [
        ("vit", "variant='S/16'", "vision-transformer", 12),
        ("vit", "variant='L/16'", "vision-transformer", 24),
        ("vit", "variant=arg.variant", "vision-transformer", None),
        ("mlp_mixer", "variant='S/16'", "mlp", 8),
        ("bit", "depth=50, width=1", "cnn", 50),
        ("bit", "depth=[3, 4, 6, 3]", None, None),
        ("unheard_of", "depth=3", None, None),
    ],
)
def test_networks(name, model, family, depth):
    found = facts(config(name=name, model=model), "x.py")
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)
    assert (found["data.name"], found["data.num_classes"], found["training.is_run"]) == ("ImageNet-1k", 1000, True)


@pytest.mark.parametrize(
    ("split", "size"), [("train", 1281167), ("train[:99%]", 1281167), ("train[:10%]", None), ("train[4096:]", None)]
)
def test_a_part_of_a_data_set_is_not_its_size(split, size):
    assert facts(config(split=split), "x.py").get("data.train_size") == size


@pytest.mark.parametrize(
    ("more", "depth"),
    [
        ("  config.model.variant = 'L/16'", 24),
        ("  if arg:\n    config.model.variant = 'L/16'", None),
        ("  for size in 'BL':\n    config.model = dict(variant=size)", 24),
        ("  for size in sizes():\n    config.model = dict(variant=size)", None),
        ("  change(config)", None),
        ("  if arg:\n    change(config)", None),
        ("  def unused(split):\n    return dict(a=split)", 12),
        ("  config.lock()", 12),
    ],
)
def test_what_may_change_the_config_leaves_it_open(more, depth):
    assert facts(config(more=more), "x.py").get("model.num_layers") == depth


def test_weights():
    assert facts(config(more="  config.model_init = 'i21k.npz'"), "x.py")["model.pretrained"] is True


BASE = """\
import ml_collections

def get_default_configs():
  config = ml_collections.ConfigDict()
  config.training = training = ml_collections.ConfigDict()
  training.batch_size = 128
  config.data = data = ml_collections.ConfigDict()
  data.dataset = 'CIFAR10'
  data.image_size = 32
  config.model = ml_collections.ConfigDict()
  return config
"""
LEAF = """\
from configs.base import get_default_configs

def get_config():
  config = get_default_configs()
  training = config.training
  training.sde = 'vpsde'
  model = config.model
  model.name = 'ddpm'
  data = config.data
  data.image_size = 64
  return config
"""


def test_a_config_over_another_files(project, archlint):
    project({"configs/base.py": BASE, "configs/vp/leaf.py": LEAF})
    (found,) = archlint("facts", "--output-format", "json", "configs/vp/leaf.py").json["files"]
    stated = {name: fact["value"] for name, fact in found["facts"].items()}
    assert (stated["model.family"], stated["data.name"], stated["data.image_size"]) == ("diffusion", "CIFAR-10", 64)
    assert found["facts"]["data.name"]["path"] == "configs/base.py"


def test_a_missing_base_leaves_what_is_set_here():
    found = facts(LEAF, "leaf.py")
    assert (found["model.family"], found["data.image_size"]) == ("diffusion", 64)
    assert "data.name" not in found


def test_a_helper_of_keywords():
    text = (
        "import ml_collections\n\ndef d(**kwargs):\n  return ml_collections.ConfigDict(initial_dictionary=kwargs)\n\n"
        "def get_config():\n  config = ml_collections.ConfigDict()\n  config.train = d(batch_size=4)\n"
        "  config.nnet = d(name='uvit', embed_dim=512, depth=12, num_heads=8)\n  config.dataset = d(name='cifar10')\n"
        "  return config\n"
    )
    found = facts(text, "x.py")
    assert (found["model.family"], found["model.num_layers"], found["model.hidden_size"]) == ("diffusion", 12, 512)
    assert found["data.name"] == "CIFAR-10"


@pytest.mark.parametrize(
    "text",
    [
        "def get_config():\n  return load('x')\n",
        "def get_config(): pass\n",
        "def get_config():\n  config = dict(host='a', port=1)\n  return config\n",
        "async def get_config():\n  return dict(model=1, data=2)\n",
    ],
)
def test_others_are_not_claimed(text):
    assert read(text, "x.py").dialect is None


def test_no_classes_are_not_an_impossible_number():
    text = config().replace("num_classes = 1000", "num_classes = 0")
    assert facts(text, "x.py")["data.num_classes"] == 1000  # from the data set's name
    assert not [finding for finding in lint(text, "x.py") if finding.rule == "impossible-value"]
