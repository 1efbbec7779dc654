"""NVIDIA NeMo: Hydra configs of ``model``, ``trainer`` and ``exp_manager``, for speech and language."""

from ...facts import OPAQUE, Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.norms import norm_by_word
from ..reading.values import positive, state_depth
from ..reading.vocoders import state_frames, state_rates, state_shorter

DIALECT = Dialect(
    name="nemo",
    title="NVIDIA NeMo",
    files="Hydra YAML whose `model` holds classes of `nemo`, or stands beside `trainer` and `exp_manager`",
    reads="encoder or language model, depth, width, heads, normalization, positions, weights, batch size, devices",
    formats=("yaml",),
    triggers=(
        "model exp_manager",
        "model trainer",
        "model._target_",
        "ffn_hidden_size transformer_block_type",
        "model.encoder._target_",
        "model.decoder._target_",
        "model.preprocessor._target_",
        "model.input_fft._target_",
        "model.generator._target_",
        "model.transf_decoder._target_",
        "model.spec_augment._target_",
        "model.perception._target_",
    ),
)

_TOP = ("encoder", "decoder", "preprocessor", "input_fft", "generator", "transf_decoder", "spec_augment", "perception")


def claim(root: Node) -> Claim | None:
    """Claim a config by a class of NeMo in its model, or by its experiment manager beside a model and a trainer."""
    model = root.get("model")
    if root.has("ffn_hidden_size", "transformer_block_type", "num_attention_heads"):
        return Claim(84, "ffn_hidden_size beside transformer_block_type")
    if not model.is_map:
        return None
    for node in (model, *(model.get(key) for key in _TOP)):
        if node.get("_target_").text.startswith("nemo."):
            return Claim(90, f"the class {node.get('_target_').text}")
    if root.get("exp_manager").is_map:
        return Claim(88, "exp_manager beside a model")
    if root.get("trainer").is_map and model.has("micro_batch_size", "tensor_model_parallel_size"):
        return Claim(86, "micro_batch_size and tensor_model_parallel_size in the model")
    return None


def read(root: Node, facts: Facts) -> bool | None:
    """State the network of the collection that the model's section shows: recognition, synthesis or language."""
    model = root.get("model")
    if not model.is_map:
        return False  # a stack that others mount as their encoder or decoder
    _read_weights(root, model, facts)
    kind = _class(model.get("encoder"))
    if kind in _ENCODERS:
        _ENCODERS[kind](model, facts)
    elif model.get("input_fft").is_map:
        _read_fastpitch(model, facts)
    elif _class(model.get("generator")) == "Generator" and "hifigan" in model.get("generator._target_").text:
        facts.say("model.architecture", "hifigan", model.get("generator._target_"))
        facts.say("task", "text-to-speech", model.get("generator"))
        _read_vocoder(model, model.get("generator"), facts)
    elif _class(model.get("synthesizer")) == "SynthesizerTrn":
        facts.say("model.architecture", "vits", model.get("synthesizer._target_"))
        facts.say("task", "text-to-speech", model.get("synthesizer"))
        _read_vocoder(model, model.get("synthesizer"), facts)
        facts.state("data.segment_length", model.get("segment_size"), positive)
        facts.assume("data.segment_remainder", "refuse", model.get("segment_size"))
    elif "tacotron2" in model.get("encoder._target_").text:
        facts.say("model.architecture", "tacotron2", model.get("encoder._target_"))
        facts.say("task", "text-to-speech", model.get("encoder"))
    elif model.get("language_model").is_map:
        _read_pretrained_language_model(model, facts)
    elif model.get("encoder.num_layers").present and model.get("decoder.num_layers").present:
        _read_two_stacks(model, facts)
    elif model.has("num_layers", "hidden_size", "num_attention_heads"):
        _read_megatron(root, model, facts)
    _read_run(root, model, facts)
    return None


def _class(node: Node):
    return node.get("_target_").text.rpartition(".")[2]


# Speech


