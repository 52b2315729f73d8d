"""What came of the duties of an agreement: evidence linked to them with reasons, proposed scores, and scores of people.

The scale is that of the Peace Accords Matrix: 0 not initiated, 1 minimal, 2 intermediate, 3 full; beside it `not due` and `no
evidence found`, which is not 0. Scores are proposed with the rule that gave them, and set by people.
"""

from depositary.treaty.implementation.links import Link, links
from depositary.treaty.implementation.scores import Proposal, proposals

__all__ = ["Link", "Proposal", "links", "proposals"]
