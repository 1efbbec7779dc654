"""How far a run has come, on a terminal and only there."""

import sys
import time

_FIRST = 0.5  # seconds: a run that ends sooner shows nothing
_EVERY = 0.1


class Progress:
    """Called with the numbers of files that are done and of all; writes one line over and over."""

    def __init__(self, stream=None, clock=time.monotonic):
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + _FIRST
        self._shown = 0

    def __call__(self, done, of):
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _EVERY
        text = f"archlint: {done:,} of {of:,} files"
        self._stream.write("\r" + text.ljust(self._shown))
        self._stream.flush()
        self._shown = len(text)

    def clear(self):
        """Leave no trace of the line."""
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
