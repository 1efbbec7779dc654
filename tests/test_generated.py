"""Everything that is derived from rules, dialects and skills is as it would be generated now."""

import os

from archlint import cli, dialects, facts, generate, rules
from archlint.generate import documents

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def test_no_derived_file_is_stale():
    stale = [os.path.basename(path) for path in generate.stale()]
    assert stale == [], "run python -m archlint.generate"


def test_a_stale_file_is_noticed(monkeypatch, tmp_path):
    path = tmp_path / "_index.py"
    path.write_text("INDEX = ()\n")
    monkeypatch.setattr(generate, "targets", lambda: [(str(path), "INDEX = (1,)\n")])
    assert generate.stale() == [str(path)]
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert path.read_text() == "INDEX = (1,)\n"
    assert generate.main(["--check"]) == 0


def test_a_page_that_is_left_over_goes(monkeypatch, tmp_path):
    path = tmp_path / "no-such-rule.md"
    path.write_text("# no-such-rule\n")
    monkeypatch.setattr(generate, "targets", lambda: [(str(path), None)] if path.exists() else [])
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert not path.exists()
    assert generate.main(["--check"]) == 0


def test_the_handbook_lists_every_rule_dialect_fact_and_command():
    texts = {os.path.relpath(path, TOP).replace(os.sep, "/"): text for path, text in generate.targets()}
    for entry in rules.load_all():
        assert f"({entry.rule.name}.md)" in texts["docs/rules/README.md"]
        assert f"docs/rules/{entry.rule.name}.md" in texts
    for name, block in documents.blocks().items():
        assert block in texts[f"docs/{name}.md"]
    for name in facts.VOCABULARY:
        assert f"| `{name}` |" in texts["docs/facts.md"]
    for name in dialects.modules():
        assert f"(`{dialects.load(name).DIALECT.name}`)" in texts["docs/dialects.md"]
    for name in cli.COMMANDS:
        assert f"\n## archlint {name}\n" in texts["docs/commands.md"]
