"""A diffusion model is trained from scratch on little compute.

## What it looks for
A diffusion model from scratch and a small compute budget.  Where the config is in a person's own words this is a
warning; elsewhere a note, and only for diffusion over pixels at 256 px and above.

## Why it matters
Strong diffusion models over pixels take 150 to 1,000 V100-days to train; a latent one takes a fraction of that.

## What to do instead
Fine-tune a latent model (LoRA); latent diffusion; small resolution; a VAE only where blur is acceptable.

## When it is fine
Fine-tuning, LoRA, DreamBooth; latent diffusion; 64 px and below; no stated budget.

## Evidence
arXiv:2112.10752 (introduction); arXiv:2105.05233; arXiv:2310.00426.
"""

from .. import NOTE, WARNING, Asks, Bad, Case, Fact, Good, Limit, Rule, Silent
from ..conditions import is_run, own_words, scratch

SMALL = Limit("small_image", 64, "pixels", "arXiv:2006.11239 and 2102.09672 train at 32 and 64 px on few GPUs")
LARGE = Limit("large_image", 256, "pixels", "arXiv:2105.05233 table of training compute at 256 px")

size = Fact("data.image_size")
EXCUSES = (
    Fact("model.latent").is_(True),
    size.at_most(SMALL),
    Fact("training.regime").is_("fine-tuning", "distillation", "inference"),
    Fact("training.toy").is_(True),
)
LOW = (
    is_run,
    Fact("model.family").is_("diffusion"),
    Fact("constraints.compute").is_("low"),
    scratch,
)

RULE = Rule(
    "diffusion-on-low-compute",
    "a diffusion model trained from scratch on little compute",
    cases=(
        Case(
            WARNING,
            when=(own_words, *LOW),
            unless=EXCUSES,
            say="{model.name} from scratch on little compute: diffusion is among the dearest families to train",
        ),
        Case(
            NOTE,
            when=(*LOW, Fact("model.latent").is_(False), size.at_least(LARGE)),
            unless=EXCUSES,
            say="{model.name} over pixels at {data.image_size} px from scratch on little compute",
        ),
    ),
    at=("constraints.compute",),
    instead="fine-tune a latent model (LoRA), train in a latent space or at 64 px and below; a VAE where blur is "
    "acceptable; latent diffusion, fine-tuning or a small image size silence this",
    evidence=("arXiv:2112.10752", "arXiv:2105.05233", "arXiv:2310.00426"),
    limits=(SMALL, LARGE),
    concerns=("diffusion",),
)

_LOW = "archlint: 1\nmodel: {family: diffusion, pretrained: %s%s}\ndata: {modality: image, image_size: 256}\n%s"
_NEED = "constraints: {compute: low}\n"
EXAMPLES = (
    Bad(_LOW % ("false", "", _NEED), value="low"),
    Good(_LOW % ("true", "", _NEED)),
    Silent(_LOW % ("false", ", latent: true", _NEED), why="the diffusion runs in a latent space"),
    Asks(_LOW % ("false", "", ""), fact="constraints.compute"),
)
