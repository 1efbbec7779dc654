"""archlint checks the architecture choice in machine-learning configs before training begins."""

__version__ = "0.1.0"
__all__ = ["Finding", "__version__", "lint"]


def __getattr__(name):
    """Import the library's two other names on first use, so that ``archlint --version`` stays fast."""
    if name == "lint":
        from .engine import lint

        return lint
    if name == "Finding":
        from .findings import Finding

        return Finding
    raise AttributeError(f"module 'archlint' has no attribute {name!r}")
