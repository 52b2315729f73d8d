"""The layer `provisions`: the text of agreements, whole or quoted in pieces, down to the points."""

from depositary.annotate.provisions.find import Layout, find_provisions, layout
from depositary.annotate.provisions.nodes import Provision
from depositary.annotate.provisions.tree import Branch, furniture, tree, without

__all__ = ["Branch", "Layout", "Provision", "find_provisions", "furniture", "layout", "tree", "without"]
