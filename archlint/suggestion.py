"""Architectures that satisfy a config's stated facts: judged by the rules themselves, ranked, with published figures.

A candidate takes the place of the config's architecture, everything else stays as it is stated; one that would raise a
warning itself is not suggested.  Figures come from tables with their sources; what is not known is said.
"""

from . import knowledge, rules
from .derivation import complete
from .engine import LINTED, limits_of
from .facts import DEFAULT, SETTING, SIZE_BANDS, VOCABULARY, Facts
from .findings import ERROR, NOTE, SEVERITIES, WARNING
from .knowledge import published
from .reporters import visible
from .reporters.layout import fitted
from .rules.conditions import SMALL_TARGETS, needs_real_time

# Facts of the network that do not belong to the architecture: where its weights come from.
_KEPT = ("model.pretrained", "model.distilled")
# What a person's own description leaves out counts as absent, for the candidate too.
_KEPT_DEFAULTS = (*_KEPT, "model.message_passing", "model.positional_or_structural_encoding")
# What a network of a family is for, where the task is not stated and the kind of data is.
_TASKS = {
    **{("image", family): "image-classification" for family in ("cnn", "vision-transformer", "conv-attention-hybrid")},
    **{("image", family): "image-generation" for family in ("gan", "vae", "diffusion", "autoregressive-generator")},
    ("text", "transformer-decoder"): "language-modeling",
}
# Kinds of data whose tasks have nothing in common: without the task, nothing is suggested.
_MANY_TASKS = ("image", "video", "text", "audio", "multimodal")
# Where a measurement was made -> the targets that it speaks for.
_PLACES = {
    "edge": ("edge", "mobile"), "mobile": ("mobile",), "microcontroller": ("microcontroller",), "browser": ("mobile",),
}  # fmt: skip
_RECIPES = "ImageNet accuracies come from several training recipes: a point or two between rows says little"


class Suggestion:
    """One architecture with the reasons for it, the notes it would raise, and its published figures."""

    __slots__ = ("name", "family", "change", "reasons", "notes", "figures", "parameters", "rank", "elsewhere")

    def __init__(self, name, row, change=None):
        self.name = name
        self.family = row.get("family")
        self.parameters = row.get("num_parameters")
        self.change = change or {"model.architecture": name}
        self.reasons = []
        self.notes = []
        self.figures = []
        self.rank = 0
        self.elsewhere = False  # measured, but not on the stated device


class Advice:
    """What can be suggested for one config, what was ruled out and why, and what is not known."""

    __slots__ = ("result", "architecture", "warnings", "facts", "suggestions", "rejected", "unknown", "remarks")

    def __init__(self, result):
        self.result = result
        self.architecture = None
        self.warnings = []  # (rule, message) that the config raises
        self.facts = {}
        self.suggestions = []
        self.rejected = {}  # why -> how many candidates
        self.unknown = []  # (fact, what it would decide)
        self.remarks = []


def advise(engine, path, limit):
    """Return the Advice for one config file, with at most so many suggestions."""
    result = engine.read(path, True)
    advice = Advice(result)
    if result.status == LINTED and result.facts is not None:
        _Advisor(engine, path, result.facts, advice).run(limit)
    return advice


