"""``python -m nhip.cli`` is ``nhip``."""

import sys

from nhip.cli.main import main

sys.exit(main())
