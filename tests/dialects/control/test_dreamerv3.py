import pytest
from reading import facts, read, rules

CONFIG = r"""
defaults:
  task: dummy_disc
  batch_size: 16
  replay: {size: 5e6}
  run: {steps: 1e10}
  agent:
    dyn: {typ: rssm, rssm: {deter: 4096, norm: %s}}
    enc: {typ: simple, simple: {depth: 64, layers: 3, norm: rms}}
    retnorm: {impl: perc}
size1m: &size1m
  .*\.depth: 4
crafter: {<<: *size1m, task: crafter_reward}
"""


@pytest.mark.parametrize(("norm", "stated"), [("rms", "rms"), ("layer", "layer"), ("magic", None)])
def test_the_world_model(norm, stated):
    found = facts(CONFIG % norm)
    assert (found["model.family"], found["task"]) == ("rl-policy", "reinforcement-learning")
    assert found.get("model.normalization") == stated
    assert "model.num_layers" not in found  # depth is a number of channels here
    assert not [key for key in found if key.startswith("data.")]
    assert rules(CONFIG % norm) == []


@pytest.mark.parametrize("text", ["defaults: {task: x}\n", "defaults: [task]\n", "defaults: {rssm: {a: 1}}\n"])
def test_others_are_not_claimed(text):
    assert read(text).dialect != "dreamerv3"
