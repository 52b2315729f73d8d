"""Claims about the text of agreements: what somebody says that an agreement provides, and whether the articles held say so."""

from depositary.treaty.claims.find import claim
from depositary.treaty.claims.forms import Claim
from depositary.treaty.claims.judge import Verdict, judge

__all__ = ["Claim", "Verdict", "claim", "judge"]
