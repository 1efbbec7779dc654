"""A denoiser takes another number of channels than its autoencoder's latents have.

## What it looks for
The denoiser's input channels, and the channels of the latents that the autoencoder hands on.

## Why it matters
The denoiser's first convolution gets the noisy latent, and fails on any other number of channels.

## What to do instead
As many input channels as the latents have: 4 for Stable Diffusion, 16 for SD3.

## When it is fine
Denoisers that get more than the latent: inpainting (9 = 4 + 4 + 1), InstructPix2Pix (8), depth (5), and those that pack
2 x 2 latents into one token (FLUX, 64 = 16 x 4).  The rule is silent on these.

## Evidence
arXiv:2112.10752 (section 3.2: the denoiser works on the latents of the autoencoder).
"""

from .. import ERROR, Bad, Good, Silent
from ..arithmetic import Equals, Relation, must_hold

TAKEN, LATENT = "model.denoiser_channels", "model.latent_channels"

RULE = must_hold(
    "latent-channels-mismatch",
    "a denoiser for latents of other channels",
    Relation(
        (TAKEN, LATENT),
        # Beside the latent: a mask or depth, a second latent, or both.
        lambda taken, latent: taken in (latent, latent + 1, 2 * latent, 2 * latent + 1),
        f"{TAKEN} is {LATENT}, or that with a mask, a second latent or both",
    ),
    say="the denoiser takes {denoiser_channels:channel}, and the autoencoder's latents have {latent_channels}",
    instead="the channels of the latents: {fixes}",
    remedies=Equals(TAKEN, LATENT).remedies,
    evidence=("arXiv:2112.10752",),
)


_LDM = """model:
  target: ldm.models.diffusion.ddpm.LatentDiffusion
  params:
    conditioning_key: crossattn
    unet_config:
      target: ldm.modules.diffusionmodules.openaimodel.UNetModel
      params: {in_channels: %d, model_channels: 320, channel_mult: [1, 2]}
    first_stage_config: {target: ldm.models.autoencoder.AutoencoderKL, params: {embed_dim: %d}}
"""
EXAMPLES = (
    Bad(_LDM % (4, 16), value="4", severity=ERROR, path="ldm.yaml"),
    Good(_LDM % (16, 16), path="ldm.yaml"),
    Silent(_LDM % (9, 4), why="an inpainting model gets a mask and a masked latent too", path="ldm.yaml"),
)
