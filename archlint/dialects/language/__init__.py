"""Text: training, fine-tuning, serving and describing language models and translators.

The dialects stand side by side, one module for each program or library: there are that many of them, none reads the
configs of another, and whoever looks for one knows its name.
"""