def _read_conformer(model, facts: Facts):
    encoder = model.get("encoder")
    _say_recognition(encoder, facts)
    facts.say("model.architecture", "conformer", encoder.get("_target_"))
    facts.say("model.family", "conformer", encoder.get("_target_"))
    state_depth(facts, encoder.get("n_layers"), "blocks")
    facts.state("model.hidden_size", encoder.get("d_model"), count)
    facts.state("model.num_heads", encoder.get("n_heads"), count)
    facts.assume("model.head_remainder", "refuse")  # asserted in its attention class
    norm = encoder.get("conv_norm_type")
    inner = norm_by_word(norm.text.rstrip("0123456789"))
    if inner is not None:  # the feed-forward and attention parts have layer normalization always
        facts.say("model.normalization", "+".join(sorted({inner, "layer"})), norm)
    position = encoder.get("self_attention_model")
    facts.say("model.position_encoding", {"rel_pos": "relative", "abs_pos": "sinusoidal"}.get(position.text), position)
    style = encoder.get("att_context_style")
    if style.text.startswith("chunked_limited"):
        facts.say("model.streaming", True, style)
    decoder = model.get("transf_decoder.config_dict.num_layers")
    if decoder.present:
        facts.state("model.num_decoder_layers", decoder, count)


def _read_time_delay(model, facts: Facts):
    encoder = model.get("encoder._target_")
    facts.say("model.architecture", "ECAPA_TDNN", encoder)
    facts.say("model.family", "cnn", encoder)
    facts.say("model.normalization", "batch", encoder)
    facts.say("data.modality", "audio", encoder)


def _read_squeezeformer(model, facts: Facts):
    encoder = model.get("encoder")
    _say_recognition(encoder, facts)
    facts.say("model.architecture", "squeezeformer", encoder.get("_target_"))
    state_depth(facts, encoder.get("n_layers"), "blocks")
    facts.state("model.hidden_size", encoder.get("d_model"), count)
    facts.state("model.num_heads", encoder.get("n_heads"), count)
    facts.assume("model.head_remainder", "refuse")  # asserted in its attention class


def _read_convolutions(model, facts: Facts):
    """State a Jasper-style encoder: blocks of convolutions, each repeated."""
    encoder = model.get("encoder")
    blocks = encoder.get("jasper")
    facts.say("data.modality", "audio", encoder.get("_target_"))
    facts.say("model.family", "cnn", encoder.get("_target_"))
    mode = encoder.get("normalization_mode")
    if mode.absent or mode.is_null:
        facts.assume("model.normalization", "batch", encoder.get("_target_"))
    else:
        facts.say("model.normalization", norm_by_word(mode.text), mode)
    repeats = [block.get("repeat") for block in blocks.each()] if blocks.is_list else []
    if repeats and all(is_count(repeat.value) for repeat in repeats):
        facts.say("model.num_layers", sum(repeat.value for repeat in repeats), blocks)
        facts.say("model.depth_unit", "blocks", blocks)
    if _class(model.get("decoder")) in ("ConvASRDecoder", "RNNTDecoder"):
        _say_recognition(encoder, facts)


def _read_recurrent(model, facts: Facts):
    encoder = model.get("encoder")
    _say_recognition(encoder, facts)
    facts.say("model.family", "rnn", encoder.get("_target_"))
    cell = encoder.get("rnn_type")
    facts.say("model.cell", cell.text.lower() if cell.text.lower() in ("lstm", "gru") else None, cell)
    state_depth(facts, encoder.get("n_layers"), "recurrent-layers")
    facts.state("model.hidden_size", encoder.get("d_model"), count)


def _say_recognition(encoder, facts: Facts):
    facts.say("task", "speech-recognition", encoder.get("_target_"))
    facts.say("data.modality", "audio", encoder.get("_target_"))


_ENCODERS = {
    "ConformerEncoder": _read_conformer,
    "SqueezeformerEncoder": _read_squeezeformer,
    "ConvASREncoder": _read_convolutions,
    "RNNEncoder": _read_recurrent,
    "ECAPAEncoder": _read_time_delay,
}


