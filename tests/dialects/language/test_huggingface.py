import json

import pytest
from reading import engine, facts, lint, read, rules

from archlint import knowledge


def config(model_type=None, **keys):
    """Return a file as ``save_pretrained`` writes it."""
    head = {"model_type": model_type, "transformers_version": "4.44.0"} if model_type else {}
    return json.dumps({**head, **keys})


def state(text, name):
    """Return (value, origin) of a fact, or None where it is absent."""
    fact = read(text, "config.json").facts.get(name)
    return (fact.value, fact.origin) if fact is not None else None


def component(text, role):
    found = [part for part in read(text, "config.json").facts.components if part.role == role]
    assert len(found) == 1
    return {name: fact.value for name, fact in found[0].items() if fact.known}


LLAMA = config(
    "llama", architectures=["LlamaForCausalLM"], hidden_size=256, num_hidden_layers=4, num_attention_heads=8,
    num_key_value_heads=2, max_position_embeddings=512, vocab_size=1000, rms_norm_eps=1e-6,
)  # fmt: skip


def test_a_decoder_states_its_sizes_and_what_its_type_means():
    known = facts(LLAMA, "config.json")
    assert known["model.family"] == "transformer-decoder"
    assert known["model.normalization"] == "rms"
    assert known["model.position_encoding"] == "rotary"
    assert known["model.causal"] is True
    assert known["task"] == "language-modeling"
    assert (known["model.num_layers"], known["model.depth_unit"]) == (4, "blocks")
    assert (known["model.hidden_size"], known["model.num_heads"], known["model.num_kv_heads"]) == (256, 8, 2)
    assert (known["model.max_positions"], known["model.vocab_size"]) == (512, 1000)
    assert not [name for name in known if name.startswith(("training.", "deployment."))]
    assert "model.pretrained" not in known


@pytest.mark.parametrize(
    ("model_type", "keys", "family", "layers", "norm"),
    [
        ("bert", {"num_hidden_layers": 3, "hidden_size": 312}, "transformer-encoder", 3, "layer"),
        ("gpt2", {"n_layer": 6, "n_embd": 384, "n_head": 6}, "transformer-decoder", 6, "layer"),
        ("t5", {"num_layers": 8, "d_model": 512}, "encoder-decoder", 8, "layer"),
        ("bart", {"encoder_layers": 6, "decoder_layers": 3, "num_hidden_layers": 6}, "encoder-decoder", 6, "layer"),
        ("vit", {"num_hidden_layers": 12}, "vision-transformer", 12, "layer"),
        ("swin", {"depths": [2, 2, 18, 2], "num_layers": 4, "num_heads": [4, 8]}, "vision-transformer", 24, "layer"),
        ("segformer", {"depths": [3, 4, 6, 3], "num_encoder_blocks": 4}, "vision-transformer", 16, "layer"),
        ("convnext", {"depths": [3, 3, 9, 3], "num_stages": 4}, "cnn", 18, "layer"),
        ("mamba", {"num_hidden_layers": 24, "hidden_size": 768}, "state-space", 24, "rms"),
        ("wav2vec2", {"num_hidden_layers": 12}, "transformer-encoder", 12, "layer"),
        ("distilbert", {"n_layers": 6, "dim": 768, "n_heads": 12}, "transformer-encoder", 6, "layer"),
        ("whisper", {"encoder_layers": 4, "decoder_layers": 4, "d_model": 384}, "encoder-decoder", 4, "layer"),
    ],
)  # fmt: skip
def test_each_type_has_its_own_keys(model_type, keys, family, layers, norm):
    known = facts(config(model_type, **keys), "config.json")
    assert known["model.family"] == family
    assert known["model.num_layers"] == layers
    assert known["model.depth_unit"] == "blocks"
    assert known["model.normalization"] == norm


@pytest.mark.parametrize(
    ("block", "depths", "layers"),
    [("bottleneck", [3, 4, 6, 3], 50), ("basic", [2, 2, 2, 2], 18), ("bottleneck", [3, 4, 23, 3], 101)],
)
def test_a_resnet_counts_weight_layers(block, depths, layers):
    known = facts(config("resnet", depths=depths, layer_type=block, hidden_sizes=[64, 128, 256, 512]), "config.json")
    assert (known["model.num_layers"], known["model.depth_unit"]) == (layers, "weight-layers")


