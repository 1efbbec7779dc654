"""What tests need that build environments: a copy of the tree, and commands that may need a package registry."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TREE = Path(__file__).resolve().parent.parent
# What a checkout holds beside the project's own files.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache",
    ".hypothesis",
)  # fmt: skip
GIT = ("git", "-c", "user.name=tests", "-c", "user.email=tests@example.invalid", "-c", "commit.gpgsign=false")
_OFFLINE = ("Could not find a version", "No matching distribution", "Connection", "Temporary failure", "timed out")


def copy_of_tree(target):
    """Return a copy of the working tree, as it stands, at a path."""
    shutil.copytree(TREE, target, ignore=LEFT_OUT)
    return target


def run(*command, cwd, **variables):
    """Return a finished command's outcome, its two streams in one text."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**inherited, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )


def install(*command, cwd, **variables):
    """Run a command that installs packages; skip the test where no registry can be reached, but never in CI."""
    outcome = run(*command, cwd=cwd, **variables)
    if outcome.returncode:
        if any(sign in outcome.stdout for sign in _OFFLINE) and not os.environ.get("CI"):
            pytest.skip("no package registry can be reached")
        pytest.fail(outcome.stdout[-4000:])
    return outcome


def commit_all(folder):
    """Make a folder a git repository, if it is none, and commit all that it holds."""
    run("git", "init", "--quiet", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    outcome = run(*GIT, "commit", "--quiet", "--no-verify", "-m", "all", cwd=folder)
    assert outcome.returncode == 0, outcome.stdout
