"""Regenerate ``archlint/knowledge/keys.tsv``: the keys that each configuration class of a library has.

    python tests/generators/generate_keys.py [FOLDER ...]

One row for each class: its library and name, and the names of its own keys.  The installed transformers, diffusers and
ultralytics give the rows; those of ultralytics and of the training arguments hold the keys of all versions.  FOLDERs
hold older releases, and other programs, unpacked: llamafactory, axolotl, litgpt, pytorch_lightning, detectron2,
fairseq, Swin Transformer and timm's training script give rows too.  The row ``*`` holds the names that any of them
reads somewhere and that are near to a key of a row: such a name is no misspelling of it.
"""

import ast
import inspect
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))

import measure

from archlint.dialects.reading.keys import distance

TABLE = pathlib.Path(__file__).parents[2] / "archlint" / "knowledge" / "keys.tsv"
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
# What a library's program text reads from a config, or names as an argument of one.
READ = re.compile(
    r"""(?:\bconfig|\bcfg|\bargs|\bkwargs|\bself)\.(\w+)|(?:getattr|hasattr)\(\s*[\w.]+,\s*["'](\w+)["']|"""
    r"""(?:kwargs|config|cfg)(?:\.get|\.pop|\.setdefault)?[\[(]\s*["'](\w+)["']|^\s+(\w+)\s*:\s*[\w\[\], |."']+=|"""
    r"""["']--([\w-]+)["']|^#?\s*(\w+):\s""",
    re.M,
)


def parameters(function):
    """Return the names of a function's parameters in a parsed text."""
    arguments = function.args
    return [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if one.arg != "self"]


