"""The user's settings: ``[tool.archlint]`` in ``pyproject.toml``, or ``archlint.toml``; the nearest one upwards wins.

A typo is an error with a suggestion: a setting that is silently ignored is worse than none.
"""

from .effective import FAIL_LEVELS, NO_DIALECT, PROFILES, IgnoreEntry, Settings
from .globs import matches_glob
from .names import SettingsError, check_rule, expanded, group_names, rule_names, suggest
from .reading import IGNORE_KEYS, KEYS, OVERRIDE_KEYS, find, load
from .values import read_assignment, read_facts

__all__ = [
    "FAIL_LEVELS", "IGNORE_KEYS", "KEYS", "NO_DIALECT", "OVERRIDE_KEYS", "PROFILES", "IgnoreEntry", "Settings",
    "SettingsError", "check_rule", "expanded", "find", "group_names", "load", "matches_glob", "read_assignment",
    "read_facts", "rule_names", "suggest",
]  # fmt: skip
