"""The lists inside the skills' sheets."""

from .. import rules, skills


def skill_rules(name):
    """Return the block in a sheet that lists the rules pointing to it."""
    mine = [loaded.rule for loaded in rules.load_all() if loaded.skill == name]
    if not mine:
        return "No rule points to this sheet yet."
    rows = []
    for rule in mine:
        page = skills.page_of(name, rule.name)
        link = f"{'' if page == 'SKILL.md' else page}#{rule.name}"
        rows.append(f"- [`{rule.name}`]({link}): {rule.summary} ({rules.severities(rule)})")
    return "\n".join(rows)


def skill_table():
    """Return the router's table of the other sheets."""
    rows = ["| sheet | when to read it |", "| --- | --- |"]
    for name in skills.names():
        if name != "using-neural-architectures":
            front, _ = skills.read(name)
            description = str(front.get("description", "")).split(". ")[0].rstrip(".")
            rows.append(f"| [{name}](../{name}/SKILL.md) | {description} |")
    return "\n".join(rows)
