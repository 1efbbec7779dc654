"""The page: what it shows, that it is self-contained and harmless, and that a real browser shows it."""

import itertools
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("markdown_it")

from archlint.report import comparisons

VIT = """archlint: 1
model: {architecture: vit_base_patch16_224, pretrained: false}
data: {train_size: 6000}
"""
HEADS = """archlint: 1
model: {family: transformer-encoder, hidden_size: 768, num_heads: 10, num_layers: 24, skip_connections: true}
"""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
browser = pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")


class Page(HTMLParser):
    """The parts of a page that tests look at: elements with their attributes, and texts by element."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data.strip()))

    def of(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(archlint, project):
    def build(files, *options):
        project(files)
        outcome = archlint("report", "-o", "report.html", *options)
        assert outcome.status == 0, outcome.err
        with open("report.html", encoding="utf-8") as file:
            return file.read()

    return build


def test_it_shows_findings_with_excerpts_questions_and_facts(page):
    text = page({"x.yaml": VIT, "y.yaml": HEADS, "same.yaml": VIT})
    assert "<mark>6000</mark>" in text
    assert "The same in 1 more place" in text
    assert "From the sheet cnn-families-and-selection" in text
    assert "does not fit:" in text
    assert re.search(r"<th scope=\"row\">data.train_size</th><td>6,000</td><td>stated</td>", text)
    shown = Page(text)
    assert [words for tag, words in shown.texts if tag == "h2"][:2] == ["Findings", "Open questions"]


def test_a_project_without_configs_has_a_page_too(page):
    text = page({"notes.yaml": "- a\n"})
    assert "No findings." in text
    assert "No model or training config was found." in text


def test_it_is_self_contained_and_runs_nothing(page):
    shown = Page(page({"x.yaml": VIT}))
    assert not shown.of("script") + shown.of("link") + shown.of("iframe") + shown.of("img")
    assert all(
        one["href"].startswith("#") for one in shown.of("a") if "href" in one and not one["href"].startswith("http")
    )
    (policy,) = [one["content"] for one in shown.of("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")


def test_what_a_project_says_is_shown_and_not_obeyed(page):
    name = "</style><script>alert(1)</script>"
    text = page({"x.yaml": VIT.replace("train_size", f'name: "{name}", train_size')}, "--title", "<b>x</b>")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text


def test_it_works_by_keyboard_and_has_names(page):
    shown = Page(page({"x.yaml": VIT, "y.yaml": HEADS}))
    assert shown.of("html")[0]["lang"] == "en"
    drawings = shown.of("svg")
    titles = [words for tag, words in shown.texts if tag == "title"]
    assert all(one["role"] == "img" for one in drawings)
    assert len(titles) > len(drawings)
    targets = {one["id"] for _, one in shown.elements if "id" in one}
    assert {one["href"][1:] for one in shown.of("a") if one["href"].startswith("#")} <= targets
    levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_same_project_gives_the_same_page(page):
    assert page({"x.yaml": VIT, "y.yaml": HEADS}) == page({"x.yaml": VIT, "y.yaml": HEADS})


def test_published_pairs_have_sources_and_stand_at_their_sizes():
    found = comparisons.pairs()
    assert found
    for pair in found:
        assert pair.source
        assert pair.size >= 1_000
    imagenette = next(pair for pair in found if pair.size == 9_469)
    assert (imagenette.transformer, imagenette.cnn) == ("vit_tiny_patch16_224", "resnet34")
    assert imagenette.difference == -21.4


def test_without_the_extra_one_line_says_what_is_needed(archlint, project, monkeypatch):
    import sys

    project({"x.yaml": VIT})
    monkeypatch.setitem(sys.modules, "jinja2", None)
    outcome = archlint("report", "-o", "report.html")
    assert outcome.status == 2
    assert "archlint[report]" in outcome.err


def run_browser(*arguments):
    return subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", *arguments],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@browser
def test_a_browser_shows_it_without_complaint(page, tmp_path):
    page({"x.yaml": VIT, "y.yaml": HEADS})
    outcome = run_browser("--enable-logging=stderr", "--dump-dom", (tmp_path / "report.html").as_uri())
    assert "CONSOLE" not in outcome.stderr
    assert "vit-on-small-dataset" in outcome.stdout


@browser
@pytest.mark.parametrize(
    ("look", "options"),
    [
        ("light", ["--window-size=1000,900"]),
        ("dark", ["--window-size=1000,900", "--blink-settings=preferredColorScheme=0"]),
        ("phone", ["--window-size=500,900"]),
    ],
)
def test_a_browser_draws_it_light_dark_and_narrow(page, tmp_path, look, options):
    page({"x.yaml": VIT, "y.yaml": HEADS})
    picture = tmp_path / f"{look}.png"
    run_browser("--hide-scrollbars", *options, f"--screenshot={picture}", (tmp_path / "report.html").as_uri())
    assert picture.stat().st_size > 20_000  # a blank page is a tenth of that
