"""Which word of a command is the Python program that it starts, and what the words after it say."""

import re

from . import Opaque, Seq, Sweep, number

_MAX_PREFIX = 200  # words before the program
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*\Z")
_OPTION = re.compile(r"--?[A-Za-z]")
# Programs of others that start Python programs, or a command of any kind, given after their own options.
_LAUNCHERS = ("torchrun", "accelerate", "deepspeed", "horovodrun", "colossalai")
_LAUNCHER_MODULES = (
    "torch.distributed.launch", "torch.distributed.run", "torch.distributed.elastic_launch",
    "accelerate.commands.launch", "accelerate.launch", "deepspeed.launcher.runner", "paddle.distributed.launch",
)  # fmt: skip
_WRAPPERS = (
    "apptainer", "bsub", "command", "conda", "docker", "env", "eval", "exec", "ionice", "mpiexec", "mpirun", "nice",
    "nohup", "numactl", "pipenv", "poetry", "singularity", "srun", "stdbuf", "sudo", "time", "ts", "tsp", "uv",
    "xvfb-run", *_LAUNCHERS,
)  # fmt: skip
# Python programs that are installed under a name of their own.
_SCRIPTS = (
    "fairseq-train", "lightweight_gan", "lmdeploy", "megatron", "onmt_train", "stylegan2_pytorch",
    "text-generation-launcher", "trl", "vllm",
)  # fmt: skip
# Images of containers whose own program is one of these: what stands after the image are its arguments.
_IMAGES = ("vllm-openai", "text-generation-inference")
# What stands in every script that starts a program which is read here.
PROGRAMS = ("python", ".py", "torchrun", *_SCRIPTS, *_IMAGES)


class Field:
    """A word after expansion: its text up to what is unknown, where it stands, and how much of it is known."""

    __slots__ = ("end", "is_loose", "is_unknown", "members", "start", "text")

    def __init__(self, text, start, end):
        self.text = text
        self.start = start
        self.end = end
        self.is_unknown = False
        self.is_loose = False  # whether it may be any number of words, options among them
        self.members = None  # of a loop's variable


def _base(text):
    return text.rpartition("/")[2]


def starts_program(word):
    """Whether a command that begins with this word may start a Python program."""
    base = _base(word)
    return bool(_PYTHON.match(base)) or base in _WRAPPERS or base in _SCRIPTS or base.endswith(".py")


def find_program(fields):
    """Return (where the launcher's own options begin or 0, where the program stands), or None."""
    launcher, at = 0, 0
    fields = fields[:_MAX_PREFIX]
    while at < len(fields):
        field = fields[at]
        base = "" if field.is_unknown else _base(field.text)
        if _PYTHON.match(base):
            at += 1
            while at < len(fields) and fields[at].text.startswith("-"):
                option = fields[at].text
                if option == "-c":
                    return None
                if option in ("-m", "-W", "-X"):
                    at += 1
                    if option == "-m":
                        break
                at += 1
            if at >= len(fields):
                return None
            if fields[at].text in _LAUNCHER_MODULES:
                launcher = at + 1
                at += 1
                continue
            return launcher, at
        if base in _LAUNCHERS and not launcher:
            launcher = at + 1
        elif base in _SCRIPTS or _is_image(fields, at) or (base.endswith(".py") and not field.text.startswith("-")):
            return launcher, at
        elif launcher and field.text in ("-m", "--module") and at + 1 < len(fields):
            return launcher, at + 1
        at += 1
    return None


def _is_image(fields, at):
    """Whether a word names an image of ``_IMAGES`` that a container's program is given, with options after it."""
    name = "" if fields[at].is_unknown else _base(fields[at].text).partition(":")[0]
    if name not in _IMAGES or "docker" not in [_base(field.text) for field in fields[:at] if not field.is_unknown]:
        return False
    return at + 1 < len(fields) and fields[at + 1].text.startswith("--")


class Arguments:
    """Reads the words after a program: options with their values, and the others."""

    def __init__(self, script, found, positional):
        self.script = script
        self.found = found
        self.positional = positional
        self.open = []
        self.name = None  # the option that values may follow
        self.key = None
        self.values = []

    def read(self, fields):
        """Read all words; of an option that is given twice the last one counts."""
        for field in fields:
            self.word(field)
        self.finish()

    def word(self, field):
        text = field.text
        if _OPTION.match(text) and number(text) is None:
            self.finish()
            name, sign, value = text.partition("=")
            if sign:
                start = field.start + len(name) + 1
                part = Field(value, start if start <= field.end else field.start, field.end)
                part.is_unknown = field.is_unknown
                if self.script.source.text[field.start : field.start + len(name)] != name:
                    part.start = field.start
                self.start(name, field)
                self.values.append(part)
                self.finish()
            elif field.is_unknown:
                self.open.append(None)
            else:
                self.start(name, field)
        elif field.is_loose:
            self.open.append(None if self.values else self.name)
            if self.name is not None:
                self.values.append(field)
        elif self.name is not None:
            self.values.append(field)
        elif self.positional is not None:
            self.positional.append(value_of(field))
            self.positional.marks.append(self.script.mark(None, field))

    def start(self, name, field):
        self.name = name.lstrip("-").replace("-", "_")
        self.key = field

    def finish(self):
        if self.name is None:
            return
        if not self.values:
            value, place = True, self.key
        elif len(self.values) == 1:
            value, place = value_of(self.values[0]), self.values[0]
        else:
            value, place = Seq(), self.values[0]
            for field in self.values:
                value.append(value_of(field))
                value.marks.append(self.script.mark(None, field))
        self.script.put(self.found, self.name, value, self.key, place)
        self.name, self.values = None, []


def value_of(field):
    """Return what a field says: a number, a text, a sweep, or what is not known."""
    if field.members is not None:
        return Sweep(field.members)
    if field.is_unknown:
        return Opaque(field.text or "not known")
    return scalar_of(field.text)


def scalar_of(text):
    """Return the number that a text is, else the text."""
    found = number(text) if text else None
    return text if found is None else found
