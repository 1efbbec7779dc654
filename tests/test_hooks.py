"""The hooks that the repository offers cover the formats that archlint reads, and no others."""

import os
import re

import pytest
import yaml

from archlint.sources import FORMATS

with open(os.path.join(os.path.dirname(__file__), "..", ".pre-commit-hooks.yaml"), encoding="utf-8") as _file:
    HOOKS = {hook["id"]: hook for hook in yaml.safe_load(_file)}


def test_there_is_one_hook_for_changed_files_and_one_for_the_project():
    assert set(HOOKS) == {"archlint", "archlint-project"}
    assert HOOKS["archlint-project"]["pass_filenames"] is False
    assert all("--allow-no-configs" in hook["entry"] for hook in HOOKS.values())


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_reaches_the_hook(ending):
    assert re.search(HOOKS["archlint"]["files"], f"configs/model{ending}")
    assert re.search(HOOKS["archlint"]["files"], f"configs/model{ending.upper()}")


@pytest.mark.parametrize("name", ["README.md", "model.pt", "yaml", "train.ps1", "a.pyc", "x.jsonl"])
def test_other_files_do_not(name):
    assert not re.search(HOOKS["archlint"]["files"], name)
