"""Counts local training data when asked: bounded in files and time, inside the root, links not followed.

Only what is certain is counted: a group that holds packed files (archives, shards) or links is named and left
uncounted, because a number that is too small would raise false findings.
"""

import os
import re
import time

from .discovery import SKIPPED_FOLDERS
from .records import Record

MAX_FILES = 1_000_000
MAX_SECONDS = 60.0

IMAGE_ENDINGS = frozenset((".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".dcm"))
LINE_ENDINGS = frozenset((".jsonl", ".ndjson"))
TABLE_ENDINGS = frozenset((".csv", ".tsv"))
# One such file may hold any number of samples.
PACKED_ENDINGS = frozenset(
    (".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".rar", ".tfrecord", ".tfrecords", ".parquet",
     ".arrow", ".feather", ".lmdb", ".mdb", ".h5", ".hdf5", ".npz", ".npy", ".rec", ".mat", ".pkl", ".pickle", ".pt",
     ".beton", ".mds")
)  # fmt: skip
TRAIN, HELD_OUT = "train", "held-out"
_SPLITS = {
    "train": TRAIN, "training": TRAIN, "train2017": TRAIN, "trainset": TRAIN,
    "val": HELD_OUT, "valid": HELD_OUT, "validation": HELD_OUT, "dev": HELD_OUT, "test": HELD_OUT, "testing": HELD_OUT,
    "eval": HELD_OUT, "val2017": HELD_OUT, "test2017": HELD_OUT, "holdout": HELD_OUT,
}  # fmt: skip
# Folders of answers to images, which would be counted a second time.
_ANSWERS = frozenset(
    ("mask", "masks", "label", "labels", "labelmaps", "annotation", "annotations", "annots", "gt", "ground_truth",
     "groundtruth", "segmentation", "segmentations", "depth", "thumbnails", "previews")
)  # fmt: skip
_SPLIT_STEM = re.compile(r"^(train|training|val|valid|validation|dev|test|eval)(?![a-z])", re.I)


class Group(Record):
    """What one folder or file holds: how many of which unit, of which split, and why it could not be counted."""

    __slots__ = ("path", "number", "unit", "split", "fault")
    defaults = {"split": None, "fault": None}

    @property
    def counted(self):
        return self.fault is None and self.number > 0


class Measurement(Record):
    """The groups that were found, and which of them is the training set (None where that is not certain)."""

    __slots__ = ("groups", "best", "reason")


class _Bounds:
    """Counts files and watches the clock."""

    def __init__(self, files, seconds):
        self.files, self.limit = files, seconds
        self.until = time.monotonic() + seconds
        self.reached = None

    def take(self):
        """Count one file; return whether counting may go on."""
        self.files -= 1
        if self.files < 0:
            self.reached = "too many files"
        elif self.files % 256 == 0:
            self.tick()
        return self.reached is None

    def tick(self):
        """Look at the clock; return whether counting may go on."""
        if time.monotonic() > self.until:
            self.reached = f"more than {self.limit:g} seconds"
        return self.reached is None


def measure(root, path=None, max_files=MAX_FILES, max_seconds=MAX_SECONDS):
    """Return what is found below a root, or in one file or folder inside it that holds the training data."""
    root = os.path.realpath(root)
    top = os.path.abspath(os.path.join(root, path)) if path else root
    real = os.path.realpath(top)
    if real != root and not real.startswith(root.rstrip(os.sep) + os.sep):
        raise ValueError(f"{path} lies outside {root}")
    if not os.path.exists(real):
        raise ValueError(f"{path} does not exist")
    bounds = _Bounds(max_files, max_seconds)
    counter = _Counter(root, bounds)
    if os.path.isdir(real):
        counter.walk(real, TRAIN if path else None, real)
    else:
        counter.file(real, os.path.basename(real), os.path.dirname(real), TRAIN)
    groups = sorted(counter.groups.values(), key=lambda group: (group.path, group.unit))
    if bounds.reached:
        for group in groups:
            group.fault = bounds.reached
    # A folder that was named stands back behind the splits inside it.
    parts = [group for group in groups if group.number]
    groups = [group for group in groups if group.number or (group.fault and not (path and parts))]
    return Measurement(groups, *_training_set(groups))


class _Counter:
    def __init__(self, root, bounds):
        self.root, self.bounds = root, bounds
        self.groups = {}

    def walk(self, folder, split, owner):
        """Count a folder; ``owner`` is the folder whose group its images belong to."""
        pending = [(folder, split, owner)]
        while pending and self.bounds.reached is None:
            folder, split, owner = pending.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as fault:
                self.images(owner, split).fault = f"{self.shown(folder)}: {fault.strerror}"
                continue
            for entry in entries:
                if not self.bounds.take():
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_symlink():
                    if split is not None:
                        self.images(owner, split).fault = "holds links, which are not followed"
                elif entry.is_dir(follow_symlinks=False):
                    pending.extend(self.below(entry, folder, split, owner))
                elif entry.is_file(follow_symlinks=False):
                    self.file(entry.path, entry.name, owner, split)

    def below(self, entry, folder, split, owner):
        name = entry.name.lower()
        if name in _ANSWERS or name in SKIPPED_FOLDERS or os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
            return
        own = _SPLITS.get(name)
        if own is not None:
            yield entry.path, own, entry.path
        elif split is None and folder == self.root:
            yield entry.path, None, entry.path  # each folder at the top is a group of its own
        else:
            yield entry.path, split, owner

    def file(self, path, name, owner, split):
        ending = os.path.splitext(name)[1].lower()
        if ending in IMAGE_ENDINGS:
            self.images(owner, split).number += 1
        elif ending in PACKED_ENDINGS:
            if split is not None:
                self.images(owner, split).fault = f"holds packed files ({ending}), whose samples are not counted"
        elif ending in LINE_ENDINGS or ending in TABLE_ENDINGS:
            stem = _SPLIT_STEM.match(name)
            split = _SPLITS.get(stem.group(1).lower(), split) if stem else split
            if split == TRAIN:
                self.lines(path, ending)

    def images(self, owner, split):
        key = (owner, "images")
        if key not in self.groups:
            self.groups[key] = Group(self.shown(owner), 0, "images", split)
        return self.groups[key]

    def lines(self, path, ending):
        group = self.groups[path, "rows"] = Group(self.shown(path), 0, "rows", TRAIN)
        try:
            group.number = _records(path, ending, self.bounds)
        except (OSError, ValueError) as fault:
            group.fault = getattr(fault, "strerror", None) or str(fault)

    def shown(self, path):
        return os.path.relpath(path, self.root).replace(os.sep, "/")


def _records(path, ending, bounds):
    """Return how many records a file holds: lines that are not blank; of a table, without its header."""
    number, last, quoted = 0, b"\n", False
    with open(path, "rb") as file:
        blank = True
        while chunk := file.read(1 << 20):
            if not bounds.tick():
                return number
            for line in chunk.splitlines(keepends=True):
                blank = blank and not line.strip()
                if ending in TABLE_ENDINGS and line.count(b'"') % 2:
                    quoted = not quoted  # a quoted field may hold line ends
                if line.endswith((b"\n", b"\r")) and not quoted:
                    number += not blank
                    blank = True
            last = chunk[-1:]
        if last not in (b"\n", b"\r") and not blank:
            number += 1
    if quoted:
        raise ValueError("has an open quote, so its records cannot be told apart")
    return max(0, number - 1) if ending in TABLE_ENDINGS else number


def _training_set(groups):
    """Return the one group that is certainly the training set and None, or None and why it is not certain."""
    for unit in ("images", "rows"):
        train = [group for group in groups if group.unit == unit and group.split == TRAIN]
        if len(train) == 1:
            group = train[0]
            if group.fault:
                return None, f"{group.path} {group.fault}"
            return (group, None) if group.number else (None, f"{group.path} is empty")
        if train:
            return None, f"{len(train)} training sets found ({', '.join(group.path for group in train[:5])})"
    return None, "no folder or file named train was found"
