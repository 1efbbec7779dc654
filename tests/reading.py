"""Short ways for tests to read and lint a config given as text, as if it stood in a file of that name."""

from archlint.engine import Engine, Options


def engine(**options):
    """Return an engine that reads no settings, and lets a fault in archlint itself through with its trace."""
    found = Engine(Options(isolated=True, **options))
    found.reader.debug = True
    return found


def read(text, filename="archlint.yaml"):
    """Return the engine's result for one config: status, dialect, facts, parts, notices."""
    return engine().read(filename, named=True, text=text)


def facts(text, filename="archlint.yaml"):
    """Return the known facts of one config as a plain mapping of names to values; empty if it is not recognised."""
    found = read(text, filename).facts
    return {name: fact.value for name, fact in (found or {}).items() if fact.known}


def lint(text, filename="archlint.yaml", **options):
    """Return the findings (questions and notes too) for one config; options are those of ``engine.Options``."""
    return engine(**options).lint([], stdin=(text, filename)).findings


def rules(text, filename="archlint.yaml", **options):
    """Return the names of the rules that report for one config, in the findings' order."""
    return [finding.rule for finding in lint(text, filename, **options)]
