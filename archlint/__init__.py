"""archlint checks the architecture choice in machine-learning configs before training begins."""

__version__ = "0.1.0"
# Type checkers take this for true, as they do typing.TYPE_CHECKING, which costs an import.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .engine import LintError, lint
    from .findings import Finding
    from .settings import SettingsError

__all__ = ["Finding", "LintError", "SettingsError", "__version__", "lint"]


def __getattr__(name):
    """Import the library's other names on first use, so that ``archlint --version`` stays fast."""
    if name in ("lint", "LintError"):
        from . import engine

        return getattr(engine, name)
    if name == "Finding":
        from .findings import Finding

        return Finding
    if name == "SettingsError":
        from .settings import SettingsError

        return SettingsError
    raise AttributeError(f"module 'archlint' has no attribute {name!r}")
