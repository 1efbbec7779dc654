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
    lines = [f"# {rule.name}", "", summary, "", f"Reports: {rules.severities(rule)}. Since {rule.since}."]
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


def sheet_section(entry):
    """Return the section of the sheet that a rule points to, heading included, or an empty text."""
    return skills.section(entry.skill, entry.rule.name).rstrip()
