"""archlint for coding agents: what its tools answer (:mod:`tools`), and the protocol (:mod:`server`)."""
