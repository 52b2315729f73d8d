"""Head and life of an agreement: what its text tells of its beginning, its term and its end, and what follows for a day.

`read` finds the facts of the text, `state` holds them beside what the record tells, `duties` counts what is due.
"""

from depositary.treaty.life.clauses import Fact
from depositary.treaty.life.read import Life, life

__all__ = ["Fact", "Life", "life"]
