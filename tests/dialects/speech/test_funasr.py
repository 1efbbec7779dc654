import pytest
from reading import facts, read

PARAFORMER = """
model: Paraformer
model_conf: {ctc_weight: 0.0, predictor_weight: 1.0}
encoder: %s
encoder_conf: {output_size: 320, attention_heads: 4, num_blocks: 20, normalize_before: true}
decoder: %s
decoder_conf: {attention_heads: 4, num_blocks: 8}
frontend: WavFrontend
frontend_conf: {fs: 16000}
normalize: null
train_conf: {max_epoch: 50}
optim: adam
dataset: AudioDataset
dataset_conf: {batch_type: %s, batch_size: 16}
"""


@pytest.mark.parametrize(
    ("encoder", "decoder", "family", "norm"),
    [
        ("ConformerEncoder", "ParaformerSANDecoder", "conformer", "batch+layer"),
        ("SANMEncoder", "ParaformerSANMDecoder", "encoder-decoder", "layer"),
        ("SANMEncoder", "null", None, "layer"),
        ("EBranchformerEncoder", "TransformerDecoder", "conformer", "layer"),
    ],
)
def test_networks(encoder, decoder, family, norm):
    found = facts(PARAFORMER % (encoder, decoder, "example"))
    assert (found.get("model.family"), found["model.normalization"]) == (family, norm)
    assert (found["model.num_layers"], found["model.norm_placement"]) == (20, "pre")
    assert (found["training.batch_size_per_device"], found["training.is_run"]) == (16, True)


def test_a_batch_by_length_is_no_number_of_samples():
    assert "training.batch_size_per_device" not in facts(PARAFORMER % ("SANMEncoder", "x", "length"))


def test_the_encoder_of_a_language_model_is_not_the_network():
    found = facts(PARAFORMER % ("SANMEncoder", "x", "length") + "llm: Qwen2\nllm_conf: {freeze: true}\n")
    assert "model.num_layers" not in found
    assert "model.family" not in found


def test_weights():
    assert facts(PARAFORMER % ("SANMEncoder", "x", "length") + "init_param: model.pt\n")["model.pretrained"] is True


def test_others_are_not_claimed():
    assert read("encoder: resnet\nencoder_conf: {depth: 18}\nfrontend: react\n").dialect != "funasr"
