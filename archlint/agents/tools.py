"""What the tools for coding agents answer: the shapes of the JSON output, for paths inside one root and for texts.

Nothing is written, and no path outside the root is read.
"""

import json
import os

from .. import explanation, routing, suggestion
from ..discovery import discover
from ..engine import Engine, Options
from ..reporters import facts as facts_reporter
from ..reporters import json as json_reporter
from ..reporters import route as route_reporter
from ..settings import SettingsError, read_assignment


class ToolError(Exception):
    """Why a call cannot be answered, in one line."""


class Tools:
    """The tools over one root, the folder that the server was started in."""

    def __init__(self, root="."):
        self.root = os.path.realpath(root)

    def check(self, paths=(), text=None, filename="config.yaml", assigned=None):
        """Return the report of ``archlint check`` as JSON gives it."""
        engine = self._engine(assigned)
        if text is not None:
            run = engine.lint([], stdin=(text, self._inside(filename)))
        else:
            run = engine.lint([self._inside(path) for path in paths or (".",)])
        return json.loads(json_reporter.render(run))

    def facts(self, paths=(), text=None, filename="config.yaml", assigned=None):
        """Return what was read out of each file, as ``archlint facts`` gives it."""
        engine = self._engine(assigned)
        if text is not None:
            results = [engine.read(self._inside(filename), True, text)]
        else:
            found = discover([self._inside(path) for path in paths])
            results = [engine.read(path, named) for path, named in found]
        return json.loads(facts_reporter.render(results, "json"))

    def explain(self, name, path=None):
        """Return the page of a rule or a sheet; with a path, each condition of the rule for that file."""
        engine = self._engine(None)
        return explanation.explain(name, self._inside(path) if path else None, engine)

    def route(self, question=None, path=None):
        """Return which sheets to read for a question or a config, and what must be known first."""
        if (question is None) == (path is None):
            raise ToolError("give a question or a path")
        engine = self._engine(None)
        if question is not None:
            answer = routing.for_question(question, engine.settings_for(os.path.join(self.root, "x")).facts)
        else:
            answer = routing.for_config(engine.read(self._inside(path), True))
        return json.loads(route_reporter.render([answer], "json"))

    def compare(self, names, assigned=None):
        """Return architectures side by side under the facts at hand."""
        from ..routing.comparison import UnknownArchitecture, compare

        engine = self._engine(assigned)
        known = {**engine.settings_for(os.path.join(self.root, "x")).facts, **engine.options.assigned}
        try:
            return json.loads(route_reporter.render_comparison(compare(names, known), "json"))
        except UnknownArchitecture as fault:
            raise ToolError(str(fault)) from None

    def suggest(self, path, limit=5, assigned=None):
        """Return architectures that satisfy a config's facts, with reasons and published figures."""
        engine = self._engine(assigned)
        return json.loads(json_reporter.dump(suggestion.report([suggestion.advise(engine, self._inside(path), limit)])))

    def _engine(self, assigned):
        try:
            pairs = dict(read_assignment(f"{name}={value}") for name, value in (assigned or {}).items())
            return Engine(Options(assigned=pairs))
        except SettingsError as fault:
            raise ToolError(str(fault)) from None

    def _inside(self, path):
        """Return a path below the root; raise ToolError for one that leads out of it."""
        full = os.path.join(self.root, path)
        real = os.path.realpath(full)
        if real != self.root and not real.startswith(self.root.rstrip(os.sep) + os.sep):
            raise ToolError(f"{path} lies outside the folder that the server was started in")
        return path if os.path.isabs(path) else os.path.relpath(full)
