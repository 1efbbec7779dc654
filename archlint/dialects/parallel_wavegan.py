"""ParallelWaveGAN's vocoders, also in PaddleSpeech: ``generator_params`` and ``discriminator_params``."""

from ..facts import count
from . import Claim, Dialect

DIALECT = Dialect(
    name="parallel-wavegan",
    title="ParallelWaveGAN",
    files="YAML with `generator_params` and `discriminator_params`",
    reads="generator, its layers, weight normalization, batch size",
    formats=("yaml",),
    triggers=("generator_params discriminator_params",),
)

_GENERATORS = {
    "ParallelWaveGANGenerator": "parallel_wavegan", "MelGANGenerator": "melgan", "HiFiGANGenerator": "hifigan",
    "StyleMelGANGenerator": "style_melgan",
}  # fmt: skip


def claim(root):
    """Claim a config by both networks' parameters beside those of the spectra or the loss."""
    both = root.get("generator_params").is_map and root.get("discriminator_params").is_map
    if both and any(
        key in root.value for key in ("stft_loss_params", "num_mels", "n_mels", "mel_loss_params", "lambda_adv")
    ):
        return Claim(90, "generator_params and discriminator_params of a vocoder")
    return None


def read(root, facts):
    """State the generator; the discriminator is a component of its own."""
    params, type = root.get("generator_params"), root.get("generator_type")
    layered = params.has("layers", "stacks", "residual_channels")
    if type.text:
        facts.say("model.architecture", _GENERATORS.get(type.text, type.text.removesuffix("Generator")), type)
    elif type.absent and layered:  # the type that is taken where none is named
        facts.say("model.architecture", "parallel_wavegan", params)
    facts.say("model.family", "gan", params)
    facts.say("data.modality", "audio", params)
    facts.say("task", "text-to-speech", params)
    if layered:
        facts.state("model.num_layers", params.get("layers"), count)
        facts.say("model.depth_unit", "blocks", params.get("layers"))
    if params.get("use_weight_norm").value is True:
        facts.say("model.normalization", "weight", params.get("use_weight_norm"))
    critic = facts.component("discriminator")
    kind = root.get("discriminator_type")
    critic.say("model.architecture", kind.text or None, kind)
    if root.get("discriminator_params.use_weight_norm").value is True:
        critic.say("model.normalization", "weight", root.get("discriminator_params.use_weight_norm"))
    steps = root.first("train_max_steps", "generator_optimizer_params")
    if steps.present:
        facts.say("training.is_run", True, steps)
        facts.state("training.batch_size_per_device", root.get("batch_size"), count)