class _Advisor:
    def __init__(self, engine, path, facts, advice):
        self.facts, self.advice = facts, advice
        self.settings = engine.settings_for(path)
        off = {rule for rule, severity in self.settings.severities.items() if severity == "off"}
        self.left_out = {*self.settings.ignore, *self.settings.ignored_for(path), *off}
        self.modality = facts.value("data.modality")
        self.task = facts.value("task")
        self.target = facts.value("deployment.target")
        self.small = self.target in SMALL_TARGETS
        self.figures = published.figures()
        regime, pretrained = facts.value("training.regime"), facts.value("model.pretrained")
        self.scratch = regime == "from-scratch" or (regime is None and pretrained is False)

    def run(self, limit):
        advice, facts = self.advice, self.facts
        advice.architecture = facts.value("model.architecture") or facts.value("model.family")
        advice.facts = {name: facts.value(name) for name in _SHOWN if facts.value(name) is not None}
        verdicts = self.judge(facts)
        advice.warnings = sorted((rule, severity) for rule, severity in verdicts if severity in (ERROR, WARNING))
        self.note_what_is_unknown()
        if self.modality is None:
            advice.remarks.append("state data.modality: every choice begins with the kind of data")
            return
        if self.task is None:
            self.task = _TASKS.get((self.modality, facts.value("model.family")))
            if self.task is not None:
                advice.remarks.append(f"task is not stated: read as {self.task}")
        found = [*self.same_with_weights(), *self.others()]
        found.sort(key=lambda known: (len(known.notes), known.elsewhere, known.rank))
        if self.scratch:
            found.sort(key=lambda known: "model.architecture" in known.change)
        advice.suggestions = found[:limit]
        if not found:
            advice.remarks.append(f"no shortlist fits {self.task or 'an unstated task'} on {self.modality} data here")
        if any(figure["measure"] == "ImageNet top-1" for known in advice.suggestions for figure in known.figures):
            advice.remarks.append(_RECIPES)

    # Judging

    def judge(self, facts):
        """Return (rule, severity) of each rule that holds for these facts, as the project's settings have it.

        One that holds at several places of a network is there once.
        """
        found = {}
        families = {part.value("model.family") for part in (facts, *facts.components)}
        for loaded in rules.concerning(families, {name for part in facts.parts() for name in part}):
            rule = loaded.rule
            if rule.name in self.left_out or rule.check is not None:
                continue
            for view in rules.views(rule, facts, limits_of(rule, self.settings)):
                verdict = rules.judge(rule, view)
                if verdict.case is not None:
                    severity = self.settings.severities.get(rule.name, verdict.case.severity)
                    found[rule.name] = min(severity, found.get(rule.name, severity), key=SEVERITIES.index)
        return list(found.items())

    def swapped(self, change):
        """Return the config's facts with another architecture in place, or with one of its facts changed."""
        facts = Facts(self.facts.document)
        facts.unstated_is_absent = self.facts.unstated_is_absent
        for name, fact in self.facts.items():
            ours = not name.startswith("model.") or "model.architecture" not in change
            kept = name in _KEPT_DEFAULTS if fact.origin == DEFAULT else name in _KEPT
            if ours or kept:
                facts[name] = fact
        for name, value in change.items():
            facts.put(name, value, SETTING, source="suggestion", replace=True)
        if "model.pretrained" in change:
            facts.pop("training.regime", None)
        complete(facts)
        return facts

    def passes(self, suggestion):
        """Judge a candidate; note what it would raise, and count it among the rejected if that is a warning."""
        facts = self.swapped(suggestion.change)
        for name, severity in self.judge(facts):
            if severity in (ERROR, WARNING):
                return self.reject(name)
            if severity == NOTE:
                suggestion.notes.append(name)
        return True

    def reject(self, why):
        self.advice.rejected[why] = self.advice.rejected.get(why, 0) + 1
        return False

    # Candidates

    def same_with_weights(self):
        """Yield the config's own architecture with pretrained weights, where it is warned of for want of them."""
        name = self.facts.value("model.architecture")
        row = knowledge.architecture(str(name)) if name else None
        if not self.scratch or not self.advice.warnings or row is None:
            return
        suggestion = Suggestion(row.get("name", name), row, {"model.pretrained": True})
        if self.passes(suggestion) and self.fits(suggestion, row):
            suggestion.reasons.insert(0, "the same network from published weights, if there are any for your domain")
            suggestion.rank = -1
            yield suggestion

    def others(self):
        """Yield the sheets' choices for these facts in their order, then what else has published figures."""
        present = knowledge.architecture(str(self.facts.value("model.architecture")))
        seen = {present.get("name")} if present else set()
        for rank, entry in enumerate(self.shortlisted()):
            name, change = entry["architecture"], None
            if self.scratch and entry["weights"] == "pretrained":
                change = {"model.architecture": name, "model.pretrained": True}
            if name not in seen:
                seen.add(name)
                row = knowledge.architecture(name) or {}
                suggestion = Suggestion(name, row, change)
                suggestion.reasons.append(f"{entry['reason']} [{entry['sheet']}]")
                suggestion.rank = rank
                if self.passes(suggestion) and self.fits(suggestion, row):
                    yield suggestion
        few = self.scratch and "many" not in self.bands()
        for row in self.scored(few):
            if row["name"] not in seen:
                seen.add(row["name"])
                suggestion = Suggestion(row["name"], row)
                if few:
                    suggestion.rank = 1000 + row.get("num_parameters", 0)
                    suggestion.reasons.append("the next in size: the smaller, the less there is to overfit with")
                else:
                    suggestion.rank = 1000 - row.get("top1", 0)
                    suggestion.reasons.append("next by its published figures")
                if self.passes(suggestion) and self.fits(suggestion, row):
                    yield suggestion

    def shortlisted(self):
        """Yield the rows of the shortlists that fit; after those from scratch, those that begin with weights."""
        rows = [entry for entry in published.shortlist() if self.is_meant(entry)]
        if not self.scratch:
            return [entry for entry in rows if entry["weights"] != "scratch"]
        weighted = [entry for entry in rows if entry["weights"] == "pretrained"] if self.advice.warnings else []
        return [entry for entry in rows if entry["weights"] != "pretrained"] + weighted

    def is_meant(self, entry):
        return (
            entry["modality"] == self.modality
            and (entry["task"] == self.task or (self.task is None and self.modality not in _MANY_TASKS))
            and (not entry["data"] or entry["data"] in self.bands())
            and entry["place"] in (self.place(), "any")
        )

    def scored(self, few):
        """Return the architectures beyond the shortlists that figures can rank under these facts."""
        if self.task != "image-classification" or self.place() == "real-time":
            return []
        rows = published.scored()
        if self.small:
            measured = {name for name, known in self.figures.items() if any(one["place"] for one in known)}
            measured -= {entry["architecture"] for entry in published.shortlist() if entry["task"] != self.task}
            known = {row["name"] for row in rows}
            more = [knowledge.architecture(name) for name in sorted(measured - known)]
            return [row for row in rows if row["name"] in measured] + [row for row in more if row]
        if few:
            return []  # an accuracy reached with a million images says nothing about a few thousand
        size = self.facts.value("model.num_parameters")
        return [row for row in rows if size is None or row.get("num_parameters", 0) <= size]

    def place(self):
        if self.small:
            return "small"
        view = rules.View(self.facts, None, {})
        generates = (self.task or "").endswith("-generation")
        return "real-time" if generates and needs_real_time.test(view) else "server"

    def bands(self):
        """Return which of few, some and many the training data may be: all where its size is not known."""
        size, band = self.facts.value("data.train_size"), self.facts.value("data.size_band")
        if self.modality == "graph":
            size = self.facts.value("data.num_graphs") or size
        few, many = _bounds(self.facts.value("data.unit"), self.settings)
        if size is not None:
            low = high = size
        elif band is not None:
            low, high = SIZE_BANDS[band]
        else:
            return {"few", "some", "many"}
        high = float("inf") if high is None else high
        found = {"few"} if low < few else set()
        if low < many and high >= few:
            found.add("some")
        return found | ({"many"} if high >= many else set())

    def fits(self, suggestion, row):
        """Whether a candidate meets the limits on size and latency; its figures and reasons are filled in here."""
        known = self.figures.get(row.get("name"), ())
        limit = self.facts.value("constraints.max_parameters")
        if limit is not None:
            if suggestion.parameters is None:
                return self.reject("its number of parameters is not known")
            if suggestion.parameters > limit:
                return self.reject("constraints.max_parameters")
            suggestion.reasons.append(f"{suggestion.parameters:,} parameters of at most {limit:,}")
        budget = self.facts.value("deployment.latency_ms")
        if budget is not None and any(_of_one_sample(figure) > budget for figure in known):
            return self.reject("deployment.latency_ms")
        latencies = [figure for figure in known if figure["measure"] == "latency"]
        if self.small:
            latencies = [figure for figure in latencies if figure["place"] in _PLACES[self.target]]
            if not latencies:
                return self.reject("no published measurement on such a device")
            if not self.is_fast_enough(suggestion, latencies):
                return self.reject("deployment.latency_ms")
            suggestion.figures += self.nearest(latencies)
        suggestion.figures = [figure for figure in known if self.is_telling(figure)] + suggestion.figures
        if "top1" in row and all(figure["measure"] != "ImageNet top-1" for figure in known):
            source = row.get("top1_source", row.get("source", ""))
            suggestion.figures.append(_figure("ImageNet top-1", row["top1"], "%", "ImageNet-1k", source))
        suggestion.reasons.append("no rule warns about it under these facts")
        return True

    def is_telling(self, figure):
        """Whether a figure says something here; what more data than one's own gave says nothing about scratch."""
        return figure["measure"] != "latency" and not (self.scratch and "after training on more" in figure["setting"])

    def is_fast_enough(self, suggestion, latencies):
        budget, device = self.facts.value("deployment.latency_ms"), self.facts.value("deployment.device")
        same = self.on_device(latencies)
        if not same:
            suggestion.elsewhere = True
            return True
        best = min(figure["value"] for figure in same)
        if budget is not None:
            if best > budget:
                return False
            suggestion.reasons.append(f"{best:g} ms of {budget:g} ms on {device}")
        return True

    def on_device(self, latencies):
        """Return the measurements on the stated device, in the stated precision."""
        device, precision = self.facts.value("deployment.device"), self.facts.value("deployment.precision") or ""
        if not device:
            return []
        return [figure for figure in latencies if _same_device(f"{device} {precision}", figure["setting"])]

    def nearest(self, latencies):
        """Return the measurements on the stated device, else the fastest few."""
        return self.on_device(latencies) or sorted(latencies, key=lambda figure: figure["value"])[:3]

    def note_what_is_unknown(self):
        unknown = self.advice.unknown
        for name, decides in _DECISIVE:
            instead = _ALSO.get(name, ())
            if self.facts.value(name) is None and not any(self.facts.value(other) is not None for other in instead):
                unknown.append((name, decides))
        if self.small:
            device, budget = self.facts.value("deployment.device"), self.facts.value("deployment.latency_ms")
            if device is None:
                unknown.append(("deployment.device", "which of the published measurements is yours"))
            elif not any(
                _same_device(device, figure["setting"]) for known in self.figures.values() for figure in known
            ):
                self.advice.remarks.append(
                    f"no published measurement on {device} is known here: measure before choosing"
                )
            if budget is None:
                unknown.append(("deployment.latency_ms", "which of them are fast enough"))
            if self.target == "browser":
                self.advice.remarks.append("the measurements were made on phones, none in a browser")


