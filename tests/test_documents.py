"""The README and the handbook below ``docs/``: complete, with links that lead somewhere and examples that work."""

import json
import re
from pathlib import Path

import pytest

from archlint import explanation, rules, settings, skills
from archlint.dialects import Node
from archlint.facts import Facts
from archlint.generate import documents
from archlint.rules import arithmetic
from archlint.sources import parse

TREE = Path(__file__).parent.parent
DOCS = TREE / "docs"
README = TREE / "README.md"
PAGES = [README, TREE / "CONTRIBUTING.md", TREE / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
PAGES += sorted((TREE / "skills").rglob("*.md"))
PLAIN = [page for page in PAGES if page.parent != DOCS / "rules"]
CHAPTERS = sorted(page for page in DOCS.rglob("*.md") if page.parent == DOCS and page.name != "README.md")


def text_of(page):
    return page.read_text(encoding="utf-8")


def prose_of(page):
    """Return a page without its code, in which brackets are no links."""
    return re.sub(r"^```.*?^```|^    .*?$|`[^`\n]+`", "", text_of(page), flags=re.S | re.M)


def anchors_of(page):
    """Return the anchors of a page's headings; one that comes again is numbered, as Markdown renderers do."""
    found, times = set(), {}
    fenced = False
    for line in text_of(page).split("\n"):
        fenced ^= line.lstrip().startswith("```")
        heading = None if fenced else re.match(r"#{1,6} +(.+?)\s*$", line)
        if heading:
            slug = skills.slug(heading[1])
            found.add(f"{slug}-{times[slug]}" if slug in times else slug)
            times[slug] = times.get(slug, 0) + 1
    return found


def broken_links(page):
    broken = []
    for link in re.findall(r"\]\((?![a-z]+:|<)([^)\s]+)\)", prose_of(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TREE).as_posix())
def test_every_link_and_anchor_leads_somewhere(page):
    assert broken_links(page) == []


def test_a_broken_link_is_noticed(tmp_path):
    (tmp_path / "other.md").write_text("# One\n## Two words\n## One\n")
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[a](other.md#two-words) [b](other.md#one-1) [c](#here) [d](https://x.org/y#z) `[e](none.md)`\n"
        "[f](none.md) [g](other.md#none) [h](#none)\n```\n[i](none.md)\n```\n"
    )
    assert broken_links(page) == ["none.md", "other.md#none", "#none"]


def test_contributing_names_files_that_are_there():
    named = re.findall(r"`((?:archlint|docs|skills|tests|\.)[\w./-]*)`", text_of(TREE / "CONTRIBUTING.md"))
    paths = {path for path in named if "/" in path or path.startswith(".pre")} - {".venv"}
    assert len(paths) > 30
    assert {path for path in paths if not (TREE / path).exists()} <= {".venv/bin/pre-commit"}


def test_the_code_in_contributing_works():
    rule, dialect, test = re.findall(r"```python\n(.*?)```", text_of(TREE / "CONTRIBUTING.md"), re.S)
    made = {"must_hold": arithmetic.must_hold, "Divides": arithmetic.Divides}
    exec(rule, made)
    assert made["RULE"].needs == ("model.ssm_groups", "model.ssm_heads")
    module = {"__name__": "archlint.dialects.vision.toyframe", "__package__": "archlint.dialects.vision"}
    exec(dialect, module)

    def read(text, filename):
        (document,) = parse(text, filename)
        root = Node.root(document)
        found = Facts(document)
        assert module["claim"](root).score == 90
        module["read"](root, found)
        return {name: fact.value for name, fact in found.items()}

    checks = {"facts": read}
    exec(test, checks)
    checks["test_what_it_states"]()


def test_the_readme_is_short_and_says_at_once_what_this_is():
    assert README.stat().st_size < 12_000
    assert "for machine-learning configs" in text_of(README).split("\n")[0]


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)
def test_the_index_names_every_chapter(page):
    assert f"]({page.name})" in text_of(DOCS / "README.md")


def test_the_handbook_has_every_option_exit_code_and_setting(archlint):
    commands, chapter = text_of(DOCS / "commands.md"), text_of(DOCS / "settings.md")
    options = set(re.findall(r"--[a-z-]+", archlint("check", "--help").out)) - {"--help"}
    assert len(options) > 10
    assert {option for option in options if f"{option}" not in commands} == set()
    for status in range(4):
        assert f"| {status} | " in commands
    assert {key for key in settings.KEYS if f"`{key}`" not in chapter} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "tests/examples"),
        ("facts", "tests/examples"),
        ("suggest", "tests/examples"),
        ("route", "tests/examples/x-rays.yaml", "--ask", "ViT vs ResNet for medical imaging"),
        ("rules",),
        ("skills",),
        ("dialects",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_handbook_names_every_key_of_the_json(archlint, monkeypatch, arguments):
    monkeypatch.chdir(TREE)
    named = set(re.findall(r"(\w+)[`\"]", text_of(DOCS / "output.md")))
    keys = set(keys_of(archlint(*arguments, "--output-format", "json").json))
    assert "version" in keys
    assert keys - named == set()


# Under these keys stand names of facts, limits or reasons, not keys of the shape.
OPEN = {"facts", "limits", "skipped", "change", "rejected"}


def keys_of(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            if key in OPEN and isinstance(item, dict):
                item = list(item.values())
            yield from keys_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from keys_of(item)


def blocks(language):
    return [block for page in PLAIN for block in re.findall(rf"```{language}\n(.*?)```", text_of(page), re.S)]


def test_the_objects_shown_are_json():
    shown = [block for block in blocks("json") if block.startswith('{"version"')]
    assert len(shown) >= 2
    for block in shown:
        assert json.loads(block)["version"] == 1


def test_the_choices_shown_are_read(archlint, project):
    choices = [block for block in re.findall(r"```yaml\n(.*?)```", text_of(DOCS / "choice.md"), re.S)]
    choices += [block for block in re.findall(r"```yaml\n(.*?)```", text_of(README), re.S) if "\nmodel:" in block]
    assert len(choices) == 2
    for block in choices:
        project({"choice.yaml": block})
        outcome = archlint("choice.yaml", "--output-format", "json")
        assert outcome.status in (0, 1)
        assert outcome.json["summary"]["recognised"] == 1
        assert "unknown-key" not in outcome.rules


def test_the_settings_shown_work(archlint, project, good):
    shown = [block for block in blocks("toml") if "[tool.archlint" in block]
    assert len(shown) >= 3
    for block in shown:
        project({"pyproject.toml": block, "x.yaml": good})
        outcome = archlint("x.yaml")
        assert (outcome.status, outcome.err) == (0, "")


RULES = rules.load_all()


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.rule.name)
def test_explain_says_what_the_page_says(entry):
    """But for the links, which the page writes from its own folder, and the headings at the seam."""
    printed = explanation.explain(entry.rule.name)
    page = documents.rule_document(entry)

    def words(text):
        text = re.sub(r"\]\([^)]*\)", "]", text)
        return [line.rstrip() for line in text.split("\n") if line.strip()]

    own, _, section = printed.partition(f"\nSkill: {entry.skill}#{entry.rule.name}\n")
    said = words(page)
    for line in [*words(own), *words(section)[1:]]:
        assert line in said
