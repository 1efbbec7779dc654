"""Coqui TTS (and Mozilla TTS before): one JSON, often with comments, of a model, its audio and its data sets."""

import math

from ... import knowledge
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.values import positive, state_depth
from ..reading.vocoders import plain_counts, state_frames, state_kernels, state_rates, state_shorter

DIALECT = Dialect(
    name="coqui-tts",
    title="Coqui TTS",
    files="JSON with `model` (or `generator_model`), `audio` and `datasets`",
    reads="architecture, depth, width and heads of VITS, data set, batch size, hop and upsampling",
    formats=("json", "yaml"),
    triggers=("model audio datasets", "model audio run_name", "generator_model audio", "model audio model_args"),
)

_OWN = (
    "text_cleaner", "phonemizer", "use_phonemes", "characters", "run_name", "stopnet", "test_sentences", "model_args",
    "eval_batch_size", "r", "use_speaker_embedding", "mixed_precision", "test_sentences_file", "phoneme_language",
)  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a config by the model's name beside audio settings and several keys of the trainer's own."""
    name = root.first("model", "generator_model").text
    audio = root.get("audio")
    sampled = audio.get("sample_rate").present or audio.get("num_mels").present or audio.get("fft_size").present
    found = [key for key in _OWN if key in root.value]
    if name and sampled and (len(found) >= 2 or root.get("datasets.0.formatter").present):
        return Claim(86, f"the model {name} beside audio settings")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the model; a data set's ``formatter`` is how its files are laid out, no name."""
    name = root.get("model")
    vocoder = root.get("generator_model")
    if vocoder.text:
        plain = vocoder.text.removesuffix("_generator")
        facts.say("model.architecture", plain, vocoder)
        if knowledge.architecture(plain) is None:
            facts.say("model.family", "gan" if "gan" in plain else None, vocoder)
    else:
        facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    place = vocoder if vocoder.text else name
    facts.say("task", "text-to-speech", place)
    facts.say("data.modality", "audio", place)
    arguments = root.get("model_args")
    if name.text.lower() == "vits" and arguments.is_map:
        state_depth(facts, arguments.get("num_layers_text_encoder"), "blocks")
        facts.state("model.hidden_size", arguments.get("hidden_channels"), count)
        facts.state("model.num_heads", arguments.get("num_heads_text_encoder"), count)
    names = {entry.get("dataset_name").text for entry in root.get("datasets").each()} - {""}
    if len(names) == 1 and root.get("datasets").is_list and len(root.get("datasets").value) == 1:
        facts.say("data.name", names.pop(), root.get("datasets.0.dataset_name"))
    if root.first("epochs", "lr").present:
        facts.say("training.is_run", True, root.first("epochs", "lr"))
    if is_integer(root.get("batch_size").value):
        facts.state("training.batch_size_per_device", root.get("batch_size"), count)
    if root.get("restore_path").text and not root.get("restore_path").is_null:
        facts.say("model.pretrained", True, root.get("restore_path"))
    _read_frames(root, facts, name, vocoder, arguments)


def _read_frames(root: Node, facts: Facts, name, vocoder, arguments):
    """State the spectrogram, and what HiFi-GAN and VITS make of one of its frames.

    VITS is compared with audio of its own length; of what a vocoder makes, what is too long is cut off.
    """
    hop = root.get("audio.hop_length")
    state_frames(facts, hop, root.get("audio.win_length"), root.get("audio.fft_size"))
    if vocoder.text == "hifigan_generator":
        params = root.get("generator_model_params")
        rates, kernels = params.get("upsample_factors"), params.get("upsample_kernel_sizes")
        values = plain_counts(rates)
        if values and is_integer(hop.value) and math.prod(values[:64]) < hop.value:
            state_rates(facts, rates)
        state_shorter(facts, "upsample_kernel_sizes", kernels, rates)
    elif "wavegrad" in (vocoder.text, name.text.lower()):
        state_rates(facts, root.get("model_params.upsample_factors"))  # both ways of the network are compared
    elif name.text.lower() == "vits" and arguments.is_map:
        rates, kernels = arguments.get("upsample_rates_decoder"), arguments.get("upsample_kernel_sizes_decoder")
        encoder_rate = arguments.get("encoder_sample_rate")
        if encoder_rate.absent or encoder_rate.is_null:
            state_rates(facts, rates)
        state_kernels(facts, rates, kernels, "half-difference")
        state_shorter(facts, "upsample_kernel_sizes_decoder", kernels, rates)
        facts.assume("model.head_remainder", "refuse", arguments.get("num_heads_text_encoder"))
    if vocoder.text:
        facts.state("data.segment_length", root.get("seq_len"), positive)
        facts.assume("data.segment_remainder", "refuse", root.get("seq_len"))
