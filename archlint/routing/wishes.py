"""What a sentence wishes for: a network to be chosen, a run to be mended, a model to be shipped, code to be written.

A sentence may wish for several things at once.  Each wish is a verb and the thing that it is about: "choose a model"
wishes for an architecture, "choose the learning rate for a model" does not.
"""

import re

# A choice: a verb, and within its reach the thing to be chosen.
_CHOOSING = re.compile(
    r" (?:choos(?:e|es|ing)|pick(?:ing)?|select(?:ing)?|decid(?:e|ing) (?:on|for|upon|between)|"
    r"settl(?:e|ing) (?:on|for)|"
    r"(?:find|finding|want|wants|wanted|needs?|needed|needing|propose|is there|are there)"
    r"(?= (?:an?|the (?:right|best)|some|any|suitable|good|better|another|new|different|lighter|smaller) )|"
    r"recommend(?:ed|ation|ations)?|suggest(?:ion|ions|ed)?|look(?:ing)? for|search(?:ing)? for|advise|"
    r"(?:should|can|could|shall|would|must|do|does) (?:i|we|one|you) "
    r"(?:use|try|take|change|switch|replace|swap|go (?:for|with|to))|"
    r"(?:what|which one) to use|which|what(?: kinds?| types?| sorts?)?(?: of)?)(?= )"
)
_REACH = 5  # words between the verb and its thing
_ARCHITECTURE = re.compile(
    r"(?:architectures?|models?|networks?|nets?|nns?|backbones?|detectors?|classifiers?|regressors?|encoders?|"
    r"forecasters?|segmenters?|generators?|autoencoders?|cnns?|rnns?|gnns?|gans?|vaes?|transformers?|mlps?|yolos?|"
    r"resnets?|unets?|vits?|topolog(?:y|ies)|vlms?)"
)
# What is chosen where it is no architecture; met before one, it ends the reach of the verb.
_OTHER_THING = re.compile(
    r"(?:optimi[sz]ers?|rates?|lr|loss(?:es)?|batch\w*|epochs?|checkpoints?|weights?|augmentations?|quanti\w+|formats?|"
    r"precision|schedul\w+|hyperparameters?|parameters?|metrics?|thresholds?|dropout|servers?|gpus?|runtimes?|"
    r"librar(?:y|ies)|frameworks?|seeds?|steps?|momentum|regulari\w+|norm\w*|batchnorm|layernorm|layers?|activation\w*|"
    r"positions?|attention|heads?|strateg(?:y|ies)|tricks?|way|method|samplers?|split|data|dataset|tokeni[sz]ers?)"
)
_STOPS = frozenset(
    (
        "is", "are", "was", "does", "do", "did", "has", "have", "that", "because", "when", "if", "while", "my", "our",
        "for", "in", "of", "to", "from", "on", "by", "how", "why", "where", "it", "them", "this", "these", "i", "we",
        "trained", "training", "deployed", "chosen", "saved",
    )
)  # fmt: skip
# After an architecture's word these make a different thing of it: a model server, network weights.
_MAKES_ANOTHER = re.compile(
    r"(?:servers?|serving|registr\w+|weights?|checkpoints?|monitor\w*|zoo|cards?|files?|compression|parallel\w*|"
    r"parameters?|outputs?|layers?|selection|training|inputs?|predict\w*|latency|size|code|deployment|capacity)"
)
_POSSESSED = re.compile(
    r" (?:change|switch|replace|swap)\w* (?:the|my|our|its) (?:backbone|encoder|architecture|model) "
)
_NOUN_FIRST = re.compile(
    r" (?:model|architecture|backbone|network) (?:selection|choice|search|recommendation)s? |"
    r" (?:choice|selection) of (?:an? |the )?(?:model|architecture|backbone|network|detector|encoder)s? "
)

_PURSUING = re.compile(
    r" (?:train|tune|optimi[sz]e|stabili[sz]e|training|tuning) "
    r"(?:it|them|that|this|well|the (?:result|choice)|its|efficiently) |"
    r" (?:optimi[sz]|stabili[sz]|improv)\w+ (?:the |its |my |our )?training "
)

