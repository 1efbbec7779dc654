"""Ignores: on the line, above it, for the file; for questions and inherited values; and unused ones are reported."""

import pytest

RULE = "vit-on-small-dataset"


def at(text, line, comment, alone=False):
    """Return a text with a comment at the end of a line, or alone above it."""
    lines = text.split("\n")
    if alone:
        lines.insert(line - 1, comment)
    else:
        lines[line - 1] += "  " + comment
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "comment", "alone", "rules"),
    [
        (6, f"# archlint: ignore[{RULE}]", False, []),
        (6, f"# archlint: ignore[{RULE}] our own pretraining", False, []),
        (6, f"#archlint:ignore[ {RULE} ]", False, []),
        (6, f"# archlint: ignore[{RULE}]", True, []),
        (6, f"# archlint: ignore[{RULE}]\n\n  # more words", True, []),
        (1, f"# archlint: ignore-file[{RULE}]", False, []),
        (1, f"# archlint: ignore-file[{RULE}]", True, []),
        (7, f"# archlint: ignore-file[{RULE}]", False, []),
        (6, f"# archlint: ignore[deep-post-norm, {RULE}]", False, ["unused-ignore"]),
        (5, f"# archlint: ignore[{RULE}]", False, ["unused-ignore", RULE]),
        (5, f"# archlint: ignore[{RULE}]", True, ["unused-ignore", RULE]),
        (6, "# archlint: ignore[deep-post-norm]", False, [RULE, "unused-ignore"]),
        (6, "# archlint: ignore", False, [RULE, "unused-ignore"]),
        (6, "# archlint: ignore[]", False, [RULE, "unused-ignore"]),
        (6, "# archlint: ignore-fil", False, [RULE, "unused-ignore"]),
        (6, "# archlint: ignored", False, [RULE]),
    ],
)
def test_comments(archlint, project, bad, line, comment, alone, rules):
    project({"vit.yaml": at(bad, line, comment, alone)})
    assert archlint("vit.yaml", "--output-format", "json").rules == rules


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# archlint: ignore[vit-on-smal-dataset]", "did you mean vit-on-small-dataset?"),
        ("# archlint: ignore[deep-post-norm]", "unused ignore: deep-post-norm reports nothing here"),
        ("# archlint: ignore", "unused ignore: it names no rule"),
    ],
)
def test_an_unused_ignore_says_why(archlint, project, good, comment, said):
    project({"x.yaml": at(good, 2, comment)})
    (finding,) = archlint("x.yaml", "--output-format", "json").json["findings"]
    assert (finding["rule"], finding["severity"], finding["line"]) == ("unused-ignore", "warning", 2)
    assert said in finding["message"]
    assert finding["column"] == len("task: image-classification  ") + 1


def test_an_ignore_of_a_rule_that_does_not_run_is_not_unused(archlint, project, bad):
    project({"vit.yaml": at(bad, 6, f"# archlint: ignore[{RULE}]")})
    assert archlint("vit.yaml", "--ignore", RULE).status == 0
    assert archlint("vit.yaml", "--select", "deep-post-norm").status == 0
    assert archlint("vit.yaml", "--select", "deep-post-norm,unused-ignore").status == 0


def test_unused_ignores_can_be_left_out(archlint, project, good):
    project({"x.yaml": at(good, 2, "# archlint: ignore[deep-post-norm]")})
    assert archlint("x.yaml", "--ignore", "unused-ignore").status == 0


def test_a_number_sign_within_a_word_begins_no_comment(archlint, project, bad):
    project({"vit.yaml": bad.replace("modality: image", f"modality: image\n  name: a#archlint:ignore[{RULE}]")})
    assert archlint("vit.yaml", "--output-format", "json").rules == [RULE]


def test_toml_and_python_carry_ignores(archlint, project):
    toml = "archlint = 1\n[model]\nfamily = 'cnn'\nnum_layers = -2  # archlint: ignore[impossible-value] later\n"
    project({"x.toml": toml, "y.toml": toml.split("  #")[0] + "\n"})
    assert archlint("x.toml", "--select", "impossible-value").status == 0
    assert archlint("y.toml", "--select", "impossible-value").status == 1


ASKING = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {modality: image}\n"


def asked(outcome):
    return {finding["fact"]: finding["decides"] for finding in outcome.json["findings"] if "fact" in finding}


def test_ignores_hold_for_questions_too(archlint, project):
    project({"x.yaml": ASKING})
    before = asked(archlint("x.yaml", "--output-format", "json"))
    assert RULE in before["data.train_size"]
    project({"x.yaml": at(ASKING, 1, f"# archlint: ignore-file[{RULE}]", alone=True)})
    outcome = archlint("x.yaml", "--output-format", "json")
    assert "unused-ignore" not in outcome.rules
    assert all(RULE not in decides for decides in asked(outcome).values())
    project({"x.yaml": at(ASKING, 1, "# archlint: ignore-file[unknown-fact]", alone=True)})
    assert archlint("x.yaml", "--output-format", "json").rules == []


def test_an_inherited_line_is_ignored_where_it_stands(archlint, project, bad):
    """The comment stands in the parent, whose own run has nothing to silence: only the child's does."""
    base = "data:\n  modality: image\n  train_size: 6000  # archlint: ignore[vit-on-small-dataset]\n"
    child = "_BASE_: base.yaml\n" + bad.replace("data:\n  modality: image\n  train_size: 6000\n", "")
    project({"base.yaml": base, "vit.yaml": child, "plain.yaml": base.split("  #")[0] + "\n"})
    assert archlint("vit.yaml", "--output-format", "json").rules == []
    assert archlint(".", "--output-format", "json").rules == []
    project({"vit.yaml": child.replace("base.yaml", "plain.yaml")})
    (finding,) = archlint("vit.yaml", "--output-format", "json").json["findings"]
    assert (finding["path"], finding["line"], finding["via"]) == ("plain.yaml", 3, "vit.yaml")
