"""Routes and comparisons as text or JSON: ``archlint route``."""

from . import visible
from .json import dump
from .layout import fitted

# A row of the comparison: its label, and how a candidate shows it.
_ROWS = (
    ("family", lambda one: one.family),
    ("modality", lambda one: one.modality),
    ("parameters", lambda one: _count(one.num_parameters)),
    ("layers", lambda one: f"{one.num_layers} {one.depth_unit or ''}".strip() if one.num_layers else None),
    ("normalization", lambda one: _normalization(one)),
    ("skip connections", lambda one: _truth(one.skip_connections)),
    ("input", lambda one: _input(one)),
    ("accuracy", lambda one: f"{one.top1} % top-1, {one.top1_setting or 'ImageNet-1k'}" if one.top1 else None),
    ("accuracy from", lambda one: one.top1_source if one.top1 else None),
    ("suits the edge", lambda one: one.edge),
    ("published in", lambda one: f"arXiv:{one.publication}" if one.publication else None),
    ("figures from", lambda one: one.source or one.measured),
)


def render(answers, output_format):
    """Return routes as text or as one JSON object."""
    if output_format == "json":
        return dump({"version": 1, "answers": [_answer(answer) for answer in answers]})
    return "\n".join(_text(answer) for answer in answers) + "\n" if answers else ""


def render_comparison(comparison, output_format):
    """Return a comparison as text or as one JSON object, whose one answer holds the comparison too."""
    if output_format == "json":
        answer = _answer(comparison.answer)
        answer["comparison"] = {
            "architectures": [_candidate(one) for one in comparison.candidates],
            "arguments": [
                {"fact": one.fact, "value": one.value, "for": one.speaks_for, "against": one.speaks_against,
                 "why": one.why}
                for one in comparison.arguments
            ],
            "published": [
                {"measure": one.measure, "unit": one.unit, "setting": one.setting, "source": one.source,
                 "exact": one.exact,
                 "values": [{"asked": asked, "measured": measured, "value": value}
                            for asked, measured, value in one.values]}
                for one in comparison.published
            ],
        }  # fmt: skip
        return dump({"version": 1, "answers": [answer]})
    return _table(comparison) + "\n" + _text(comparison.answer) + "\n"


def _answer(answer):
    return {
        "input": answer.input,
        "intent": answer.intent,
        "first": answer.first,
        "steps": [_step(step) for step in answer.steps],
        "questions": [{"fact": one.fact, "ask": one.ask, "why": one.why} for one in answer.questions],
        "decided_by": answer.decided_by,
        "advice": [{"kind": one.kind, "said": one.said, "answer": one.answer} for one in answer.advice],
        "path": answer.path,
        "facts": answer.facts,
        "message": answer.message,
    }


def _step(step):
    shown = {"kind": step.kind, "name": step.name, "section": step.section, "reason": step.reason}
    if step.priority:
        shown["priority"] = step.priority
    return shown


def _candidate(one):
    fields = (
        "family", "modality", "num_parameters", "num_layers", "depth_unit", "normalization", "norm_placement",
        "skip_connections", "image_size", "patch_size", "max_positions", "top1", "top1_setting",
        "top1_source", "edge", "publication", "source", "measured",
    )  # fmt: skip
    shown = {field: one.row.get(field) for field in fields}
    return {"name": one.name, "given": one.given, "edge_suitability": shown.pop("edge"), **shown}


def _text(answer):
    lines = [answer.input, "  path:", *(f"    - {step}" for step in answer.path)]
    if answer.message:
        lines.append(f"  {answer.message}")
    label = "then " if answer.first == "clarify" else ""
    for number, step in enumerate(answer.steps, 1):
        where = f"{step.name}#{step.section}" if step.section else step.name
        mark = " [CRITICAL]" if step.priority else ""
        lines.append(f"  {label}{number}. {where}{mark}: {step.reason}")
    if answer.questions:
        lines.append("  ask first:" if answer.first == "clarify" else "  still open:")
        for one in answer.questions:
            answered = f" [{one.fact}]" if one.fact else ""
            lines.append(f"    - {one.ask}{answered}")
    for one in answer.advice:
        lines.append(f"  {one.kind}: {one.said}: {one.answer}")
    if answer.decided_by:
        lines.append(f"  decided by: {', '.join(str(word) for word in answer.decided_by)}")
    return fitted(visible(line) for line in lines)


def _table(comparison):
    names = [one.name for one in comparison.candidates]
    rows = [("", *names)]
    for label, shown in _ROWS:
        cells = [shown(one) for one in comparison.candidates]
        if any(cell is not None for cell in cells):
            rows.append((label, *("not known" if cell is None else str(cell) for cell in cells)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    for one in comparison.arguments:
        said = f"{one.fact} = {one.value}"
        sides = [f"for {', '.join(one.speaks_for)}"] if one.speaks_for else []
        sides += [f"against {', '.join(one.speaks_against)}"] if one.speaks_against else []
        lines.append(f"{said} speaks {' and '.join(sides) or 'for neither'}: {one.why}")
    if not comparison.arguments:
        lines.append("No stated fact speaks for one of them: state some with --set, such as data.train_size=6000.")
    lines += [_published(one) for one in comparison.published]
    if not comparison.published:
        lines.append("No published comparison of these two, or of two of their kinds, is known here: measure both.")
    return "\n".join(visible(line) for line in lines)


def _published(one):
    unit = f" {one.unit}" if one.unit else ""
    shown = ", ".join(
        f"{measured}{'' if asked == measured else f' (for {asked})'} {value:g}{unit}"
        for asked, measured, value in one.values
    )
    return f"published: {one.measure}, {one.setting}: {shown} [{one.source}]"


def _count(number):
    if number is None:
        return None
    return f"{number / 1e6:.1f} M" if number >= 100_000 else f"{number:,}"


def _normalization(one):
    if one.normalization is None:
        return None
    return f"{one.normalization} ({one.norm_placement})" if one.norm_placement else one.normalization


def _truth(value):
    return None if value is None else "yes" if value else "no"


def _input(one):
    if one.image_size:
        return f"{one.image_size} x {one.image_size}" + (f", patches of {one.patch_size}" if one.patch_size else "")
    return f"up to {one.max_positions:,} positions" if one.max_positions else None
