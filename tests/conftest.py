"""Fixtures: the command line in this process, and projects of small files."""

import io
import json
import sys
from typing import NamedTuple

import pytest

from archlint.cli import main


class Outcome(NamedTuple):
    """What one run of the command line did."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def rules(self):
        return [finding["rule"] for finding in self.json["findings"]]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    """No settings of the person or the service that runs the tests, and a terminal in which no line is wrapped."""
    monkeypatch.setenv("COLUMNS", "10000")
    for name in ("NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def archlint(capsys, monkeypatch):
    """Run the command line in this process: ``archlint("check", "x.yaml", stdin=b"...")``."""

    def run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        status = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code or 0
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty project folder as the working directory; ``project(name=text, ...)`` writes files into it."""
    (tmp_path / ".git").mkdir()  # marks the project's root
    monkeypatch.chdir(tmp_path)

    def write(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


VIT = """\
archlint: 1
task: image-classification
model: {architecture: vit_base_patch16_224, pretrained: false}
data:
  modality: image
  train_size: 6000
deployment: {target: server, latency: batch}
"""
RESNET = """\
archlint: 1
task: image-classification
model: {architecture: resnet50, pretrained: true}
data: {modality: image, train_size: 600000}
deployment: {target: server, latency: batch}
"""


@pytest.fixture
def bad():
    """A config that gets one warning (vit-on-small-dataset) on line 6, and no question."""
    return VIT


@pytest.fixture
def good():
    """A config that gets neither finding nor question."""
    return RESNET
