"""Which of many sayings about quantities cannot all hold, and what they imply together.

    system = System()
    system.say("exports", 1.9, 2.1, by="s1")  # a saying: the variable lies between low and high
    system.say("turnover", 3.7, 3.8, by="s2")
    system.say("imports", 0.4, 0.5, by="s3")
    system.add(Sum("turnover", ("exports", "imports")))  # a definition: no one says it, it holds
    system.conflicts()                        # [frozenset({"s1", "s2", "s3"})]

Nothing here knows what a statement is: variables and sayings are any names. Days are numbers, growth is a factor.
"""

from depositary.reconcile.solve.relations import Bound, NotBelow, Product, Relation, Sum
from depositary.reconcile.solve.system import Component, Sets, System

__all__ = ["Bound", "Component", "NotBelow", "Product", "Relation", "Sets", "Sum", "System"]
