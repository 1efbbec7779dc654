"""What stands in a question: the concepts of the vocabulary, known architectures and data sets, and stated facts."""

import re

from .. import knowledge

_PATH = __file__.rpartition("/")[0] or __file__.rpartition("\\")[0]
MAX_LENGTH = 4_000  # characters of a question that are read
_GAP = r"(?:[^ ]+ ){0,3}?"
_WORD = re.compile(r"[a-z0-9+#]+(?:\.\d+)*")
_concepts: dict = {}
_patterns: dict = {}

# Names of known architectures that are also words of the language or of other trades: they count in capitals only.
_AMBIGUOUS = frozenset(
    (
        "adm", "ast", "bloom", "clip", "cohere", "electra", "ernie", "falcon", "flux", "fnet", "funnel", "gandalf",
        "gin", "glow", "granite", "grit", "ict", "imagen", "inception", "jamba", "jasper", "led", "mace",
        "marian", "mistral", "moonshine", "opt", "pegasus", "performer", "phi", "prophet", "pythia", "sac", "sage",
        "san", "siren", "tide", "whisper", "hyena", "nest", "dit", "pna", "edm", "lcm", "ldm", "mpt", "egt", "hgt",
        "han", "nodetabular", "node", "coca", "flava", "cvt", "fpn", "chronos", "convnet", "informer",
    )
)  # fmt: skip
# Words that the vocabulary reads better than the table of architectures does.
_GENERIC = frozenset(
    (
        "transformer", "transformers", "cnn", "cnns", "mlp", "gan", "gans", "vae", "vaes", "vits", "vit", "diffusion",
        "diffusionmodel", "diffusionmodels", "llm", "vlm", "gnn", "gnns", "rnn", "lstm", "gru", "graphnetwork",
        "encoderdecodertransformer", "decoderonly", "decoderonlytransformer", "statespacemodel", "convnet",
        "gps", "languagemodel", "largelanguagemodel", "feedforwardnetwork", "fullyconnectednetwork", "ssm", "actor",
    )
)  # fmt: skip
_DATASETS = re.compile(
    r"(?:imagenet|coco|cifar|e?mnist|fashionmnist|celeba|cora|citeseer|ogb[a-z]|librispeech|ljspeech|imdb|openwebtext"
    r"|cityscapes|kitti|shapenet|mutag|ett[hm]\d?|ffhq|lsun|wikitext|kvasir|chexpert|nuscenes|modelnet|svhn|qm9|zinc"
    r"|tinystories|squad|esc50|urbansound)"
)
_GROUPS = {
    "gnn": "graph", "graph-transformer": "graph", "gan": "generation", "vae": "generation", "diffusion": "generation",
    "autoregressive-generator": "generation", "rl-policy": "rl", "gradient-boosting": "classical",
    "tabular-network": "tabular", "dual-encoder": "multimodal", "vision-language": "llm",
}  # fmt: skip
_MODALITIES = {
    "image": "image", "video": "image", "text": "sequence", "audio": "sequence", "time-series": "sequence",
    "point-cloud": "graph", "graph": "graph", "tabular": "tabular", "multimodal": "multimodal",
}  # fmt: skip


def concepts():
    """Return {concept: phrases} of the vocabulary, read once."""
    if not _concepts:
        current = None
        with open(f"{_PATH}/vocabulary.txt", encoding="utf-8") as file:
            for line in file:
                line = line.strip()
                if line.startswith("["):
                    current = _concepts.setdefault(line[1:-1], [])
                elif line and not line.startswith("#"):
                    current.extend(phrase.strip() for phrase in line.split(",") if phrase.strip())
    return _concepts


def _pattern(concept):
    """Return the expression that finds the phrases of a concept, the longest first."""
    if concept not in _patterns:
        phrases = sorted(set(concepts()[concept]), key=lambda phrase: (-len(phrase), phrase))
        _patterns[concept] = re.compile(" (?:" + "|".join(map(_expression, phrases)) + ")(?= )")
    return _patterns[concept]


def _expression(phrase):
    parts = []
    for word in phrase.split():
        if word == "...":
            parts.append(None)
        elif word == "#":
            parts.append(r"\d[\d.]*[km]?")
        else:
            choices = "|".join(re.escape(choice).replace(r"\*", "[a-z0-9]*") for choice in word.split("|"))
            parts.append(f"(?:{choices})" if "|" in word else choices)
    text = ""
    for index, part in enumerate(parts):
        if part is None:
            text += " " + _GAP
        elif index and parts[index - 1] is not None:
            text += " " + part
        else:
            text += part
    return text if phrase.endswith(("*", "#")) else text + "s?"


