import pytest
from reading import facts, read

RUN = """
common: {fp16: true}
checkpoint: {save_interval: 10%s}
task: {_name: %s, data: "???", normalize: true}
dataset: {max_tokens: 1000000}
distributed_training: {distributed_world_size: 8}
optimization: {clip_norm: 0.1, max_update: 1000}
criterion: {_name: ctc}
model: {_name: %s%s}
"""


def config(task="audio_pretraining", model="wav2vec2", sizes="", checkpoint=""):
    return RUN % (checkpoint, task, model, sizes)


@pytest.mark.parametrize(
    ("model", "sizes", "family", "layers"),
    [
        ("wav2vec2", "", "transformer-encoder", 12),
        ("wav2vec2", ", encoder_layers: 24, encoder_attention_heads: 16", "transformer-encoder", 24),
        ("wav2vec_ctc", ", w2v_path: '???'", "transformer-encoder", None),
        ("roberta", "", "transformer-encoder", 12),
        ("roberta_large", "", "transformer-encoder", 24),
        ("transformer_lm", ", decoder_layers: 6", "transformer-decoder", 6),
        ("transformer_lm_gpt", "", "transformer-decoder", None),
        ("transformer", ", encoder_layers: 5, decoder_layers: 3", "encoder-decoder", 5),
        ("s2t_conformer", "", "conformer", None),
        ("mine", ", encoder_layers: 3", None, None),
    ],
)
def test_models(model, sizes, family, layers):
    found = facts(config(model=model, sizes=sizes))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, layers)
    assert (found["training.num_devices"], found["training.is_run"]) == (8, True)


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("audio_pretraining", ("self-supervised-pretraining", "audio")),
        ("audio_finetuning", ("speech-recognition", "audio")),
        ("masked_lm", ("masked-language-modeling", "text")),
        ("translation", ("translation", "text")),
    ],
)
def test_tasks(task, expected):
    found = facts(config(task, "transformer"))
    assert (found["task"], found["data.modality"]) == expected


@pytest.mark.parametrize(
    ("sizes", "checkpoint", "pretrained"),
    [
        (", w2v_path: '???'", "", True),
        (", w2v_path: base.pt", "", True),
        (", w2v_path: null", "", None),
        ("", ", finetune_from_model: base.pt", True),
        ("", ", restore_file: checkpoint_last.pt", None),
        ("", "", None),
    ],
)
def test_weights(sizes, checkpoint, pretrained):
    assert facts(config("audio_finetuning", "wav2vec_ctc", sizes, checkpoint)).get("model.pretrained") == pretrained


@pytest.mark.parametrize(("first", "placement"), [("true", "pre"), ("false", "post")])
def test_place_of_normalization(first, placement):
    found = facts(config(sizes=f", layer_norm_first: {first}"))
    assert (found["model.norm_placement"], found["model.normalization"]) == (placement, "layer")


def test_a_model_group():
    text = "activation_fn: gelu\ndropout: 0.1\ndecoder_embed_dim: 512\ndecoder_ffn_embed_dim: 2048\ndecoder_layers: 8\n"
    found = facts(text + "decoder_attention_heads: 8\ndecoder_normalize_before: true\nlayernorm_embedding: false\n")
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-decoder", 8)
    assert (found["model.normalization"], found["model.norm_placement"]) == ("layer", "pre")
    assert "training.is_run" not in found


def test_others_are_not_claimed():
    assert read("task: {_name: translation}\nmodel: {layers: 6}\n").dialect != "fairseq"
