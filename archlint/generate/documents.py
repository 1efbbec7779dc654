"""The pages below ``docs/`` that list things: one for each rule, and tables of rules, dialects, facts, commands."""

import inspect
import posixpath
import re

import click

from .. import cli, dialects, pages, rules, skills
from ..facts.vocabulary import SUBJECTS
from ..sources import FORMATS, NAMED_FORMATS

_NOTE = "<!-- Written by python -m archlint.generate from {source}; change that, not this page. -->"


def rule_documents():
    """Return the files of ``docs/rules/``: name -> text."""
    entries = rules.load_all()
    found = {f"{entry.rule.name}.md": rule_document(entry) for entry in entries}
    return {**found, "README.md": _rule_list(entries)}


def rule_document(entry):
    """Return a rule's page: what ``archlint explain`` prints, with links as they are from ``docs/rules/``."""
    name, skill = entry.rule.name, entry.skill
    page = skills.page_of(skill, name)
    sheet = f"skills/{skill}/{page}"
    source = f"archlint/{entry.module.__name__.removeprefix('archlint.').replace('.', '/')}.py"
    lines = [_NOTE.format(source=f"{source} and {sheet}"), "", pages.rule_page(entry), "## In the sheet", ""]
    section = pages.sheet_section(entry).partition("\n")[2].strip()  # the heading is the rule's name again
    lines.append(f"[{skill}](../../{sheet}#{name}){':' if section else ''}")
    if section:
        lines += ["", _moved(section, sheet, "docs/rules")]
        if "[c-" in section:
            lines += ["", "Marks like these stand for rows of [references.csv](../../skills/references.csv)."]
    return pages.with_source("\n".join(lines) + "\n")


def _moved(text, page, folder):
    """Return a text with its relative links, written for one page, as they are from another folder."""

    def move(match):
        target, _, anchor = match[1].partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
        return f"]({posixpath.relpath(path, folder)}{'#' + anchor if anchor else ''})"

    return re.sub(r"\]\((?![a-z]+:)([^)\s]+)\)", move, text)


def _rule_list(entries):
    lines = [
        _NOTE.format(source="the rules' modules"),
        "",
        "# Rules",
        "",
        f"{len(entries)} rules, by the sheet that each points to. A rule's page says what it looks for, why that "
        "matters, what to do instead, when it is fine, its limits, examples, and what the sheet says of it; "
        "`archlint explain NAME` prints the same.",
    ]
    for skill in sorted({entry.skill for entry in entries}):
        lines += ["", f"## {skill}", "", "| rule | says | reports |", "| --- | --- | --- |"]
        for entry in entries:
            rule = entry.rule
            if entry.skill == skill:
                lines.append(f"| [{rule.name}]({rule.name}.md) | {rule.summary} | {rules.severities(rule)} |")
    return "\n".join(lines) + "\n"


def blocks():
    """Return what the pages of ``docs/`` list between their markers: name of the page and the block -> text."""
    return {
        "commands": command_list(),
        "dialects": dialect_table(),
        "facts": fact_tables(),
        "reading": format_table(),
    }


def format_table():
    """Return the table of formats with the endings of their files."""
    rows = ["| format | endings |", "| --- | --- |"]
    for format in dict.fromkeys([*FORMATS.values(), *NAMED_FORMATS.values()]):
        found = ", ".join(f"`{ending}`" for ending, name in FORMATS.items() if name == format)
        named = ", ".join(f"`{ending}`" for ending, name in NAMED_FORMATS.items() if name == format)
        shown = "; ".join([*([found] if found else []), *([f"{named}, where they are named"] if named else [])])
        rows.append(f"| {_FORMAT_NAMES.get(format, format)} | {shown} |")
    return "\n".join(rows)


_FORMAT_NAMES = {
    "cfg": "configparser, spaCy, Darknet",
    "config": "protobuf text of TensorFlow's object detection",
    "data": "Darknet's lists of data",
    "env": "settings of the environment",
    "ini": "INI, properties",
    "json": "JSON, with and without comments",
    "jsonnet": "Jsonnet",
    "notebook": "Jupyter notebooks",
    "prototxt": "Caffe's protobuf text",
    "python": "Python",
    "shell": "shell scripts",
    "toml": "TOML",
    "yaml": "YAML",
}


def dialect_table():
    """Return the table of the dialects that describe models, and the list of the kinds of file that do not."""
    rows = ["| dialect | files | what is read |", "| --- | --- | --- |"]
    others = ["| kind of file | recognised in |", "| --- | --- |"]
    for name in dialects.modules():
        dialect = dialects.load(name).DIALECT
        if dialect.is_model:
            rows.append(f"| {dialect.title} (`{dialect.name}`) | {dialect.files} | {dialect.reads} |")
        else:
            others.append(f"| {dialect.title} (`{dialect.name}`) | {dialect.files} |")
    return "\n".join([*rows, "", "## Known files that describe no network", "", *others])


def fact_tables():
    """Return a table of facts for each subject."""
    lines = []
    for subject, facts in SUBJECTS.items():
        lines += [
            "",
            f"## {subject}",
            "",
            "| fact | holds | what it is, or how it is asked for |",
            "| --- | --- | --- |",
        ]
        for name, kind in facts.items():
            about = ". ".join(text for text in (kind.about, kind.ask) if text)
            lines.append(f"| `{name}` | {_holds(kind)} | {about} |")
    return "\n".join(lines[1:])


def _holds(kind):
    """Return in words what values a fact takes."""
    least = "" if kind.low is None else f", at least {kind.low}"
    texts = {
        "integer": f"whole number{least}",
        "number": f"number{least}",
        "boolean": "true or false",
        "text": "text",
        "list": "list of texts",
        "counts": "list of whole numbers",
    }
    if kind.type != "word":
        return texts[kind.type]
    return ", ".join(kind.values) + (" ..." if kind.open else "")


def command_list():
    """Return what each command does, and its options."""
    lines = []
    context = click.Context(cli.cli)
    for name in cli.COMMANDS:
        command = cli.cli.get_command(context, name)
        lines += _command(f"archlint {name}", command)
        for inner, subcommand in getattr(command, "commands", {}).items():
            lines += _command(f"archlint {name} {inner}", subcommand)
    return "\n".join(lines[1:])


def _command(name, command):
    context = click.Context(command)
    about = re.sub(
        r"``(.+?)``|(--[a-z-]+)", lambda match: f"`{match[1] or match[2]}`", inspect.cleandoc(command.help or "")
    )
    usage = " ".join([name, *command.collect_usage_pieces(context)])
    lines = ["", f"## {name}", "", f"`{usage}`", "", about]
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        lines += ["", "| option | does |", "| --- | --- |"]
    for option in options:
        written, does = (text.replace("|", "\\|") for text in option.get_help_record(context))
        lines.append(f"| `{written}` | {does} |")
    return lines
