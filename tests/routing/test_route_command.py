"""``archlint route``: shapes, exit codes, options, and sections that exist."""

import pytest

from archlint import routing, skills
from archlint.routing import sheets
from archlint.routing.reading import concepts

KEYS = {
    "input", "intent", "first", "steps", "questions", "decided_by", "advice", "path", "facts", "message",
}  # fmt: skip


def test_shape_of_the_json(archlint, project, good):
    project({"model.yaml": good})
    outcome = archlint(
        "route", "model.yaml", "--ask", "ViT vs ResNet", "--ask", "best model", "--output-format", "json"
    )
    assert outcome.status == 0
    assert outcome.json["version"] == 1
    answers = outcome.json["answers"]
    assert [answer["input"] for answer in answers] == ["model.yaml", "ViT vs ResNet", "best model"]
    for answer in answers:
        assert set(answer) == KEYS
        assert answer["intent"] in routing.INTENTS
        for step in answer["steps"]:
            assert set(step) - {"priority"} == {"kind", "name", "section", "reason"}
            assert step["name"] in (routing.PACKS if step["kind"] == "pack" else routing.SKILLS)
            assert step["reason"]
        for question in answer["questions"]:
            assert set(question) == {"fact", "ask", "why"}
        assert answer["first"] in ("clarify", "out-of-scope") or answer["first"] == answer["steps"][0]["name"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "--ask a question"),
        (("missing.yaml",), 2, "missing.yaml"),
        (("broken.yaml",), 2, "broken.yaml"),
        (("other.yaml",), 0, "not recognised"),
        (("--ask", "x", "--set", "data.trainsize=1"), 2, "did you mean data.train_size"),
        (("--ask", "x", "--config", "none.toml"), 2, "none.toml"),
        (("--ask", "forecasting"), 0, ""),
        (("--ask", ""), 0, ""),
    ],
)
def test_exit_codes(archlint, project, arguments, status, said):
    project({"broken.yaml": "a: [\n", "other.yaml": "colour: red\n"})
    outcome = archlint("route", *arguments)
    assert outcome.status == status, outcome.err
    assert said in outcome.err


def test_a_file_without_a_model_is_out_of_scope(archlint, project):
    project({"other.yaml": "colour: red\n"})
    (answer,) = archlint("route", "other.yaml", "--output-format", "json").json["answers"]
    assert (answer["first"], answer["steps"]) == ("out-of-scope", [])


def test_a_folder_routes_its_configs_only(archlint, project, good):
    project({"configs/model.yaml": good, "configs/other.yaml": "colour: red\n"})
    outcome = archlint("route", "configs", "--output-format", "json")
    assert [answer["input"] for answer in outcome.json["answers"]] == ["configs/model.yaml"]


def test_settings_answer_questions_unless_isolated(archlint, project):
    project({"archlint.toml": "[facts]\ndata.train_size = 500\n"})
    for options, asked in (((), False), (("--isolated",), True)):
        outcome = archlint("route", "--ask", "classify images", "--output-format", "json", *options)
        facts = [one["fact"] for one in outcome.json["answers"][0]["questions"]]
        assert ("data.train_size" in facts) is asked


def test_set_answers_for_one_run(archlint):
    outcome = archlint(
        "route", "--isolated", "--ask", "which ViT", "--set", "data.train_size=500", "--output-format", "json"
    )
    assert outcome.json["answers"][0]["facts"]["data.train_size"] == 500


def test_text_shows_steps_questions_and_words(archlint):
    out = archlint("route", "--isolated", "--ask", "50+ layer network won't train").out
    assert "1. normalization-techniques#unstable-deep-network [CRITICAL]" in out
    assert "still open:" in out
    assert "decided by:" in out


def test_clarify_says_what_to_answer(archlint):
    out = archlint("route", "--isolated", "--ask", "best architecture").out
    assert "ask first:" in out
    assert "What type of data are you working with?" in out
    assert "[data.modality]" in out


def test_control_characters_are_written_out(archlint):
    assert "\x1b" not in archlint("route", "--isolated", "--ask", "\x1b[31m images").out


@pytest.mark.parametrize("skill", sorted(sheets.SECTIONS))
def test_sections_exist_in_the_sheets(skill):
    anchors = set(skills.anchors(skill))
    assert {section for section, _ in sheets.SECTIONS[skill]} <= anchors


def test_sections_named_in_code_exist_in_some_sheet():
    import ast
    from pathlib import Path

    anchors = {anchor for skill in routing.SKILLS for anchor in skills.anchors(skill)}
    beginnings = (
        "deep-",
        "vit-",
        "edge-and",
        "diffusion-on",
        "diffusion-for",
        "small-",
        "rnn-or",
        "unstable-",
        "is-it",
    )
    for module in ("configs", "comparison"):
        tree = ast.parse((Path(routing.__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        named = {text for text in texts if isinstance(text, str) and text.startswith(beginnings)}
        assert named
        assert named <= anchors


def test_every_destination_has_a_reason_and_every_skill_a_section():
    assert set(sheets.REASONS) == {*routing.SKILLS, *routing.PACKS}
    assert set(sheets.SECTIONS) == set(routing.SKILLS) == set(sheets.ASKS)


def test_asks_name_facts_of_the_vocabulary():
    from archlint.facts import VOCABULARY

    for asks in sheets.ASKS.values():
        for ask in asks:
            assert ask.fact is None or ask.fact in VOCABULARY


def test_every_concept_that_is_used_is_in_the_vocabulary():
    import re
    from pathlib import Path

    for module in ("questions", "reading"):
        text = (Path(routing.__file__).parent / f"{module}.py").read_text(encoding="utf-8")
        for call in re.findall(r"(?:\.has|\.decide|\.words|\.count|\.spans)\(((?:\s*\"[^\"]+\",?)+)", text):
            for name in re.findall(r'"([^"]+)"', call):
                assert name in concepts(), name


def test_phrases_are_written_as_they_are_matched():
    """No capitals, hyphens or apostrophes: a phrase with them would match nothing."""
    import re

    for concept, phrases in concepts().items():
        for phrase in phrases:
            assert re.fullmatch(r"[a-z0-9+*#| .]+", phrase), f"{concept}: {phrase}"
