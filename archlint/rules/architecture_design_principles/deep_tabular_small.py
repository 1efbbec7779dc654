"""A deep network on a small table.

## What it looks for
A deep network for tables, trained from scratch, and fewer rows than the limit; it says more of a very small table
beside a large network.

## Why it matters
On tables of about ten thousand rows boosted trees are still ahead of deep networks, and faster to train; the networks
are misled by columns that say nothing.

## What to do instead
Gradient boosting (XGBoost, LightGBM, CatBoost) or a linear model as the baseline; TabPFN for small tables.

## When it is fine
TabPFN and other networks trained beforehand; columns of text or images that bring their embeddings; benchmarks that
compare both kinds.

## Evidence
arXiv:2207.08815 (abstract, about 10,000 rows). Networks trained beforehand lead on small tables today, and no published
figure draws the line for the others: this is a note.
"""

from .. import NOTE, Bad, Case, Condition, Fact, Good, Limit, Rule, Silent
from ..conditions import SMALL_DATA_EXCUSES, is_run, scratch

FEW = Limit("few_rows", 10_000, "rows", "arXiv:2207.08815: trees lead on tables of about 10,000 rows")
VERY_FEW = Limit("very_few_rows", 1_000, "rows", "archlint's own line: a tenth of what arXiv:2207.08815 measured")
LARGE = Limit(
    "large_parameters", 1_000_000, "parameters", "archlint's own line: a thousand parameters for each row, and more"
)

rows = Fact("data.train_size")
of_rows = Fact("data.unit").is_("rows", "samples")
is_table = Condition(
    ("data.modality",), lambda view: view.value("data.modality") == "tabular", "data.modality is tabular", ()
)
family = Fact("model.family").is_("tabular-network", "mlp")
EXCUSES = (
    *SMALL_DATA_EXCUSES,
    Fact("model.architecture").has("tabpfn", "tabicl", "xgb", "lightgbm", "catboost"),
    Fact("data.features").has("text", "image", "embedding"),
    Fact("model.baseline").is_(True),
    Fact("model.candidate_families").known,
)

RULE = Rule(
    "deep-tabular-small",
    "a deep network on a small table",
    cases=(
        Case(
            NOTE,
            when=(
                is_run,
                family,
                is_table,
                of_rows,
                rows.below(VERY_FEW),
                Fact("model.num_parameters").above(LARGE),
                scratch,
            ),
            unless=EXCUSES,
            say="{model.num_parameters:,} parameters from scratch on {data.train_size:,} rows",
        ),
        Case(
            NOTE,
            when=(is_run, family, is_table, of_rows, rows.below(FEW), scratch),
            unless=EXCUSES,
            say="{model.name} from scratch on {data.train_size:,} rows, where boosted trees are the baseline to beat",
        ),
    ),
    at=("data.train_size", "model.architecture", "model.family"),
    instead="gradient boosting or a linear model, or TabPFN",
    evidence=("arXiv:2207.08815",),
    limits=(FEW, VERY_FEW, LARGE),
    asks=0,
    concerns=("tabular-network", "mlp"),
    needs=("data.train_size",),
)

_TABLE = (
    "archlint: 1\ntask: tabular-classification\nmodel: {architecture: %s, pretrained: false%s}\n"
    "data: {modality: tabular, unit: rows, train_size: %d}\n"
)
EXAMPLES = (
    Bad(_TABLE % ("ft_transformer", ", num_parameters: 2000000", 500), value="500", severity=NOTE),
    Good(_TABLE % ("xgboost", "", 500)),
    Bad(_TABLE % ("ft_transformer", "", 5_000), value="5000", severity=NOTE),
    Silent(_TABLE % ("ft_transformer", "", 200_000), why="there are many rows"),
)
