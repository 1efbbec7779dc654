"""What the name of a checkpoint says: whether the Hub holds it, and the family that a word in it stands for."""

from ... import knowledge

# A word of a model's name that stands for one family in its published uses.  A name that also holds one of ``_MIXED``
# joins that network with another, or is built on another scheme, and says nothing.
_WORDS = {
    "transformer-encoder": (
        "bert", "roberta", "distilbert", "albert", "electra", "deberta", "xlmr", "camembert", "ernie", "modernbert",
        "macbert", "distilroberta", "biobert", "scibert", "finbert", "minilm", "mpnet", "rubert", "wav2vec2", "hubert",
        "wavlm",
    ),
    "transformer-decoder": (
        "llama", "mistral", "mixtral", "qwen", "qwen2", "qwen3", "gemma", "phi", "gpt2", "distilgpt2", "gpt", "pythia",
        "falcon", "bloom", "opt", "tinyllama", "smollm", "smollm2", "smollm3", "deepseek", "yi", "internlm",
        "internlm2", "baichuan", "vicuna", "codellama", "starcoder", "starcoder2", "olmo", "stablelm", "zephyr",
        "chatglm", "llama2", "llama3", "devstral", "codestral", "glm",
    ),
    "state-space": ("mamba", "mamba2", "jamba", "zamba", "zamba2", "bamba"),
    "vision-language": ("llava", "paligemma", "pixtral", "smolvlm", "smolvlm2", "internvl2", "internvl3", "idefics2"),
    "encoder-decoder": ("t5", "mt5", "bart", "mbart", "pegasus", "marian", "whisper", "nllb", "m2m100", "byt5",
    "parler"),
}  # fmt: skip
# Beside a decoder's name these stand for a tower that reads images.
_SEEING = ("vision", "vl", "vlm", "multimodal", "llava")
_MIXED = (
    "clip", "vit", "vits", "vits2", "blip", "siglip", "bge", "ocr", "omni", "audio", "diffusion", "rwkv", "h1",
    "hybrid", "encoder", "decoder", "vae", "reranker", "image", "embedding", "embed", "llama4",
)  # fmt: skip


def is_hub_name(text):
    """Whether a text names a checkpoint of the Hub (``owner/name``, or a bare name that is known), not a local path."""
    from ...knowledge.spelling import plain

    if not text or any(sign.isspace() for sign in text) or plain(text) is None:
        return False
    if "/" in text:
        owner, _, name = text.partition("/")
        return bool(owner) and bool(name) and not name.startswith("checkpoint-")
    return is_checkpoint(text)


def is_checkpoint(name):
    """Whether a bare name is that of one known network: not a word for a family (``bert``, ``llm``), nor any folder."""
    row = knowledge.architecture(name)
    return row is not None and "num_layers" in row and any(sign.isdigit() or sign in "-_" for sign in name)


def family_by_word(name):
    """Return the family that a word in a checkpoint's name stands for, or None where no or more than one does."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.rpartition("/")[2].lower()).split()
    # GLM-4.6V: a number with a V of its own is a model that sees.
    if any(word in _MIXED or (word[:-1].isdecimal() and word[-1] == "v") for word in words):
        return None
    found = {family for family, known in _WORDS.items() for word in words if word in known}
    if any(word in _SEEING for word in words):
        return "vision-language" if found & {"transformer-decoder", "vision-language"} else None
    return found.pop() if len(found) == 1 else None
