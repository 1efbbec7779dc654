"""The reports of one run: each in its format, to standard output or to a file of its own."""

import os
import sys

import click

from .output import shows_links, wants_colour, write

# Formats that programs read: UTF-8 whatever a terminal's encoding is.
_FOR_PROGRAMS = frozenset(("json", "sarif", "gitlab", "junit", "markdown"))
# The folder that a service shows files from, by its own variable.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class Reports:
    """What ``--output-format`` and ``--output-file`` ask for."""

    def __init__(self, outputs, output_file=None, statistics=False):
        outputs = list(outputs) or [(_usual_format(output_file), None)]
        unnamed = [name for name, file in outputs if file is None]
        if len(unnamed) > 1:
            raise click.UsageError(f"{' and '.join(unnamed)} would be mixed: write FORMAT=FILE for all but one of them")
        if output_file is not None and not unnamed:
            raise click.UsageError("--output-file is for the one report whose format names no file")
        self.outputs = [(name, file if file is not None else output_file) for name, file in outputs]
        files = [os.path.abspath(file) for _, file in self.outputs if file is not None]
        if len(set(files)) < len(files):
            raise click.UsageError("two reports would be written to one file")
        self.statistics = statistics
        self._texts = []

    def holds(self, name):
        """Whether one of the reports has this format."""
        return any(format == name for format, _ in self.outputs)

    @property
    def shown(self):
        """The text of the report that goes to standard output, if there is one."""
        return next((text for text, (_, file) in zip(self._texts, self.outputs, strict=False) if file is None), "")

    def render(self, run, engine, stdin, **options):
        """Render a run in each format."""
        from ..reporters import load

        root = next((os.environ[name] for name in _ROOTS if os.environ.get(name)), None)
        self._texts = []
        for name, file in self.outputs:
            more = {}
            if name == "sarif":
                from .. import fixes, pages

                more = {"describe": pages.describe, "replacement_of": fixes.replacement_reader(engine, stdin)}
            elif name == "markdown":
                from .. import pages

                more = {"page_address": pages.web_address}
            elif name == "text" and file is None and shows_links():
                from .. import pages

                more = {"link_of": pages.link_of}
            colour = file is None and wants_colour()
            module = load("statistics" if self.statistics and name in ("text", "concise") else name)
            more["statistics"] = self.statistics
            self._texts.append(module.render(run, colour=colour, root=root, **more, **options))

    def write(self):
        """Write each report where it belongs."""
        for text, (name, file) in zip(self._texts, self.outputs, strict=True):
            write(text, file, "json" if name in _FOR_PROGRAMS else name)

    def write_beside(self, data):
        """Print bytes (a fixed text) to standard output, and the report where it cannot get into them."""
        for text, (name, file) in zip(self._texts, self.outputs, strict=True):
            if file is None:
                click.echo(text, err=True, nl=False)
            else:
                write(text, file, name)
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _usual_format(output_file):
    """Return the format where none is asked for: annotations inside GitHub Actions, where the log shows them."""
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" and output_file is None else "text"
