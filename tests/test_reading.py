from reading import facts, lint, read, rules


def test_the_helpers_read_and_lint_a_text():
    text = "archlint: 1\nmodel: {family: cnn, num_layers: -2}\n"
    assert read(text).dialect == "native"
    assert facts(text)["model.family"] == "cnn"
    assert facts("services: {}\n") == {}
    assert "impossible-value" in rules(text)
    assert {finding.spot.line for finding in lint(text, select=["impossible-value"])} == {2}