def normalized(text):
    """Return a question as words between single spaces: lower case, no apostrophes, hyphens and strokes as spaces."""
    import unicodedata

    text = unicodedata.normalize("NFKC", text[:MAX_LENGTH]).lower()
    text = (
        re.sub("[\u2019'`\u00b4]", "", text)
        .replace("[cls]", "cls token")
        .replace("dose not", "does not")
        .replace(">", " more than ")
        .replace("q&a", "question answering")
    )
    text = re.sub(r"(\d)[,_](\d{3})(?!\d)", r"\1\2", text)
    text = text.replace("&", " and ")
    text = re.sub(r"(?<= )\+(?= )", "plus", text)
    words = [word.rstrip(".") for word in _WORD.findall(text.replace("_", " ").replace("++", "pp"))]
    return " " + " ".join(_corrected(words)) + " "


_spelled: list = []


def _vocabulary_words():
    """Return the literal words of the vocabulary, for typing errors: (all, those long enough by first letter)."""
    if not _spelled:
        known, by_letter = set(), {}
        for phrases in concepts().values():
            for phrase in phrases:
                for word in phrase.replace("|", " ").split():
                    bare = word.rstrip("*")
                    known.add(bare)
                    if len(bare) >= 6 and bare.isalpha() and not word.endswith("*"):
                        by_letter.setdefault(bare[0], set()).add(bare)
        for word in _OFTEN_MISTYPED:
            by_letter.setdefault(word[0], set()).add(word)
            known.add(word)
        stems = tuple(
            word.rstrip("*")
            for phrases in concepts().values()
            for phrase in phrases
            for word in phrase.split()
            if word.endswith("*")
        )
        _spelled.extend((known, {letter: sorted(words) for letter, words in by_letter.items()}, stems))
    return _spelled


# Longer forms of words that the vocabulary holds as beginnings only.
_OFTEN_MISTYPED = (
    "segmentation", "classification", "detection", "forecasting", "normalization", "normalisation", "recognition",
    "generation", "generating", "reinforcement", "comparison", "convolution", "convolutional", "architecture",
    "architectures", "recommend", "prediction", "training", "embedding", "learning", "optimizer", "quantization",
    "deployment", "synthetic", "implement", "molecule", "molecules", "gradient", "gradients", "exploding", "networks",
)  # fmt: skip
# Words of the language that lie within one typing error of a word of the vocabulary.
_RIGHT = frozenset(
    (
        "convention", "imagine", "imaging", "trainer", "trained", "transforms", "transform", "formers", "modeling",
        "encoded", "decoded", "detects", "connection", "sensors", "samples", "sequences", "instances", "attentive",
        "network", "networks", "transfer", "transformed", "rises", "rising", "serial", "graphs", "graphic", "graphics",
    )
)  # fmt: skip


def _corrected(words):
    known, by_letter, stems = _vocabulary_words()
    out = []
    for word in words:
        if len(word) >= 5 and word.isalpha() and word not in known and word not in _RIGHT:
            bare = word[:-1] if word.endswith("s") else word
            if bare not in known and not word.startswith(stems):
                near = [other for other in by_letter.get(word[0], ()) if _is_slip(word, other)]
                if len(near) == 1 or (near and len({other.rstrip("s") for other in near}) == 1):
                    word = near[0]
        out.append(word)
    return out


def _is_slip(word, other):
    """Whether a word is another with one letter left out, doubled, swapped or (in a long one) mistaken."""
    if word[-1] != other[-1] or abs(len(word) - len(other)) > 1:
        return False
    if len(word) == len(other):
        wrong = [index for index, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return word[wrong[0]] == other[wrong[1]] and word[wrong[1]] == other[wrong[0]]
        return len(wrong) == 1 and len(word) >= 9
    short, long = sorted((word, other), key=len)
    if len(other) < 6:
        return False
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))


