"""A bidirectional encoder is trained or used to continue a text.

## What it looks for
A transformer encoder whose attention is known to see both directions, where the task is language modeling: the next
token is predicted from a representation that has already seen it.

## Why it matters
With attention in both directions the loss falls to nothing by copying, and nothing can be generated from left to right.
transformers builds such a model (`AutoModelForCausalLM` on BERT) and only writes a warning to the log.

## What to do instead
A decoder (GPT, Llama ...); an encoder with a causal mask (`is_decoder: true`), which must then be trained as one; for a
task with an input and an output an encoder-decoder; or the masked-language-modeling task for the encoder.

## When it is fine
Masked and discrete-diffusion language models, prefix language models (UniLM), encoder-decoders.

## Evidence
arXiv:1810.04805 (section 3.1: a bidirectional model would let each word see itself, hence the masked task).
"""

from .. import WARNING, Bad, Case, Fact, Good, Rule, Silent

RULE = Rule(
    "bidirectional-for-generation",
    "a bidirectional encoder that is to continue a text",
    cases=(
        Case(
            WARNING,
            when=(
                Fact("task").is_("language-modeling"),
                Fact("model.family").is_("transformer-encoder"),
                Fact("model.causal").is_(False),
            ),
            unless=(
                Fact("model.architecture").has("diffusion", "llada", "dream", "unilm", "mdlm", "xlnet", "generation"),
            ),
            say="{model.name} sees both directions, and is to predict the next token",
        ),
    ),
    at=("model.causal", "model.architecture", "task"),
    instead="a decoder, an encoder-decoder, or the task masked-language-modeling",
    evidence=("arXiv:1810.04805",),
    concerns=("transformer-encoder",),
    needs=("task",),
)

_TUNE = """base_model: %s
datasets: [{path: tatsu-lab/alpaca, type: alpaca}]
sequence_len: 512
micro_batch_size: 1
"""
EXAMPLES = (
    Bad(
        "archlint: 1\ntask: language-modeling\nmodel: {architecture: bert-base-uncased, pretrained: true}\n"
        "data: {modality: text}\n",
        value="bert-base-uncased",
    ),
    Good(
        "archlint: 1\ntask: masked-language-modeling\nmodel: {architecture: bert-base-uncased, pretrained: true}\n"
        "data: {modality: text}\n"
    ),
    Bad(_TUNE % "google-bert/bert-base-uncased", value="google-bert/bert-base-uncased", path="tune.yml"),
    Good(_TUNE % "openai-community/gpt2", path="tune.yml"),
    Silent(
        "archlint: 1\ntask: language-modeling\nmodel: {family: transformer-encoder, pretrained: true}\n"
        "data: {modality: text}\n",
        why="an encoder with a causal mask is a language model",
    ),
)
