"""The configs of an earlier git revision, written out to a folder of their own.

Git is asked for its objects only: no hook, filter, text conversion or remote of the project is run, whatever its
configuration says.
"""

import os
import subprocess

from .sources import FORMATS, MAX_BYTES

_MOST_FILES = 50_000
_MOST_IN_ALL = 512 * 1024 * 1024
_SECONDS = 120
# A repository's own configuration may name programs to run: for its file system, its hooks and its remotes.
_GIT = (
    "git", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never",
    "-c", "core.pager=cat", "--no-pager", "--no-replace-objects",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",  # objects that a partial clone lacks are not fetched
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C",
}
# What would point git to another repository than the one that the files lie in.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_SSH")


class RevisionError(Exception):
    """Why a revision cannot be read, in one line."""


def write_out(revision, root, folder):
    """Write the configs that a revision of the repository at ``root`` holds below a folder."""
    commit = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    if not commit:
        raise RevisionError(f"{revision}: no such revision")
    objects = {}
    total = 0
    for entry in _ask(root, "ls-tree", "-r", "-l", "-z", "--full-tree", commit.decode("ascii")).split(b"\0"):
        about, tab, name = entry.partition(b"\t")
        fields = about.split()
        # Links and other repositories are none of it.
        if not tab or len(fields) != 4 or fields[0] not in (b"100644", b"100755") or not fields[3].isdigit():
            continue
        path = os.fsdecode(name)
        if os.path.splitext(path)[1].lower() in FORMATS and _is_inside(path) and int(fields[3]) <= MAX_BYTES:
            total += int(fields[3])
            objects[path] = fields[2]
    if len(objects) > _MOST_FILES or total > _MOST_IN_ALL:
        raise RevisionError(f"{revision}: more files than can be compared")
    _write_objects(root, objects, folder)


def _write_objects(root, objects, folder):
    names = list(objects.items())
    answer = _ask(root, "cat-file", "--batch", given=b"".join(identity + b"\n" for _, identity in names))
    at = 0
    for path, identity in names:
        end = answer.index(b"\n", at)
        header = answer[at:end].split()
        if header[:1] != [identity] or header[1:2] != [b"blob"]:  # missing
            at = end + 1
            continue
        size = int(header[2])
        target = os.path.join(folder, *path.split("/"))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def _is_inside(path):
    parts = path.replace("\\", "/").split("/")
    return not os.path.isabs(path) and not any(part in ("", ".", "..") or part.lower() == ".git" for part in parts)


def _ask(root, *arguments, given=None):
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        answer = subprocess.run(
            [*_GIT, *arguments],
            cwd=root,
            env={**kept, **_ENVIRONMENT},
            input=given if given is not None else b"",
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError("git is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise RevisionError(f"git does not answer: {fault}") from None
    if answer.returncode and arguments[0] != "rev-parse":
        said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(f"git {arguments[0]} failed: {said[-1] if said else answer.returncode}")
    return answer.stdout
