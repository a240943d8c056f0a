"""``python -m quotecast``."""

from quotecast.cli import main

main()
