"""Hugging Face files that stand beside a ``config.json``: tokenizer, generation, preprocessing, index of weights."""

from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="hf-companion",
    title="Hugging Face tokenizer, generation and preprocessor files",
    files="`tokenizer_config.json`, `special_tokens_map.json`, `generation_config.json`, `preprocessor_config.json`",
    reads="nothing",
    formats=("json",),
    triggers=(
        "tokenizer_class", "added_tokens_decoder", "model_max_length", "pre_tokenizer", "eos_token", "bos_token",
        "unk_token", "cls_token", "chat_template", "_from_model_config", "eos_token_id", "do_sample", "max_new_tokens",
        "image_processor_type", "feature_extractor_type", "processor_class", "image_mean", "do_normalize",
        "feature_size", "weight_map", "word_embedding_dimension", "log_history", "__version__", "quant_method", "bits",
        "train_runtime", "special_tokens_map_file",
    ),
    is_model=False,
)  # fmt: skip

# What only a config of a network holds.
_NETWORK = (
    "model_type", "architectures", "hidden_size", "d_model", "n_embd", "num_hidden_layers", "n_layer", "_class_name",
    "model_name_or_path", "peft_type", "layers", "encoder", "decoder",
)  # fmt: skip
_SPECIAL = (
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
    "additional_special_tokens", "image_token", "audio_token", "video_token", "boi_token", "eoi_token",
)  # fmt: skip
_TOKENIZER = (
    "tokenizer_class", "model_max_length", "added_tokens_decoder", "do_lower_case", "special_tokens_map_file",
    "tokenize_chinese_chars", "clean_up_tokenization_spaces", "add_prefix_space", "chat_template", "tokenizer_file",
    "name_or_path", "strip_accents", "sp_model_kwargs", "add_bos_token", "legacy", "never_split",
)  # fmt: skip
_GENERATION = (
    "_from_model_config", "bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id", "max_length",
    "max_new_tokens", "min_length", "do_sample", "temperature", "top_k", "top_p", "num_beams", "repetition_penalty",
    "length_penalty", "no_repeat_ngram_size", "early_stopping", "transformers_version", "forced_bos_token_id",
    "forced_eos_token_id", "suppress_tokens", "begin_suppress_tokens", "forced_decoder_ids", "bad_words_ids",
    "use_cache", "is_multilingual", "lang_to_id", "task_to_id", "alignment_heads", "no_timestamps_token_id",
    "max_initial_timestamp_index", "return_timestamps", "prev_sot_token_id", "typical_p", "penalty_alpha",
    "num_return_sequences",
    "cache_implementation",
    "trust_remote_code", "output_attentions", "output_hidden_states", "renormalize_logits", "user_token_id",
    "assistant_token_id", "chat_format", "max_window_size", "stop_words_ids", "guidance_scale", "min_p",
)  # fmt: skip
_IMAGES = (
    "do_resize", "do_normalize", "do_rescale", "do_center_crop", "image_mean", "image_std", "rescale_factor",
    "resample",
    "crop_size", "do_convert_rgb",
)  # fmt: skip
_AUDIO = (
    "feature_size",
    "sampling_rate",
    "padding_value",
    "return_attention_mask",
    "hop_length",
    "n_fft",
    "nb_max_frames",
)


def claim(root: Node) -> Claim | None:
    """Claim a file of one of these kinds that holds no key of a network."""
    if any(key in root.value for key in _NETWORK):
        return None
    kind = _kind(root)
    return Claim(80, kind) if kind else None


def _kind(root: Node):
    def held(keys):
        return [key for key in keys if key in root.value]

    if root.has("added_tokens", "pre_tokenizer", "model") or root.has("version", "pre_tokenizer"):
        return "a tokenizer's vocabulary and steps"
    if root.has("metadata", "weight_map"):
        return "an index of weight files"
    if any(key in root.value for key in ("image_processor_type", "feature_extractor_type", "video_processor_type")):
        return "a preprocessor"
    if len(held(_IMAGES)) >= 3 or len(held(_AUDIO)) >= 3:
        return "a preprocessor"
    if len(held(_TOKENIZER)) >= 2 or ("tokenizer_class" in root.value and held(_SPECIAL)):
        return "a tokenizer's settings"
    if "processor_class" in root.value:
        return "a processor"
    if len(root.value) and len(held(_SPECIAL)) == len(root.value):
        return "special tokens"
    found = held(_GENERATION)
    if "_from_model_config" in root.value or (len(found) >= 2 and len(found) >= 0.8 * len(root.value)):
        return "generation settings"
    if root.has("word_embedding_dimension") and any(key.startswith("pooling_mode") for key in map(str, root.value)):
        return "pooling of sentence embeddings"
    if root.has("log_history", "global_step"):
        return "a trainer's state"
    if root.has("bits", "group_size"):
        return "quantization settings"
    if root.get("__version__").has("sentence_transformers"):
        return "sentence-transformers settings"
    if root.has("train_runtime", "train_loss") or list(root.value) == ["chat_template"]:
        return "a result or template"
    return None
