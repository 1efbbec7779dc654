"""Text: training, fine-tuning, serving and describing language models and translators."""
