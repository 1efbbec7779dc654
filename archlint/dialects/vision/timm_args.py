"""timm's training arguments: the ``args.yaml`` that a run writes, and the flat YAML given with ``--config``."""

from ... import knowledge
from ...facts import OPAQUE, Facts, count, is_integer
from .. import Claim, Dialect, Node
from ..reading.keys import note_misspelt
from ..reading.timm_models import state_lists, state_sizes, state_widths

DIALECT = Dialect(
    name="timm-args",
    title="timm",
    files="`args.yaml` of a run and flat training YAML of timm's `train.py` and projects built on it",
    reads="architecture, weights, data set and its size, classes, image size, batch; the sizes that the model takes",
    formats=("yaml", "json"),
    triggers=("model",),
)

# Arguments that timm's train.py has and other flat trainers seldom; the others are usual words.
OWN = (
    "aa", "amp", "apex_amp", "bce_loss", "bn_eps", "bn_momentum", "channels_last", "class_map", "clip_grad",
    "color_jitter", "cooldown_epochs", "crop_pct", "cutmix", "cutmix_minmax", "data_dir", "decay_epochs", "decay_rate",
    "drop_block", "drop_connect", "drop_path", "dist_bn", "eval_metric", "gp", "hflip", "img_size",
    "initial_checkpoint", "jsd_loss", "lr_base", "lr_noise", "min_lr", "mixup", "mixup_mode", "mixup_off_epoch",
    "mixup_prob", "mixup_switch_prob", "model_ema", "model_ema_decay", "model_kwargs", "opt", "opt_betas", "opt_eps",
    "ratio", "recount", "recovery_interval", "remode", "reprob", "resplit", "sched", "smoothing", "split_bn",
    "sync_bn", "torchscript", "train_interpolation", "train_num_samples", "train_split", "tta", "val_split",
    "validation_batch_size", "vflip", "warmup_epochs", "warmup_lr", "warmup_prefix", "input_size", "pretrained_path",
    "in_chans", "kd_model_name", "head_init_scale",
)  # fmt: skip
_USUAL = (
    "batch_size", "dataset", "epochs", "interpolation", "lr", "mean", "momentum", "num_classes", "pretrained",
    "resume", "seed", "std", "weight_decay", "workers", "output", "drop", "num_samples", "scale", "experiment",
)  # fmt: skip
# The other arguments of train.py, of this version and earlier ones, and what it adds to the record.  Other projects'
# configs look alike and hold keys of their own: what their code tells the model is not known.
_REST = (
    "amp_dtype", "amp_impl", "aug_repeats", "aug_splits", "bce_pos_weight", "bce_sum", "bce_target_thresh", "bn_tf",
    "checkpoint_hist", "clip_mode", "color_jitter_prob", "config", "data", "dataset_download",
    "dataset_trust_remote_code", "decay_milestones", "device", "device_modules", "dist_backend", "dist_url",
    "distill_loss_weight", "distributed", "epoch_repeats", "fast_norm", "force_cpu", "fuser", "gaussian_blur_prob",
    "grad_accum_steps", "grad_checkpointing", "grayscale_prob", "head_init_bias", "input_img_mode", "input_key", "jsd",
    "kd_distill_type", "kd_loss_type", "kd_temperature", "layer_decay", "layer_decay_min_scale",
    "layer_decay_no_opt_scale", "local_rank", "log_interval", "log_wandb", "lr_base_scale", "lr_base_size",
    "lr_cycle_decay", "lr_cycle_limit", "lr_cycle_mul", "lr_k_decay", "lr_noise_pct", "lr_noise_std", "model",
    "model_dtype", "model_ema_force_cpu", "model_ema_warmup", "native_amp", "no_aug", "no_ddp_bb", "no_prefetcher",
    "no_resume_opt", "num_gpu", "opt_kwargs", "patience_epochs", "pin_mem", "prefetcher", "rank", "save_images",
    "sched_on_updates", "start_epoch", "synchronize_step", "target_key", "task_loss_weight", "torchcompile",
    "torchcompile_mode", "train_crop_mode", "use_multi_epochs_loader", "val_interval", "val_num_samples",
    "wandb_project", "wandb_resume_id", "wandb_tags", "worker_seeding", "world_size", "bce",
)  # fmt: skip
# An args.yaml lists every argument: from this many on, one that is left out has timm's default.
_WHOLE_RECORD = 60
# What stands before a data set's name says which library reads it.
_READERS = ("torch", "tfds", "hfds", "hfids", "wds", "hf")
_FOLDERS = ("", "imagefolder", "image_folder", "folder", "imagetar", "image_tar", "imnet", "custom")


