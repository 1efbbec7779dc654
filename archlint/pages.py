"""A rule's page in Markdown, from one source: ``archlint explain`` prints it, and ``docs/rules/`` holds it.

It is made of the rule's own docstring, its limits and its examples, and ends with the section of the sheet that the
rule points to.
"""

from . import rules, skills

_SAID = {"Bad": "reports", "Good": "does not report", "Silent": "is silent", "Asks": "asks"}

# The name and the address of what rules and sheets call the source document.
SOURCE = (
    "The source document is the sheet using-neural-architectures of the pack neural-architectures in "
    "[tachyon-beep's skillpacks](https://github.com/tachyon-beep/skillpacks)."
)


def with_source(text):
    """Return a page that cites the source document with its name and address at the end."""
    return f"{text.rstrip()}\n\n{SOURCE}\n" if "source document" in text else text


def _written_docstring(module):
    """Return a module's docstring from its source: Python leaves it out under PYTHONOPTIMIZE=2."""
    import ast
    import inspect

    try:
        return ast.get_docstring(ast.parse(inspect.getsource(module))) or ""
    except (OSError, TypeError):
        return ""


def rule_page(entry, limits=None):
    """Return a rule's page without the sheet's section.

    ``limits`` holds what a project has set: name -> (value, where).
    """
    rule = entry.rule
    summary, _, text = (entry.module.__doc__ or _written_docstring(entry.module)).strip().partition("\n")
    status = "" if rule.status == rules.STABLE else f" Status: {rule.status}."
    lines = [f"# {rule.name}", "", summary, "", f"Reports: {rules.severities(rule)}. Since {rule.since}.{status}"]
    lines += ["", text.strip(), ""]
    if rule.limits:
        lines += ["## Limits", ""]
        for limit in rule.limits:
            value, where = (limits or {}).get(limit.name, (limit.default, "default"))
            lines.append(f"- {limit.name} = {value:,} {limit.unit} ({where}); source: {limit.source}")
        lines.append("")
    examples = getattr(entry.module, "EXAMPLES", ())
    if examples:
        lines += ["## Examples", ""]
    for example in examples:
        note = getattr(example, "why", "") or getattr(example, "fact", "")
        lines += [f"{_SAID[type(example).__name__]}{': ' + note if note else ''}", ""]
        lines += ["    " + row for row in example.text.rstrip().split("\n")]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def own_page(entry):
    """Return the page of a project's own rule: what stands where it is written."""
    rule, own = entry.rule, entry.module
    (case,) = rule.cases
    lines = [f"# {rule.name}", "", rule.summary, "", f"Reports: {rules.severities(rule)}. {own.where}", ""]
    lines += ["## When all of these hold", "", *(f"- {condition.text}" for condition in case.when), ""]
    if case.unless:
        lines += ["## Unless one of these does", "", *(f"- {condition.text}" for condition in case.unless), ""]
    lines.append(f"See: {entry.link or entry.skill}")
    return "\n".join(lines) + "\n"


def describe(name):
    """Return what a report says of a rule, by its name: its summary, page, skill, gravest severity and address."""
    entry = rules.named(name)
    if entry is None:
        return {}
    section = sheet_section(entry)
    return {
        "summary": entry.rule.summary,
        "page": rule_page(entry) + (f"\n{section}\n" if section else ""),
        "skill": entry.skill,
        "severity": rules.severities(entry.rule).split(", ")[0],
        "address": address(name),
    }


def address(name):
    """Return where a rule's page stands: below the package's own address of documentation, if it states one.

    Without one the address is relative to the project's own tree.
    """
    from importlib.metadata import PackageNotFoundError, metadata

    page = f"docs/rules/{name}.md"
    try:
        stated = metadata("archlint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return page
    urls = {label.strip().lower(): url.strip() for label, _, url in (entry.partition(",") for entry in stated)}
    return f"{urls['documentation'].rstrip('/')}/rules/{name}.md" if "documentation" in urls else page


def web_address(name):
    """Return the address of a rule's page on the web, or None where the package states none."""
    found = address(name)
    return found if "://" in found else None


def link_of(finding):
    """Return an address to open for a finding: its rule's page on the web, else its sheet in the installed package."""
    import pathlib

    if finding.link:
        return finding.link if finding.link.startswith(("https://", "http://")) and finding.link.isprintable() else None
    found = web_address(finding.section or finding.rule)
    if found or not finding.skill:
        return found
    page = skills.page_of(finding.skill, finding.section or finding.rule)
    return pathlib.Path(skills.folder(), finding.skill, page).resolve().as_uri()


def sheet_section(entry):
    """Return the section of the sheet that a rule points to, heading included, or an empty text."""
    return skills.section(entry.skill, entry.rule.name).rstrip()
