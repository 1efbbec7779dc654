import pytest
from reading import facts, read, rules

CONFIG = """
data: {train_dir: datasets/}
train: {batch_size: 32}
audio: {n_mel_channels: 100, segment_length: 16384, filter_length: 1024, hop_length: %d, win_length: %d}
gen: {noise_dim: 64, strides: [8, 8, 4]}
mpd: {periods: [2, 3]}
mrd: {use_spectral_norm: false}
"""


def test_the_vocoder():
    found = facts(CONFIG % (256, 1024))
    assert (found["model.family"], found["model.upsample_product"]) == ("gan", 256)
    assert (found["data.hop_length"], found["training.batch_size_per_device"]) == (256, 32)


@pytest.mark.parametrize(
    ("hop", "window", "rule"),
    [(256, 1024, None), (300, 1024, "upsample-product-not-hop"), (256, 1200, "window-longer-than-fft")],
)
def test_frames(hop, window, rule):
    found = [name for name in rules(CONFIG % (hop, window)) if name != "unknown-fact"]
    assert found == ([rule] if rule else [])


def test_others_are_not_claimed():
    assert read("gen: {strides: 2}\naudio: {hop_length: 256}\nmrd: {}\n").dialect != "univnet"
