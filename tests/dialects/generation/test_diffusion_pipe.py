from reading import facts, read

TEXT = """
dataset = 'examples/dataset.toml'
micro_batch_size_per_gpu = 1
[model]
type = 'hunyuan-video'
%s
[adapter]
type = 'lora'
"""


def test_given_weights_are_fine_tuned():
    found = facts(TEXT % "transformer_path = '/models/a.safetensors'", "run.toml")
    assert (found["model.family"], found["model.pretrained"]) == ("diffusion", True)
    assert found["training.batch_size_per_device"] == 1
    assert "model.pretrained" not in facts(TEXT % "dtype = 'bfloat16'", "run.toml")


def test_others_are_not_claimed():
    assert read("micro_batch_size_per_gpu = 1\n[model]\nlayers = 3\n", "run.toml").dialect != "diffusion-pipe"
