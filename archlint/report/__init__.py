"""The report to look at: one self-contained HTML page with facts, findings, open questions and pictures.

It needs nothing from the network and runs no script.  What it shows of a project is escaped by the template.
"""

import os

from .. import pages, routing, rules
from ..findings import ERROR, NOTE, QUESTION, WARNING
from . import comparisons, networks

_SEVERITIES = {ERROR: "errors", WARNING: "warnings", QUESTION: "questions", NOTE: "notes"}
# A page of more networks than this is no longer looked at; the findings are all there.
MOST_NETWORKS = 60


def build(run, line_of, title):
    """Return the page for a run whose facts were kept; ``line_of`` gives a line of a file, for the excerpts."""
    environment = _environment()
    configs = [file for file in run.files if file.facts is not None]
    shown = configs[:MOST_NETWORKS]
    by_path = {}
    for finding in run.findings:
        by_path.setdefault(finding.linted or finding.spot.path, []).append(finding)
    return environment.get_template("page.html").render(
        title=title,
        style=_read("page.css"),
        counts=[(name, run.count(severity)) for severity, name in _SEVERITIES.items()],
        files=len(run.files),
        recognised=run.recognised,
        groups=_groups(run.findings, line_of),
        questions=[finding for finding in run.findings if finding.severity == QUESTION],
        networks=[_network(file, by_path.get(file.path, ())) for file in shown],
        left_out=len(configs) - len(shown),
        comparison=comparisons.draw(configs),
        notices=[
            (file.path, file.error or "; ".join(file.notices)) for file in run.files if file.error or file.notices
        ],
    )


def _environment():
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=DictLoader({"page.html": _read("page.html")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = lambda text: Markup(_rendered(text))
    environment.filters["svg"] = Markup
    return environment


def _rendered(text):
    """Return a part of a sheet as HTML: its headings stand below the page's own, links lead to the web or nowhere."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image"])
    tokens = markdown.parse(text)
    top = min((int(token.tag[1:]) for token in tokens if token.type == "heading_open"), default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, 4 + int(token.tag[1:]) - top)}"
        kept, is_open = [], True
        for child in token.children or ():
            if child.type == "link_open":
                is_open = str(child.attrGet("href")).startswith("https://")
            if is_open or child.type not in ("link_open", "link_close"):
                kept.append(child)
        token.children = kept if token.children else token.children
    return markdown.renderer.render(tokens, markdown.options, {})


def _read(name):
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


class _Group:
    """Findings that say the same in several files: the first one is shown, the others are named."""

    def __init__(self, finding, line_of):
        self.finding = finding
        self.others = []
        spot = finding.spot
        self.line = line_of(spot.path, spot.line)
        end = spot.end_column if spot.end_line == spot.line else len(self.line) + 1
        self.before = self.line[: spot.column - 1]
        self.marked = self.line[spot.column - 1 : end - 1] or " "
        self.after = self.line[max(end, spot.column) - 1 :] if self.marked.strip() else ""
        loaded = next((one for one in rules.load_all() if one.rule.name == finding.rule), None)
        self.section = pages.sheet_section(loaded) if loaded is not None else ""


def _groups(findings, line_of):
    groups = {}
    for finding in findings:
        if finding.severity == QUESTION:
            continue
        key = finding.rule, finding.severity, finding.message
        if key in groups:
            groups[key].others.append(finding)
        else:
            groups[key] = _Group(finding, line_of)
    order = {severity: number for number, severity in enumerate(_SEVERITIES)}
    return sorted(groups.values(), key=lambda group: order[group.finding.severity])


def _network(file, findings):
    """Return what a card shows of one config."""
    route = routing.for_config(file)
    facts = file.facts
    return {
        "path": file.path,
        "dialect": file.dialect,
        "facts": [networks.described(fact) for _, fact in sorted(facts.items()) if not fact.name.startswith("config.")],
        "stacks": networks.draw(facts, findings),
        "steps": [(step.name, step.reason) for step in route.steps],
        "way": list(route.path),
    }
