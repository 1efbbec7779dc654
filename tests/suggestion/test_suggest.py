"""``archlint suggest``: what is suggested satisfies the rules and the stated facts, and what is unknown is said."""

import pytest
import reading

from archlint import knowledge

VIT = "archlint: 1\ntask: image-classification\nmodel: {architecture: vit_base_patch16_224, pretrained: %s}\n"
EDGE = VIT % "true" + "data: {modality: image, train_size: 60000}\ndeployment: {%s}\n"

WARNED = {
    "ViT on few images": VIT % "false" + "data: {modality: image, train_size: 6000}\n",
    "ViT at the edge": EDGE % "target: edge",
    "ViT on a phone": EDGE % "target: mobile, latency_ms: 30",
    "VGG on a microcontroller": "archlint: 1\nmodel: {architecture: vgg16, pretrained: true}\n"
    "data: {modality: image}\ndeployment: {target: microcontroller}\n",
    "transformer on few texts": "archlint: 1\ntask: text-classification\nmodel: {family: transformer-encoder}\n"
    "data: {modality: text, train_size: 2000, unit: documents}\n",
    "language model on few tokens": "archlint: 1\ntask: language-modeling\nmodel: {architecture: gpt2}\n"
    "data: {modality: text, train_size: 500000, unit: tokens}\n",
    "diffusion in real time": "archlint: 1\ntask: image-generation\nmodel: {family: diffusion}\n"
    "data: {modality: image, train_size: 50000}\ndeployment: {latency: real-time}\n",
    "graph transformer on few graphs": "archlint: 1\ntask: graph-regression\nmodel: {family: graph-transformer}\n"
    "data: {modality: graph, num_graphs: 800, nodes_per_graph: 24}\n",
    "deep without normalization": "archlint: 1\ntask: image-classification\n"
    "model: {family: cnn, num_layers: 40, normalization: none, pretrained: true}\n"
    "data: {modality: image, train_size: 200000}\n",
    "graph as a table": "archlint: 1\ntask: node-classification\nmodel: {family: mlp}\n"
    "data: {modality: graph, has_edges: true, train_size: 5000}\n",
}


@pytest.fixture
def suggest(archlint, project):
    def run(text, *arguments, name="x.yaml"):
        project({name: text})
        outcome = archlint("suggest", name, *arguments, "--output-format", "json")
        assert outcome.status == 0, outcome.err
        (file,) = outcome.json["files"]
        return file

    return run


def names(file):
    return [known["architecture"] for known in file["suggestions"]]


@pytest.mark.parametrize("text", WARNED.values(), ids=WARNED)
def test_each_warned_config_gets_suggestions(suggest, text):
    file = suggest(text)
    assert file["warnings"]
    assert 1 <= len(file["suggestions"]) <= 5
    assert all(known["reasons"] for known in file["suggestions"])


@pytest.mark.parametrize("text", WARNED.values(), ids=WARNED)
def test_what_is_suggested_raises_no_warning_itself(suggest, text):
    """Written into the config in place of its network, as a person would."""
    for known in suggest(text, "--limit", "50")["suggestions"]:
        pretrained = known["change"].get("model.pretrained", "pretrained: true" in text)
        model = f"model: {{architecture: {known['architecture']}, pretrained: {str(pretrained).lower()}}}"
        lines = [model if line.startswith("model:") else line for line in text.splitlines()]
        found = reading.lint("\n".join(lines) + "\n")
        warned = {finding.rule for finding in found if finding.severity in ("error", "warning")}
        assert warned == set(), known["architecture"]
        noted = {finding.rule for finding in found if finding.severity == "note"}
        assert noted == set(known["notes"]), known["architecture"]


def test_the_config_s_own_network_with_weights_comes_first(suggest):
    file = suggest(WARNED["ViT on few images"])
    assert file["suggestions"][0]["change"] == {"model.pretrained": True}
    assert names(file)[1:4] == ["resnet18", "efficientnet_b0", "cct_14_7x2_224"]


@pytest.mark.parametrize("target", ["edge", "mobile", "microcontroller", "browser"])
def test_for_small_devices_only_what_was_measured_on_one(suggest, target):
    for known in suggest(EDGE % f"target: {target}", "--limit", "50")["suggestions"]:
        latencies = [figure for figure in known["figures"] if figure["measure"] == "latency"]
        assert latencies, known["architecture"]
        assert all(figure["source"] for figure in known["figures"])


def test_a_detector_is_no_classifier(suggest):
    found = names(suggest(EDGE % "target: edge", "--limit", "50"))
    assert "resnet18" in found
    assert not {"yolox-s", "pidnet"} & set(found)


def test_measurements_on_the_stated_device_come_first_and_meet_the_budget(suggest):
    file = suggest(EDGE % "target: edge, device: Raspberry Pi 5, precision: FP16, latency_ms: 60", "--limit", "50")
    assert names(file)[0] == "mobilenetv3_large_100"
    assert "15.2 ms of 60 ms on Raspberry Pi 5" in file["suggestions"][0]["reasons"]
    assert "mobilevit_s" not in names(file)  # 228 ms there
    assert file["rejected"]["deployment.latency_ms"] >= 1


def test_another_precision_is_another_measurement(suggest):
    file = suggest(EDGE % "target: edge, device: Raspberry Pi 5, precision: INT8, latency_ms: 60", "--limit", "50")
    assert "mobilenetv3_large_100" not in names(file)  # 78 ms there
    assert "efficientformer_l1" in names(file)


def test_a_device_without_a_measurement_is_said(suggest):
    file = suggest(EDGE % "target: edge, device: Fridge 3000")
    assert any("no published measurement on Fridge 3000" in remark for remark in file["remarks"])


