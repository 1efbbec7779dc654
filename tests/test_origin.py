"""Where a copy comes from is read from its own installation, and never made up."""

from email.message import Message

import pytest

from archlint import origin


class Installed:
    """An installed package as the standard library sees it."""

    def __init__(self, urls=(), recorded=None):
        self.metadata = Message()
        for url in urls:
            self.metadata["Project-URL"] = url
        self.recorded = recorded

    def read_text(self, name):
        return self.recorded if name == "direct_url.json" else None


COMMIT = '{"url": "https://example.org/a", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}'


@pytest.mark.parametrize(
    ("urls", "recorded", "source", "report"),
    [
        ((), None, "", "please report it"),
        ((), '{"url": "file:///somewhere", "dir_info": {}}', "", "please report it"),
        ((), "no json", "", "please report it"),
        ((), COMMIT, "git+https://example.org/a@c0ffee", "please report it"),
        (
            ("Issues, https://example.org/a/issues", "Repository, https://example.org/a"),
            None,
            "git+https://example.org/a",
            "please report it at https://example.org/a/issues",
        ),
    ],
)
def test_what_the_installation_records(monkeypatch, urls, recorded, source, report):
    monkeypatch.setattr(origin, "_metadata", lambda: Installed(urls, recorded))
    assert origin.source_address() == source
    assert origin.please_report() == report


def test_a_copy_that_is_not_installed_has_no_address(monkeypatch):
    monkeypatch.setattr(origin, "_metadata", lambda: None)
    assert (origin.source_address(), origin.issues_address()) == ("", "")
