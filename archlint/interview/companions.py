"""Files beside the settings that run archlint: the pre-commit entry and a CI workflow."""

import os

REPOSITORY = "https://github.com/archlint/archlint"
PRE_COMMIT = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/archlint.yml"


def pre_commit(version):
    """Return the text of a pre-commit config that runs archlint."""
    return f"repos:\n{pre_commit_entry(version)}"


def pre_commit_entry(version):
    """Return the entry to add to a pre-commit config's ``repos``."""
    return f"  - repo: {REPOSITORY}\n    rev: v{version}\n    hooks:\n      - id: archlint\n"


def workflow(version):
    """Return the text of a GitHub workflow that runs archlint."""
    return f"""\
name: archlint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  archlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install archlint=={version}
      - run: archlint
"""


def mentions_archlint(path):
    """Whether a file holds the word archlint already."""
    try:
        with open(path, "rb") as file:
            return b"archlint" in file.read(1 << 20)
    except OSError:
        return False


def places(root):
    """Return the paths of the two files below a root."""
    return os.path.join(root, PRE_COMMIT), os.path.join(root, *WORKFLOW.split("/"))