class Reading:
    """One question, and what the vocabulary finds in it."""

    def __init__(self, text):
        self.raw = text[:MAX_LENGTH]
        self.text = normalized(text)
        self._found = {}
        self._names = None

    def spans(self, concept):
        """Return the (start, end) of each place where a concept is named."""
        if concept not in self._found:
            found, start = [], 0
            while True:
                match = _pattern(concept).search(self.text, start)
                if match is None:
                    break
                found.append((match.start() + 1, match.end()))
                start = match.end()
            self._found[concept] = self._without_covered(concept, found)
        return self._found[concept]

    def _without_covered(self, concept, found):
        covering = _COVERING.get(concept, ())
        taken = [span for other in covering for span in self.spans(other)]
        return [span for span in found if not any(_within(span, other) for other in taken)]

    def has(self, *names):
        """Whether any of these concepts is named."""
        return any(self.spans(name) for name in names)

    def words(self, *names):
        """Return the words by which these concepts are named, in the order of the question."""
        spans = sorted(span for name in names for span in self.spans(name))
        return list(dict.fromkeys(self.text[start:end] for start, end in spans))

    def count(self, *names):
        """Return how many different words name these concepts, those within others left out."""
        spans = {span for name in names for span in self.spans(name)}
        return len([one for one in spans if not any(one != other and _within(one, other) for other in spans)])

    def matches(self, expression):
        """Return the first match of an expression in the normalized question, or None."""
        return re.search(expression, self.text)

    @property
    def names(self):
        """The known architectures and data sets: (words, group, row) in the order of the question."""
        if self._names is None:
            self._names = self._look_up()
        return self._names

    def _look_up(self):
        words = self.text.split()
        capitals = set(re.findall(r"\b[A-Z][A-Z0-9]+\b", self.raw)) if not self.raw.isupper() else set()
        found, index = [], 0
        while index < len(words):
            for size in (4, 3, 2, 1):
                part = words[index : index + size]
                group, row = _known(part, capitals) if len(part) == size else (None, None)
                if group:
                    found.append((" ".join(part), group, row))
                    index += size - 1
                    break
            index += 1
        return found

    def named(self, group):
        """Return the words of the known architectures of a group."""
        return [words for words, own, _ in self.names if own == group]


def _known(part, capitals):
    """Return (group, row) of the architecture or data set that these words name, or (None, None)."""
    joined = "".join(part)
    if len(joined) < 3 or part[0][0].isdigit() or joined in _GENERIC:
        return None, None
    if len(part) > 1 and (len(part[0]) < 2 or part[0] in _SMALL_WORDS or part[-1] in _SMALL_WORDS):
        return None, None
    has_digit = any(character.isdigit() for character in joined)
    if len(part) > 1 and not has_digit:
        return None, None  # two plain words: the vocabulary lists those that are names
    if has_digit and len(part) > 1 and part[-1].isdigit() and len(part[0]) < 3:
        return None, None
    if joined in _AMBIGUOUS and joined.upper() not in capitals:
        return None, None
    if not has_digit and len(joined) < 3:
        return None, None
    for name in ("-".join(part), joined[:-1] if joined.endswith("s") and len(part) == 1 else None):
        if name is None or (name != "-".join(part) and name in _AMBIGUOUS | _GENERIC):
            continue
        row = knowledge.architecture(name)
        if row is not None:
            group = _group(row)
            if group:
                return group, row
    if _DATASETS.match(joined):
        row = knowledge.dataset("-".join(part)) or knowledge.dataset(joined)
        if row is not None:
            return "data " + _MODALITIES.get(row.get("modality"), "image"), row
    return None, None


def _group(row):
    family, modality = row.get("family"), row.get("modality")
    if family == "transformer-decoder" and modality == "text":
        return "llm"
    return _GROUPS.get(family) or _MODALITIES.get(modality)


_SMALL_WORDS = frozenset(
    (
        "a", "an", "the", "of", "for", "on", "in", "at", "is", "or", "and", "vs", "to", "with", "than", "my", "our",
        "by", "from", "it", "as", "be", "do", "i", "we", "not", "no", "if", "which", "what",
    )
)  # fmt: skip
# A word that is part of a longer name is not that word: "graph attention" names a network, not attention.
_ALL_NAMES = ("image name", "sequence name", "graph name", "tabular name", "generative name")
_COVERING = {
    "transformer": (*_ALL_NAMES, "transformer inside", "tabular name"),
    "cnn": ("image name", "sequence name", "graph name"),
    "mlp": (*_ALL_NAMES,),
    "attention": ("graph name", "image name", "attention decoy"),
    "strong attention": ("attention decoy",),
    "normalization": ("normalization decoy",),
    "best": ("best decoy",),
    "llm": ("llm decoy",),
    "series": ("graph",),
    "text": ("graph", "generation", "generative name", "llm"),
    "graph": ("llm decoy",),
    "photo": ("generation", "image name"),
    "fusion": _ALL_NAMES,
    "machine learning": ("attention decoy",),
    "trend": ("graph name", "tabular name", "transformer inside"),
    "recurrent": (),
}  # fmt: skip


def _within(span, other):
    return other[0] <= span[0] and span[1] <= other[1] and span != other
