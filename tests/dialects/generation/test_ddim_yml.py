from reading import facts, lint, read

TEXT = """
data: {dataset: CIFAR10, image_size: 32, channels: 3}
model: {type: simple, ch: 128, ch_mult: [1, 2, 2, 2], num_res_blocks: 2}
diffusion: {num_diffusion_timesteps: 1000}
training: {batch_size: 128}
"""


def test_noise_levels_are_no_sampling_steps_and_the_batch_is_shared():
    found = facts(TEXT)
    assert (found["model.family"], found["data.image_size"], found["data.modality"]) == ("diffusion", 32, "image")
    for name in ("model.sampling_steps", "model.num_layers", "training.batch_size_per_device", "model.pretrained"):
        assert name not in found


def test_others_are_not_claimed():
    assert read(TEXT.replace("ch_mult", "widths")).dialect != "ddim-yml"


def test_channels_and_sides():
    def errors(text):
        return sorted({one.rule for one in lint(text, "c.yml") if one.severity == "error"})

    assert errors(TEXT) == []
    assert errors(TEXT.replace("image_size: 32", "image_size: 28")) == ["image-not-divisible-by-stride"]
    assert errors(TEXT.replace("ch: 128", "ch: 100")) == ["groupnorm-groups-not-dividing-channels"]
    assert errors(TEXT.replace("ch: 128", "ch: ${width}")) == []
