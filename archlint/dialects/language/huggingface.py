"""Hugging Face ``config.json``: one network of the transformers library, or several under their own keys."""

from .. import Dialect
from ..reading.huggingface import claim, read

DIALECT = Dialect(
    name="huggingface",
    title="Hugging Face transformers",
    files="`config.json` with `model_type` or `architectures`; older files with BERT's or GPT-2's keys",
    reads="family, depth, normalization, heads, positions, vocabulary, patches, components, origin of the weights",
    formats=("json",),
    triggers=(
        "model_type", "architectures", "auto_map", "hidden_size num_hidden_layers", "n_layer n_embd",
        "discriminator generator", "architecture pretrained_cfg",
    ),
)  # fmt: skip

__all__ = ["DIALECT", "claim", "read"]
