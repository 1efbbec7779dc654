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

from .. import ERROR, Bad, Case, Good, Rule, Silent
from ..arithmetic import Relation, Remedy, counted

_NAMES = ("model.denoiser_channels", "model.latent_channels")
# Beside the latent: a mask or depth, a second latent, or both.
FITS = Relation(
    _NAMES,
    lambda taken, latent: taken in (latent, latent + 1, 2 * latent, 2 * latent + 1),
    "model.denoiser_channels is model.latent_channels, or that with a mask, a second latent or both",
)


def _say(view):
    taken, latent = view.numbers(*_NAMES)
    return f"the denoiser takes {counted(taken, 'channel')}, and the autoencoder's latents have {latent:,}"


RULE = Rule(
    "latent-channels-mismatch",
    "a denoiser for latents of other channels",
    cases=(
        Case(
            ERROR,
            when=(~FITS,),
            say=_say,
            remedies=(Remedy("model.denoiser_channels", lambda view: view.numbers("model.latent_channels")),),
        ),
    ),
    at=_NAMES,
    instead="the channels of the latents: {fixes}",
    evidence=("arXiv:2112.10752",),
    needs=_NAMES,
    sites=True,
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
