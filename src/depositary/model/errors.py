"""Every error the program raises on purpose.

    DepositaryError                  shown to people as one line, exit status 2
    |-- BadArgument                  an option, id or name that does not exist
    |-- Outdated                     decided on something that has changed since it was looked at
    |-- UnreadableSource             one document cannot be read: listed as skipped, the rest is built
    |   |-- EncryptedSource
    |   |-- TooLarge
    |   `-- NothingInside            empty, or no text in it
    |-- BadData                      a data file of ours or the user's (YAML, TSV, CSV) does not fit
    |   |-- BadCase
    |   `-- BadOntology
    |-- UnknownName                  not in a registry: the message lists what is
    |-- MissingExtra                what is asked for needs a package that is not installed
    |-- EndpointError                the endpoint of a language model refuses, or gives no answer
    |-- DossierError                 the dossier file cannot be used
    |   |-- NotADossier
    |   `-- NewerDossier             written by a later version
    `-- BuildError                   a build was stopped from outside: what was read is kept

Every message has two parts: what is wrong, and what to do next.
"""

from __future__ import annotations


class DepositaryError(Exception):
    """Base of the tree. `what` is wrong; `todo` is what the person can do about it."""

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what, todo)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what}. {self.todo}".strip() if self.todo else self.what


class BadArgument(DepositaryError):
    """An option, an id or a name given by a person does not exist or does not fit."""


class Outdated(DepositaryError):
    """Somebody else decided on it, or it was built again, after the person who decides looked at it."""


class UnreadableSource(DepositaryError):
    """One document cannot be read. The build lists it with this reason and goes on."""


class EncryptedSource(UnreadableSource):
    """The file needs a password."""


class TooLarge(UnreadableSource):
    """The file, or what it unpacks to, is over the limit in `settings`."""


class NothingInside(UnreadableSource):
    """The file is empty, or holds no text."""


class BadData(DepositaryError):
    """A data file does not have the columns, keys or values it should."""


class BadCase(BadData):
    """A case folder lacks a file or refers to something that it does not define."""


class BadOntology(BadData):
    """The ontology refers to something that it does not define."""


class UnknownName(DepositaryError):
    """A name is not registered. The message lists the names that are."""


class MissingExtra(DepositaryError):
    """What is asked for needs an optional package. The message has the line that installs it."""


class EndpointError(DepositaryError):
    """The endpoint of a language model refuses or does not answer. What was answered before is kept."""


class DossierError(DepositaryError):
    """The dossier file cannot be used."""


class NotADossier(DossierError):
    """The file is no SQLite file, or not one of ours."""


class NewerDossier(DossierError):
    """The dossier was written by a later version of the program."""


class BuildError(DepositaryError):
    """A build was stopped from outside. What was read is kept; run it again and it goes on."""
