"""The server for coding agents, driven by a real client over standard input and output."""

import asyncio
import sys

import pytest

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters, stdio_client

VIT = "archlint: 1\nmodel: {architecture: vit_base_patch16_224, pretrained: false}\ndata: {train_size: 6000}\n"


def talk(root, conversation):
    """Run a conversation with a server that was started in a folder."""

    async def run():
        server = StdioServerParameters(command=sys.executable, args=["-m", "archlint", "mcp"], cwd=str(root))
        async with stdio_client(server) as streams, ClientSession(*streams) as session:
            await session.initialize()
            await conversation(session)

    asyncio.run(run())


def test_every_tool_answers_in_the_shape_of_the_json_output(tmp_path):
    (tmp_path / "x.yaml").write_text(VIT)

    async def conversation(session):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == {"check", "facts", "explain", "route", "compare", "suggest"}
        assert all(tool.annotations.read_only_hint for tool in tools.values())
        calls = {
            "check": {"paths": ["x.yaml"]},
            "facts": {"paths": ["x.yaml"]},
            "route": {"question": "ViT vs ResNet for medical imaging"},
            "compare": {"names": ["resnet50", "vit_base_patch16_224"]},
            "suggest": {"path": "x.yaml"},
        }
        answers = {name: await session.call_tool(name, arguments) for name, arguments in calls.items()}
        assert not [name for name, answer in answers.items() if answer.is_error]
        found = {name: answer.structured_content for name, answer in answers.items()}
        assert [one["rule"] for one in found["check"]["findings"] if one["severity"] == "warning"] == [
            "vit-on-small-dataset"
        ]
        assert found["facts"]["files"][0]["facts"]["data.train_size"]["value"] == 6000
        assert found["route"]["answers"][0]["first"] == "cnn-families-and-selection"
        assert found["suggest"]["version"] == 1
        assert "resnet50" in str(found["compare"])
        page = await session.call_tool("explain", {"name": "vit-on-small-dataset"})
        assert "## What it looks for" in page.content[0].text

    talk(tmp_path, conversation)


def test_a_text_that_is_passed_in_is_linted_and_nothing_is_written(tmp_path):
    async def conversation(session):
        answer = await session.call_tool("check", {"text": VIT, "filename": "configs/new.yaml"})
        finding = next(one for one in answer.structured_content["findings"] if one["severity"] == "warning")
        assert finding["path"] == "configs/new.yaml"
        larger = await session.call_tool(
            "check", {"text": VIT.replace("train_size: 6000", ""), "assigned": {"data.train_size": 5000000}}
        )
        assert not [one for one in larger.structured_content["findings"] if one["severity"] == "warning"]

    talk(tmp_path, conversation)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../secret.yaml", "/etc/hostname", "link.yaml"])
def test_nothing_outside_the_root_is_read(tmp_path, path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text(VIT)
    (root / "link.yaml").symlink_to(tmp_path / "secret.yaml")

    async def conversation(session):
        for tool, arguments in (
            ("check", {"paths": [path]}),
            ("facts", {"paths": [path]}),
            ("suggest", {"path": path}),
        ):
            answer = await session.call_tool(tool, arguments)
            assert answer.is_error
            assert "outside" in answer.content[0].text

    talk(root, conversation)


def test_wrong_calls_are_answered_in_one_line(tmp_path):
    async def conversation(session):
        for tool, arguments, said in (
            ("explain", {"name": "vit-on-smal-dataset"}, "vit-on-small-dataset"),
            ("compare", {"names": ["resnet50", "no-such-net"]}, "no-such-net"),
            ("route", {}, "question or a path"),
            ("check", {"text": "a: 1", "assigned": {"data.train_sise": 1}}, "data.train_size"),
        ):
            answer = await session.call_tool(tool, arguments)
            assert answer.is_error
            assert said in answer.content[0].text

    talk(tmp_path, conversation)


def test_the_sheets_are_resources(tmp_path):
    from archlint import skills

    async def conversation(session):
        names = {resource.name for resource in (await session.list_resources()).resources}
        assert names == set(skills.names())
        sheet = await session.read_resource("archlint://skills/normalization-techniques")
        assert sheet.contents[0].text.lstrip().startswith("#")

    talk(tmp_path, conversation)
