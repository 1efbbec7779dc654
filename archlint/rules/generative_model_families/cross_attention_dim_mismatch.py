"""Cross-attention is built for states of another width than it gets.

## What it looks for
The width that the denoiser's cross-attention takes (`cross_attention_dim`, `context_dim`), and that of the text
encoder, or of the projection, whose states it gets.

## Why it matters
Keys and values are projected from those states by matrices of a fixed size: the first step fails on shapes.

## What to do instead
The width of the encoder: 768 for CLIP ViT-L, 1024 for OpenCLIP ViT-H, 2048 for the two encoders of SDXL together.

## When it is fine
Projections in between, and pipelines that join several encoders: the rule is silent where it does not know them all.

## Evidence
arXiv:2112.10752 (section 3.3: keys and values are projections of the encoder's states of their own width).
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, must_hold

RULE = must_hold(
    "cross-attention-dim-mismatch",
    "cross-attention over states of another width",
    Equals("model.context_width", "model.incoming_context_width"),
    say="cross-attention takes states of {written}, and gets states of {wanted}",
    instead="the width of the states that come in: {fixes}",
    evidence=("arXiv:2112.10752",),
)


_LDM = """model:
  target: ldm.models.diffusion.ddpm.LatentDiffusion
  params:
    conditioning_key: crossattn
    unet_config:
      target: ldm.modules.diffusionmodules.openaimodel.UNetModel
      params: {in_channels: 4, model_channels: 320, channel_mult: [1, 2], %s}
    first_stage_config: {target: ldm.models.autoencoder.AutoencoderKL, params: {embed_dim: 4}}
    cond_stage_config: {target: ldm.modules.encoders.modules.%s}
"""
EXAMPLES = (
    Bad(_LDM % ("context_dim: 1024", "FrozenCLIPEmbedder"), value="1024", severity=ERROR, path="ldm.yaml"),
    Good(_LDM % ("context_dim: 768", "FrozenCLIPEmbedder"), path="ldm.yaml"),
    Silent(_LDM % ("context_dim: 1280", "MyEmbedder"), why="the encoder is not known", path="ldm.yaml"),
)
