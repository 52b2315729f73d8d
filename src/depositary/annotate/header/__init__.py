"""The head and foot of an agreement: who are its parties, where and when was it signed.

`find_header` needs only the text. The parties stand in the title, the opening and the signatures; the day in the formula of
signature ("Done at ..., this 17th day of January 2025, in two originals").
"""

from depositary.annotate.header.find import Header, find_header
from depositary.annotate.header.parties import Party

__all__ = ["Header", "Party", "find_header"]
