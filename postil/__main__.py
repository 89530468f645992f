"""`python -m postil` is the same program as `postil`."""

from postil.cli import run

if __name__ == "__main__":
    run()