_SHOWN = (
    "task", "data.modality", "data.name", "data.train_size", "data.size_band", "data.unit", "data.num_graphs",
    "data.nodes_per_graph", "model.pretrained",
    "training.regime", "deployment.target", "deployment.device", "deployment.latency", "deployment.latency_ms",
    "constraints.compute", "constraints.max_parameters",
)  # fmt: skip
_DECISIVE = (
    ("task", "which shortlist is meant"),
    ("data.train_size", "whether training from scratch is an option"),
    ("model.pretrained", "whether published weights may be used"),
    ("deployment.target", "whether it must run on a small device"),
)
_ALSO = {
    "data.train_size": ("data.size_band", "data.num_graphs"),
    "model.pretrained": ("training.regime",),
}


def _bounds(unit, settings):
    """Return from where data are no longer few, and from where they are many: the limits of the rules themselves."""
    if unit == "tokens":
        rule = rules.load("transformer_architecture_deepdive.llm_on_few_tokens").rule
        limits = limits_of(rule, settings)
        return limits[rule.limits[0].name], limits[rule.limits[1].name]
    rule = rules.load("cnn_families_and_selection.vit_on_small_dataset").rule
    limits = limits_of(rule, settings)
    return limits["few_images"], limits["many_images"]


def _same_device(stated, measured):
    """Whether a measurement was made on the stated device: every word of its name stands in the setting."""
    words = "".join(character if character.isalnum() else " " for character in str(stated).lower()).split()
    there = "".join(character if character.isalnum() else " " for character in measured.lower()).split()
    return bool(words) and all(word in there for word in words)


