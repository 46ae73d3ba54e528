"""How numbers and dates are written and read, by language. Django finds the modules by name."""
