import pytest
from reading import facts, read

TEXT = """
job: extension
config:
  name: mine
  process:
  - type: sd_trainer
    %s
    datasets: [{folder_path: /path/to/images/folder, resolution: %s}]
    train: {batch_size: 1, steps: 2000, noise_scheduler: flowmatch}
    model: {name_or_path: %s}
    sample: {sample_steps: 20}
"""


@pytest.mark.parametrize("network", ["network: {type: lora, linear: 16}", "device: cuda"])
def test_adapters_and_full_fine_tuning_start_from_weights(network):
    found = facts(TEXT % (network, "[512]", "some/checkpoint"))
    assert (found["model.family"], found["model.pretrained"]) == ("diffusion", True)
    assert found["data.image_size"] == 512
    assert "model.sampling_steps" not in found
    assert "data.train_size" not in found


def test_several_resolutions_and_an_unknown_checkpoint():
    found = facts(TEXT % ("a: 1", "[512, 768]", "${model}"))
    assert "data.image_size" not in found
    assert "model.pretrained" not in found


def test_other_jobs_are_not_claimed():
    assert read("job: build\nconfig: {process: [{type: image}]}\n").dialect != "ai-toolkit"
