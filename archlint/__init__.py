"""archlint checks the architecture choice in machine-learning configs before training begins."""

__version__ = "0.1.0"
__all__ = ["Finding", "LintError", "SettingsError", "__version__", "lint"]


_HOMES = {"lint": "engine", "LintError": "engine", "SettingsError": "settings", "Finding": "findings"}


def __getattr__(name):
    """Import the library's other names on first use, so that ``archlint --version`` stays fast."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'archlint' has no attribute {name!r}")
