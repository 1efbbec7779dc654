"""spaCy's ``config.cfg``: a pipeline of components, each with a registered architecture."""

import re

from ...facts import Facts, count, is_count, is_integer
from .. import Claim, Dialect, Node
from ..reading.checkpoint_names import is_hub_name
from ..reading.language_models import path_name, say_run, state_size

DIALECT = Dialect(
    name="spacy-cfg",
    title="spaCy",
    files="`.cfg` with `[nlp]` and `[components.*]` that name `@architectures`",
    reads="family, depth and width of the encoder, checkpoint, origin of the weights, data set and a cap on it, task",
    formats=("cfg",),
    triggers=("nlp components",),
)

# Registered encoders by the start of their name, which a version follows.
_TRANSFORMERS = ("spacy-transformers.TransformerModel", "spacy-transformers.Tok2VecTransformer")
_CURATED = "spacy-curated-transformers."
_WINDOWS = ("spacy.MaxoutWindowEncoder", "spacy.MishWindowEncoder", "spacy.HashEmbedCNN")
_LISTENER = "spacy.Tok2VecListener"
_RECURRENT = ("spacy.TorchBiLSTMEncoder", "spacy.BiLSTMEncoder")
_REFERENCE = re.compile(r"\$\{([\w.\-]+)[:.]([\w\-]+)\}\Z")


def claim(root: Node) -> Claim | None:
    """Claim a pipeline whose components have factories or sources."""
    if root.get("nlp").has("pipeline") or root.get("nlp").has("lang"):
        for _, component in root.get("components").items():
            if component.has("factory") or component.has("source"):
                return Claim(93, "nlp beside components with a factory or source")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the encoder that the components share, or that of the first one trained."""
    facts.say("data.modality", "text", root.get("nlp"))
    for node in _architectures(root):
        if _read_encoder(root, node, facts):
            break
    _read_widths(root, facts)
    _read_weights(root, facts)
    if root.get("training").is_map:
        say_run(facts, root.get("training"))
    _read_data(root, facts)
    for _, component in root.get("components").items():
        if component.get("factory").text in ("textcat", "textcat_multilabel"):
            facts.say("task", "text-classification", component.get("factory"))


def _architectures(root: Node):
    """Return the nodes that name an architecture: a shared transformer first, then the others in the file's order."""
    found = []
    for component in _trained(root):
        found.extend(node for node in component.get("model").walk(2_000) if node.has("@architectures"))
    return sorted(found, key=lambda node: not node.get("@architectures").text.startswith((*_TRANSFORMERS, _CURATED)))


def _trained(root: Node):
    frozen = root.get("training.frozen_components").value
    frozen = frozen if isinstance(frozen, list) else ()
    return [component for key, component in root.get("components").items() if key not in frozen]


def _read_encoder(root: Node, node: Node, facts: Facts):
    """State an encoder of words, and return whether the node holds one."""
    name = node.get("@architectures")
    text = name.text
    if text.startswith(_TRANSFORMERS):
        checkpoint = _resolved(root, node.get("name"))
        facts.state("model.architecture", checkpoint, lambda value: value if isinstance(value, str) else None)
        if is_hub_name(checkpoint.text):
            facts.say("model.pretrained", True, checkpoint)
            facts.say("training.regime", "fine-tuning", checkpoint)
    elif text.startswith(_CURATED) and "Transformer." in text:
        facts.say("model.family", "transformer-encoder", name)
        state_size(facts, "model.num_layers", node.get("num_hidden_layers"))
        state_size(facts, "model.hidden_size", node.get("hidden_width"))
    elif text.startswith(_WINDOWS) and node.has("depth"):
        outer = root.child("components").child(node.keys[1]).get("model.@architectures")
        named = outer if "TextCat" in outer.text else name
        facts.say("model.architecture", _bare(named.text), named)
        facts.say("model.family", "cnn", name)
        state_size(facts, "model.num_layers", node.get("depth"))
        facts.say("model.depth_unit", "blocks", node.get("depth"))
        state_size(facts, "model.hidden_size", node.get("width"))
        facts.assume("model.skip_connections", True, name)
        facts.assume("model.normalization", "layer", name)
    elif text.startswith(_RECURRENT):
        facts.say("model.architecture", "bilstm", name)
        facts.say("model.family", "rnn", name)
        facts.say("model.cell", "lstm", name)
        state_size(facts, "model.num_layers", node.get("depth"))
        facts.say("model.depth_unit", "recurrent-layers", node.get("depth"))
        state_size(facts, "model.hidden_size", node.get("width"))
    else:
        return False
    return True


def _read_widths(root: Node, facts: Facts):
    """State the widths that meet: of embeddings, of the convolutions over them, and of who listens to those."""
    shared = []
    for name, component in root.get("components").items():
        model = component.get("model")
        for node in model.walk(500):
            text = node.get("@architectures").text
            if not text.startswith("spacy.Tok2Vec.") or not node.get("encode.@architectures").text.startswith(_WINDOWS):
                continue
            embedded, encoded = (_resolved(root, node.get(f"{part}.width")) for part in ("embed", "encode"))
            if node.keys == model.keys:
                shared.append(encoded)
            if is_integer(embedded.value) and is_integer(encoded.value):
                site = facts.site(str(name))
                site.say("model.unprojected_embedding_size", embedded.value, embedded)
                site.say("model.hidden_size", encoded.value, encoded)
    if len(shared) != 1 or type(shared[0].value) is not int:
        return
    for name, component in root.get("components").items():
        for node in component.get("model").walk(500):
            width = _resolved(root, node.get("width"))
            if node.get("@architectures").text.startswith(_LISTENER) and is_integer(width.value):
                site = facts.site(f"{name}'s listener")
                site.say("model.unprojected_embedding_size", shared[0].value, shared[0])
                site.say("model.hidden_size", width.value, width)


def _bare(name):
    """Return a registered name without its package and version: ``spacy.TextCatCNN.v1``."""
    parts = name.split(".")
    return parts[1] if len(parts) > 2 else name


def _resolved(root: Node, node: Node):
    """Follow one reference to another section's value (``${paths.train}``, ``${system:seed}``)."""
    found = _REFERENCE.match(node.value) if isinstance(node.value, str) and len(node.value) < 200 else None
    if not found:
        return node
    other = root.get(found[1]).child(found[2])
    return other if other.present and not other.opaque else Node(node.document, node.keys, node.value)


def _read_weights(root: Node, facts: Facts):
    """State whether weights are loaded; word vectors are no weights of the network."""
    if "model.architecture" not in facts and "model.family" not in facts:
        for component in _trained(root):
            if component.get("source").text:  # taken over from a trained pipeline
                facts.say("model.pretrained", True, component.get("source"))
    node = root.get("initialize.init_tok2vec")
    start = _resolved(root, node)
    if start.text:
        facts.say("model.pretrained", True, start)
    elif start.present and start.is_null and facts.value("model.family") in ("cnn", "rnn"):
        facts.say("model.pretrained", False, start)


def _read_data(root: Node, facts: Facts):
    corpora = root.get("corpora")
    reader = corpora.get("@readers")
    if reader.text.startswith("ml_datasets."):
        facts.say("data.name", _bare(reader.text), reader)
    path = _resolved(root, corpora.first("train.path", "path"))
    if path.text and "/" in path.text and path_name(path.text):
        facts.say("data.name", path_name(path.text), path)
    for limit in (corpora.get("train_limit"), corpora.get("train.limit")):
        if is_count(limit.value):  # 0 stands for no limit
            facts.state("data.train_size", limit, count)
            facts.say("data.unit", "documents", limit)