def test_an_omitted_key_takes_the_librarys_default():
    text = config("cpmant", architectures=["CpmAntModel"], vocab_size=100)
    assert state(text, "model.num_layers") == (48, "default")
    assert state(text, "model.hidden_size") == (4096, "default")
    assert state(text, "model.vocab_size") == (100, "stated")


def test_an_omitted_number_of_shared_heads_is_the_number_of_heads():
    text = config(
        "llama", architectures=["LlamaForCausalLM"], hidden_size=60, num_attention_heads=6, num_hidden_layers=1
    )
    assert state(text, "model.num_kv_heads") == (6, "default")


def test_the_librarys_defaults_do_not_hold_for_a_projects_own_class():
    text = config("llama", auto_map={"AutoConfig": "configuration.MyConfig"}, architectures=["MyModel"])
    assert state(text, "model.num_layers") is None
    assert facts(text, "config.json")["model.family"] == "transformer-decoder"


@pytest.mark.parametrize("model_type", ["falcon", "gpt_bigcode"])
def test_multi_query_attention_shares_one_head(model_type):
    heads = {"num_attention_heads": 71, "hidden_size": 4544, "n_head": 71, "n_embd": 4544}
    assert facts(config(model_type, multi_query=True, **heads), "config.json")["model.num_kv_heads"] == 1


def test_a_two_stack_model_lists_its_decoder():
    text = config(
        "bart", d_model=96, encoder_layers=4, decoder_layers=2, encoder_attention_heads=6, decoder_attention_heads=4
    )
    known = facts(text, "config.json")
    assert (known["model.num_layers"], known["model.num_decoder_layers"], known["model.num_heads"]) == (4, 2, 6)
    decoder = component(text, "decoder")
    assert (decoder["model.num_layers"], decoder["model.num_heads"], decoder["model.hidden_size"]) == (2, 4, 96)


def test_a_decoders_depth_is_the_encoders_where_the_type_says_so():
    assert state(config("t5", num_layers=5, d_model=64), "model.num_decoder_layers") == (5, "default")


def test_a_dual_encoder_lists_its_towers_and_is_as_deep_as_the_image_tower():
    text = config(
        "clip",
        architectures=["CLIPModel"],
        text_config={
            "model_type": "clip_text_model",
            "hidden_size": 512,
            "num_hidden_layers": 6,
            "num_attention_heads": 8,
        },
        vision_config={"hidden_size": 768, "num_hidden_layers": 10, "patch_size": 16, "image_size": 224},
    )
    known = facts(text, "config.json")
    assert (known["model.family"], known["model.num_layers"]) == ("dual-encoder", 10)
    assert "model.hidden_size" not in known
    assert component(text, "text")["model.num_layers"] == 6
    vision = component(text, "vision")
    assert (vision["model.family"], vision["model.patch_size"]) == ("vision-transformer", 16)
    assert vision["model.num_heads"] == 12  # left out: the default of the type that the outer config sets


@pytest.mark.parametrize("model_type", ["llava", "aya_vision", "qwen2_vl"])
def test_a_vision_language_model_is_as_deep_as_its_language_model(model_type):
    text = config(
        model_type,
        text_config={"model_type": "llama", "num_hidden_layers": 7, "hidden_size": 64, "num_attention_heads": 4},
        vision_config={"num_hidden_layers": 3, "depth": 3},
    )
    known = facts(text, "config.json")
    assert (known["model.family"], known["model.num_layers"]) == ("vision-language", 7)
    assert component(text, "text")["model.num_heads"] == 4


def test_older_vision_language_files_hold_the_language_model_at_the_top():
    text = config(
        "qwen2_vl", num_hidden_layers=28, hidden_size=1536, num_attention_heads=12, vision_config={"depth": 32}
    )
    assert facts(text, "config.json")["model.num_layers"] == 28
    assert component(text, "vision")["model.num_layers"] == 32


def test_an_encoder_and_a_decoder_of_their_own_are_components():
    text = config(
        "encoder-decoder",
        encoder={"model_type": "bert", "num_hidden_layers": 5},
        decoder={"model_type": "gpt2", "n_layer": 3, "is_decoder": True},
    )
    known = facts(text, "config.json")
    assert known["model.family"] == "encoder-decoder"
    assert (known["model.num_layers"], known["model.num_decoder_layers"]) == (5, 3)


