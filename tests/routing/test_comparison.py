"""Architectures side by side, and which stated facts speak for which."""

import pytest

CNN, SEQUENCE, DESIGN = "cnn-families-and-selection", "sequence-models-comparison", "architecture-design-principles"
GRAPH, GENERATION = "graph-neural-networks-basics", "generative-model-families"
VIT, RESNET = "vit_base_patch16_224", "resnet50"


def compared(archlint, *arguments):
    outcome = archlint("route", "--compare", "--isolated", "--output-format", "json", *arguments)
    assert outcome.status == 0, outcome.err
    (answer,) = outcome.json["answers"]
    return answer


def test_known_facts_side_by_side(archlint):
    answer = compared(archlint, RESNET, VIT)
    resnet, vit = answer["comparison"]["architectures"]
    assert (resnet["num_layers"], resnet["depth_unit"], resnet["normalization"]) == (50, "weight-layers", "batch")
    assert (vit["num_layers"], vit["depth_unit"], vit["normalization"]) == (12, "blocks", "layer")
    assert resnet["num_parameters"] < vit["num_parameters"]
    assert resnet["skip_connections"] is vit["skip_connections"] is True
    assert resnet["image_size"] == 224
    assert resnet["top1"]
    assert "torchvision" in resnet["top1_source"]
    assert vit["edge_suitability"] == "no"
    assert answer["intent"] == "compare"
    assert (answer["first"], answer["steps"][0]["section"]) == (CNN, "vit-or-cnn")


# Row -> (names, options, (fact, for, against))
ARGUMENTS = {
    "few images": ((RESNET, VIT), ("data.train_size=6000",), ("data.train_size", [RESNET], [VIT])),
    "few images, by band": ((RESNET, VIT), ("data.size_band=small",), ("data.size_band", [RESNET], [VIT])),
    "few images, pretrained": (
        (RESNET, VIT), ("data.train_size=6000", "model.pretrained=true"), ("data.train_size", [], []),
    ),
    "edge": (
        ("mobilenetv3_large_100", VIT), ("deployment.target=mobile",),
        ("deployment.target", ["mobilenetv3_large_100"], [VIT]),
    ),
    "real-time generation": (
        ("ddpm", "dcgan"), ("deployment.latency=real-time",), ("deployment.latency", ["dcgan"], ["ddpm"]),
    ),
    "little compute": (("ddpm", "vanillavae"), ("constraints.compute=low",), ("constraints.compute", None, ["ddpm"])),
    "small graphs": (("gcn", "graphgps"), ("data.nodes_per_graph=23",), ("data.nodes_per_graph", ["gcn"], [])),
    "another modality": (("gcn", RESNET), ("data.modality=image",), ("data.modality", [RESNET], ["gcn"])),
    "limit of parameters": (
        (RESNET, VIT), ("model.num_parameters=30000000",), ("model.num_parameters", [RESNET], [VIT]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("row", ARGUMENTS)
def test_which_facts_speak_for_which(archlint, row):
    names, assigned, (fact, speaks_for, against) = ARGUMENTS[row]
    options = [word for pair in assigned for word in ("--set", pair)]
    arguments = {one["fact"]: one for one in compared(archlint, *names, *options)["comparison"]["arguments"]}
    assert arguments[fact]["against"] == against
    if speaks_for is not None:
        assert arguments[fact]["for"] == speaks_for
    assert arguments[fact]["why"]


@pytest.mark.parametrize(
    "assigned",
    [(), ("data.train_size=600000",), ("deployment.target=server",), ("data.train_size=600", "data.unit=tokens")],
)
def test_facts_that_speak_for_neither_say_nothing(archlint, assigned):
    options = [word for pair in assigned for word in ("--set", pair)]
    assert compared(archlint, RESNET, VIT, *options)["comparison"]["arguments"] == []


SHEETS = {
    "CNNs": ((RESNET, "efficientnet_b0"), CNN, "decision-table"),
    "CNN and ViT": ((RESNET, VIT), CNN, "vit-or-cnn"),
    "recurrent networks": (("lstm", "gru"), SEQUENCE, "rnn-or-lstm"),
    "generative": (("ddpm", "stylegan2"), GENERATION, "families"),
    "graphs": (("gcn", "gat"), GRAPH, "decision-table"),
    "general": ((RESNET, "gcn"), DESIGN, "decision-table"),
    "three": ((RESNET, "vgg16", VIT), CNN, "vit-or-cnn"),
}


@pytest.mark.parametrize("row", SHEETS)
def test_sheet_to_read(archlint, row):
    names, sheet, section = SHEETS[row]
    step = compared(archlint, *names)["steps"][0]
    assert (step["name"], step["section"]) == (sheet, section)


def test_recurrent_networks_have_a_third_option(archlint):
    assert "third option" in compared(archlint, "lstm", "gru")["advice"][0]["answer"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((RESNET, "vit_bsae_patch16_224"), "did you mean vit_base_patch16_224"),
        ((RESNET, "zzzzzzzz"), "unknown architecture 'zzzzzzzz'"),
        ((RESNET,), "two architectures"),
        ((), "two architectures"),
    ],
)
def test_wrong_names_are_exit_2(archlint, names, said):
    outcome = archlint("route", "--compare", *names)
    assert outcome.status == 2
    assert said in outcome.err


def test_the_table_is_readable(archlint):
    out = archlint("route", "--isolated", "--compare", RESNET, VIT, "--set", "data.train_size=6000").out
    assert "25.6 M" in out
    assert "50 weight-layers" in out
    assert "data.train_size = 6000 speaks for resnet50 and against vit_base_patch16_224" in out


def test_project_settings_speak_too(archlint, project):
    project({"archlint.toml": "[facts]\ndata.train_size = 6000\n"})
    outcome = archlint("route", "--compare", RESNET, VIT, "--output-format", "json")
    assert [one["fact"] for one in outcome.json["answers"][0]["comparison"]["arguments"]] == ["data.train_size"]
