"""One run of ``archlint init``: look, count, ask, write, and tell what was written."""

import os

from .. import __version__
from ..composition import display
from ..facts import VOCABULARY
from ..origin import source_address
from ..reporters import visible
from ..settings import SettingsError
from . import Answer, Interview, companions, lines_of
from .settings_file import NoEditorError, edited, write


class Wishes:
    """What the command line asks for."""

    def __init__(
        self, assigned=None, measure=False, data=None, pre_commit=False, ci=False, source=None, writes=True,
        force=False,
    ):  # fmt: skip
        self.assigned = assigned or {}
        self.measure = measure or data is not None
        self.data = data
        self.pre_commit = pre_commit
        self.ci = ci
        self.source = source  # where the hook and the workflow are to install archlint from
        self.writes = writes  # else it is only shown what would be written
        self.force = force


class Session:
    """Holds an interview: with a person if ``talk`` is given, else from what the command line says."""

    def __init__(self, folder, wishes, talk=None):
        self.interview = Interview(folder)
        self.wishes = wishes
        self.talk = talk
        self.lines = []  # what a run without a person tells at its end
        self.written = []  # (path, action, text shown)
        self.kept = []  # (fact, present value, value not taken)
        self.measurement = None
        self.failure = ""  # why something could not be written, for the end of the run

    def say(self, text=""):
        """Tell a person at once, or at the end of a run without one."""
        if self.talk is not None:
            self.talk.say(visible(text))
        else:
            self.lines.append(visible(text))

    def hold(self):
        """Run the interview from the first look to the last file."""
        interview, wishes = self.interview, self.wishes
        interview.answers = [Answer(fact, value) for fact, value in wishes.assigned.items()]
        self._settle_conflicts()
        interview.look()
        self._tell_configs()
        if wishes.measure:
            self._measure()
            self._settle_conflicts()
            interview.look()
        if self.talk is not None:
            number = len(interview.questions())
            if number:
                self.say(f"{number} open question{'s decide' if number > 1 else ' decides'} something here.")
                self.say()
            interview.ask_all(self.talk.ask, self.say)
        self._write_settings()
        self._add_companions()
        self._tell_open()

    def _tell_configs(self):
        configs = self.interview.configs
        if not configs:
            self.say("No model or training config was found here.")
        for file in configs[:20]:
            facts = file.facts
            names = ("model.architecture", "model.family", "data.name", "data.train_size")
            known = [str(facts.value(name)) for name in names if facts.value(name) is not None]
            self.say(f"{file.path}: {file.dialect}{': ' + ', '.join(known) if known else ''}")
        if len(configs) > 20:
            self.say(f"... and {len(configs) - 20} more")
        for path in self.interview.elsewhere:
            self.say(f"{path} holds settings of its own for its folder: answers given here do not reach it")
        self.say()

    def _measure(self):
        from ..measurement import measure

        interview = self.interview
        data = self.wishes.data
        root = interview.root
        try:
            path = os.path.relpath(os.path.abspath(data), root) if data is not None else None
            found = self.measurement = measure(root, path)
        except ValueError as fault:
            raise SettingsError(f"--data {data}: {fault}") from None
        for group in found.groups[:10]:
            self.say(f"counted in {group.path}: " + (group.fault or f"{group.number:,} {group.unit}"))
        if found.best is None:
            self.say(f"Nothing counted is certain to be the training set: {found.reason}. Name it with --data PATH.")
        else:
            interview.measured = {"data.train_size": found.best.number, "data.unit": found.best.unit}
            interview.measured_in = found.best.path
        self.say()

    def _settle_conflicts(self):
        """Keep what the settings hold already, unless a person or ``--force`` says otherwise."""
        for table, name, present, value in list(self.interview.conflicts()):
            if self.wishes.force:
                continue
            question = f"{name} is {present} in {display(self.interview.path)}: overwrite it with {value}?"
            if self.talk is None or not self.talk.confirm(visible(question), default=False):
                self.interview.keep(table, name)
                self.kept.append((name, present, value))
                self.say(f"kept {name} = {present} ({value} was given; --force overwrites it)")

    def _write_settings(self):
        interview = self.interview
        change = interview.change()
        new = not os.path.exists(interview.path)
        if not new and not (change.facts or change.overrides or change.measured):
            self.say(f"{display(interview.path)}: nothing to write")
            return
        try:
            old, text = edited(interview.path, change)
        except NoEditorError as fault:  # no answer is given in vain
            self.say(f"Add this to {display(interview.path)}:")
            self._show(fault.lines)
            self.failure = str(fault)
            return
        if old == text:
            self.say(f"{display(interview.path)}: holds these answers already")
            return
        shown = text if old is None else _difference(old, text)
        self._write(interview.path, text, "created" if new else "changed", shown)

    def _write(self, path, text, action, shown):
        question = f"Write {display(path)}?"
        if self.talk is not None:
            self._show(shown)
            if not self.talk.confirm(question):
                self.say(f"{display(path)}: not written")
                return
        elif not self.wishes.writes:
            self.say(f"{display(path)}: not written; --yes would write:")
            self._show(shown)
            return
        write(path, text, self.interview.root)
        self.written.append((display(path), action, shown))
        self.say(f"{action} {display(path)}")
        if self.talk is None:
            self._show(shown)

    def _show(self, text):
        for line in text.splitlines():
            self.say("    " + line)
        self.say()

    def _add_companions(self):
        wishes = self.wishes
        entry, workflow = companions.places(self.interview.root)
        if wishes.pre_commit or self._wants("Add a pre-commit hook?", entry):
            origin = self._origin()
            self._companion(entry, companions.pre_commit(origin), companions.pre_commit_entry(origin))
        if wishes.ci or self._wants("Add a GitHub workflow that runs archlint?", workflow):
            origin = self._origin()
            if origin is None and self.talk is not None:
                origin = self._named_origin(self.talk.ask_text("Where can it install archlint from (a URL or a name)?"))
            if origin is None:
                self.say(f"{display(workflow)}: not written: say with --from where a runner can install archlint from")
            else:
                text = companions.workflow(origin, bool(self.interview.configs))
                self._companion(workflow, text, text)

    def _origin(self):
        """Return where archlint is installed from, as the user says or the installation records; None: not known."""
        return self._named_origin(self.wishes.source or source_address())

    @staticmethod
    def _named_origin(text):
        return companions.origin_of(text, __version__) if text.strip() else None

    def _wants(self, question, path):
        if self.talk is None or companions.mentions_archlint(path):
            return False
        return self.talk.confirm(question, default=False)

    def _companion(self, path, text, addition):
        """Make a file that is not there; of one that is, show what to add."""
        if companions.mentions_archlint(path):
            self.say(f"{display(path)}: mentions archlint already")
        elif os.path.lexists(path):
            self.say(f"{display(path)} stands already and was not changed. Add to it:")
            self._show(addition)
        elif not self.wishes.writes:
            self.say(f"{display(path)}: not written; --yes would write:")
            self._show(text)
        else:
            write(path, text, self.interview.root)
            self.written.append((display(path), "created", text))
            self.say(f"created {display(path)}")
            self._show(text)

    def _tell_open(self):
        questions = self.interview.questions()
        if self.talk is not None:
            if questions:
                self.say(f"{len(questions)} left open; archlint check will name them again.")
            return
        for question in questions:
            for line in list(lines_of(question))[:-1]:
                self.say(line)
            self.say(f"  Answer with --set {question.fact}=...")

    def report(self):
        """Return what was found, answered, written and left open, for JSON."""
        interview = self.interview
        change = interview.change()
        counted = self.measurement.groups if self.measurement is not None else []
        return {
            "version": 1,
            "settings": display(interview.path),
            "files": [{"path": file.path, "dialect": file.dialect} for file in interview.configs],
            "answers": [
                {"fact": answer.fact, "value": answer.value, "files": list(answer.files)}
                for answer in interview.answers
            ],
            "measured": {"facts": change.measured, "groups": [_group(group) for group in counted]},
            "kept": [{"fact": fact, "value": present, "given": given} for fact, present, given in self.kept],
            "written": [{"path": path, "action": action} for path, action, _ in self.written],
            "questions": [
                {
                    "fact": question.fact,
                    "ask": question.text,
                    "values": list(VOCABULARY[question.fact].values),
                    "decides": question.finding.decides,
                    "files": question.files,
                }
                for question in interview.questions()
            ],
        }


def _group(group):
    shown = {"path": group.path, "number": group.number, "unit": group.unit, "split": group.split}
    return {**shown, "fault": group.fault} if group.fault else shown


def _difference(old, new):
    """Return the lines that an edit adds and removes, with the line before each."""
    import difflib

    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm="")
    return "\n".join(line for line in list(lines)[2:] if not line.startswith("@@"))
