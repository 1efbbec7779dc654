"""Regenerate ``archlint/knowledge/figures.tsv``.

    python tests/generators/generate_figures.py RESULTS COMMIT

Two sources: ``curated_figures.tsv``, each row with its source, and timm's published ImageNet results: ``RESULTS`` is
``results/results-imagenet.csv`` of huggingface/pytorch-image-models, as it stands at ``COMMIT``.  Of the recipes of
one architecture two are kept: the best that saw ImageNet-1k alone, and the best that saw more, each at 224 pixels
where that was measured, else at the size that it was measured at.
"""

import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from archlint import knowledge  # noqa: E402

TABLE = HERE.parents[1] / "archlint" / "knowledge" / "figures.tsv"
COLUMNS = ("architecture", "measure", "value", "unit", "setting", "place", "source")
# Words of a recipe that say that more than ImageNet-1k was seen before.
MORE = re.compile(
    r"in2\dk|in12k|in22k|ig1b|ig3b|yfcc|jft|laion|openai|clip|webli|merged|lvd|m30m|m38m|swag|metaclip|datacomp|dfn|"
    r"_ssl_|_swsl_|goog|mim|dino|siglip|aim|sbb_in12k|augreg2|miil|ns_|ap_|apple|cc12m|sam2|pe_|naver|seer|ssld"
)
USUAL = 224


def results(path):
    """Yield (architecture, recipe, side, top-1, millions of parameters) of the published results."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name, _, recipe = row["model"].partition(".")
            yield name, recipe, int(row["img_size"]), float(row["top1"]), float(row["param_count"].replace(",", ""))


def chosen(path):
    """Return {(architecture, whether it saw more): (recipe, side, top-1, parameters)}."""
    best = {}
    for name, recipe, side, top1, parameters in results(path):
        row = knowledge.architecture(name)
        if row is None or row.get("name") != name or not recipe:
            continue
        key = name, bool(MORE.search(recipe)) or "in1k" not in recipe
        rank = side == USUAL, top1
        if key not in best or rank > best[key][0]:
            best[key] = rank, (recipe, side, top1, parameters)
    return {key: row for key, (_, row) in best.items()}


def main(path, commit):
    """Write the table."""
    with open(HERE / "curated_figures.tsv", encoding="utf-8") as file:
        lines = [tuple(line.rstrip("\n").split("\t")) for line in file][1:]
    source = f"github huggingface/pytorch-image-models results/results-imagenet.csv at {commit[:12]}"
    for (name, more), (recipe, side, top1, parameters) in chosen(path).items():
        seen = "after training on more" if more else "trained on it alone"
        setting = f"ImageNet-1k at {side} px, {seen} ({recipe}), {parameters:.1f}M parameters"
        lines.append((name, "ImageNet top-1", f"{top1:g}", "%", setting, "", source))
    with open(TABLE, "w", encoding="utf-8", newline="\n") as file:
        for line in [COLUMNS, *sorted(lines)]:
            file.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
