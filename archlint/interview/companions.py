"""Files beside the settings that run archlint: the pre-commit entry and a CI workflow."""

import json
import os
import re

from ..records import Record
from ..sources import FORMATS

PRE_COMMIT = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/archlint.yml"
# The hook for changed files, as ``.pre-commit-hooks.yaml`` offers it: one run sees all of them.
HOOK = "archlint check --allow-no-configs --force-exclude --heirs"
HOOK_FILES = rf"(?i)\.({'|'.join(sorted(ending.lstrip('.') for ending in FORMATS))})$"
# The releases of other people's actions that the workflows use.
CHECKOUT, SETUP_PYTHON = "actions/checkout@v5", "actions/setup-python@v6"
_GITHUB = re.compile(r"(?:https://|ssh://git@|git@)github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


class Origin(Record):
    """Where archlint is installed from: what pip is given, and for version control its address and revision."""

    __slots__ = ("requirement", "repository", "revision")
    defaults = {"repository": "", "revision": ""}


def origin_of(text, version):
    """Return the Origin that ``--from`` names: a version control address, a path, or a package's name.

    A revision may stand behind an ``@``; without one it is the tag of this version.
    """
    text = text.strip()
    address = text.removeprefix("git+")
    if text.startswith("git+") or "://" in address or re.match(r"[\w.-]+@[\w.-]+:", address):
        start = max(address.rfind("/"), address.rfind(":"))
        place, sign, revision = address[start:].partition("@")
        address, revision = address[:start] + place, revision if sign and revision else f"v{version}"
        return Origin(f"archlint @ git+{_as_url(address)}@{revision}", address, revision)
    if os.sep in text or "/" in text or text.startswith("."):
        return Origin(text if text.startswith((".", "/", os.sep)) else f"./{text}")
    return Origin(text)


def _as_url(address):
    """Return an address of version control as pip takes it: the short form of ssh has a colon where a URL has none."""
    return address if "://" in address else "ssh://" + address.replace(":", "/", 1)


def pre_commit(origin):
    """Return the text of a pre-commit config that runs archlint."""
    return f"repos:\n{pre_commit_entry(origin)}"


def pre_commit_entry(origin):
    """Return the entry to add to a pre-commit config's ``repos``; ``origin`` is None where it is not known."""
    if origin is not None and origin.repository:
        return (
            f"  - repo: {_quoted(origin.repository)}  # where archlint was said to come from\n"
            f"    rev: {_quoted(origin.revision)}\n    hooks:\n      - id: archlint\n"
        )
    if origin is not None:
        how = f"        language: python\n        additional_dependencies: [{json.dumps(origin.requirement)}]\n"
        note = "installs archlint from where it was said to come from"
    else:
        how = "        language: system\n"
        note = "runs the installed archlint; archlint init --from ADDRESS has it installed"
    return (
        f"  # {note}\n  - repo: local\n    hooks:\n      - id: archlint\n        name: archlint\n"
        f"        entry: {HOOK}\n{how}        require_serial: true\n        files: {HOOK_FILES}\n"
    )


def workflow(origin, has_configs=True):
    """Return the text of a GitHub workflow that runs archlint: by its action, where GitHub holds that.

    A project without configs must not fail for that; in one that has some, a run that finds none has lost them.
    """
    action = _GITHUB.fullmatch(origin.repository)
    if action:
        steps = f"      - uses: {_quoted(f'{action[1]}@{origin.revision}')}  # where archlint was said to come from\n"
        steps += "" if has_configs else "        with:\n          allow-no-configs: true\n"
    else:
        steps = f"""\
      - uses: {SETUP_PYTHON}
        with:
          python-version: "3.12"
      # where archlint was said to come from
      - run: {_quoted(f"pip install {_shell(origin.requirement)}")}
      - run: archlint{"" if has_configs else " --allow-no-configs"}
"""
    return f"""\
name: archlint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  archlint:
    runs-on: ubuntu-latest
    steps:
      - uses: {CHECKOUT}
{steps}"""


def _shell(text):
    import shlex

    return shlex.quote(text)


def _quoted(text):
    """Return a text as YAML reads it back: as it stands where it is plain, else in JSON's quotes."""
    return text if re.fullmatch(r"[A-Za-z./~][\w./~@:+-]*", text) and not text.endswith(":") else json.dumps(text)


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
