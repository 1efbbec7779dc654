import pytest
from reading import facts, lint, read, rules

TEXT = """
model_type: SRModel
num_gpu: %s
datasets: {train: {name: DIV2K, gt_size: 192, batch_size_per_gpu: 16}}
network_g: {%s}
path: {%s}
train: {total_iter: 300000}
"""


def config(network, path="pretrain_network_g: ~", devices="1"):
    return TEXT % (devices, network, path)


@pytest.mark.parametrize(
    ("network", "family", "depth"),
    [
        ("type: EDSR, num_block: 32", "cnn", 32),
        ("type: RCAN, num_group: 10, num_block: 20", "cnn", 200),
        ("type: RCAN, num_group: 10", "cnn", None),
        ("type: SwinIR, depths: [6, 6, 6, 6]", "vision-transformer", 24),
        ("type: EDVR, num_reconstruct_block: 40", "cnn", None),
        ("type: OwnNet, num_block: 30", None, None),
    ],
)
def test_depth_counts_residual_blocks(network, family, depth):
    found = facts(config(network))
    assert (found.get("model.family"), found.get("model.num_layers")) == (family, depth)


@pytest.mark.parametrize("network", ["type: EDSR, num_block: 32", "type: RRDBNet, num_block: 23"])
def test_deep_restoration_networks_have_no_normalization_on_purpose(network):
    found = facts(config(network))
    assert (found["model.normalization"], found["model.norm_free_by_design"]) == ("none", True)
    assert "deep-without-normalization" not in rules(config(network))


@pytest.mark.parametrize(
    ("path", "pretrained"),
    [
        ("pretrain_network_g: ~", False),
        ("pretrain_network_g: g.pth", True),
        ("root: x", False),
        ("pretrain_network_g: '${w}'", None),
    ],
)
def test_weights_come_through_the_path_section(path, pretrained):
    assert facts(config("type: EDSR", path)).get("model.pretrained") == pretrained


def test_a_discriminator_makes_a_gan_and_a_crop_is_no_image_size():
    result = read(config("type: RRDBNet, num_block: 23") + "network_d: {type: VGGStyleDiscriminator128}\n")
    assert result.facts.value("model.family") == "gan"
    assert "data.image_size" not in result.facts
    assert [part.role for part in result.facts.components] == ["discriminator"]


@pytest.mark.parametrize(("devices", "number"), [("8", 8), ("auto", None), ("0", None)])
def test_devices(devices, number):
    assert facts(config("type: EDSR", devices=devices)).get("training.num_devices") == number


def test_a_restoration_transformer_from_scratch_on_patches_is_no_alarm():
    assert "vit-on-small-dataset" not in rules(config("type: SwinIR, depths: [6, 6, 6, 6]"))


PAIRS = """
model_type: SRModel
scale: %d
datasets: {train: {name: DIV2K, type: PairedImageDataset, gt_size: 192}}
network_g: {type: SwinIR, embed_dim: %d, depths: [6, 6], num_heads: %s}
path: {}
"""


@pytest.mark.parametrize(
    ("scale", "width", "heads", "expected"),
    [
        (4, 180, "[6, 6]", []),
        (5, 180, "[6, 6]", [("image-not-divisible-by-stride", "datasets.train.gt_size")]),
        (4, 180, "[6, 8]", [("heads-not-dividing-embed-dim", "network_g.num_heads.1")]),
        (4, 180, "[6]", [("stage-list-length-mismatch", "network_g.num_heads")]),
        (4, 180, "[6, 6, 6]", []),  # the entries behind are never read
    ],
)
def test_what_must_fit(scale, width, heads, expected):
    found = lint(PAIRS % (scale, width, heads), "c.yml")
    assert [(one.rule, ".".join(map(str, one.keys))) for one in found if one.severity == "error"] == expected


ENLARGING = """
model_type: SRModel
scale: 2
datasets: {train: {name: own, type: %s, gt_size: 128}}
network_g: {%s}
network_d: {%s}
path: {}
"""
GAN = "type: VGGStyleDiscriminator, num_in_ch: 3, num_feat: 64"


@pytest.mark.parametrize(
    ("network", "discriminator", "expected"),
    [
        ("type: EDSR, upscale: 2", "", []),
        ("type: EDSR, upscale: 4", "", [("upscale-factor-mismatch", "network_g.upscale")]),
        ("type: MSRResNet", "", [("upscale-factor-mismatch", "network_g.type")]),  # four by default
        ("type: RRDBNet, scale: 2", "", []),
        ("type: RRDBNet, scale: 3", "", [("upscale-factor-mismatch", "network_g.scale")]),  # which enlarges by four
        ("type: EDSR, upscale: ${factor}", "", []),
        ("type: MyNet, upscale: 4", "", []),
        ("type: EDSR, upscale: 2", GAN, []),
        ("type: EDSR, upscale: 2", GAN + ", input_size: 128", []),
        ("type: EDSR, upscale: 2", GAN + ", input_size: 256", [("image-size-mismatch", "datasets.train.gt_size")]),
        ("type: EDSR, upscale: 2", "type: UNetDiscriminatorSN, num_in_ch: 3", []),
    ],
)
def test_factors_and_discriminators(network, discriminator, expected):
    found = lint(ENLARGING % ("PairedImageDataset", network, discriminator), "c.yml")
    assert [(one.rule, ".".join(map(str, one.keys))) for one in found if one.severity == "error"] == expected


def test_the_factor_of_other_data_is_not_known():
    assert not [one for one in lint(ENLARGING % ("MyDataset", "type: EDSR, upscale: 4", ""), "c.yml")
                if one.severity == "error"]  # fmt: skip


def test_style_gan_takes_powers_of_two():
    found = facts(config("type: StyleGAN2Generator, out_size: 256"))
    assert (found["model.needs_power_of_two"], found["data.image_size"]) == (True, 256)