def test_a_detector_is_as_deep_as_its_backbone():
    text = config(
        "detr", backbone="resnet50", encoder_layers=6, decoder_layers=6, d_model=256, encoder_attention_heads=8
    )
    known = facts(text, "config.json")
    assert known["model.family"] == "conv-attention-hybrid"
    assert (known["model.num_layers"], known["model.depth_unit"]) == (50, "weight-layers")
    assert component(text, "transformer")["model.num_layers"] == 6


@pytest.mark.parametrize(
    ("keys", "family", "architecture"),
    [
        ({"n_ctx": 64, "n_embd": 64, "n_head": 4, "n_layer": 3}, "transformer-decoder", None),
        (
            {"hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4, "type_vocab_size": 2},
            "transformer-encoder",
            None,
        ),
        (
            {"hidden_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4, "type_vocab_size": 0,
             "relative_attention": True, "pos_att_type": "p2c|c2p"},
            "transformer-encoder",
            "deberta",
        ),
    ],
)  # fmt: skip
def test_older_files_without_a_type_are_told_by_their_keys(keys, family, architecture):
    known = facts(json.dumps({**keys, "layer_norm_eps": 1e-7}), "config.json")
    assert known["model.family"] == family
    assert known["model.num_layers"] == 3
    assert known["model.normalization"] == "layer"
    assert known.get("model.architecture") == architecture
    assert "model.vocab_size" not in known  # nobody's default


def test_a_discriminator_and_a_generator_of_one_encoder():
    def part(layers):
        return {
            "hidden_size": 64, "num_hidden_layers": layers, "num_attention_heads": 4, "relative_attention": True,
            "pos_att_type": "p2c", "type_vocab_size": 0,
        }  # fmt: skip

    text = json.dumps({"embedding_sharing": "gdes", "discriminator": part(6), "generator": part(3)})
    known = facts(text, "config.json")
    assert (known["model.family"], known["model.num_layers"]) == ("transformer-encoder", 6)
    assert component(text, "generator")["model.num_layers"] == 3


@pytest.mark.parametrize(
    ("name", "pretrained"),
    [
        ("google/vit-base-patch16-224", True),
        ("bert-base-uncased", True),
        ("some-owner/some-model", True),
        ("", None),
        ("./vit", None),
        ("outputs/checkpoint-500", None),
        ("clip-vit-large-patch14/", None),
        ("/data/models/bert", None),
        ("my_model", None),
        ("C:\\models\\bert", None),
    ],
)
def test_a_name_of_the_hub_says_where_the_weights_came_from(name, pretrained):
    assert facts(config("bert", _name_or_path=name), "config.json").get("model.pretrained") is pretrained


def test_the_name_of_an_alike_checkpoint_is_the_architecture():
    same = config(
        "vit", _name_or_path="google/vit-base-patch16-224", num_hidden_layers=12, hidden_size=768, patch_size=16
    )
    cut = config(
        "vit", _name_or_path="google/vit-base-patch16-224", num_hidden_layers=4, hidden_size=768, patch_size=16
    )
    assert facts(same, "config.json")["model.num_parameters"] > 80_000_000
    assert "model.num_parameters" not in facts(cut, "config.json")
    assert facts(cut, "config.json")["model.num_layers"] == 4


@pytest.mark.parametrize(
    ("keys", "origin"),
    [
        ({"num_hidden_layers": "twelve"}, "impossible"),
        ({"num_hidden_layers": -2}, "impossible"),
        ({"num_hidden_layers": True}, "impossible"),
        ({"num_hidden_layers": 2.5}, "impossible"),
        ({"num_hidden_layers": float("nan")}, "impossible"),
        ({"num_hidden_layers": 0}, "opaque"),
        ({"num_hidden_layers": "${layers}"}, "opaque"),
        ({"num_hidden_layers": None}, "default"),
        ({}, "default"),
    ],
)
def test_an_impossible_depth_is_told_from_one_that_is_set_elsewhere(keys, origin):
    text = config("bert", hidden_size=768, architectures=["BertModel"], **keys)
    assert state(text, "model.num_layers")[1] == origin
    assert ("impossible-value" in rules(text, "config.json")) == (origin == "impossible")


@pytest.mark.parametrize(
    ("model_type", "keys"),
    [
        ("clap_audio_model", {"num_attention_heads": [4, 8, 16, 32]}),
        ("llama", {"num_key_value_heads": -1}),
        ("bert", {"vocab_size": 0}),
        ("deberta-v2", {"max_position_embeddings": -1}),
        ("vit", {"patch_size": [16, 8]}),
        ("beit", {"id2label": []}),
        ("vit", {"text_config": None, "architectures": None}),
        ("mamba2", {"expand": "two"}),
        ("swin", {"depths": []}),
    ],
)
def test_odd_but_working_values_are_no_fault(model_type, keys):
    text = config(model_type, **keys)
    assert read(text, "config.json").status == "linted"
    assert "impossible-value" not in rules(text, "config.json")


@pytest.mark.parametrize(
    ("model_type", "keys", "head_dim"),
    [
        ("llama", {"hidden_size": 100, "num_attention_heads": 3}, None),  # refused: the numbers must divide
        ("bert", {"hidden_size": 100, "num_attention_heads": 3}, None),
        ("vit", {"hidden_size": 100, "num_attention_heads": 3}, None),
        ("vit", {"hidden_size": 100, "num_attention_heads": 3, "transformers_version": "5.1.0"}, ("opaque", None)),
        ("qwen2", {"hidden_size": 100, "num_attention_heads": 3}, ("default", 33)),
        ("gemma", {"hidden_size": 100, "num_attention_heads": 3}, ("default", 256)),
        ("t5", {"d_model": 512, "num_heads": 6}, ("default", 64)),
        ("unheard_of", {"hidden_size": 100, "num_attention_heads": 3}, ("opaque", None)),
        ("deepseek_v3", {"qk_nope_head_dim": 16, "qk_rope_head_dim": 8, "kv_lora_rank": 8}, ("derived", 24)),
    ],
)
def test_how_heads_that_do_not_divide_are_treated(model_type, keys, head_dim):
    found = state(config(model_type, num_hidden_layers=1, **keys), "model.head_dim")
    assert found == (head_dim and (head_dim[1], head_dim[0]))


@pytest.mark.parametrize(
    ("model_type", "keys", "encoding"),
    [
        ("bert", {"position_embedding_type": "relative_key"}, "relative"),
        ("falcon", {"alibi": True}, "alibi"),
        ("falcon", {"alibi": False}, "rotary"),
        ("mpt", {"attn_config": {"alibi": False}}, "learned"),
        ("deberta-v2", {"relative_attention": True}, "relative"),
        ("gpt2", {}, "learned"),
        ("unheard_of", {"rope_theta": 10000.0, "hidden_size": 8, "num_hidden_layers": 1}, "rotary"),
    ],
)
def test_position_encoding(model_type, keys, encoding):
    assert facts(config(model_type, **keys), "config.json")["model.position_encoding"] == encoding


@pytest.mark.parametrize(
    ("keys", "family"),
    [
        ({"architectures": ["BertLMHeadModel"], "is_decoder": True}, "transformer-decoder"),
        ({"architectures": ["BertForMaskedLM"], "is_decoder": False}, "transformer-encoder"),
    ],
)
def test_a_decoding_bert_is_a_decoder(keys, family):
    known = facts(config("bert", **keys), "config.json")
    assert known["model.family"] == family
    assert known["model.causal"] is (family == "transformer-decoder")


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("NewForCausalLM", "transformer-decoder"),
        ("NewMambaForCausalLM", "state-space"),
        ("StripedHyenaForCausalLM", None),
        ("NewForMaskedLM", "transformer-encoder"),
        ("NewModel", None),
    ],
)
def test_the_family_of_an_unknown_type_follows_its_class(name, family):
    text = config("new_type_of_ours", architectures=[name], hidden_size=64, num_hidden_layers=2)
    assert facts(text, "config.json").get("model.family") == family


