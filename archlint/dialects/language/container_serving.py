"""Servers of language models in containers: vLLM, SGLang and TGI in Docker Compose and Kubernetes files."""

from ...facts import Facts, count
from .. import Claim, Dialect, Node
from ..reading.arguments import whole_number
from ..reading.checkpoints import state_base_model, state_sampler

DIALECT = Dialect(
    name="container-serving",
    title="vLLM, SGLang and Text Generation Inference in containers",
    files="Docker Compose and Kubernetes YAML whose containers run an image of these servers, with its arguments",
    reads="architecture by the checkpoint's name, tensor parallelism",
    formats=("yaml",),
    triggers=("services", "spec"),
)

# A part of the image's name -> its argument for the devices that share each layer.
_IMAGES = {
    "vllm-openai": ("tensor-parallel-size", "tp"), "sglang": ("tp-size", "tp", "tensor-parallel-size"),
    "text-generation-inference": ("num-shard",),
}  # fmt: skip
_MODEL = ("model", "model-path", "model-id")
_OTHER = ("enable-dp-attention", "hf-overrides")  # gives the attention other devices or sizes
_MAX_NODES = 2_000
_MAX_WORDS = 500


def claim(root: Node) -> Claim | None:
    """Claim a file with one container of these servers and its arguments."""
    found = _servers(root)
    return Claim(94, f"the image {found[0][0].text}") if len(found) == 1 else None


def _servers(root: Node):
    """Return (node of the image, words of the arguments by name) of each container that runs a server."""
    found = []
    for node in root.walk(_MAX_NODES):
        image = node.get("image")
        if image.text and any(name in image.text for name in _IMAGES):
            words = _Words()
            for key in ("entrypoint", "command", "args"):
                words.read(node.get(key))
            if words.values:
                found.append((image, words.values))
    return found


class _Words:
    """The options among the words of a command, each with the node of its value."""

    def __init__(self):
        self.values = {}
        self.name = None

    def read(self, node: Node):
        """Read a command: a list of words, or one text of them."""
        for part in [*node.each()][:_MAX_WORDS]:
            words = part.text.split() if isinstance(part.value, str) else [part.value]
            for word in words[:_MAX_WORDS]:
                self._add(part, word)

    def _add(self, node: Node, word):
        if isinstance(word, str) and word.startswith("-"):
            name, sign, value = word.lstrip("-").partition("=")
            self.name = name.replace("_", "-")
            self.values[self.name] = Node(node.document, node.keys, _value(value) if sign else True)
            self.name = None if sign else self.name
        elif self.name is not None:
            self.values[self.name] = Node(node.document, node.keys, _value(word))
            self.name = None


def _value(word):
    if isinstance(word, str) and word.isascii() and word.isdigit() and len(word) < 10:
        return int(word)
    return word.strip("\"'") if isinstance(word, str) else word


def read(root: Node, facts: Facts) -> None:
    """State the checkpoint, and how many devices share each of its layers."""
    image, words = _servers(root)[0]
    model = next((words[key] for key in _MODEL if key in words), None)
    keys = next(keys for name, keys in _IMAGES.items() if name in image.text)
    devices = next((words[key] for key in keys if key in words), None)
    facts.say("training.regime", "inference", image)
    if model is None or any(key in words for key in _OTHER):
        return
    state_base_model(facts, model)
    if devices is None or whole_number(devices) is None:
        return
    if "text-generation" in image.text:
        facts.state("training.tensor_parallel", devices, count)
    else:
        state_sampler(facts, devices)