def _read_fastpitch(model, facts: Facts):
    first, second = model.get("input_fft"), model.get("output_fft")
    facts.say("model.architecture", "fastpitch", first)
    facts.say("model.family", "encoder-decoder", first)
    facts.say("task", "text-to-speech", first)
    facts.say("data.modality", "audio", first)
    state_depth(facts, first.get("n_layer"), "blocks")
    facts.state("model.num_decoder_layers", second.get("n_layer"), count)
    facts.state("model.num_heads", first.get("n_head"), count)
    facts.state("model.head_dim", first.get("d_head"), count)
    facts.state("model.hidden_size", first.get("d_model"), count)


def _read_vocoder(model, generator, facts: Facts):
    """State what HiFi-GAN's generator makes of a frame, beside the hop of the spectrogram that its loss compares."""
    frames = model.get("preprocessor")
    facts.say("data.modality", "audio", generator)
    state_frames(facts, frames.get("n_window_stride"), frames.get("n_window_size"), frames.get("n_fft"))
    rates, kernels = generator.get("upsample_rates"), generator.get("upsample_kernel_sizes")
    state_rates(facts, rates)
    state_shorter(facts, "upsample_kernel_sizes", kernels, rates)


# Language

_POSITIONS = {"learned_absolute": "learned", "rope": "rotary", "alibi": "alibi", "relative": "relative", "none": "none"}


def _read_pretrained_language_model(model, facts: Facts):
    """State a model of transformers: built from its sizes where these are given, else loaded by its name."""
    part = model.get("language_model")
    name, config = part.get("pretrained_model_name"), part.get("config")
    facts.say("data.modality", "text", part)
    facts.state("model.architecture", name, lambda value: value if isinstance(value, str) else None)
    checkpoint = part.get("lm_checkpoint")
    if checkpoint.text and not checkpoint.is_null:
        facts.say("model.pretrained", True, checkpoint)
    elif config.is_map:
        facts.say("model.pretrained", False, config)
        state_depth(facts, config.get("num_hidden_layers"), "blocks")
        facts.state("model.hidden_size", config.get("hidden_size"), count)
        facts.state("model.num_heads", config.get("num_attention_heads"), count)
        facts.state("model.vocab_size", config.get("vocab_size"), count)
        facts.state("model.max_positions", config.get("max_position_embeddings"), count)
    elif name.text and not part.get("config_file").text:
        facts.say("model.pretrained", True, name)
    if model.get("mask_prob").present and model.get("only_mlm_loss").present:
        facts.say("task", "masked-language-modeling", model.get("mask_prob"))
    length = model.first("max_seq_length", "dataset.max_seq_length")
    if is_count(length.value):
        facts.state("data.sequence_length", length, count)


def _read_stack(node: Node, facts: Facts):
    state_depth(facts, node.get("num_layers"), "blocks")
    _read_stack_sizes(node, facts)
    norm = node.get("normalization")
    facts.say("model.normalization", norm_by_word(norm.text), norm)
    block = node.get("transformer_block_type")
    facts.say("model.norm_placement", {"pre_ln": "pre", "post_ln": "post"}.get(block.text), block)
    position = node.get("position_embedding_type")
    facts.say("model.position_encoding", _POSITIONS.get(position.text), position)


def _read_stack_sizes(node: Node, facts: Facts):
    facts.state("model.hidden_size", node.get("hidden_size"), count)
    facts.state("model.num_heads", node.get("num_attention_heads"), count)
    facts.state("model.head_dim", node.get("kv_channels"), count)
    facts.state("model.num_kv_heads", node.get("num_query_groups"), count)
    facts.assume("model.head_remainder", "refuse")  # asserted where kv_channels is left out


def _read_two_stacks(model, facts: Facts):
    encoder = model.get("encoder")
    facts.say(
        "model.architecture", "megatron-t5" if model.get("data.masked_lm_prob").present else "transformer", encoder
    )
    facts.say("model.family", "encoder-decoder", encoder)
    facts.say("data.modality", "text", encoder)
    _read_stack(encoder, facts)
    facts.state("model.num_decoder_layers", model.get("decoder.num_layers"), count)
    _read_stack_sizes(model.get("decoder"), facts.site("decoder"))
    if encoder.get("pre_ln").present and isinstance(encoder.get("pre_ln").value, bool):
        facts.say("model.norm_placement", "pre" if encoder.get("pre_ln").value else "post", encoder.get("pre_ln"))
    _read_length(model, facts)


