"""A run over many files in several processes: the same run, in the same order, as in one."""

import contextlib
import multiprocessing
import sys

from .results import Run

# So many files in a row are one piece of work: neighbours often inherit from the same parents.
_CHUNK = 100

_engine = None  # of a worker process


def lint_in_processes(engine, run, found, jobs, each=None):
    """Lint files, each (path, whether it was named), in several processes, and add what became of them to a run."""
    chunks = [found[start : start + _CHUNK] for start in range(0, len(found), _CHUNK)]
    # A forked process has all that is imported already; elsewhere each starts anew.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    options, offered = engine.options, engine.reader.files_are_offered
    with context.Pool(jobs, _start, (options.arguments, offered)) as pool:
        for part in pool.imap(_lint_chunk, chunks):
            if isinstance(part, Exception):
                raise part
            run.absorb(part)
            if each is not None:
                each(len(run.files), len(found))


def _start(arguments, files_are_offered):
    global _engine
    import signal

    from . import Engine, Options

    with contextlib.suppress(ValueError, OSError):  # the parent answers an interrupt
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _engine = Engine(Options(*arguments))
    _engine.reader.files_are_offered = files_are_offered


def _lint_chunk(chunk):
    part = Run()
    try:
        _engine.lint_into(part, chunk)
    except Exception as fault:  # wrong settings: the parent says so
        return fault
    return part
