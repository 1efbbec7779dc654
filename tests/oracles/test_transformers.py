"""The frozen sample of what the transformers library does to changed configs, beside archlint's errors.

Of all verdicts on the library's 5.24 model types (750 that build), none of the 12,307 configs that ran got an
error, and 6,303 of the 7,071 that were refused did: 89.1 %.  The sample is a random one of them.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import oracle
import transformers_oracle


def test_no_config_that_runs_gets_an_error_and_most_that_are_refused_do():
    table = oracle.Table()
    for name, changes, form, verdict, _ in oracle.read_verdicts(transformers_oracle.SAMPLE):
        text = transformers_oracle.text_of(name, changes, form)
        table.add(verdict, oracle.errors_of(text), f"{name} {changes}")
    assert not [what for verdict, what, _ in table.mismatches if verdict == oracle.RAN]
    assert table.counts[oracle.REFUSED, True] > 250
    assert table.share() >= 0.86
