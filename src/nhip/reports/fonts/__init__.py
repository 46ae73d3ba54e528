"""Tinos, as wide as Times New Roman and with all of Vietnamese: for drawings and PDF. Word has its own Times."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FAMILY = "Tinos"
# What a Word document asks for; the reader's machine has it or one of the same widths.
IN_WORD = "Times New Roman"
