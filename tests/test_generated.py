"""Everything that is derived from rules, dialects and skills is as it would be generated now."""

import os

from archlint import generate


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


def test_the_readme_lists_every_rule_and_dialect():
    targets = dict(generate.targets())
    (readme,) = [text for path, text in targets.items() if path.endswith("README.md") and "skills" not in path]
    for table in (generate.rule_table(), generate.dialect_table()):
        assert table in readme
