"""The Model Context Protocol server: archlint's commands as tools, its sheets as resources; read-only."""

from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError as Refused
from mcp.types import ToolAnnotations

from .. import __version__, skills
from ..settings import SettingsError
from .tools import ToolError, Tools

_READ_ONLY = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS = (
    "Checks the architecture choice in machine-learning configs before training. check names findings with a line, a "
    "reason with its source and a better alternative; a question names a missing fact that would decide a rule: answer "
    "it with assigned. explain gives the page of a rule or sheet. Paths count from the folder the server runs in."
)


def new_server(root="."):
    """Return a server over one root."""
    tools = Tools(root)
    server = MCPServer("archlint", version=__version__, instructions=_INSTRUCTIONS)

    def answered(call, *arguments):
        try:
            return call(*arguments)
        except (ToolError, SettingsError) as fault:
            raise Refused(str(fault)) from None

    @server.tool(annotations=_READ_ONLY)
    def check(
        paths: list[str] | None = None,
        text: str | None = None,
        filename: str = "config.yaml",
        assigned: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Lint config files and folders, or a text under a file name; assigned states facts (data.train_size: 6000)."""
        return answered(tools.check, paths or (), text, filename, assigned)

    @server.tool(annotations=_READ_ONLY)
    def facts(
        paths: list[str] | None = None,
        text: str | None = None,
        filename: str = "config.yaml",
        assigned: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Show every fact read out of config files, or of a text: value, place, and how it came to be known."""
        return answered(tools.facts, paths or (), text, filename, assigned)

    @server.tool(annotations=_READ_ONLY)
    def explain(name: str, path: str | None = None) -> str:
        """Give the page of a rule or of a sheet; with a path, how the rule judges that file."""
        return answered(tools.explain, name, path)

    @server.tool(annotations=_READ_ONLY)
    def route(question: str | None = None, path: str | None = None) -> dict[str, Any]:
        """Say which sheets to read for a question in words or for a config, and what must be known first."""
        return answered(tools.route, question, path)

    @server.tool(annotations=_READ_ONLY)
    def compare(names: list[str], assigned: dict[str, Any] | None = None) -> dict[str, Any]:
        """Show architectures side by side, under the facts at hand."""
        return answered(tools.compare, names, assigned)

    @server.tool(annotations=_READ_ONLY)
    def suggest(path: str, limit: int = 5, assigned: dict[str, Any] | None = None) -> dict[str, Any]:
        """Suggest architectures that satisfy a config's facts, with reasons and published figures."""
        return answered(tools.suggest, path, limit, assigned)

    for name in skills.names():
        front, _ = skills.read(name)
        _add_sheet(server, name, " ".join(str(front.get("description", "")).split()))
    return server


def _add_sheet(server, name, description):
    @server.resource(f"archlint://skills/{name}", name=name, description=description, mime_type="text/markdown")
    def sheet() -> str:
        return skills.read(name)[1]
