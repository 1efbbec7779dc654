"""The frozen sample of what the transformers library does to changed configs, beside archlint's errors."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import oracle
import transformers_oracle


def test_no_config_that_runs_gets_an_error_and_nearly_all_that_are_refused_do():
    table = oracle.Table()
    for name, changes, form, verdict, _ in oracle.read_verdicts(transformers_oracle.SAMPLE):
        text = transformers_oracle.text_of(name, changes, form)
        table.add(verdict, oracle.errors_of(text), f"{name} {changes}")
    assert not [what for verdict, what, _ in table.mismatches if verdict == oracle.RAN]
    assert table.counts[oracle.REFUSED, True] > 100
    assert table.share() >= 0.95
