"""An event statement in the types of PLOVER: type, mode, context, instrument, and the codes of actors and recipients.

What the coder is not sure of is left `unknown`; then the type is that of the verb alone (`predicates.event_type`).
"""

from __future__ import annotations

from collections.abc import Iterable

from depositary.annotate.events import Actor, contexts, instrument, known_of
from depositary.annotate.events.coder import coded
from depositary.annotate.events.parties import parties
from depositary.annotate.layers import Page
from depositary.extract.predicates import event_type
from depositary.extract.propositions import Proposition, main_verb
from depositary.model.nouns import Statement

UNSURE = "unknown"


def coding(page: Page, told: Proposition) -> tuple[str, dict[str, str]]:
    """Event type of a proposition, and the attributes of its statement."""
    name, verb = event_type(told)
    found = coded(main_verb(told.head))
    if found is None:
        return name, {"verb": verb, **dict.fromkeys(("mode", "context", "instrument"), UNSURE)}
    words = list(told.tokens)
    means, mode = instrument(found, words)
    does, to = parties(known_of(page, told.paragraph), found)
    named = {"actor": _codes(does), "recipient": _codes(to)}
    return found.kind, {
        "verb": verb,
        "mode": mode or UNSURE,
        "context": "+".join(contexts(words)) or UNSURE,
        "instrument": means or UNSURE,
        **{key: codes for key, codes in named.items() if codes},
    }


def _codes(actors: Iterable[Actor]) -> str:
    """ "IRNGOV+RUS": state and sector as one, the parties of one event joined."""
    return "+".join(sorted({one.code + one.sector for one in actors}))


def acts_for(statement: Statement, code: str) -> bool:
    """True for an event in which a state (ISO3) or kind of body acts or is acted upon."""
    held = [statement.attributes.get(key) or "" for key in ("actor", "recipient")]
    return any(part.startswith(code) for cell in held for part in cell.split("+"))
