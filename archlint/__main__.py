"""``python -m archlint``: the same as the ``archlint`` command."""

from .cli import main

main()
