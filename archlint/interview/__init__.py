"""``archlint init``: what the repository tells, the questions that decide something for it, and the answers kept."""

import os

from ..composition import display, project_root
from ..engine import LINTED, Engine, Options
from ..engine.answers import understood
from ..facts import SIZE_BANDS, VOCABULARY, Impossible
from ..findings import QUESTION
from ..settings import Settings, SettingsError, find, load
from .settings_file import Change

# Needs of the project, and not of one config or one kind of data.
_SHARED = ("deployment.", "constraints.")
_HINTS = {
    "data.train_size": "A number (6000, 12k, 1.2M) of training items, or a band: small is below {small:,}, medium up "
    "to {medium:,}, large above.",
    "deployment.target": "edge is a board or camera, mobile a phone, microcontroller the smallest chips.",
    "deployment.latency": "real-time is up to about 100 ms, interactive means that a person waits, batch and offline "
    "that nobody does.",
    "constraints.compute": "low is one consumer GPU or none, medium a few GPUs, high a cluster.",
    "model.pretrained": "yes if weights are loaded before training, also by code; no if it starts at random.",
    "model.normalization": "batch, layer, rms, group, instance ... or none.",
    "training.regime": "from-scratch, fine-tuning, self-supervised, distillation or inference.",
}
_YES_NO = {"y": "yes", "n": "no"}
_MAX_ROUNDS = 200


class Answer:
    """An answer to one question, for all configs (``files`` is empty) or for those of one kind."""

    __slots__ = ("fact", "value", "files")

    def __init__(self, fact, value, files=()):
        self.fact = fact
        self.value = value
        self.files = tuple(files)  # globs relative to the settings' folder


class Open:
    """A question that is still open: the fact, what it decides, and the configs that it concerns."""

    __slots__ = ("fact", "finding", "files", "globs", "answered_by_band")

    def __init__(self, fact, finding, files, globs, answered_by_band=False):
        self.fact = fact
        self.finding = finding
        self.files = files
        self.globs = globs
        self.answered_by_band = answered_by_band

    @property
    def key(self):
        return self.fact, tuple(self.globs), self.answered_by_band

    @property
    def text(self):
        return VOCABULARY[self.fact].ask or f"What is {self.fact}?"


class Interview:
    """One folder's configs, what is known and asked about them, and the settings that the answers go to."""

    def __init__(self, folder="."):
        if not os.path.isdir(folder):
            raise SettingsError(f"{folder} is not a folder")
        self.folder = os.path.abspath(folder)
        self.root = project_root(os.path.join(self.folder, "x"))
        self.path = _settings_path(self.folder, self.root)
        self.settings = load(self.path) if os.path.isfile(self.path) else Settings()
        self.settings.root = os.path.dirname(self.path)
        self.answers = []
        self.measured = {}  # facts counted in local data
        self.measured_in = None
        self.run = None
        self.elsewhere = []  # settings files below, which hold for their own folders
        self._paths = [self.folder]

    def look(self):
        """Lint the configs with the answers so far; the first time this finds them."""
        options = Options()
        options.config = self._answered()
        self.run = Engine(options).lint([display(path) for path in self._paths], keep_facts=True)
        if self._paths == [self.folder]:
            self._paths = [os.path.join(os.getcwd(), file.path) for file in self.configs]
            here = os.path.realpath(self.path)
            found = {find(path) for path in self._paths} - {None}
            self.elsewhere = sorted(display(path) for path in found if os.path.realpath(path) != here)
        return self.run

    @property
    def configs(self):
        """The files that describe a model or its training."""
        return [file for file in self.run.files if file.status == LINTED]

    def _answered(self):
        """Return the settings with the answers so far."""
        settings = Settings(self.path)
        for name in vars(self.settings):
            setattr(settings, name, getattr(self.settings, name))
        settings.facts = dict(self.settings.facts)
        settings.measured = {**self.settings.measured, **self.measured}
        settings.overrides = list(self.settings.overrides)
        for answer in self.answers:
            if answer.files:
                settings.overrides.append((answer.files, {answer.fact: answer.value}, ()))
            else:
                settings.facts[answer.fact] = answer.value
        return settings

    def questions(self):
        """Return the open questions, each for the configs that one answer can hold for."""
        found = []
        bands = {answer.files for answer in self.answers if answer.fact == "data.size_band"}
        for finding in self.run.findings:
            if finding.severity == QUESTION:
                for files in self._groups(finding.fact, finding.files):
                    globs = self._globs(finding.fact, files)
                    band = finding.fact == "data.train_size" and tuple(globs) in bands
                    found.append(Open(finding.fact, finding, files, globs, band))
        found.sort(key=lambda question: -len(question.finding.decides))
        return found

    def _groups(self, fact, files):
        """Part the files of a question by what an answer depends on: the kind of data, or the network."""
        if fact.startswith(_SHARED):
            return [files]
        name = "model.architecture" if fact.startswith("model.") else "data.modality"
        groups = {}
        for path in files:
            groups.setdefault(self._value(path, name), []).append(path)
        return list(groups.values())

    def _value(self, path, name):
        for file in self.configs:
            if file.path == path:
                for facts in file.parts:
                    if facts.value(name) is not None:
                        return str(facts.value(name))
        return None

    def _globs(self, fact, files):
        """Return the globs that an answer is limited to; none where it can hold for every config."""
        if fact.startswith(_SHARED) or len(self.configs) == 1:
            return []
        if (
            not fact.startswith("model.")
            and len({self._value(file.path, "data.modality") for file in self.configs}) == 1
        ):
            return []
        return [_glob(path, self.settings.root) for path in files]

    def ask_all(self, ask, say):
        """Ask each question that is open, and those that an answer opens, until none is left that was not passed."""
        passed = set()
        for _ in range(_MAX_ROUNDS):
            question = next((found for found in self.questions() if found.key not in passed), None)
            if question is None:
                return
            passed.add(question.key)
            for line in lines_of(question):
                say(line)
            answer = _answer(question, ask, say)
            if answer is not None:
                self.answers.append(answer)
                self.look()

    def change(self):
        """Return what is to be written: the answers, and what was counted."""
        facts = {answer.fact: answer.value for answer in self.answers if not answer.files}
        overrides = {}
        for answer in self.answers:
            if answer.files:
                overrides.setdefault(answer.files, {})[answer.fact] = answer.value
        return Change(facts, overrides, self.measured, self.measured_in)

    def conflicts(self):
        """Yield (table, fact, present value, new value) for each that is set otherwise in the settings already."""
        change = self.change()
        for table, present, wanted in (
            ("facts", self.settings.facts, change.facts),
            ("measured", self.settings.measured, change.measured),
        ):
            for name, value in wanted.items():
                if name in present and present[name] != value:
                    yield table, name, present[name], value

    def keep(self, table, name):
        """Drop an answer or a count, so that what the settings hold is kept."""
        if table == "facts":
            self.answers = [answer for answer in self.answers if answer.files or answer.fact != name]
        else:
            self.measured.pop(name, None)