# Symptoms of a run: a measured thing, and what it does that it should not.
_LOSS = r"(?:loss\w*|cost|objective|elbo|perplexity|[gd] loss)"
_SCORE = r"(?:accuracy|acc|precision|recall|f1|auc|map|iou|miou|dice|score|r2|metric|performance)"
_GAP = r"(?:[a-z0-9.]+ ){0,4}?"
_SYMPTOMS = tuple(
    re.compile(expression)
    for expression in (
        rf" (?:{_LOSS}|{_SCORE}) (?:[a-z0-9]+ ){{0,6}}?always (?:[a-z]+ ){{0,3}}?"
        r"(?:same|\d[\d.]*|equal|constant|zero) ",
        rf" {_LOSS} {_GAP}(?:ris\w+|rose|increas\w+|go\w* up|went up|climb\w*|grow\w*|shoot\w*|jump\w*|"
        r"spik\w*|oscillat\w*|fluctuat\w*|stuck|stay\w*|remain\w*|flat|constant|plateau\w*|nan|inf|infinity|negative|too|very|high|huge|bounc\w*|explod\w*|"
        r"(?:to|at|near|becom\w+|around) (?:zero|0)|(?:not|never|isnt|doesnt|wont|barely|hardly|stops?) "
        r"(?:going down|go down|decreas\w*|drop\w*|fall\w*|improv\w*|chang\w*|converg\w*)) ",
        rf" {_SCORE} {_GAP}(?:stuck|stay\w*|remain\w*|flat|constant|plateau\w*|random|chance|collaps\w*|decreas\w*|"
        r"no matter|regardless|"
        r"(?:not|never|isnt|doesnt|wont|barely|hardly|stops?) (?:get\w*|go\w*|improv\w*|increas\w*|ris\w*|chang\w*)) ",
        r" (?:discriminator|critic|generator|d|g) (?:[a-z]+ ){0,2}?(?:wins?|winning|won|(?:is |gets |becomes )?too "
        r"(?:strong|weak|good)|overpower\w*|dominat\w*|perfect|100|(?:learns|learned) nothing|collaps\w*) ",
        r" (?:remains?|stays?|stuck|stagnates?|stops?|never \w+|not \w+) (?:at|around|on|near|above|beyond|over) "
        r"(?:about |around |only )?\d[\d.]* (?:percent |% )?(?:accuracy|acc|map|f1|auc|iou|dice) ",
        r" (?:no|not|hardly|barely|little) better than (?:random|chance|guess\w*|a coin) | random guess\w* |"
        r" (?:at|above|below|near|around|like) (?:random |pure )?chance | chance level | coin (?:flip|toss) ",
        r" (?:predicts?|outputs?|returns?|gives?|predicting|outputting) (?:only |always |just |nearly |almost )?"
        r"(?:a |an |the )?"
        r"(?:flat|constant|same|mean|average|majority|zeros?|all zeros?|single class|one class|only one|nan) ",
        r" (?:stops?|stopped|ceases?) (?:converging|learning|improving|to converge|to learn) ",
    )
)

# Code: what only a program's text holds, whatever the words around it say.
_CALL = re.compile(
    r"\b(?:nn|torch|tf|keras|np|F|model|self|net|layers?|optim|jnp|flax)\.[A-Za-z_]\w*|"
    r"\b[A-Z][A-Za-z]+\d?[dD]?\(|\b\w+\(\)"
)
_KEYWORD = re.compile(r"\b[a-z]\w*=(?:True|False|None|-?\d[\w.]*|['\"(\[]|\w+\()")
_DIMENSION = (
    r"(?:-?\d+|[A-Za-z]|None|batch(?:[_ ]size)?|bs|seq(?:[_ ]len(?:gth)?)?|time\w*|length|len|channels?|height|width|"
    r"features?|dim\w*|hidden\w*|embed\w*|d[_ ]model|n?um[_ ]\w+)"
)
_SHAPE = re.compile(
    rf"[(\[]\s*{_DIMENSION}(?:\s*[,x\u00d7*]\s*{_DIMENSION}){{2,5}}\s*[)\]]|\b\d+x\d+x\d+x\d+\b|\[\d+, ?\d+\]", re.I
)
_PLAIN_SHAPE = re.compile(
    r" tensors? (?:[a-z]+ ){0,2}(?:shape|size|dimension)s? | (?:shape|size|dimension)s? (?:[a-z]+ ){0,3}tensors? "
)
_HOW_TO_WRITE = re.compile(
    r" (?:do|does|should|must|can) (?:i|we|one|you) (?:need|have)? ?(?:to )?"
    r"(?:set|call|pass|reshape|permute|flatten|transpose|detach|unsqueeze|squeeze|register|initiali[sz]e|"
    r"declare|import|loop|override|inherit)(?= )|"
    r" (?:is it )?necessary to (?:set|call|pass|specify|use) |"
    r" where (?:in [a-z ]{1,30} )?(?:do|should|can|must) (?:i|we|one|you) "
    r"(?:concat\w*|call|set|define|pass|reshape|flatten|load|insert|put|add|apply|detach) |"
    r" (?:modify|change|set|adapt) (?:the )?number of (?:classes|outputs|labels) |"
    r" (?:modify|chang(?:e|ing)|replac(?:e|ing)|adapt|edit|adjust|alter) (?:the |its )?(?:number of )?"
    r"#?(?:first|last|final|input|output|linear|fc|dense|classification|conv) (?:[a-z]+ )?"
    r"(?:layers?|channels?|heads?|fc|conv) |"
    r" (?:change|modify|fix|adapt|set) (?:the )?\d+ ?x? ?\d+(?: x? ?\d+)? (?:of|in) |"
    r" (?:get|extract|access|obtain|read|save) (?:the )?(?:embeddings?|features?|activations?|outputs?|"
    r"attention weights?|feature maps?) (?:from|of|at|after) (?:the )?"
    r"(?:second|last|penultimate|intermediate|hidden|middle|final) |"
    r" in (?:the |my )?(?:forward|init|call|training step|getitem)(?: pass| method| function)? "
)


