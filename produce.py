#!/usr/bin/env python3
"""What a producer runs from a checkout: the same verbs as the installed ``quotecast``."""

import sys

try:
    from quotecast.cli import main
except ModuleNotFoundError as missing:
    sys.exit(
        f"error: {missing.name} is not installed\n"
        "  run `make setup`, then .venv/bin/python produce.py"
    )

if __name__ == "__main__":
    main()
