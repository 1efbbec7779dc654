"""The forecasting repositories that share one set of arguments, in the shell scripts that start them.

Informer2020, Autoformer, FEDformer, LTSF-Linear, PatchTST, iTransformer, Time-Series-Library and what is built on them:
``--seq_len 96 --label_len 48 --pred_len 96 --enc_in 7``, with the defaults of their common program.
"""

import csv
import posixpath

from ...composition import beginning
from ...facts import Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.arguments import argument, has, is_whole, program, whole_number
from ..reading.values import positive

DIALECT = Dialect(
    name="forecasting-args",
    title="Time-Series-Library and its kin (Informer2020, Autoformer, FEDformer, LTSF-Linear, PatchTST, iTransformer)",
    files="shell scripts that start a program with `--seq_len`, `--pred_len` and these repositories' own arguments",
    reads="architecture, lookback, label and forecast length, variables of network and data (its CSV file's header "
    "and rows too), patches",
    formats=("shell",),
    triggers=("arguments.seq_len arguments.pred_len", "arguments.enc_in arguments.data_path"),
)

_OWN = (
    "label_len", "enc_in", "dec_in", "c_out", "e_layers", "d_layers", "features", "root_path", "data_path", "model_id",
    "is_training", "task_name", "itr", "des", "factor",
)  # fmt: skip
# Arguments that a command of Time-Series-Library has, whether it gives lengths or leaves them at their defaults.
_LIBRARY = ("task_name", "is_training", "enc_in", "root_path", "data_path", "features")
_SPECIFIC = ("label_len", "enc_in", "dec_in", "c_out")
# Options that take a value, after which a word that is not known is that value.
_VALUED = (
    *_OWN, "model", "data", "seq_len", "pred_len", "d_model", "d_ff", "n_heads", "batch_size", "learning_rate",
    "train_epochs", "patience", "dropout", "patch_len", "stride", "gpu", "devices", "top_k", "freq", "target", "embed",
    "num_workers", "checkpoints", "seasonal_patterns", "random_seed", "moving_avg",
)  # fmt: skip
# The default of the common program: every one of the repositories has it.
_LABEL_LENGTH = 48
_VARIABLES = 7
# Networks whose first layer is made for --enc_in variables, and those whose decoder's is for --dec_in: their
# convolution refuses others.  Linear models and channel-independent ones take any.
_ENCODERS = (
    "informer", "informerstack", "Informer", "Autoformer", "Transformer", "FEDformer", "Reformer", "ns_Autoformer",
    "ns_Informer", "ns_Transformer", "Nonstationary_Transformer", "TimesNet",
)  # fmt: skip
_DECODERS = tuple(name for name in _ENCODERS if name not in ("Reformer", "TimesNet"))
# Arguments that came with PatchTST.
_PATCHED = ("patch_len", "fc_dropout", "head_dropout", "padding_patch", "revin")
# Arguments of Informer2020 alone: it sets the variables of its own data sets by itself.
_INFORMER = ("attn", "padding", "s_layers", "cols", "mix", "inverse")
# Arguments that choose columns or rows of the data.
_SELECTING = ("cols", "train_only", "percent", "seasonal_patterns", "exp_name", "channel_independence")
# By --data, or by --data_path beside --data custom: the variables, and the rows of the whole series.
# arXiv:2012.07436 (section 5.1), arXiv:2106.13008 (section 4), arXiv:2310.06625 (table 4).
_FILES = {
    "electricity.csv": (321, 26_304), "traffic.csv": (862, 17_544), "weather.csv": (21, 52_696),
    "exchange_rate.csv": (8, 7_588), "national_illness.csv": (7, 966),
}  # fmt: skip
# The loaders' own borders, in rows: training and validation part.
_ETT = {"ETTh1": (8_640, 2_880), "ETTh2": (8_640, 2_880), "ETTm1": (34_560, 11_520), "ETTm2": (34_560, 11_520)}
_ETT_VARIABLES = 7
# A file of fewer rows shows the columns alone: no series of them could be split in three.
_SAMPLE_ROWS = 30
_MAX_COLUMNS = 100_000


def claim(root: Node) -> Claim | None:
    """Claim a command by the lengths of lookback and forecast beside the repositories' own arguments."""
    found = has(root, *_OWN)
    if len(has(root, "seq_len", "pred_len")) == 2 and len(found) >= 2 and has(root, *_SPECIFIC):
        return Claim(91, f"--seq_len and --pred_len beside --{found[0]} and --{found[1]}")
    if len(has(root, *_LIBRARY)) == len(_LIBRARY):
        return Claim(91, "--task_name, --enc_in and --data_path")
    return None


def read(root: Node, facts: Facts) -> None:
    """State the network, the lengths and the data."""
    model = argument(root, "model")
    facts.state("model.architecture", model, lambda value: value if isinstance(value, str) else None)
    facts.say("data.modality", "time-series", argument(root, "seq_len"))
    task = argument(root, "task_name")
    is_forecast = task.absent or task.text == "long_term_forecast"
    facts.state("data.sequence_length", argument(root, "seq_len"), positive)
    facts.state("model.num_heads", argument(root, "n_heads"), positive)
    facts.state("model.hidden_size", argument(root, "d_model"), positive)
    if has(root, "n_heads"):
        # d_model // n_heads for each head, whatever is left over; PatchTST's own repository asserts that nothing is.
        refuses = model.text == "PatchTST" and not has(root, "task_name") and has(root, *_PATCHED)
        facts.assume("model.head_remainder", "refuse" if refuses else "drop", argument(root, "n_heads"))
    if is_forecast:
        facts.say("task", "forecasting", argument(root, "pred_len"))
        facts.state("data.horizon", argument(root, "pred_len"), positive)
        _read_label(root, facts)
    _read_patches(root, facts, model)
    data = _Data(root)
    _read_variables(root, facts, model, data)
    if is_forecast:
        _read_parts(root, facts, data)


