"""`python -m iskan` is the command `iskan`."""

from iskan.config.console import main

main()