def _of_one_sample(figure):
    """Return the published milliseconds that one sample took to generate; nothing for any other figure."""
    if figure["measure"] != "sampling time" or not figure["setting"].startswith("one "):
        return 0
    return figure["value"] * {"s": 1000, "ms": 1}.get(figure["unit"], 0)


def _figure(measure, value, unit, setting, source):
    return {"measure": measure, "value": value, "unit": unit, "setting": setting, "place": "", "source": source}


# Reporting


def report(advices):
    """Return what JSON shows of the advice for several files."""
    return {"version": 1, "files": [_shown(advice) for advice in advices]}


def _shown(advice):
    result = advice.result
    shown = {"path": result.path, "dialect": result.dialect, "status": result.status}
    if result.error:
        shown["error"] = result.error
    shown.update(
        architecture=advice.architecture,
        warnings=[rule for rule, _ in advice.warnings],
        facts=advice.facts,
        suggestions=[
            {
                "architecture": known.name,
                "family": known.family,
                "change": known.change,
                "num_parameters": known.parameters,
                "reasons": known.reasons,
                "notes": known.notes,
                "figures": [
                    {key: figure[key] for key in ("measure", "value", "unit", "setting", "source")}
                    for figure in known.figures
                ],
            }
            for known in advice.suggestions
        ],
        rejected=advice.rejected,
        unknown=[{"fact": fact, "decides": decides, "ask": VOCABULARY[fact].ask} for fact, decides in advice.unknown],
        remarks=advice.remarks,
    )
    return shown


