"""The lists that ``archlint rules``, ``skills`` and ``dialects`` print."""


def rules(output_format, own=()):
    """Return the list of rules, with a project's own ones."""
    from .rules import load_all, severities

    rows = [
        {
            "name": loaded.rule.name,
            "severity": severities(loaded.rule),
            "summary": loaded.rule.summary,
            "skill": loaded.skill,
            "section": loaded.rule.name if loaded.link is None else "",
            "limits": {
                limit.name: {"default": limit.default, "unit": limit.unit, "source": limit.source}
                for limit in loaded.rule.limits
            },
            "evidence": list(loaded.rule.evidence),
            "since": loaded.rule.since,
            "status": loaded.rule.status,
            "former": list(loaded.rule.former),
            "own": loaded.link is not None,
        }
        for loaded in (*load_all(), *own)
    ]
    return _rendered(rows, ("name", "severity", "summary"), "rules", output_format)


def skills(output_format):
    """Return the list of skills."""
    from . import skills as sheets

    rows = []
    for name in sheets.names():
        front, _ = sheets.read(name)
        rows.append({"name": name, "description": " ".join(str(front.get("description", "")).split())})
    return _rendered(rows, ("name", "description"), "skills", output_format)


def dialects(output_format):
    """Return the list of dialects."""
    from . import dialects as readers

    rows = []
    for module in readers.modules():
        dialect = readers.load(module).DIALECT
        rows.append(
            {
                "name": dialect.name,
                "title": dialect.title,
                "files": dialect.files,
                "reads": dialect.reads,
                "formats": list(dialect.formats),
                "is_model": dialect.is_model,
            }
        )
    return _rendered(rows, ("name", "files", "reads"), "dialects", output_format)


def _rendered(rows, columns, name, output_format):
    if output_format == "json":
        from .reporters.json import dump

        return dump({"version": 1, name: rows})
    from .reporters.layout import columns_of

    return "".join(line + "\n" for line in columns_of([[str(row[column]) for column in columns] for row in rows]))