def chooses(text):
    """Return the words of the first wish for an architecture, or None.  ``text`` is a normalized question."""
    found = _POSSESSED.search(text) or _NOUN_FIRST.search(text)
    if found:
        return found[0].strip()
    for verb in _CHOOSING.finditer(text):
        words = text[verb.end() :].split()
        for index, word in enumerate(words[: _REACH + 1]):
            if _OTHER_THING.fullmatch(word) or (word in _STOPS and index):
                break
            if word in _STOPS:
                break
            if _ARCHITECTURE.fullmatch(word):
                following = words[index + 1] if index + 1 < len(words) else ""
                if not _MAKES_ANOTHER.fullmatch(following):
                    return f"{verb[0].strip()} {' '.join(words[: index + 1])}"
                break
    return None


def pursues_training(text):
    """Return the words that wish for a training to be set up or improved, or None."""
    found = _PURSUING.search(text)
    return found[0].strip() if found else None


def symptom(text):
    """Return the words of a symptom of a run: a loss that rises, an accuracy at chance, a discriminator that wins."""
    for expression in _SYMPTOMS:
        found = expression.search(text)
        if found:
            return found[0].strip()
    return None


def code(raw, text):
    """Return what stands in the question as a program's text: a call, a keyword or a tensor's shape; or None."""
    for expression in (_CALL, _KEYWORD, _SHAPE):
        found = expression.search(raw)
        if found:
            return found[0].strip()
    found = _PLAIN_SHAPE.search(text)
    return found[0].strip() if found else None


def wants_code_too(text):
    """Whether the code of what is chosen is wished for as well."""
    return re.search(r" (?:implement|code|write|build) (?:it|them|that|this) (?:up )?(?:in|with|from) ", text)


def how_to_write(text):
    """Return the words that ask how something is written down, or None."""
    found = _HOW_TO_WRITE.search(text)
    return found[0].strip() if found else None


# Two sizes of one family: resnet18 or resnet50, ViT-B or ViT-L, mobilenetv3 small or large.
_SIZE = (
    r"(?:xxs|xs|nano|pico|femto|atto|tiny|small|medium|base|large|huge|giant|xlarge|(?<=[\d ])[nstmblxhgc]|b\d|s\d\d|"
    r"\d{2,3})"
)
_TAIL = r"(?: patch\d+(?: \d+)?| 1[46]| 32| 8)?"
_NO_NAME = r"(?!layers?|size|dim\w*|width|depth|batch|side|heads?|rank)"
_PAIR = re.compile(
    rf" (?P<stem>{_NO_NAME}[a-z]{{3,}}(?:v ?\d+)?|yolo ?v?\d+) ?(?P<one>{_SIZE}){_TAIL}"
    r" (?:or|vs|versus|v s|against|instead of|rather than|over|and|\w+ than|\w+ \w+ than)"
    rf" (?:an? |the |just |go with |use |take )?(?:(?P=stem) ?)?(?P<two>{_SIZE})(?= )"
)


_ITS_SIZES = re.compile(
    r" which (?:[a-z0-9]+ ){1,3}(?:model|version|variant|size|checkpoint) (?:should|shall|do|would) (?:i|we|you) |"
    r" (?:small|smaller) (?:model|one|checkpoint|version|variant|network) .*(?:large|larger|big|bigger) |"
    r" (?:large|larger|big|bigger) (?:model|one|checkpoint|version|variant|network) .*(?:small|smaller) "
)


def which_of_its_sizes(text):
    """Return the words that ask for the size of one network, or set a small one against a large one, or None."""
    found = _ITS_SIZES.search(text)
    return found[0].strip()[:80] if found else None


def two_sizes(text):
    """Return the words that set two sizes of one family against each other, or None."""
    for found in _PAIR.finditer(text):
        if found["one"] != found["two"]:
            return found[0].strip()
    return None