def test_half_patches_are_dropped_by_the_library_so_no_image_size_is_stated():
    whole = config("siglip_vision_model", image_size=384, patch_size=16)
    half = config("siglip_vision_model", image_size=384, patch_size=14)
    assert facts(whole, "config.json")["data.image_size"] == 384
    assert "data.image_size" not in facts(half, "config.json")


def test_labels_of_a_classifier_are_its_classes():
    labels = {"0": "cat", "1": "dog", "2": "fox"}
    classifier = config("vit", architectures=["ViTForImageClassification"], id2label=labels)
    assert facts(classifier, "config.json")["data.num_classes"] == 3
    assert "data.num_classes" not in facts(config("vit", architectures=["ViTModel"], id2label=labels), "config.json")


def test_a_published_type_without_normalization_is_so_by_design():
    text = config("mobilebert", num_hidden_layers=24, architectures=["MobileBertModel"])
    assert facts(text, "config.json")["model.norm_free_by_design"] is True
    assert rules(text, "config.json") == []
    assert facts(config("mobilebert", normalization_type="layer_norm"), "config.json")["model.normalization"] == "layer"


def test_a_state_space_model_widens_before_it_splits_into_heads():
    known = facts(config("mamba2", hidden_size=512, expand=2, num_heads=16, head_dim=64), "config.json")
    assert (known["model.inner_size"], known["model.ssm_heads"], known["model.ssm_head_dim"]) == (1024, 16, 64)
    assert "model.num_heads" not in known
    assert "model.head_dim" not in known


