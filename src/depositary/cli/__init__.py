"""The command line. A command is imported when it is called, so that help and version load nothing heavy."""

from depositary.cli.program import program

main = program
"""The program as a group of commands; calling it runs it on the arguments of this process."""

__all__ = ["main", "program"]
