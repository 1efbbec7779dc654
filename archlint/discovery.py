"""Which files to look at: those that are named, and those below folders whose ending may be a config's."""

import os

from .sources import FORMATS

# Folders that hold other people's files, or no configs of the project.  An environment is known by its pyvenv.cfg
# and not by its name: a config group may well be called env.
SKIPPED_FOLDERS = frozenset(
    ("node_modules", "__pycache__", "site-packages", "dist-packages", "build", "dist", "wandb", "mlruns")
)


def discover(paths):
    """Yield (path, named) for every file: named ones as they are, those below folders in sorted order, each once."""
    seen = set()
    for path in paths:
        if os.path.isdir(path):
            for found in _walk(path):
                key = os.path.abspath(found)
                if key not in seen:
                    seen.add(key)
                    yield found, False
        else:
            key = os.path.abspath(path)
            if key not in seen:
                seen.add(key)
                yield path, True


def _walk(top):
    # Links to folders are not followed: a loop of them would never end, and they may lead out of the project.
    refused: list = []
    for folder, folders, files in os.walk(top, onerror=lambda fault: refused.append(fault.filename)):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and not name.endswith(".egg-info")
            and not os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))
        )
        for name in sorted(files):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in FORMATS:
                yield os.path.normpath(os.path.join(folder, name))
    # Folders that cannot be read: whoever reads them says so.
    yield from map(os.path.normpath, refused)