def test_a_timm_file_names_its_architecture():
    text = json.dumps({"architecture": "resnet50", "num_classes": 10, "pretrained_cfg": {"tag": "a1_in1k"}})
    known = facts(text, "config.json")
    assert (known["model.architecture"], known["model.num_layers"]) == ("resnet50", 50)


@pytest.mark.parametrize(
    "value",
    [
        {"model_type": "bert"},
        {"model_type": "vit", "epochs": 10, "batch_size": 32, "hidden_size": 64, "depth": 2},
        {"model_type": "xgboost", "max_depth": 6},
        {"hidden_size": 64, "num_layers": 2},
        {"architectures": "north wing"},
        {"architectures": ["brick"], "city": "Rome"},
        {"_class_name": "CLIPTextModel", "model_type": "clip_text_model", "hidden_size": 8, "num_hidden_layers": 1},
        {"discriminator": {"lr": 1}, "generator": {"lr": 1}},
    ],
)
def test_other_files_are_not_claimed(value):
    assert read(json.dumps(value), "config.json").dialect != "huggingface"


@pytest.mark.parametrize("value", [[], {}, 3, "a", None, True, {"text_config": {"text_config": {"text_config": {}}}}])
def test_hostile_parts_do_no_harm(value):
    keys = (
        "text_config", "vision_config", "architectures", "depths", "num_attention_heads", "rope_scaling", "auto_map",
        "id2label", "attn_config", "image_size", "patch_size", "_name_or_path", "backbone", "layer_type", "is_decoder",
    )  # fmt: skip
    for model_type in ("clip", "llama", "detr", "resnet", "t5", "unheard_of"):
        for key in keys:
            text = json.dumps(
                {"model_type": model_type, "transformers_version": "4.1", "hidden_size": 8, "x": 1, key: value}
            )
            assert read(text, "config.json").status in ("linted", "not-recognised")


def test_every_type_of_the_library_reads_without_a_fault():
    transformers = pytest.importorskip("transformers")
    seen = 0
    for model_type in transformers.CONFIG_MAPPING:
        if knowledge.huggingface(model_type) is None:
            continue
        try:
            text = transformers.CONFIG_MAPPING[model_type]().to_json_string(use_diff=True)
        except Exception:  # types that need packages which are not installed
            continue
        found = read(text, "config.json")
        assert found.dialect == "huggingface", model_type
        for part in (found.facts, *found.facts.components):
            assert not [fact for fact in part.values() if fact.origin == "impossible"], model_type
        seen += 1
    assert seen > 100


def test_a_sample_of_the_librarys_types_is_in_the_table():
    for model_type in ("bert", "gpt2", "llama", "t5", "vit", "swin", "clip", "resnet", "whisper", "mamba2"):
        assert knowledge.huggingface(model_type)["defaults" if model_type != "clip" else "sub_configs"]


def errors(text):
    return [finding.rule for finding in lint(text, "config.json") if finding.severity == "error"]


