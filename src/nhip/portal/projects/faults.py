"""What can be wrong in the boxes of the forms. The sentences join the one catalogue of faults."""

from __future__ import annotations

from typing import Final

from nhip.engine.faults import CATALOGUE

# E809: what was typed cannot be read
SENTENCES: Final = {
    "E809": (
        "không đọc được thời gian «{text}»; hãy viết 16/10/2015, 04/2024, 2018, 2026–2027 hoặc 01/03/2024 – 15/03/2024",
        "“{text}” is not a time; write 16/10/2015, 04/2024, 2018, 2026–2027 or 01/03/2024 – 15/03/2024",
    ),
}
CATALOGUE.update(SENTENCES)