def render(advices):
    """Return the advice for several files as text."""
    return "\n".join(fitted(visible(line) for line in _lines(advice)) + "\n" for advice in advices)


def _lines(advice):
    result = advice.result
    if result.status != LINTED:
        yield f"{result.path}: {result.error or 'not recognised as a model or training config'}"
        return
    yield f"{result.path}: {advice.architecture or 'no architecture stated'} ({result.dialect})"
    for rule, severity in advice.warnings:
        yield f"  {severity}: {rule} (archlint explain {rule})"
    if not advice.warnings:
        yield "  nothing warns about this choice; these satisfy the same facts"
    if advice.facts:
        yield "  facts: " + ", ".join(f"{name} = {value}" for name, value in advice.facts.items())
    for number, known in enumerate(advice.suggestions, 1):
        yield f"  {number}. {known.name} ({', '.join(_about(known))})"
        for reason in known.reasons:
            yield f"     because: {reason}"
        for note in known.notes:
            yield f"     note: {note} (archlint explain {note})"
        for figure in known.figures:
            unit = f" {figure['unit']}" if figure["unit"] else ""
            value = f"{figure['measure']} {figure['value']:g}{unit}"
            yield f"     published: {value}, {figure['setting']} [{figure['source']}]"
    if advice.rejected:
        ruled = ", ".join(f"{why} ({number})" for why, number in sorted(advice.rejected.items()))
        yield f"  not suggested: {ruled}"
    for fact, decides in advice.unknown:
        yield f"  not known: {fact} decides {decides}"
    for remark in advice.remarks:
        yield f"  {remark}"


def _about(known):
    if "model.pretrained" in known.change:
        yield "pretrained"
    if known.family:
        yield known.family
    if known.parameters:
        yield f"{known.parameters / 1e6:.1f}M parameters"