LATENT = {
    "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 4, "kv_lora_rank": 8, "qk_nope_head_dim": 16,
    "qk_rope_head_dim": 8, "v_head_dim": 16, "n_routed_experts": 4, "n_group": 2, "topk_group": 1,
    "num_experts_per_tok": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("model_type", "keys", "rule"),
    [
        ("bert", {"hidden_size": 768, "num_attention_heads": 10}, "heads-not-dividing-embed-dim"),
        ("distilbert", {"dim": 768, "n_heads": 10}, "heads-not-dividing-embed-dim"),
        ("bart", {"d_model": 768, "decoder_attention_heads": 10}, "heads-not-dividing-embed-dim"),
        ("whisper", {"d_model": 384, "encoder_attention_heads": 7}, "heads-not-dividing-embed-dim"),
        ("pvt", {"num_attention_heads": [1, 2, 7, 8]}, "heads-not-dividing-embed-dim"),
        ("swin", {"embed_dim": 96, "num_heads": [3, 6, 12, 25]}, "heads-not-dividing-embed-dim"),
        ("mixtral", {"num_attention_heads": 32, "num_key_value_heads": 5}, "kv-heads-not-dividing-heads"),
        ("llama", {"hidden_size": 264, "num_attention_heads": 8}, "odd-rotary-head-dim"),
        ("llama", {"head_dim": 65}, "odd-rotary-head-dim"),
        ("gptj", {"rotary_dim": 63}, "odd-rotary-head-dim"),
        ("phi", {"hidden_size": 2048, "num_attention_heads": 32, "partial_rotary_factor": 0.33}, "odd-rotary-head-dim"),
        ("dinov3_vit", {"hidden_size": 396, "num_attention_heads": 6}, "odd-rotary-head-dim"),
        ("wav2vec2", {"conv_kernel": [10, 3, 3, 3, 3, 2]}, "stage-list-length-mismatch"),
        ("segformer", {"num_encoder_blocks": 5}, "stage-list-length-mismatch"),
        ("swin", {"depths": [2, 2, 6, 2, 2]}, "stage-list-length-mismatch"),
        ("qwen3", {"num_hidden_layers": 2, "layer_types": ["full_attention"]}, "stage-list-length-mismatch"),
        ("hubert", {"num_conv_pos_embedding_groups": 17}, "conv-groups-not-dividing-channels"),
        ("mixtral", {"num_experts_per_tok": 9}, "experts-fewer-than-top-k"),
        ("deepseek_v3", {**LATENT, "n_group": 3}, "experts-fewer-than-top-k"),
        ("deepseek_v3", {**LATENT, "topk_group": 3}, "experts-fewer-than-top-k"),
        ("deepseek_v3", {**LATENT, "num_key_value_heads": 2}, "mla-kv-heads-differ"),
        ("llama", {"vocab_size": 32000, "pad_token_id": 32000}, "padding-id-outside-vocab"),
        ("phi3", {"vocab_size": 1000}, "padding-id-outside-vocab"),
        ("swin", {"window_size": 12}, "window-larger-than-feature-map"),
        ("clip", {"text_config": {"hidden_size": 512, "num_attention_heads": 7}}, "heads-not-dividing-embed-dim"),
    ],
)  # fmt: skip
def test_what_the_library_refuses_is_an_error(model_type, keys, rule):
    assert errors(json.dumps({"model_type": model_type, "architectures": ["Model"], **keys})) == [rule]


