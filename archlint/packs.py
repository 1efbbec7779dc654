"""Subjects next to architecture that routes point to: what each is for.  They are no part of archlint."""

PACKS = {
    "training-optimization": "How a chosen network is trained: optimizers and learning rates, schedules and warmup, "
    "losses, batch sizes, regularization, augmentation, and what to do when training diverges, stalls or overfits. Go "
    "there once the architecture fits the data; an unstable stack without normalization is a matter of architecture "
    "first.",
    "pytorch-engineering": "How a network is written and run in PyTorch: modules, shapes and devices, data loaders, "
    "memory, mixed precision, training over several devices, profiling, and errors in the code itself. Go there when "
    "it is known what to build.",
    "ml-production": "How a trained model is served: export, quantization, pruning, batching, latency and cost in "
    "operation, monitoring, rollout. Go there when the network is chosen and trained; whether it suits the device at "
    "all is decided here.",
    "deep-rl": "Learning from interaction: policies and value functions, exploration, rewards, environments, off- and "
    "on-policy methods. Go there when actions change what is seen next; the network inside the policy is a choice that "
    "follows.",
    "llm-specialist": "Large language models as they are used: prompting, retrieval, fine-tuning with adapters, "
    "preference training, evaluation, long contexts. Go there when a pretrained language model is given; which "
    "transformer to build or train from the start is decided here.",
}


def page(name):
    """Return the page of a pack."""
    return (
        f"# {name}\n\n{PACKS[name]}\n\n"
        "This is a pack of skills of its own, to which archlint only points: it is not part of archlint, which reads "
        "no config for it and ships no sheet of it.\n"
    )
