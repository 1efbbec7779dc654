import pytest
from reading import facts

CONFIG = """
variables: {len: 1024, folder: ./my-copy-c4, remote: null}
max_seq_len: ${variables.len}
model: %s
train_loader: {name: %s, dataset: {local: '${variables.folder}', remote: '${variables.remote}', split: %s}}
max_duration: %s
device_train_microbatch_size: %s
algorithms: {gradient_clipping: {clipping_type: norm}}
%s
"""
MPT = "{name: mpt_causal_lm, d_model: 512, n_heads: 8, n_layers: 6, max_seq_len: '${variables.len}'%s}"
HF = "{name: hf_causal_lm, pretrained_model_name_or_path: gpt2%s}"


def config(model, loader="text", split="train", duration="4800ba", batch=8, more=""):
    return CONFIG % (model, loader, split, duration, batch, more)


@pytest.mark.parametrize(
    ("keys", "norm", "position", "kv"),
    [
        ("", "layer", "learned", None),
        (", norm_type: rmsnorm, attn_config: {rope: true}", "rms", "rotary", None),
        (", attn_config: {alibi: true, attn_type: multiquery_attention}", "layer", "alibi", 1),
        (
            ", attn_config: {attn_type: grouped_query_attention, kv_n_heads: 2}, learned_pos_emb: false",
            "layer",
            None,
            2,
        ),
    ],
)
def test_mpt_is_read_by_its_own_keys(keys, norm, position, kv):
    found = facts(config(MPT % keys), "run.yaml")
    assert (found["model.num_layers"], found["model.hidden_size"], found["model.num_heads"]) == (6, 512, 8)
    assert (found["model.max_positions"], found["data.sequence_length"]) == (1024, 1024)
    assert found["model.normalization"] == norm
    assert found.get("model.position_encoding") == position
    assert found.get("model.num_kv_heads") == kv


@pytest.mark.parametrize(
    ("model", "loader", "more", "value"),
    [
        (MPT % "", "text", "", False),
        (MPT % "", "text", "load_path: runs/base", True),
        (MPT % "", "text", "load_path: ${base}", None),
        (MPT % "", "finetuning", "", None),
        (HF % "", "text", "", True),
        (HF % ", pretrained: false", "text", "", False),
        (HF % ", pretrained: false", "text", "load_path: runs/base", True),
        (HF % ", pretrained: '${p}'", "text", "", None),
        ("{name: mosaic_bert, num_labels: 2}", "finetuning", "", None),
    ],
)
def test_a_name_of_an_architecture_is_no_proof_of_weights(model, loader, more, value):
    assert facts(config(model, loader, more=more), "run.yaml").get("model.pretrained") is value


def test_an_overridden_size_is_the_models():
    found = facts(config(HF % ", config_overrides: {n_layer: 4, n_positions: '${variables.len}'}"), "run.yaml")
    assert (found["model.num_layers"], found["model.max_positions"]) == (4, 1024)
    assert found["model.normalization"] == "layer"


@pytest.mark.parametrize(("split", "name", "sized"), [("train", "C4 (en)", True), ("train_small", "C4 (en)", False)])
def test_the_folder_of_its_instructions_is_c4(split, name, sized):
    found = facts(config(MPT % "", split=split), "run.yaml")
    assert found["data.name"] == name
    assert ("data.train_size" in found) is sized


def test_an_encoder_pretrains_with_masks_only_on_plain_text():
    model = "{name: flex_bert, model_config: {num_hidden_layers: 6, hidden_size: 384, normalization: rmsnorm}}"
    found = facts(config(model), "run.yaml")
    assert (found["model.family"], found["model.num_layers"]) == ("transformer-encoder", 6)
    assert (found["model.normalization"], found["task"]) == ("rms", "masked-language-modeling")
    assert "task" not in facts(config(model, "finetuning"), "run.yaml")


@pytest.mark.parametrize(("batch", "stated"), [("8", 8), ("auto", None), ("0.5", None)])
def test_a_batch_that_is_found_at_run_time_is_not_known(batch, stated):
    assert facts(config(MPT % "", batch=batch), "run.yaml").get("training.batch_size_per_device") == stated
