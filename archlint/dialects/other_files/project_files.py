"""Files of a project that no framework for networks reads: containers, pipelines, packages, environments."""

from .. import Claim, Dialect, Node

DIALECT = Dialect(
    name="project-file",
    title="Project files (containers, CI, packages, environments)",
    files="docker-compose, GitHub Actions, GitLab CI, pre-commit, conda, Kubernetes, `package.json`, `pyproject.toml`",
    reads="nothing",
    formats=("yaml", "json", "toml"),
    triggers=(
        "services", "jobs", "stages", "before_script", "repos", "dependencies", "apiVersion", "build-system", "project",
        "tool", "package", "scripts", "compilerOptions", "site_name", "updates", "workflows", "openapi", "swagger",
        "lockfileVersion", "devDependencies", "runs", "trigger", "language", "sphinx", "python", "coverage", "image",
        "on", "pool", "build", "features", "version configurations", "channels", "packages", "default_context",
    ),
    is_model=False,
    is_companion=False,
)  # fmt: skip

_GITLAB_WORDS = ("stage", "before_script", "after_script", "only", "rules", "except", "needs", "artifacts", "tags")

# The tables of a ``pyproject.toml`` and the keys of a package's metadata, as Python's packaging standards list them: a
# file with others, such as a model's, is an experiment's own and no package's.
_PYPROJECT = {"project", "tool", "build-system", "dependency-groups"}
_PACKAGE = {
    "name", "version", "description", "readme", "requires-python", "license", "license-files", "authors", "maintainers",
    "keywords", "classifiers", "urls", "scripts", "gui-scripts", "entry-points", "dependencies", "dynamic",
    "optional-dependencies", "import-names", "import-namespaces",
}  # fmt: skip
_PYTHON_TOOLS = {
    "archlint", "bandit", "black", "briefcase", "bumpversion", "cibuildwheel", "codespell", "commitizen", "conda-lock",
    "coverage", "cython", "distutils", "docformatter", "flake8", "flit", "hatch", "interrogate", "isort",
    "jupytext", "maturin", "meson-python", "mypy", "nbqa", "nitpick", "pdm", "pixi", "poe", "poetry", "pycln",
    "pydocstyle", "pyink", "pylint", "pyright", "pytest", "pyupgrade", "ruff", "scikit-build", "semantic_release",
    "setuptools", "setuptools_scm", "taskipy", "tbump", "tomlsort", "tox", "towncrier", "ty", "unasync", "usort", "uv",
    "vulture", "yapf",
}  # fmt: skip


def claim(root: Node) -> Claim | None:
    """Claim a file of one of these kinds."""
    kind = {"yaml": _yaml, "json": _json, "toml": _toml}[root.document.format](root)
    return Claim(78, kind) if kind else None


def _any_map(node: Node, *keys):
    """Whether a mapping holds a mapping with one of these keys."""
    return any(any(inner.has(key) for key in keys) for _, inner in node.items() if inner.is_map)


def _yaml(root: Node):
    if root.has("apiVersion", "kind") and any(key in root.value for key in ("metadata", "spec", "data", "items")):
        return "a Kubernetes manifest"
    if root.has("apiVersion", "name", "version"):
        return "a Helm chart"
    if root.get("services").is_map and _any_map(root.get("services"), "image", "build", "container_name", "extends"):
        return "docker-compose services"
    if root.get("jobs").is_map and _any_map(root.get("jobs"), "runs-on", "uses"):
        return "GitHub Actions jobs"
    if root.get("jobs").is_map and _any_map(root.get("jobs"), "docker", "machine", "executor"):
        return "CircleCI jobs"
    if root.get("runs").has("using") or root.get("runs").has("steps"):
        return "a GitHub action"
    if root.get("repos").is_list and all(repo.has("hooks") for repo in root.get("repos").each()):
        return "pre-commit hooks"
    if _is_gitlab(root):
        return "GitLab CI jobs"
    dependencies = root.get("dependencies")
    if dependencies.is_list and any(key in root.value for key in ("channels", "name", "prefix")):
        return "a conda environment"
    if root.get("stages").is_map and _any_map(root.get("stages"), "cmd"):
        return "a DVC pipeline"
    if root.has("version", "updates") or root.has("site_name"):
        return "settings of a site or a bot"
    if "openapi" in root.value or "swagger" in root.value:
        return "an API description"
    if root.get("coverage").is_map and any(
        key in root.get("coverage").value for key in ("status", "precision", "range")
    ):
        return "coverage settings"
    if root.has("version", "build") and any(key in root.value for key in ("sphinx", "mkdocs", "python")):
        return "Read the Docs settings"
    if root.has("version", "sphinx") or root.has("version", "python", "formats"):
        return "Read the Docs settings"
    if root.has("language", "script") or root.has("language", "install"):
        return "Travis CI settings"
    if ("trigger" in root.value or "pool" in root.value) and any(
        key in root.value for key in ("steps", "jobs", "stages")
    ):
        return "Azure pipelines"
    if root.has("build", "predict") and root.get("build").is_map:
        return "a Cog container"
    return None


def _is_gitlab(root: Node):
    jobs = [node for _, node in root.items() if node.is_map and (node.has("script") or node.has("extends"))]
    if not jobs:
        return False
    staged = root.get("stages").is_list or "before_script" in root.value
    return staged or any(any(word in job.value for word in _GITLAB_WORDS) for job in jobs if job.has("script"))


def _json(root: Node):
    if "lockfileVersion" in root.value:
        return "an npm lock file"
    if root.get("compilerOptions").is_map:
        return "TypeScript settings"
    named = "name" in root.value or "private" in root.value
    if any(root.get(key).is_map for key in ("dependencies", "devDependencies", "scripts")) and named:
        return "an npm package"
    if root.has("image", "features") or root.has("build", "features") or root.has("build", "customizations"):
        return "a dev container"
    if root.has("version", "configurations") and root.get("configurations").is_list:
        return "an editor's launch settings"
    if "openapi" in root.value or "swagger" in root.value:
        return "an API description"
    return None


def _toml(root: Node):
    if root.get("build-system").is_map:
        return "a Python project"
    if set(root.value) <= _PYPROJECT:
        if root.get("project").has("name") and set(root.get("project").value) <= _PACKAGE:
            return "a Python project"
        if any(name in _PYTHON_TOOLS for name, _ in root.get("tool").items()):
            return "settings of Python tools"
    if root.get("package").has("name") and any(
        key in root.value for key in ("dependencies", "lib", "bin", "workspace")
    ):
        return "a Rust package"
    if root.get("package").is_list and "version" in root.value:
        return "a lock file"
    if root.get("packages").is_map and any(key in root.value for key in ("requires", "source", "dev-packages")):
        return "a Pipfile"
    return None