def test_a_limit_on_parameters_holds(suggest):
    file = suggest(EDGE % "target: server", "--set", "constraints.max_parameters=10M", "--limit", "50")
    sizes = [known["num_parameters"] for known in file["suggestions"]]
    assert sizes
    assert max(sizes) <= 10_000_000
    assert file["rejected"]["constraints.max_parameters"] > 0


@pytest.mark.parametrize(
    ("size", "first"),
    [("6000", "resnet18"), ("50000", "resnet50"), ("500000", "convnext_tiny")],
)
def test_the_size_decides_the_shortlist(suggest, size, first):
    data = f"data: {{modality: image, train_size: {size}}}\ndeployment: {{target: server}}\n"
    listed = [name for name in names(suggest(VIT % "false" + data)) if name != "vit_base_patch16_224"]
    assert listed[0] == first


def test_a_band_is_a_size(suggest):
    file = suggest(VIT % "false" + "data: {modality: image, name: mine}\n", "--set", "data.size_band=small")
    assert file["warnings"] == ["vit-on-small-dataset"]
    assert "resnet18" in names(file)


def test_image_accuracy_ranks_no_network_from_scratch_on_few_images(suggest):
    file = suggest(WARNED["ViT on few images"], "--limit", "50")
    assert "efficientnetv2_l" not in names(file)
    config = VIT % "false" + "data: {modality: image, train_size: 6000}\ndeployment: {target: edge}\n"
    scratch = [known for known in suggest(config, "--limit", "50")["suggestions"] if len(known["change"]) == 1]
    sizes = [known["num_parameters"] for known in scratch if not known["notes"]]
    assert len(sizes) > 5
    assert sizes == sorted(sizes)


def test_what_is_not_known_is_said(suggest):
    file = suggest("archlint: 1\nmodel: {num_layers: 40, normalization: none}\n")
    assert file["suggestions"] == []
    assert [one["fact"] for one in file["unknown"]] == ["task", "data.train_size", "deployment.target"]
    assert any("data.modality" in remark for remark in file["remarks"])


def test_other_tasks_on_the_same_data_are_not_mixed_in(suggest):
    file = suggest("archlint: 1\nmodel: {family: gan, pretrained: false}\ndata: {modality: image}\n")
    assert "resnet50" not in names(file)
    file = suggest("archlint: 1\nmodel: {family: rnn}\ndata: {modality: audio}\n")
    assert file["suggestions"] == []


def test_a_config_without_a_warning_is_told_so(archlint, project, good):
    project({"x.yaml": good})
    assert "nothing warns about this choice" in archlint("suggest", "x.yaml").out
    outcome = archlint("suggest", ".")
    assert (outcome.status, outcome.out) == (0, "")
    assert "no config here raises a warning" in outcome.err


def test_a_rule_that_is_off_rules_nothing_out(suggest, project):
    project({"archlint.toml": 'ignore = ["vit-on-edge"]\n'})
    assert suggest(EDGE % "target: edge")["warnings"] == []


def test_the_json_shape(suggest):
    file = suggest(WARNED["ViT on few images"])
    assert list(file) == [
        "path", "dialect", "status", "architecture", "warnings", "facts", "suggestions", "rejected", "unknown",
        "remarks",
    ]  # fmt: skip
    assert list(file["suggestions"][1]) == [
        "architecture", "family", "change", "num_parameters", "reasons", "notes", "figures",
    ]  # fmt: skip
    assert list(file["suggestions"][1]["figures"][0]) == ["measure", "value", "unit", "setting", "source"]
    assert list(file["unknown"][0]) == ["fact", "decides", "ask"]


def test_text_names_the_warning_the_reasons_and_the_sources(archlint, project):
    project({"x.yaml": WARNED["ViT on few images"]})
    out = archlint("suggest", "x.yaml").out
    for part in ("warning: vit-on-small-dataset", "2. resnet18 (cnn, 11.7M parameters)", "because:", "published:"):
        assert part in out


@pytest.mark.parametrize(
    ("name", "text", "status"), [("x.yaml", "a: [", 2), ("x.yaml", "a: 1\n", 0), ("none.yaml", None, 2)]
)
def test_files_that_give_nothing(archlint, project, name, text, status):
    project({name: text} if text is not None else {})
    outcome = archlint("suggest", name)
    assert outcome.status == status
    assert name in outcome.out


def test_every_published_accuracy_is_of_a_known_architecture():
    from archlint.knowledge import published

    rows = published.scored()
    assert len(rows) > 100
    assert all(knowledge.architecture(row["name"]) == row for row in rows)


def test_a_fault_at_a_place_inside_the_network_is_a_warning_too(suggest):
    text = (
        "[net]\nwidth=416\nheight=416\nchannels=3\nbatch=64\n[convolutional]\nfilters=255\nsize=1\nstride=1\n"
        "activation=linear\n[yolo]\nmask=0,1,2\nclasses=20\nnum=9\n"
    )
    assert suggest(text, name="net.cfg")["warnings"] == ["detector-filters-mismatch"]


def test_a_generator_that_takes_longer_than_stated_is_not_suggested(suggest):
    text = "model: {kind: ddpm, backbone: unet, sampling_steps: 250}\ndataset: {num_images: 120000}\n"
    slow = suggest(text + "deploy: {mode: real-time}\n")
    fast = suggest(text + "deploy: {mode: real-time, target_fps: 30}\n")
    names = [{one["architecture"] for one in file["suggestions"]} for file in (slow, fast)]
    assert "sdxl-turbo" in names[0]
    assert names[1] == names[0] - {"sdxl-turbo"}
    assert {one["family"] for one in fast["suggestions"]} <= {"diffusion", "gan"}
