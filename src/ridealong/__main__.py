"""`python -m ridealong`."""

from ridealong.cli import main

main()