def _read_label(root: Node, facts: Facts):
    """State how much of the lookback the decoder starts from, where the loader cuts it out of the series."""
    data = argument(root, "data")
    if data.text not in _ETT and data.text != "custom":
        return
    label = argument(root, "label_len")
    facts.state("data.label_length", label, lambda value: count(value, low=0) if is_integer(value) else None)
    if label.absent and is_whole(root, _VALUED):
        facts.assume("data.label_length", _LABEL_LENGTH, argument(root, "seq_len"))


def _read_patches(root: Node, facts: Facts, model):
    patch, step = argument(root, "patch_len"), argument(root, "stride")
    in_library = has(root, "task_name")  # where PatchTST's own patches are fixed
    if model.text == "TimeXer" or (model.text == "PatchTST" and not in_library):
        facts.state("model.patch_length", patch, positive)
        if model.text == "PatchTST":
            facts.state("model.patch_step", step, lambda value: value if is_integer(value) else None)
            _read_padding(root, facts, patch, step)


def _read_padding(root: Node, facts: Facts, patch, step):
    padding = argument(root, "padding_patch")
    if padding.opaque or patch.absent:
        return
    if padding.present and padding.text != "end":
        return
    # Its default pads the end of the lookback by one step of the patches.
    number = whole_number(step) if step.present else 8 if is_whole(root, _VALUED) else None
    if number is None:
        facts.put("model.patch_length", None, "opaque", patch.keys, replace=True)
    elif number > 0:
        facts.assume("model.sequence_padding", number, step if step.present else patch)


def _read_variables(root: Node, facts: Facts, model, data):
    """State the variables that encoder and decoder take, beside those of the data."""
    given, place = data.variables()
    if given is None:
        return
    facts.say("data.num_channels", given, place)
    for role, key, names in (("the encoder", "enc_in", _ENCODERS), ("the decoder", "dec_in", _DECODERS)):
        taken = argument(root, key)
        if model.text not in names:
            continue
        site = facts.site(role)
        site.state("model.in_channels", taken, positive)
        if taken.absent and is_whole(root, _VALUED):
            site.assume("model.in_channels", _VARIABLES, model)


def _read_parts(root: Node, facts: Facts, data):
    """State the rows of the series' parts, each of which must hold a lookback and a forecast."""
    lookback = whole_number(argument(root, "seq_len"))
    parts, place = data.parts()
    if parts is None or lookback is None:
        return
    training, validation = parts
    site = facts.site("the training part")
    site.say("data.series_length", training, place)
    # Validation begins with a lookback into the rows before it.
    site = facts.site("the validation part")
    site.say("data.series_length", validation + lookback, place)


class _Data:
    """The data that a command names: what is known of its columns and rows."""

    def __init__(self, root: Node):
        self.root = root
        self.name = argument(root, "data")
        self.path = argument(root, "data_path")
        self.is_informer = program(root) == "main_informer.py" or bool(has(root, *_INFORMER))
        self.file = None
        if self.name.text == "custom" and not has(root, *_SELECTING):
            self.file = self.read_file()

    def read_file(self):
        """Return (variables, rows or None) of the named CSV file, if it can be read, or is one that all use."""
        folder, name = argument(self.root, "root_path").text, self.path.text
        if not name:
            return None
        found = beginning(self.root.document, posixpath.join(folder or ".", name))
        if found is None:
            return _FILES.get(name)
        text, is_all = found
        header = text.partition("\n")[0]
        columns = next(csv.reader([header[:_MAX_COLUMNS]]), []) if len(header) < _MAX_COLUMNS else []
        if "date" not in columns or len(columns) < 2:
            return None
        rows = text.count("\n") - (1 if text.endswith("\n") else 0) if is_all else None
        return len(columns) - 1, rows if rows is not None and rows >= _SAMPLE_ROWS else None

    def variables(self):
        """Return (number of variables that the loader hands on, the node that says so), or (None, None)."""
        features = argument(self.root, "features")
        kind = features.text if features.present else "M" if is_whole(self.root, _VALUED) else ""
        if has(self.root, *_SELECTING) or (self.is_informer and self.name.text != "custom"):
            return None, None
        # Of a single variable (S) nothing is said: the published scripts leave --enc_in at that of all of them.
        if kind not in ("M", "MS"):
            return None, None
        if self.name.text in _ETT:
            return _ETT_VARIABLES, self.name
        if self.file is not None:
            return self.file[0], self.path
        return None, None

    def parts(self):
        """Return ((rows of the training part, of the validation part), the node that says so), or (None, None)."""
        if has(self.root, *_SELECTING):
            return None, None
        if self.name.text in _ETT:
            return _ETT[self.name.text], self.name
        if self.file is not None and self.file[1] is not None:
            rows = self.file[1]
            training = int(rows * 0.7)
            return (training, rows - training - int(rows * 0.2)), self.path
        return None, None
