"""Intake: files as they came, and the observations read from them, which are only ever added."""
