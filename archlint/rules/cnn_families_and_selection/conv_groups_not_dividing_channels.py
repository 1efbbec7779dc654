"""The groups of a convolution do not divide its channels.

## What it looks for
A grouped convolution whose number of groups does not divide the channels that go in or out.

## Why it matters
Each group convolves an equal share of the channels: PyTorch refuses to build the layer.

## What to do instead
A number of groups that divides the channels, or channels that are a multiple of the groups.

## When it is fine
Where the framework rounds one of the two.

## Evidence
PyTorch's convolutions refuse `in_channels` and `out_channels` that `groups` does not divide.
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Divides, must_hold

RULE = must_hold(
    "conv-groups-not-dividing-channels",
    "groups of a convolution that do not divide its channels",
    Divides("model.conv_groups", "model.conv_channels"),
    say="{number:channel} are not divisible into {divisor:group}: {quotient}",
)


_WAV2VEC = """{"model_type": "wav2vec2", "architectures": ["Wav2Vec2ForCTC"], "hidden_size": 768,
 "num_attention_heads": 12, "num_hidden_layers": 12, "num_conv_pos_embedding_groups": %d}
"""
EXAMPLES = (
    Bad("archlint: 1\nmodel: {conv_channels: 768, conv_groups: 10}\n", value="10", severity=ERROR),
    Good("archlint: 1\nmodel: {conv_channels: 768, conv_groups: 12}\n"),
    Bad(_WAV2VEC % 10, value="10", severity=ERROR, path="config.json"),
    Good(_WAV2VEC % 16, path="config.json"),
    Silent("archlint: 1\nmodel: {conv_channels: 768, conv_groups: 1}\n", why="one group is a plain convolution"),
)
