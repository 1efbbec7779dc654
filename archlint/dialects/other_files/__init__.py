"""Known kinds of files that describe no network by themselves."""
