"""What an editor shows of a config while it is written: pure reading here, and the protocol in :mod:`server`."""
