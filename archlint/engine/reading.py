"""From a path to the facts of its file: sources, composition, dialects, and what follows from known names."""

import os

from .. import dialects
from ..composition import Project, compose, display, project_root
from ..derivation import complete
from ..dialects.words import OWN_WORDS, add_remaining
from ..facts import Facts
from ..settings import NO_DIALECT, Settings, SettingsError, find, load
from ..sources import SourceError, decode, format_of, parse, read_bytes
from .recognition import is_other_kind, may_be_config, may_be_settings, may_start_training
from .results import FAILED, LINTED, NOT_A_MODEL, NOT_RECOGNISED, FileResult


class Reader:
    """Reads files; keeps settings and projects between them."""

    def __init__(self, options):
        self.options = options
        self.debug = False  # let a fault in archlint itself through, with its trace
        self.files_are_offered = False  # the files named are all that changed, as pre-commit names them, and not chosen
        self.explains = False  # say of each file that is not recognised what came nearest, and not of named ones alone
        self._settings = {}
        self._projects = {}
        self._folders = {}  # of a path as it is written -> the folder that it lies in

    def settings_for(self, path):
        """Return the settings that hold for a file: ``--config``, else the nearest file upwards."""
        if self.options.config is not None:
            return self.options.config
        folder = self._folder_of(path)
        if folder not in self._settings:
            found = None if self.options.isolated else find(path)
            if found is None:
                self._settings[folder] = Settings()
            else:
                known = self._settings.get(found)
                self._settings[folder] = self._settings[found] = known or load(found)
        return self._settings[folder]

    def _folder_of(self, path):
        written = os.path.dirname(path)
        folder = self._folders.get(written)
        if folder is None:
            folder = self._folders[written] = os.path.dirname(os.path.abspath(path))
        return folder

    def project_for(self, path):
        """Return the project that a file belongs to."""
        folder = self._folder_of(path)
        if folder not in self._projects:
            root = project_root(path)
            self._projects[folder] = self._projects.setdefault(root, Project(root))
        return self._projects[folder]

    def read(self, path, named=False, text=None):
        """Return what one file states: its dialect, its facts, or why there are none.

        A fault in archlint itself ends with the file that brought it out: the others are still linted.
        """
        result = FileResult(display(path), named)
        try:
            return self._read(result, path, named, text)
        except SettingsError:
            raise
        except Exception as fault:
            self.note_fault(result, fault)
            return result

    def note_fault(self, result, fault):
        """Note a fault in archlint itself that a file brought out; with ``debug`` it is raised."""
        if self.debug:
            raise fault
        line = " ".join(str(fault).split())[:200]
        result.status = FAILED
        result.fault = result.error = f"a fault in archlint itself ({type(fault).__name__}: {line})"
        result.parts, result.facts = [], None

    def _read(self, result, path, named, text):
        format = format_of(path)
        try:
            if text is None:
                if not named and os.path.islink(path) and not self.project_for(path).holds(path):
                    raise SourceError("a link that leads out of the project: not read")
                text = read_bytes(path)
            if isinstance(text, bytes):
                text = decode(text)
            if format is None and not named:
                result.unread = "no ending of a config"
                return result
            if format == "python" and not (may_be_config(text) or may_be_settings(text)):
                result.unread = "program text without a sign of a config or a network of literal values"
                return result
            if format == "shell" and not may_start_training(text):
                result.unread = "a script that starts no training program that is known"
                return result
            documents = parse(text, result.path, format)
        except SourceError as fault:
            no_format = isinstance(text, str) and format is None and path != "-"
            if no_format or ((not named or self.files_are_offered) and is_other_kind(text, format, fault)):
                result.unread = f"it cannot be read as a config ({fault})"
                return result
            result.status = FAILED
            result.error = str(fault)
            return result
        mappings = [document for document in documents if isinstance(document.value, dict)]
        for document in mappings:
            self._read_document(result, document, path)
        if result.status == NOT_RECOGNISED:
            first = next((document for document in mappings if document.value), None)
            if first is None:
                result.unread = "no keys with values stand in it"
            elif format == "python" and not may_be_config(text):
                result.unread = "program text without a sign of a config or a network of literal values"
            elif named or self.explains:
                result.nearest = dialects.nearest(first, 3)
        return result

    def _read_document(self, result, document, path):
        document = compose(document, os.path.abspath(path), self.project_for(path))
        kind = self.settings_for(path).kind_of(path)
        for notice in document.notices:
            if notice not in result.notices:
                result.notices.append(notice)
        if kind == NO_DIALECT:
            return
        if kind is not None:
            module, claim = self._of_kind(result, document, kind)
        else:
            module, claim = dialects.recognise(document)
        if module is None:
            return
        first = result.dialect is None
        if first or result.status == NOT_A_MODEL:
            result.dialect = module.DIALECT.name
            result.reason = claim.reason
            result.source = document.source
            result.status = LINTED if module.DIALECT.is_model else NOT_A_MODEL
        if not module.DIALECT.is_model:
            result.is_companion = module.DIALECT.is_companion
            return
        facts = Facts(document)
        root = dialects.Node.root(document)
        is_fragment = module.read(root, facts) is False
        if module.DIALECT.name not in OWN_WORDS:
            is_fragment = add_remaining(root, facts, module.DIALECT, is_fragment)
        # A fragment is linted through what composes it; but one whose parents cannot be read may be a whole config.
        if is_fragment and not (document.notices and facts):
            if first:
                result.status = NOT_A_MODEL
            result.is_companion = True
            return
        result.status = LINTED
        if "training.tensor_parallel" in facts or "training.pipeline_parallel" in facts:
            from ..dialects.reading.checkpoints import state_named_folder

            state_named_folder(dialects.Node.root(document), facts)
        if facts.unstated_is_absent:
            facts.assume("config.closed_world", True)
        settings = self.settings_for(path)
        source = display(settings.path) if settings.path else "settings"
        complete(facts, settings.facts_for(path), self.options.assigned, source, settings.measured)
        result.parts.append(facts)
        if result.facts is None:
            result.facts = facts

    def _of_kind(self, result, document, kind):
        """Return (module, claim) of the dialect that the settings name for a file; none where it cannot read it.

        A reader relies on what its claim has found: forced on another file it would fail, or state what is not there.
        """
        module = dialects.named(kind)
        if dialects.claim_of(module, document) is None:
            notice = f"kinds in the settings says {kind}, but it is none (those are {module.DIALECT.files}): not read"
            if notice not in result.notices:
                result.notices.append(notice)
            return None, None
        return module, dialects.Claim(100, "kinds in the settings")
