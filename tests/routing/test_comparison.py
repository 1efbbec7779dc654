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
    assert "at 224 px" in resnet["top1_setting"]
    assert "results-imagenet.csv" in resnet["top1_source"]
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


# Row -> (names, facts, measure and setting of the nearest comparison, the architectures that were measured)
NEAREST = {
    "few images from scratch: as few, from scratch": (
        (RESNET, VIT), ("data.train_size=6000", "model.pretrained=false"), "accuracy, Imagenette",
        ["resnet34", "vit_tiny_patch16_224"],
    ),
    "many images: ImageNet, at the same size": (
        (RESNET, VIT), ("data.train_size=1000000",), "ImageNet top-1, ImageNet-1k at 224 px", [RESNET, VIT],
    ),
    "a device: measured there": (
        ("mobilenetv3_large_100", "vit_tiny_patch16_224"),
        ("deployment.target=edge", "deployment.device=Raspberry Pi 4B"), "latency, Raspberry Pi 4B, FP16",
        ["mobilenetv3_large_100", "vit_tiny_patch16_224"],
    ),
    "graphs": (("gcn", "gps"), ("data.num_graphs=10000",), None, ["gcn", "gps"]),
}  # fmt: skip


@pytest.mark.parametrize("row", NEAREST)
def test_the_nearest_published_comparison(archlint, row):
    names, assigned, begins, measured = NEAREST[row]
    options = [word for pair in assigned for word in ("--set", pair)]
    first = compared(archlint, *names, *options)["comparison"]["published"][0]
    assert begins is None or f"{first['measure']}, {first['setting']}".startswith(begins)
    assert [one["measured"] for one in first["values"]] == measured
    assert first["source"]
    assert first["exact"] is ([one["asked"] for one in first["values"]] == measured)


def test_latencies_are_shown_only_where_something_is_shipped(archlint):
    names = ("mobilenetv3_large_100", "vit_tiny_patch16_224")
    published = compared(archlint, *names)["comparison"]["published"]
    assert "latency" not in [one["measure"] for one in published]


def test_a_sampler_of_few_steps_stands_for_no_sampler_of_many(archlint):
    published = compared(archlint, "ddpm", "stylegan2-ada")["comparison"]["published"]
    assert "ddgan" not in [value["measured"] for one in published for value in one["values"]]


def test_the_table_is_readable(archlint):
    out = archlint("route", "--isolated", "--compare", RESNET, VIT, "--set", "data.train_size=6000").out
    assert "25.6 M" in out
    assert "50 weight-layers" in out
    assert "data.train_size = 6000 speaks for resnet50 and against vit_base_patch16_224" in out


def test_project_settings_speak_too(archlint, project):
    project({"archlint.toml": "[facts]\ndata.train_size = 6000\n"})
    outcome = archlint("route", "--compare", RESNET, VIT, "--output-format", "json")
    assert [one["fact"] for one in outcome.json["answers"][0]["comparison"]["arguments"]] == ["data.train_size"]