def claim(root: Node) -> Claim | None:
    """Claim a flat config whose model is a name, beside arguments of timm's own."""
    if not isinstance(root.get("model").value, str) or "imgsz" in root.value or "task" in root.value:
        return None
    own = [key for key in OWN if key in root.value]
    usual = [key for key in _USUAL if key in root.value]
    if len(own) >= 2 or (own and len(usual) >= 3):
        return Claim(75, f"model is a name, beside timm's {', '.join(own[:3])}")
    return None


def read(root: Node, facts: Facts) -> None:
    """State what the arguments say."""
    facts.state("model.architecture", root.get("model"))
    run = root.first("epochs", "opt", "sched", "lr")
    if run.present:
        facts.say("training.is_run", True, run)
    _read_weights(root, facts)
    _read_data(root, facts)
    if root.get("sync_bn").value is True:
        facts.say("model.norm_synchronized", True, root.get("sync_bn"))
    facts.say("task", "image-classification", root.get("model"))  # the training script knows no other
    facts.state("training.batch_size_per_device", root.get("batch_size"), count)
    kwargs = root.get("model_kwargs")
    if _is_train_py(root):
        size = next((node for node in (root.get("input_size.1"), root.get("img_size")) if not _is_unset(node)), None)
        _state_arithmetic(root, facts, kwargs, size)
    for name, key in (
        ("model.num_layers", "depth"),
        ("model.num_heads", "num_heads"),
        ("model.hidden_size", "embed_dim"),
    ):
        facts.state(name, kwargs.get(key), lambda value: count(value) if isinstance(value, int) else None)
    for key in ("kd_model_name", "teacher_model", "teacher", "distillation_type", "teacher_path"):
        node = root.get(key)
        if node.text and node.text.lower() not in ("none", "false"):
            facts.say("model.distilled", True, node)
    # timm keeps any key as a default and reads its own; scripts built on it read more.
    note_misspelt(facts, root, knowledge.keys("timm"), "", knowledge.is_key, knowledge.is_word)


def _is_train_py(root: Node):
    """Whether every key is an argument of timm's own train.py."""
    return all(key in OWN or key in _USUAL or key in _REST for key in root.value)


def _is_unset(node: Node):
    return node.absent or node.is_null


def _state_arithmetic(root: Node, facts: Facts, kwargs, size):
    """State what must fit: train.py hands the model its arguments alone, and the images' size to the data."""
    model, whole = root.get("model"), root.get("input_size")
    if whole.is_list and (len(whole.value) != 3 or whole.value[1] != whole.value[2]):
        return
    size = size or Node(root.document)
    if size.present and not is_integer(size.value):
        return
    built = next((node for node in (root.get("in_chans"), root.get("input_size.0")) if not _is_unset(node)), None)
    images = root.get("input_size.0")
    state_sizes(facts, model, size, kwargs, (built or Node(root.document), images))
    state_widths(facts, model, kwargs)
    state_lists(facts, model, kwargs)


def _read_weights(root: Node, facts: Facts):
    """Weights come by ``pretrained``, a checkpoint to start from, or one to go on with."""
    for key in ("initial_checkpoint", "resume", "pretrained_path", "finetune", "checkpoint_path", "load_from"):
        node = root.get(key)
        if node.opaque:
            facts.put("model.pretrained", None, OPAQUE, node.keys)
        elif node.text and not node.is_null:
            facts.say("model.pretrained", True, node)
    node = root.get("pretrained")
    if isinstance(node.value, bool):
        facts.say("model.pretrained", node.value, node)
    elif node.opaque:
        facts.put("model.pretrained", None, OPAQUE, node.keys)
    elif node.absent and len(root.value) >= _WHOLE_RECORD:
        facts.assume("model.pretrained", False, root.get("model"))


def _read_data(root: Node, facts: Facts):
    node = root.get("dataset")
    if node.text:
        reader, slash, name = node.text.partition("/")
        name = name if slash and reader in _READERS else node.text
        if name.lower() not in _FOLDERS:
            facts.say("data.name", name, node)
    elif node.opaque:
        facts.state("data.name", node)
    size = root.first("train_num_samples", "num_train_samples", "num_samples", "n_train")
    facts.state("data.train_size", size, lambda value: count(value, low=0) or None)
    if facts.value("data.train_size"):
        facts.say("data.unit", "images", size)
    facts.say("data.modality", "image", root.get("model"))
    facts.state("data.num_classes", root.get("num_classes"), lambda value: count(value, low=0) or None)
    size = root.get("img_size")
    if isinstance(size.value, list) and size.value and all(side == size.value[0] for side in size.value):
        size = size.child(0)
    if not isinstance(size.value, list):
        facts.state("data.image_size", size, count)
    # input_size is channels, height and width, and wins over img_size only where that is not given
    height, width = root.get("input_size.1"), root.get("input_size.2")
    if isinstance(height.value, int) and height.value == width.value:
        facts.state("data.image_size", height, count)
