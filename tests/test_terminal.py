"""What a person reads at a terminal of eighty columns: nothing is wider, and no dead end."""

import pytest

from archlint import packs, skills
from archlint.reporters.layout import columns_of, wrapped
from archlint.reporters.markdown import readable
from archlint.routing import PACKS


@pytest.fixture(params=["80", "60"])
def columns(monkeypatch, request):
    monkeypatch.setenv("COLUMNS", request.param)
    return int(request.param)


@pytest.mark.parametrize("command", ["rules", "dialects", "skills"])
def test_lists_fit(archlint, columns, command):
    lines = archlint(command).out.splitlines()
    assert len(lines) > 9
    assert [line for line in lines if len(line) > columns and " " in line.strip()] == []


@pytest.mark.parametrize("name", skills.names())
def test_a_sheet_is_shown_without_tables_and_links_in_raw_form(archlint, columns, name):
    lines = archlint("explain", name).out.splitlines()
    text = [line for line in lines if not line.startswith("    ")]  # but for code, which stands as it is
    assert [line for line in text if len(line) > columns and " " in line.strip()] == []
    assert [line for line in text if "](" in line or line.startswith("|")] == []


@pytest.mark.parametrize(
    "arguments",
    [("facts", "vit.yaml"), ("suggest", "vit.yaml"), ("explain", "vit-on-small-dataset", "--file", "vit.yaml"), (".",)],
)
def test_what_is_said_of_a_config_fits(archlint, project, bad, columns, arguments):
    project({"vit.yaml": bad})
    lines = archlint(*arguments).out.splitlines()
    assert lines
    assert [line for line in lines if len(line) > columns and " " in line.strip()] == []


def test_a_table_that_fits_stays_one():
    table = "| a | b |\n| --- | --- |\n| [one](x.md) | **two** |\n"
    assert readable(table) == "a    b\n---  ---\none  two\n"


def test_a_table_that_does_not_fit_is_told_row_by_row(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    table = "| case | why |\n|---|---|\n| few images | " + "because " * 6 + "|\n"
    assert readable(table) == "- case: few images\n    why: because because because because\n      because because\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n", "one two\n"),
        ("- a [link](page.md#x)\n  goes on\n- b\n", "- a link goes on\n- b\n"),
        ("[web](https://example.org/a)\n", "web (https://example.org/a)\n"),
        ("```yaml\na: [x](y)\n```\n", "    a: [x](y)\n"),
        ("    a | b\n", "    a | b\n"),
        ("<!-- mark -->\n# Head\n\ntext\n", "# Head\n\ntext\n"),
    ],
)
def test_markdown_as_plain_text(text, shown):
    assert readable(text) == shown


def test_wrapping_keeps_long_words_and_the_lead():
    text = "  " + "word " * 4 + "x" * 50
    assert wrapped(text, "    ", columns=20) == ["  word word word", "    word", "    " + "x" * 50]
    assert columns_of([]) == []


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_that_a_route_names_is_explained(archlint, name):
    page = archlint("explain", name)
    assert page.status == 0
    assert "not part of archlint" in page.out
    assert set(packs.PACKS) == set(PACKS)


def test_a_misspelt_command_is_asked_back(archlint, project, bad):
    project({"vit.yaml": bad, "rulez/vit.yaml": bad})
    outcome = archlint("chek", ".")
    assert outcome.status == 2
    assert outcome.err == "archlint: there is no file and no command chek; did you mean archlint check?\n"
    assert "vit-on-small-dataset" in archlint("rulez").out  # a folder of that name is one
    assert "no such file" in archlint("elsewhere").err


def test_the_source_document_has_a_name_and_an_address(archlint):
    for name in ("deep-without-normalization", "cnn-families-and-selection"):
        page = archlint("explain", name).out
        assert "source document" in page
        assert "skillpacks (https://github.com/tachyon-beep/skillpacks)" in page


def test_a_route_is_a_short_list(archlint):
    out = archlint("route", "--ask", "ViT vs ResNet for medical imaging").out
    assert "  path:\n    - COMPARE architectures\n" in out