def classes(folder, wanted, sign="class "):
    """Yield each class definition below a folder for which ``wanted`` holds, of the files whose text holds a sign."""
    for path in sorted(pathlib.Path(folder).rglob("*.py")):
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text) if sign in text else ast.Module([])
        except (SyntaxError, UnicodeDecodeError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and wanted(node):
                yield node


def transformers_rows():
    """Yield (model type, its own keys) of each configuration class of the installed library."""
    measure.declare_operators()
    import transformers
    from transformers.models.auto.configuration_auto import CONFIG_MAPPING

    shared = set(inspect.signature(transformers.PreTrainedConfig.__init__).parameters)
    for kind in CONFIG_MAPPING.keys():  # noqa: SIM118 (not a dict)
        try:
            config = CONFIG_MAPPING[kind]
            own = set(inspect.signature(config.__init__).parameters) | set(getattr(config, "__annotations__", ()))
        except Exception as fault:  # a type whose needs are not installed has no row
            print(kind, fault, file=sys.stderr)
            continue
        yield kind, own - shared - {"self", "kwargs", "args"}


def diffusers_rows():
    """Yield (class, its keys) of each network of the installed library that registers its arguments."""
    import diffusers

    def registers(node):
        return any("ConfigMixin" in ast.unparse(base) for base in node.bases)

    for node in classes(pathlib.Path(diffusers.__file__).parent / "models", registers):
        for item in node.body:
            if isinstance(item, ast.FunctionDef) and item.name == "__init__":
                yield node.name, set(parameters(item))


def fields(folder, names, sign="class "):
    """Return the annotated fields of dataclasses of these names below a folder."""
    found = set()
    for node in classes(folder, lambda node: node.name in names, sign):
        for item in node.body:
            if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                found.add(item.target.id)
    return found


def inherited(folder, name):
    """Return the annotated fields of a class and of those that it inherits from below a folder, by their names."""
    known = {node.name: node for node in classes(folder, lambda node: True)}
    found, names = set(), [name]
    while names:
        node = known.pop(names.pop(), None)
        if node is not None:
            found |= {item.target.id for item in node.body if isinstance(item, ast.AnnAssign)}
            names += [ast.unparse(base).rpartition(".")[2] for base in node.bases]
    return found


def arguments_of(folder, name):
    """Return the parameters of all functions of a name at the top of a package's modules."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                found |= set(parameters(node))
    return found


def other_rows(folder):
    """Yield (framework, its keys) of each training framework that lies in a folder."""
    for package in folder.rglob("axolotl/utils/schemas"):
        yield "axolotl", inherited(package, "AxolotlInputConfig")
    for package in folder.rglob("llamafactory/hparams"):
        names = {node.name for node in classes(package, lambda node: node.name.endswith("Arguments"))}
        yield "llama-factory", fields(package, names)
    for package in folder.rglob("litgpt"):
        if (package / "args.py").exists():
            yield "litgpt", arguments_of(package, "setup")
            yield "litgpt:train", fields(package, {"TrainArgs"})
            yield "litgpt:eval", fields(package, {"EvalArgs"})
            yield "litgpt:model_config", fields(package, {"Config"})


def yacs_rows(folder):
    """Yield (framework:section, its keys) of defaults that are written as assignments to a tree of yacs nodes."""
    named = [("detectron2", path) for path in folder.rglob("detectron2/config/defaults.py")]
    named += [("swin", path) for path in folder.rglob("config.py") if "_C.MODEL.SWIN." in path.read_text("utf-8")]
    for framework, path in named:
        sections = {"": {"_BASE_", "BASE"}}
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            target = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else ""
            if target.startswith("_C."):
                section, _, key = target.removeprefix("_C").rpartition(".")
                sections.setdefault(section.lstrip("."), set()).add(key)
        for section, keys in sections.items():
            yield f"{framework}:{section}", keys


def fairseq_rows(folder):
    """Yield (section, its keys) of the sections that every run of fairseq has."""
    for path in folder.rglob("fairseq/dataclass/configs.py"):
        for node in classes(path.parent, lambda node: node.name == "FairseqConfig"):
            for item in node.body:
                kind = ast.unparse(item.annotation) if isinstance(item, ast.AnnAssign) else ""
                if kind.endswith("Config"):
                    yield f"fairseq:{item.target.id}", inherited(path.parent, kind) | {"_name"}


def timm_arguments(folder):
    """Return the arguments of timm's training script, by the names under which they are parsed."""
    found = set()
    for path in folder.rglob("train.py"):
        text = path.read_text(encoding="utf-8")
        if "import_timm" in text or "from timm" in text:
            found |= {name.replace("-", "_") for name in re.findall(r"add_argument\(\s*['\"]--([\w-]+)", text)}
            found |= {
                name.replace("-", "_")
                for names in re.findall(r"add_argument\(((?:\s*['\"][^'\"]+['\"]\s*,)+)", text)
                for name in re.findall(r"['\"]--([\w-]+)['\"]", names)
            }
            found |= set(re.findall(r"dest=['\"](\w+)['\"]", text))
    return found


def trainer_arguments(folders):
    """Return the arguments of Lightning's trainer in all versions."""
    return {
        name
        for folder in folders
        for path in folder.rglob("pytorch_lightning/trainer/trainer.py")
        for node in classes(path.parent, lambda node: node.name == "Trainer")
        for item in node.body
        if isinstance(item, ast.FunctionDef) and item.name == "__init__"
        for name in parameters(item)
    }


def main(folders):
    measure.declare_operators()
    import diffusers
    import transformers
    import ultralytics

    installed = [pathlib.Path(module.__file__).parent for module in (transformers, diffusers, ultralytics)]
    everywhere = [*installed, *map(pathlib.Path, folders)]
    rows = {f"huggingface:{kind}": keys for kind, keys in transformers_rows()}
    rows.update((f"diffusers:{name}", keys) for name, keys in diffusers_rows())
    rows["ultralytics"] = {"augmentations", "save_dir"}
    for folder in everywhere:
        for path in folder.rglob("cfg/default.yaml"):
            rows["ultralytics"] |= set(re.findall(r"^(\w+):", path.read_text(encoding="utf-8"), re.M))
            text = (path.parent / "__init__.py").read_text(encoding="utf-8")
            handled = text[text.index("def _handle_deprecation") if "def _handle_deprecation" in text else len(text) :]
            rows["ultralytics"] |= set(re.findall(r'"([a-z]\w+)"', handled[: handled.find("\ndef ", 5)]))
    rows["training-arguments"] = set()
    for folder in everywhere:
        rows["training-arguments"] |= fields(
            folder, {"TrainingArguments", "Seq2SeqTrainingArguments"}, "TrainingArguments"
        )
    for folder in everywhere:
        for kind, keys in (*other_rows(folder), *yacs_rows(folder), *fairseq_rows(folder)):
            rows.setdefault(kind, set()).update(keys)
    rows["timm"] = {name for folder in everywhere for name in timm_arguments(folder)}
    rows["lightning:trainer"] = trainer_arguments(everywhere)
    rows["llama-factory"] |= rows["training-arguments"]
    names = set()
    for folder in everywhere:
        for path in (*folder.rglob("*.py"), *folder.rglob("*.y*ml")):
            for found in READ.findall(path.read_text(encoding="utf-8", errors="replace")):
                names.update(name.replace("-", "_") for name in found if name)
    rows["ultralytics"] -= {"none", "false", "true"}
    targets = {key for keys in rows.values() for key in keys}
    names = {name for name in names - targets if PLAIN.match(name) and 4 < len(name) < 60}
    by_shape = {}
    for key in targets:
        by_shape.setdefault((key[0].lower(), len(key)), []).append(key)
    rows["*"] = {
        name
        for name in names
        for length in range(len(name) - 2, len(name) + 3)
        if any(distance(name, key) is not None for key in by_shape.get((name[0].lower(), length), ()))
    }
    lines = [f"{kind}\t {' '.join(sorted(filter(PLAIN.match, keys)))} " for kind, keys in sorted(rows.items()) if keys]
    TABLE.write_text("\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "rows", TABLE.stat().st_size, "bytes", len(rows["*"]), "names of others")


main(sys.argv[1:])
