"""The nine sheets: valid agent skills, links that resolve, and a source for every figure."""

import csv
import json
import os
import re
import subprocess
import sys

import pytest

from archlint import rules, skills

ROUTER = "using-neural-architectures"
SPECIALISTS = (
    "architecture-design-principles",
    "attention-mechanisms-catalog",
    "cnn-families-and-selection",
    "generative-model-families",
    "graph-neural-networks-basics",
    "normalization-techniques",
    "sequence-models-comparison",
    "transformer-architecture-deepdive",
)
NAMES = sorted((*SPECIALISTS, ROUTER))
# The Agent Skills specification allows these keys and no others.
KEYS = {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}
CLAIM = r"\[(c-[a-z]+-\w+)\]"
TOP = os.path.join(os.path.dirname(__file__), "..", "..")


def documents(name):
    """Return (path, text) of a sheet and of the references beside it."""
    base = os.path.join(skills.folder(), name)
    found = [os.path.join(base, "SKILL.md")]
    references = os.path.join(base, "references")
    if os.path.isdir(references):
        found += [os.path.join(references, file) for file in sorted(os.listdir(references))]
    result = []
    for path in found:
        with open(path, encoding="utf-8") as file:
            result.append((path, file.read()))
    return result


def references():
    with open(os.path.join(skills.folder(), "references.csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_all_nine_are_there():
    assert skills.names() == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_front_matter_is_valid(name):
    front, body = skills.read(name)
    assert set(front) <= KEYS
    assert front["name"] == name
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    assert len(name) <= 64
    description = front["description"]
    assert 50 < len(description) <= 1024
    assert "<" not in description
    assert ">" not in description
    assert "Use" in description or "when" in description.lower()
    assert all(isinstance(value, str) for value in front.get("metadata", {}).values())
    assert body.startswith("# ")


@pytest.mark.parametrize("name", NAMES)
def test_length_is_bounded(name):
    _, body = skills.read(name)
    assert len(body.splitlines()) < 300


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_begins_with_the_commonest_case_in_three_lines(name):
    _, body = skills.read(name)
    first = re.search(r"(?m)^## (.+)\n\n((?:\d\. .+\n)+)\n", body)
    assert first[1] == "The commonest case"
    assert first[2].count("\n") == 3
    assert body.index("## The commonest case") == body.index("## ")


@pytest.mark.parametrize("name", NAMES)
def test_five_questions_are_answered_with_sources(name):
    ((_, text),) = [one for one in documents(name) if one[0].endswith("questions.md")]
    questions = re.split(r"(?m)^## ", text)[1:]
    assert len(questions) >= 5
    for question in questions:
        answer, _, source = question.partition("**Source.**")
        assert len(answer.split()) > 30
        assert len(source.split()) >= 1


@pytest.mark.parametrize("name", NAMES)
def test_reference_validator_accepts_it(name):
    pytest.importorskip("skills_ref", reason="the reference validator (skills-ref) is not installed")
    command = [
        os.path.join(os.path.dirname(sys.executable), "agentskills"),
        "validate",
        os.path.join(skills.folder(), name),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_relative_links_resolve(name):
    for path, text in documents(name):
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = target.partition("#")
            full = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
            assert os.path.exists(full), f"{path}: {target}"
            if anchor:
                with open(full, encoding="utf-8") as linked:
                    headings = re.findall(r"^#{1,6} +(.+?)\s*$", linked.read(), re.M)
                assert anchor in [skills.slug(heading) for heading in headings], f"{path}: {target}"


@pytest.mark.parametrize("loaded", rules.load_all(), ids=lambda loaded: loaded.rule.name)
def test_rule_section_says_what_to_do(loaded):
    text = skills.section(loaded.skill, loaded.rule.name).lower()
    for part in ("what", "ask", "change", "ignore", "evidence"):
        assert part in text, f"{loaded.skill}#{loaded.rule.name} lacks a part about {part}"


@pytest.mark.parametrize("name", NAMES)
def test_every_marked_figure_has_its_row(name):
    known = {row["claim"] for row in references()}
    for path, text in documents(name):
        marked = set(re.findall(CLAIM, text))
        assert marked <= known, f"{path}: {sorted(marked - known)}"


def test_every_reference_is_used_and_whole():
    used = {claim for name in NAMES for _, text in documents(name) for claim in re.findall(CLAIM, text)}
    rows = references()
    assert len({row["claim"] for row in rows}) == len(rows)
    for row in rows:
        assert row["claim"] in used, f"{row['claim']} backs no figure"
        assert row["figure"]
        assert row["source"]
        assert row["read_at"]
        assert row["sheet"] in NAMES
    assert rows


@pytest.mark.parametrize("name", SPECIALISTS)
def test_router_leads_to_every_sheet(name):
    _, body = skills.read(ROUTER)
    assert f"../{name}/SKILL.md" in body


def test_pack_lists_every_skill():
    folder = os.path.join(TOP, ".claude-plugin")
    if not os.path.isdir(folder):
        pytest.skip("not a checkout")
    with open(os.path.join(folder, "marketplace.json"), encoding="utf-8") as file:
        market = json.load(file)
    (plugin,) = market["plugins"]
    assert sorted(os.path.basename(path) for path in plugin["skills"]) == NAMES
    for path in plugin["skills"]:
        assert os.path.isfile(os.path.join(TOP, path, "SKILL.md"))
    with open(os.path.join(folder, "plugin.json"), encoding="utf-8") as file:
        assert json.load(file)["name"] == plugin["name"]


def test_install_copies_and_keeps_what_differs(tmp_path):
    target = str(tmp_path / "skills")
    first = dict(skills.install(target))
    assert set(first.values()) == {"written"}
    sheet = os.path.join(target, ROUTER, "SKILL.md")
    assert os.path.isfile(sheet)
    assert set(dict(skills.install(target)).values()) == {"unchanged"}
    with open(sheet, "a", encoding="utf-8") as file:
        file.write("mine\n")
    assert dict(skills.install(target))[sheet] == "kept"
    assert dict(skills.install(target, force=True))[sheet] == "written"


def test_install_goes_where_agents_look(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.makedirs(os.path.join(".claude", "skills"))
    assert all(path.startswith(os.path.join(".claude", "skills")) for path, _ in skills.install())
    assert os.path.isfile(os.path.join(".claude", "skills", ROUTER, "SKILL.md"))
