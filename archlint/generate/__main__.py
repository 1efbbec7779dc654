"""``python -m archlint.generate``."""

import sys

from . import main

sys.exit(main(sys.argv[1:]))
