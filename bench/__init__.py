"""Measures the engine beside the floor of the machine and beside plain pandas: ``python -m bench``."""
