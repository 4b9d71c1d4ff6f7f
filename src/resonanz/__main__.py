"""``python -m resonanz``."""

from resonanz.cli.main import main

main()
