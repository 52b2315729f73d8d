"""Statements proposed by a language model that the user runs or rents. Off by default; nothing else here asks a network.

    plan      windows of documents, what is known of them already, what asking the rest would cost
    endpoint  one call: bounded in time and size, no redirect, no proxy, the key from the environment
    answers   what came back, as candidates or as a fault
    judge     a candidate against the words: admitted as a statement, or refused with its reason
    run       the calls one by one, each kept as soon as it is answered

The model points at words. Everything that enters the record is read from these words by the rules of the other rooms.
"""

from depositary.propose.endpoint import KEY, Endpoint
from depositary.propose.plan import Plan, Wanted, plan
from depositary.propose.run import Bounds, Report, run

__all__ = ["KEY", "Bounds", "Endpoint", "Plan", "Report", "Wanted", "plan", "run"]