@pytest.mark.parametrize(
    ("model_type", "keys"),
    [
        ("mt5", {"d_model": 512, "num_heads": 6, "d_kv": 64, "vocab_size": 250112, "pad_token_id": 0}),
        ("siglip_vision_model", {"image_size": 384, "patch_size": 14, "hidden_size": 1152, "num_attention_heads": 16}),
        ("falcon", {"hidden_size": 4544, "num_attention_heads": 71, "multi_query": True}),
        ("gemma", {"hidden_size": 3072, "num_attention_heads": 16, "num_key_value_heads": 16, "head_dim": 256}),
        ("gemma2", {"hidden_size": 3584, "num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 256}),
        ("qwen2", {"hidden_size": 3584, "num_attention_heads": 28, "num_key_value_heads": 4}),
        ("llama", {"hidden_size": 576, "num_attention_heads": 9, "num_key_value_heads": 3}),
        ("llama", {"vocab_size": 32000, "pad_token_id": -1}),
        ("opt", {"hidden_size": 1024, "word_embed_proj_dim": 512, "num_attention_heads": 16, "pad_token_id": 1}),
        ("roberta", {"max_position_embeddings": 514, "pad_token_id": 1, "vocab_size": 50265}),
        ("gpt_neox", {"hidden_size": 640, "num_attention_heads": 4, "head_dim": 256}),
        ("gpt2", {"n_embd": 1600, "n_head": 25}),
        ("t5", {"d_model": 1024, "num_heads": 128, "d_kv": 128}),
        ("deepseek_v3", {"num_attention_heads": 128, "num_key_value_heads": 128}),
        ("whisper", {"vocab_size": 51865, "pad_token_id": 50257, "d_model": 384}),
        ("swin", {"image_size": 384, "window_size": 12, "embed_dim": 128, "num_heads": [4, 8, 16, 32]}),
        # A key of text generation that older files hold in every config.
        ("mixtral", {"top_k": 50, "num_beam_groups": 1}),
        # The whole's own text network has a larger vocabulary than the type's default.
        ("glmasr", {"text_config": {"model_type": "llama", "pad_token_id": 59246}}),
        # Layers that were added by code of the file's own.
        ("llama", {"auto_map": {"AutoConfig": "configuration.Mine"}, "num_attention_heads": 32}),
    ],
)  # fmt: skip
def test_published_shapes_raise_no_error(model_type, keys):
    assert errors(config(model_type, architectures=["Model"], **keys)) == []


def test_what_only_newer_versions_check_is_no_error_in_older_files():
    keys = {"architectures": ["LlamaForCausalLM"], "hidden_size": 2560, "num_attention_heads": 24, "head_dim": 128}
    keys = {**keys, "num_key_value_heads": 8}
    assert errors(config("llama", **keys)) == []
    assert errors(config("llama", **{**keys, "transformers_version": "5.2.0"})) == ["heads-not-dividing-embed-dim"]


@pytest.mark.parametrize(
    ("model_type", "keys", "expected"),
    [
        ("bamba", {"hidden_size": 4096, "mamba_n_heads": 128, "mamba_d_head": 64}, (8192, 128, 64)),
        (
            "falcon_h1",
            {"hidden_size": 1024, "mamba_d_ssm": 1536, "mamba_n_heads": 24, "mamba_d_head": 64},
            (1536, 24, 64),
        ),
        ("bamba", {"hidden_size": 4096, "mamba_n_heads": 128, "mamba_d_head": "auto"}, (8192, 128, 64)),
    ],
)  # fmt: skip
def test_a_hybrid_states_its_state_space_heads_beside_those_of_its_attention(model_type, keys, expected):
    known = facts(config(model_type, **keys), "config.json")
    assert tuple(known.get("model." + name) for name in ("inner_size", "ssm_heads", "ssm_head_dim")) == expected
    assert known["model.num_heads"] == 32


def test_a_tokenizer_with_more_ids_than_the_vocabulary(tmp_path):
    (tmp_path / "config.json").write_text(config("llama", architectures=["LlamaForCausalLM"], vocab_size=4))
    tokenizer = {"model": {"vocab": {"a": 0, "b": 1, "c": 2}}, "added_tokens": [{"id": 4, "content": "<pad>"}]}
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    found = engine().lint([str(tmp_path / "config.json")]).findings
    assert [finding.rule for finding in found if finding.severity == "error"] == ["vocab-smaller-than-tokenizer"]


@pytest.mark.parametrize(
    ("keys", "is_found"),
    [
        ({"model_type": "bloom", "hidden_size": 512, "n_head": 7}, True),
        ({"model_type": "bloom", "hidden_size": 512, "n_head": 8}, False),
        ({"model_type": "informer", "d_model": 512, "encoder_attention_heads": 7}, True),
        ({"model_type": "informer", "d_model": 512, "decoder_attention_heads": 7}, True),
        ({"model_type": "autoformer", "d_model": 512, "encoder_attention_heads": 8}, False),
        ({"model_type": "esm", "hidden_size": 320, "num_attention_heads": 20, "vocab_size": 33}, False),
        ({"model_type": "esm", "hidden_size": 320, "num_attention_heads": 12, "vocab_size": 33}, True),
        ({"model_type": "wavlm", "hidden_size": 768, "num_attention_heads": 10}, True),
        ({"model_type": "xlm", "emb_dim": 1024, "n_heads": 10}, True),
        ({"model_type": "vit", "hidden_size": 768, "num_attention_heads": 10}, False),  # rounds the share down
    ],
)
def test_heads_that_no_probe_could_try(keys, is_found):
    found = rules(json.dumps({"architectures": ["X"], **keys}), "config.json", ignore=("unknown-fact",))
    assert found == (["heads-not-dividing-embed-dim"] if is_found else [])


@pytest.mark.parametrize(
    ("heads", "kv_heads", "rule"),
    [
        (12, 2, None),
        (10, 2, "heads-not-dividing-embed-dim"),
        (12, 5, "kv-heads-not-dividing-heads"),
    ],
)
def test_a_language_model_at_the_top_beside_a_vision_tower(heads, kv_heads, rule):
    text = {"hidden_size": 1536, "num_attention_heads": heads, "num_key_value_heads": kv_heads, "num_hidden_layers": 28}
    tower = {"depth": 32, "embed_dim": 1280, "num_heads": 16, "patch_size": 14, "hidden_size": 1536}
    file = json.dumps({"architectures": ["X"], "model_type": "qwen2_vl", **text, "vision_config": tower})
    assert rules(file, "config.json", ignore=("unknown-fact",)) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("model_type", "groups", "is_found"),
    [("deepseek_v3", 4, False), ("deepseek_v3", 8, True), ("glm4_moe", 8, True), ("deepseek_v2", 8, False)],
)
def test_groups_of_experts_that_are_scored_by_two(model_type, groups, is_found):
    keys = {"n_routed_experts": 8, "n_group": groups, "topk_group": 1, "num_experts_per_tok": 1}
    file = json.dumps({"architectures": ["X"], "model_type": model_type, "num_hidden_layers": 4, **keys})
    found = rules(file, "config.json", ignore=("unknown-fact",))
    assert found == (["experts-fewer-than-top-k"] if is_found else [])


@pytest.mark.parametrize(
    ("kind", "keys", "expected"),
    [
        ("ernie4_5_vl_moe_text", {"num_hidden_layers": 28, "moe_intermediate_size": [1536, 512]}, []),  # by modality
        ("longformer", {"num_hidden_layers": 12, "attention_window": 512}, []),
        ("longformer", {"num_hidden_layers": 12, "attention_window": [512] * 11}, ["stage-list-length-mismatch"]),
        ("pp_doclayout_v2", {"encoder_layers": 1, "layer_types": ["basic", "bottleneck"]}, []),
    ],
)
def test_lists_that_are_not_one_for_each_layer(kind, keys, expected):
    found = lint(config(kind, **keys), "config.json")
    assert [finding.rule for finding in found if finding.severity == "error"] == expected


def test_a_network_of_a_program_with_its_rotary_part_told_by_the_heads():
    program = """
from transformers import FalconConfig, FalconForCausalLM

config = FalconConfig(num_hidden_layers=2, num_attention_heads=8, hidden_size=%s)
model = FalconForCausalLM(config)
"""
    assert [finding.rule for finding in lint(program % 128, "train.py") if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("phi3", {"vocab_size": 999, "pad_token_id": None, "num_hidden_layers": 2}),  # its default id is 32,000
        ("falcon_h1", {"mamba_expand": 3, "mamba_n_heads": 128, "mamba_d_head": 8}),  # its default width is 1,024
        ("mobilebert", {"hidden_size": 60, "num_attention_heads": 8}),  # they share a bottleneck of 128
        ("phi", {"hidden_size": 64, "num_attention_heads": 32, "num_hidden_layers": 2}),  # half of two dimensions
        ("llama", {"hidden_size": 100, "num_attention_heads": 5, "num_key_value_heads": 5, "head_dim": None}),
    ],
)
def test_built_by_the_library(kind, keys):
    found = lint(config(kind, **keys), "config.json")
    assert [finding.rule for finding in found if finding.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (config("convbert", num_attention_heads=7), []),  # its heads need not divide the width
        (config("swin2sr", window_size=16), []),  # no stage of it halves the map
        (config("deepseek_v4", num_hidden_layers=2, layer_types=["heavily_compressed_attention"] * 3), []),
        (config("moshi", depth_decoder_config={"num_attention_heads": 7}), []),  # not part of the plain model
        (config("pp_formulanet_text", encoder_attention_heads=7), []),  # only its decoder is built
        (config("unlimited_ocr", text_config={"head_dim": 129}), []),
        (config("pp_doclayout_v3", encoder_layers=1, layer_types=["basic", "bottleneck"]), []),  # kinds, not layers
        (config("qwen3_next", linear_num_value_heads=33), ["kv-heads-not-dividing-heads"]),
        (config("qwen2_vl", text_config={"num_attention_heads": 128}), ["rotary-axes-not-filling-head"]),
        (config("dab-detr", encoder_layers=2, decoder_attention_heads=7), ["heads-not-dividing-embed-dim"]),
    ],
)  # fmt: skip
def test_what_the_library_was_seen_to_take_and_to_refuse(text, expected):
    assert errors(text) == expected
