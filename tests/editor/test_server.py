"""The language server, driven by a real client over standard input and output."""

import asyncio
import sys

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

VIT = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {train_size: 6000}\n"


class Session:
    """One conversation with a server: what it published, and short ways to ask."""

    def __init__(self, client, root):
        self.client = client
        self.root = root
        self.published = {}
        self.arrived = asyncio.Event()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def note(parameters):
            self.published[parameters.uri] = parameters
            self.arrived.set()

    def uri(self, name):
        return (self.root / name).as_uri()

    async def open(self, name, text):
        self.arrived.clear()
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(self.uri(name), "yaml", 1, text))
        )
        return await self.diagnostics(name)

    async def change(self, name, text, version):
        self.arrived.clear()
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, self.uri(name)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.diagnostics(name)

    async def diagnostics(self, name):
        await asyncio.wait_for(self.arrived.wait(), 30)
        return self.published[self.uri(name)].diagnostics

    def at(self, name, line, character):
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(name)),
            "position": types.Position(line, character),
        }


def talk(root, conversation):
    """Run a conversation with a server that was started in a folder."""

    async def run():
        client = LanguageClient("test", "1")
        session = Session(client, root)
        await client.start_io(sys.executable, "-m", "archlint", "server", cwd=root)
        await client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), root_uri=root.as_uri(), process_id=None)
        )
        client.initialized(types.InitializedParams())
        try:
            await conversation(session)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    asyncio.run(run())


def test_findings_come_while_typing_and_go_when_mended(tmp_path):
    async def conversation(session):
        (found,) = [one for one in await session.open("x.yaml", VIT) if one.code == "vit-on-small-dataset"]
        assert found.severity == types.DiagnosticSeverity.Warning
        assert (found.range.start.line, found.range.start.character) == (2, 19)
        assert "instead" in found.message
        assert not [
            one
            for one in await session.change("x.yaml", VIT.replace("6000", "2000000"), 2)
            if one.code == "vit-on-small-dataset"
        ]

    talk(tmp_path, conversation)


def test_columns_are_the_clients(tmp_path):
    text = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\n"
    text += 'data: {name: "🩻🩻", train_size: 6000}\n'

    async def conversation(session):
        (found,) = [one for one in await session.open("x.yaml", text) if one.code == "vit-on-small-dataset"]
        # Each of the two signs is two units of UTF-16.
        assert found.range.start.character == text.split("\n")[2].index("6000") + 2

    talk(tmp_path, conversation)


def test_hover_shows_facts_and_the_rules_page(tmp_path):
    async def conversation(session):
        await session.open("x.yaml", VIT)
        shown = await session.client.text_document_hover_async(types.HoverParams(**session.at("x.yaml", 2, 20)))
        assert "`data.train_size` = `6000` (stated)" in shown.contents.value
        assert "## What it looks for" in shown.contents.value
        nothing = await session.client.text_document_hover_async(types.HoverParams(**session.at("x.yaml", 0, 0)))
        assert nothing is None

    talk(tmp_path, conversation)


def test_actions_are_the_suggestions_and_an_ignore(tmp_path):
    text = "archlint: 1\nmodel: {family: transformer-encoder, hidden_size: 768, num_heads: 10}\n"

    async def conversation(session):
        await session.open("x.yaml", text)
        everything = types.Range(types.Position(0, 0), types.Position(9, 0))
        offered = await session.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(session.uri("x.yaml")), everything, types.CodeActionContext([])
            )
        )
        edits = {one.title: one.edit.changes[session.uri("x.yaml")][0] for one in offered}
        nearest = next(edit for title, edit in edits.items() if title.endswith("10 → 8"))
        assert nearest.new_text == "8"
        assert nearest.range.start.character == text.split("\n")[1].index("10")
        ignore = next(edit for title, edit in edits.items() if title.startswith("Ignore"))
        assert ignore.new_text.startswith("  # archlint: ignore[heads-not-dividing-embed-dim]")
        left = await session.change("x.yaml", text.rstrip("\n") + ignore.new_text + "\n", 2)
        assert "heads-not-dividing-embed-dim" not in [one.code for one in left]

    talk(tmp_path, conversation)


def test_definition_leads_to_the_file_that_sets_a_value(tmp_path):
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "base.yaml").write_text("archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\n")
    text = "archlint: 1\n_BASE_: base.yaml\ndata: {train_size: 6000}\n"

    async def conversation(session):
        await session.open("x.yaml", text)
        found = await session.client.text_document_definition_async(
            types.DefinitionParams(**session.at("x.yaml", 1, 10))
        )
        assert found.uri == session.uri("base.yaml")

    talk(tmp_path, conversation)


def test_a_finding_of_a_parent_is_shown_with_its_place(tmp_path):
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "base.yaml").write_text(VIT)

    async def conversation(session):
        (found,) = [
            one
            for one in await session.open("x.yaml", "archlint: 1\n_BASE_: base.yaml\n")
            if one.code == "vit-on-small-dataset"
        ]
        assert found.range.start.line == 0
        assert found.related_information[0].location.uri == session.uri("base.yaml")
        assert found.related_information[0].location.range.start.line == 2

    talk(tmp_path, conversation)


def test_wrong_settings_are_a_diagnostic(tmp_path):
    (tmp_path / "archlint.toml").write_text("selekt = []\n")

    async def conversation(session):
        (found,) = await session.open("x.yaml", VIT)
        assert "select" in found.message

    talk(tmp_path, conversation)


def test_completion_is_asked_for_by_editors(tmp_path):
    async def conversation(session):
        text = "archlint: 1\ndeployment: {target: }\n"
        await session.open("x.yaml", text)
        place = session.at("x.yaml", 1, text.split("\n")[1].index("}"))
        shown = await session.client.text_document_completion_async(types.CompletionParams(**place))
        assert {"edge", "mobile", "server"} <= {item.label for item in shown.items}

    talk(tmp_path, conversation)
