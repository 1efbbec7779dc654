"""Where this copy of archlint comes from, as its own installation records it; no address is made up."""


def issues_address():
    """Return the address for fault reports that the package's metadata names, or an empty text."""
    return _address("issues", "issue tracker", "bug tracker", "bug reports", "tracker")


def source_address():
    """Return where this copy can be installed from: what its metadata names, or the version control it came from."""
    recorded = _recorded()
    if recorded:
        return recorded
    named = _address("repository", "source", "source code")
    return f"git+{named}" if named else ""


def please_report():
    """Return the request to report a fault, with the address where there is one."""
    address = issues_address()
    return f"please report it at {address}" if address else "please report it"


def _metadata():
    from importlib import metadata

    try:
        return metadata.distribution("archlint")
    except metadata.PackageNotFoundError:
        return None


def _address(*labels):
    found = _metadata()
    for entry in (found.metadata.get_all("Project-URL") or []) if found is not None else []:
        label, _, address = entry.partition(",")
        if label.strip().lower() in labels:
            return address.strip()
    return ""


def _recorded():
    """Return the version control address that the installer wrote down (``direct_url.json``), pinned to its commit."""
    import json

    found = _metadata()
    try:
        written = json.loads((found.read_text("direct_url.json") if found is not None else None) or "{}")
        control = written["vcs_info"]
        return f"{control['vcs']}+{written['url']}@{control['commit_id']}"
    except (ValueError, KeyError, TypeError):
        return ""
