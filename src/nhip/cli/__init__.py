"""The `nhip` command: one file per command, and nothing heavy loaded before a command needs it."""
