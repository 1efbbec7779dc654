"""Regenerate ``archlint/knowledge/datasets.tsv`` from ``curated_datasets.csv``.

    python tests/generators/generate_datasets.py

A key is a name's normal form.  A word that names other things too (``photo``, ``weather``, ``reddit``) stands in the
column ``ambiguous``: its key carries the modality (``photo@graph``), so that it is found only where that agrees.
"""

import csv
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from archlint.knowledge import spelling  # noqa: E402

TABLE = HERE.parents[1] / "archlint" / "knowledge" / "datasets.tsv"
WHOLE = {"train_size", "num_classes", "num_graphs"}


def rows():
    """Yield (row, plain names, ambiguous names) of the curated file."""
    for record in csv.DictReader((HERE / "curated_datasets.csv").open(encoding="utf-8", newline="")):
        row = {}
        for key, value in record.items():
            if value == "" or key in ("aliases", "ambiguous"):
                continue
            if key in WHOLE:
                value = int(value)
            elif key == "nodes_per_graph":
                value = float(value)
                value = int(value) if value == int(value) else value
            elif value in ("true", "false"):
                value = value == "true"
            row[key] = value
        ambiguous = [name for name in record["ambiguous"].split(";") if name]
        plain = [name for name in [record["name"], *record["aliases"].split(";")] if name and name not in ambiguous]
        yield row, plain, ambiguous


def table():
    """Return {key: line}, refusing two rows that ask for one key."""
    lines = {}
    for row, plain, ambiguous in rows():
        keys = []
        for name in plain:
            name, _, modality = name.partition("@")
            keys.append(spelling.dataset_key(name) + (f"@{modality}" if modality else ""))
        keys += [f"{spelling.dataset_key(name)}@{row['modality']}" for name in ambiguous]
        # Two spellings of the row's own ambiguous name may share a plain key: the ambiguous one decides.
        taken = {key.partition("@")[0] for key in keys if "@" in key}
        keys = list(dict.fromkeys(key for key in keys if "@" in key or key not in taken))
        if not keys:
            raise ValueError(row["name"])
        first = keys[0]
        for key in keys:
            value = json.dumps(row, separators=(",", ":"), ensure_ascii=False) if key == first else "@" + first
            if key in lines:
                raise ValueError(f"{row['name']}: {key} is taken")
            lines[key] = value
    return lines


def main():
    lines = table()
    TABLE.write_text("\n" + "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)), encoding="utf-8")
    print(len(lines), "keys", TABLE.stat().st_size, "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
