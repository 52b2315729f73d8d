"""Who said what: direct quotations, indirect speech over the parse, phrases, headed speech."""

from depositary.annotate.attribution.layer import attribution, attributions
from depositary.annotate.attribution.quotes import Quote, find_quotes

__all__ = ["Quote", "attribution", "attributions", "find_quotes"]