def _read_megatron(root: Node, model, facts: Facts):
    name = root.get("name")
    masked = model.first("bert_binary_head", "data.masked_lm_prob")
    facts.say("data.modality", "text", model)
    words = name.text.lower()
    if masked.present and not model.get("mcore_gpt").present:
        facts.say("model.architecture", "megatron-bert", masked)
        facts.say("model.family", "transformer-encoder", masked)
        facts.say("task", "masked-language-modeling", masked)
    elif model.get("mcore_gpt").present or any(word in words for word in ("gpt", "llama", "mistral", "gemma")):
        place = model.get("mcore_gpt") if model.get("mcore_gpt").present else name
        facts.say("model.architecture", "megatron-gpt", place)
        facts.say("model.family", "transformer-decoder", place)
        facts.say("task", "language-modeling", place)
    _read_stack(model, facts)
    _read_length(model, facts)
    _read_layout(model, facts)


def _read_layout(model, facts: Facts):
    """State how Megatron spreads the network; it gives each pipeline stage as many layers, unless told otherwise."""
    for name, key in (
        ("tensor_parallel", "tensor_model_parallel_size"),
        ("pipeline_parallel", "pipeline_model_parallel_size"),
    ):
        node = model.get(key)
        if is_integer(node.value):
            facts.state(f"training.{name}", node, count)
    uneven = any(model.get(key).present and not model.get(key).is_null for key in _UNEVEN)
    facts.assume("training.pipeline_remainder", "pad" if uneven else "refuse")


# Keys of Megatron for stages with other numbers of layers.
_UNEVEN = (
    "num_layers_in_first_pipeline_stage", "num_layers_in_last_pipeline_stage", "first_pipeline_num_layers",
    "last_pipeline_num_layers", "account_for_embedding_in_pipeline_split", "account_for_loss_in_pipeline_split",
    "pipeline_model_parallel_layout", "virtual_pipeline_model_parallel_size",
)  # fmt: skip


def _read_length(model, facts: Facts):
    facts.state("model.max_positions", model.get("max_position_embeddings"), count)
    length = model.first("encoder_seq_length", "seq_length", "data.seq_length")
    if is_integer(length.value):
        facts.state("data.sequence_length", length, count)


# The run


_WEIGHTS = (
    "init_from_pretrained_model", "init_from_nemo_model", "init_from_ptl_ckpt", "restore_from_path",
    "restore_from_ckpt",
)  # fmt: skip


def _read_weights(root: Node, model, facts: Facts):
    """State whether weights are loaded: a value that must be given (``???``) at such a key is weights as well."""
    denied = None
    for node in (root, model):
        for key in _WEIGHTS:
            child = node.get(key)
            if child.absent:
                continue
            if child.is_null or child.value == "":
                # An empty ``init_from_...`` is one of several to be given on the command line.
                denied = denied or (child if key.startswith("restore") else None)
            elif child.value == "???" or child.is_map or (child.text and not child.opaque):
                facts.say("model.pretrained", True, child)
            else:
                facts.put("model.pretrained", None, OPAQUE, child.keys)
    if model.get("language_model").is_map:
        return
    if model.get("peft").is_map:
        facts.say("model.pretrained", True, model.get("peft"))
        facts.say("training.regime", "fine-tuning", model.get("peft"))
    if denied is not None:
        facts.say("model.pretrained", False, denied)


def _read_run(root: Node, model, facts: Facts):
    trainer = root.get("trainer")
    trained = model.first("optim", "train_ds", "data")
    if trainer.is_map and trained.present:
        facts.say("training.is_run", True, trainer)
    devices, nodes = trainer.get("devices").value, trainer.get("num_nodes").value
    if is_count(devices):
        facts.say("training.num_devices", devices * (nodes if is_count(nodes) else 1), trainer.get("devices"))
    batch = model.first("micro_batch_size", "train_ds.batch_size", "train_ds.dataloader_params.batch_size")
    if is_integer(batch.value):
        facts.state("training.batch_size_per_device", batch, count)