def lines_of(question):
    """Yield a question as a person reads it: what is asked, why, for which files, and what an answer looks like."""
    yield f"{question.text} [{question.fact}]"
    if question.answered_by_band:
        yield "  The band leaves this open: a number would decide it."
    yield f"  It decides {', '.join(question.finding.decides)}."
    shown = ", ".join(question.files[:3])
    yield f"  For {shown}{f' and {len(question.files) - 3} more' if len(question.files) > 3 else ''}."
    hint = _HINTS.get(question.fact)
    if hint:
        yield "  " + hint.format(small=SIZE_BANDS["small"][1] + 1, medium=SIZE_BANDS["medium"][1])
    elif VOCABULARY[question.fact].values:
        yield f"  One of {', '.join(VOCABULARY[question.fact].values)}."
    yield "  Enter leaves it open."


def _answer(question, ask, say):
    """Return the Answer that a person gives, or None where the question is left open."""
    while True:
        text = ask(question).strip()
        if not text or text in ("?", "-"):
            return None
        try:
            return read_answer(question.fact, text, question.globs)
        except Impossible as fault:
            say(f"  {text}: {fault}")


def read_answer(fact, text, files=()):
    """Return the Answer that a text means; raise Impossible where the fact cannot hold it. A band answers a size."""
    if fact == "data.train_size" and text.lower() in SIZE_BANDS:
        return Answer("data.size_band", text.lower(), files)
    if VOCABULARY[fact].type == "boolean":
        text = _YES_NO.get(text.lower(), text)
    return Answer(fact, understood(fact, text), files)


def _settings_path(folder, root):
    """Return the settings file that holds for a folder, or the one to make: none outside the project is touched."""
    found = find(folder)
    inside = os.path.abspath(root).rstrip(os.sep) + os.sep
    if found is not None and found.startswith(inside):
        return found
    while True:
        project = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(project):
            return project
        if folder == root or not folder.startswith(inside):
            return os.path.join(folder, "archlint.toml")
        folder = os.path.dirname(folder)


def _glob(path, root):
    """Return a glob that matches one file only, relative to the settings' folder."""
    relative = os.path.relpath(os.path.join(os.getcwd(), path), root).replace(os.sep, "/")
    escaped = "".join(f"[{character}]" if character in "*?[" else character for character in relative)
    return escaped if "/" in escaped else "./" + escaped  # a bare name would match in any folder
