"""The command line. A command is imported when it is called, so that help and version load nothing heavy."""

from __future__ import annotations

from depositary.cli.program import program


def main() -> None:
    """Run the program on the arguments of this process."""
    program.main()


__all__ = ["main", "program"]
