"""Lets `python -m deckbuild` be the command line."""

from deckbuild.cli.main import main

if __name__ == "__main__":
    main()
