"""The language server: findings while typing, facts and rules on hover, changes, and where a value comes from.

It speaks the Language Server Protocol over standard input and output, by way of pygls.
"""

import os

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from .. import __version__, explanation
from ..findings import ERROR, NOTE, QUESTION, WARNING
from ..settings import SettingsError
from .actions import actions
from .completion import proposals
from .snapshot import Snapshot

_SEVERITIES = {
    ERROR: types.DiagnosticSeverity.Error,
    WARNING: types.DiagnosticSeverity.Warning,
    QUESTION: types.DiagnosticSeverity.Information,
    NOTE: types.DiagnosticSeverity.Hint,
}
_FIRST = types.Range(types.Position(0, 0), types.Position(0, 0))

server = LanguageServer("archlint", __version__)
_snapshots: dict = {}  # by address: the last one of each open file


def _snapshot(document):
    """Return the snapshot of a document as it stands, or the settings' fault as a text."""
    known = _snapshots.get(document.uri)
    if known is None or known[0] != document.version:
        try:
            snapshot = Snapshot(to_fs_path(document.uri) or document.uri, document.source)
        except SettingsError as fault:
            snapshot = str(fault)
        known = _snapshots[document.uri] = document.version, snapshot
    return known[1]


def _range(document, start, end):
    """Return a range of the protocol, in the client's units, from places that count from 1 in characters."""
    lines = document.lines
    codec = document.position_codec
    return codec.range_to_client_units(
        lines, types.Range(types.Position(start[0] - 1, start[1] - 1), types.Position(end[0] - 1, end[1] - 1))
    )


def _place(document, position):
    """Return (line, column), counted from 1 in characters, of a position of the client."""
    own = document.position_codec.position_from_client_units(document.lines, position)
    return own.line + 1, own.character + 1


def _publish(uri):
    document = server.workspace.get_text_document(uri)
    snapshot = _snapshot(document)
    if isinstance(snapshot, str):
        shown = [types.Diagnostic(_FIRST, snapshot, types.DiagnosticSeverity.Error, source="archlint")]
    else:
        shown = [_diagnostic(document, snapshot, finding) for finding in snapshot.findings]
        if snapshot.result.error:
            shown.append(types.Diagnostic(_FIRST, snapshot.result.error, _SEVERITIES[ERROR], source="archlint"))
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, document.version))


def _diagnostic(document, snapshot, finding):
    spot = finding.spot
    message = finding.message if not finding.instead else f"{finding.message}\ninstead: {finding.instead}"
    if finding.answer:
        message += f"\nanswer: {finding.answer}"
    related = []
    if snapshot.inherited(finding):
        where = _FIRST
        related.append(_related(spot.path, spot.line, spot.column, "written here"))
    else:
        where = _range(document, (spot.line, spot.column), (spot.end_line, spot.end_column))
    for one in finding.related or ():
        related.append(_related(one["path"], one["line"], one["column"], f"{one['fact']} is {one['value']}"))
    return types.Diagnostic(
        where,
        message,
        _SEVERITIES[finding.severity],
        code=finding.rule,
        source="archlint",
        related_information=related or None,
    )


def _related(path, line, column, message):
    place = types.Position(line - 1, column - 1)
    return types.DiagnosticRelatedInformation(types.Location(_uri(path), types.Range(place, place)), message)


def _uri(path):
    return from_fs_path(os.path.abspath(path)) or path


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def did_open(parameters: types.DidOpenTextDocumentParams):
    """Show the findings of a file that is opened."""
    _publish(parameters.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def did_change(parameters: types.DidChangeTextDocumentParams):
    """Show the findings of a text as it is typed."""
    _publish(parameters.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def did_save(_parameters: types.DidSaveTextDocumentParams):
    """Look at all open files again: one that was saved may be a parent of others, or their settings."""
    for uri in list(_snapshots):
        del _snapshots[uri]
        _publish(uri)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def did_close(parameters: types.DidCloseTextDocumentParams):
    """Forget a file that is closed."""
    uri = parameters.text_document.uri
    _snapshots.pop(uri, None)
    server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(parameters: types.HoverParams):
    """Show the facts at a place with their origin, and the pages of the rules that report there."""
    document = server.workspace.get_text_document(parameters.text_document.uri)
    snapshot = _snapshot(document)
    if isinstance(snapshot, str):
        return None
    line, column = _place(document, parameters.position)
    parts = [_described(fact) for fact in snapshot.facts_at(line, column)]
    names = dict.fromkeys(finding.rule for finding in snapshot.findings_at(line, column))
    parts += [explanation.explain(name) for name in names]
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts))) if parts else None


def _described(fact):
    if not fact.known:
        return f"`{fact.name}`: set elsewhere, not known here"
    source = f" from {fact.source}" if fact.source else ""
    return f"`{fact.name}` = `{fact.value}` ({fact.origin}{source})"


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
)
def code_action(parameters: types.CodeActionParams):
    """Offer the suggestions of the findings in a range, and ignores."""
    document = server.workspace.get_text_document(parameters.text_document.uri)
    snapshot = _snapshot(document)
    if isinstance(snapshot, str) or snapshot.result.source is None:
        return []
    first, last = parameters.range.start.line + 1, parameters.range.end.line + 1
    here = [one for one in snapshot.findings if not snapshot.inherited(one) and first <= one.spot.line <= last]
    return [
        types.CodeAction(
            action.title,
            types.CodeActionKind.QuickFix,
            [_diagnostic(document, snapshot, action.finding)],
            edit=types.WorkspaceEdit(
                {document.uri: [types.TextEdit(_range(document, action.start, action.end), action.new)]}
            ),
        )
        for action in actions(snapshot, here)
    ]


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def definition(parameters: types.DefinitionParams):
    """Go to the file that sets an inherited value, or that a name of a parent stands for."""
    document = server.workspace.get_text_document(parameters.text_document.uri)
    snapshot = _snapshot(document)
    found = None if isinstance(snapshot, str) else snapshot.source_of(*_place(document, parameters.position))
    if found is None:
        return None
    path, line, column = found
    place = types.Position(line - 1, column - 1)
    return types.Location(_uri(path), types.Range(place, place))


@server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[".", '"']))
def complete(parameters: types.CompletionParams):
    """Complete facts' names and values, and rules' names, in settings and choices in plain words."""
    document = server.workspace.get_text_document(parameters.text_document.uri)
    line, column = _place(document, parameters.position)
    path = to_fs_path(document.uri) or document.uri
    return types.CompletionList(
        False,
        [
            types.CompletionItem(one.text, kind=types.CompletionItemKind.Property, detail=one.about or None)
            for one in proposals(path, document.source, line, column)
        ],
    )
