"""``archlint check --watch``: the run again whenever something that it read has changed."""

import os
import sys
import time

import click

from .output import say

_EVERY = 0.3  # seconds between two looks, or more where looking takes long


def watch(new_check):
    """Run, and run again after each change; ends with an interrupt."""
    try:
        while True:
            check = new_check()
            before = _state(check)
            if sys.stdout.isatty():
                click.clear()
            try:
                check.run()
            except click.ClickException as fault:
                say(fault.format_message())
            sys.stdout.flush()
            say("watching for changes; interrupt to end")
            while _unchanged(check, before):
                pass
    except KeyboardInterrupt:
        sys.exit(0)


def _unchanged(check, before):
    started = time.monotonic()
    now = _state(check)
    time.sleep(max(_EVERY, 4 * (time.monotonic() - started)))
    return now == before


def _state(check):
    """Return what can be seen of a change: the time and size of each file that a run may read."""
    from ..discovery import discover

    found = {}
    # What a named file inherits lies anywhere in its project.
    roots = [check.engine.project_for(path).root for path in check.paths if not os.path.isdir(path)]
    for path, _ in discover(
        [*check.paths, *dict.fromkeys(roots)], check.engine.excluding, check.engine.options.force_exclude
    ):
        for near in (path, *_settings_near(check, path)):
            if near not in found:
                found[near] = _look(near)
    return found


def _settings_near(check, path):
    settings = check.engine.settings_for(path)
    return [known for known in (settings.path, settings.baseline, *settings.extended) if known]


def _look(path):
    try:
        seen = os.stat(path)
    except OSError:
        return None
    return seen.st_mtime_ns, seen.st_size
