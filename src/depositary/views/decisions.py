"""The list of what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from depositary.dossier import log, near, rows, verdicts
from depositary.dossier.store import Dossier
from depositary.model.nouns import Decision, Finding
from depositary.views import text
from depositary.views.lines import Desk
from depositary.views.marks import VERBS, by, scored
from depositary.views.near import Near

_FOUND = {
    "": "not found again",
    "id": "",
    "words": "found again by its words",
    "name": "found again by its name",
    "members": "found again by its statements",
    "reopened": "reopened: it rests on other statements now",
}
# Said of decisions of which none holds, because people decided apart.
APART = "people differ, so it does not hold"


@dataclass(frozen=True, slots=True)
class Row:
    """A decision for a reader: what was decided, on what, and where that is now. `state` is "" where nothing changed."""

    id: str
    verdict: str
    words: str
    author: str
    at: str
    note: str
    target: str
    cite: str
    state: str

    @property
    def by(self) -> str:
        """By whom, where somebody is named."""
        return by(self.author)


def decided(desk: Desk, store: Dossier, *, orphans: bool = False, limit: int = -1) -> list[Row]:
    """Decisions, newest first, at most `limit`; with `orphans`, those whose target was not found again."""
    lost = "WHERE attached IS NULL AND undone = 0 AND noun != 'decision'" if orphans else ""
    found = list(store.rows(f"SELECT * FROM decisions {lost} ORDER BY at DESC, id DESC LIMIT ?", limit))
    about = [row["attached"] for row in found if row["attached"]]
    held = {one.id: one for one in near.findings(store.db, about)}
    if isinstance(desk, Near):
        desk.take(one for one in about if one[:2] == "s_")
        desk.cite.ahead(held)
    known = _Known(store)
    apart = {each.id for one in log.differences(store.db) for each in one.decisions}
    made = [
        _row(desk, rows.decision(row), row["attached"], row["how"], bool(row["undone"]), known, held) for row in found
    ]
    return [replace(one, state=APART) if one.id in apart else one for one in made]


def standing(desk: Desk, store: Dossier) -> Row | None:
    """The last decision that was not taken back."""
    sql = "SELECT * FROM decisions WHERE undone = 0 AND verdict != 'undo' ORDER BY at DESC, id DESC LIMIT 1"
    for row in store.rows(sql):
        held = {one.id: one for one in near.findings(store.db, [row["attached"] or ""])}
        return _row(desk, rows.decision(row), row["attached"], row["how"], False, _Known(store), held)
    return None


class _Known(dict[str, Decision]):
    """Decisions by id, read when they are asked for."""

    def __init__(self, store: Dossier) -> None:
        super().__init__()
        self._store = store

    def __contains__(self, key: object) -> bool:
        for row in self._store.rows("SELECT body FROM decisions WHERE id = ?", key):
            self[str(key)] = rows.decision(row)
        return super().__contains__(key)


def _row(
    desk: Desk, made: Decision, attached: str | None, how: str, undone: bool, known: Mapping[str, Decision],
    held: Mapping[str, Finding],
) -> Row:  # fmt: skip
    if undone:
        state = "taken back"
    elif made.verdict == "undo":
        state = ""
    else:
        state = _FOUND["" if attached is None else how]
    return Row(
        id=made.id,
        verdict=made.verdict,
        words=VERBS[made.verdict],
        author=made.author,
        at=made.at,
        note=text.flat(made.note),
        target=_target(made, attached, known, held),
        cite=cited(desk, attached),
        state=state,
    )


def _target(made: Decision, attached: str | None, known: Mapping[str, Decision], held: Mapping[str, Finding]) -> str:
    target = made.target
    if target.noun == "finding":
        return text.flat(held[attached].reason) if attached is not None and attached in held else f"a finding of {target.check}"
    if target.noun == "statement":
        quote = f"“{text.shorten(target.exact, 160)}”"
        return f"{scored(made)}, {quote}" if made.verdict == "score" else quote
    if target.noun == "document":
        return f"{target.key}: {_told(made.change.items())}" if made.change else target.key
    if target.noun == "decision":
        return sentence(known[target.id]) if target.id in known else target.id
    others = [one.exact or one.id for one in made.others]
    if made.verdict == "split":
        return f"{target.exact}: {text.counted(len(others), 'statement')} of {made.change.get('name', 'another')}"
    return text.joined([target.exact or target.id, *others])


def _told(change: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in change if name != verdicts.OVER)


def cited(desk: Desk, attached: str | None) -> str:
    """The citation of what a decision is about; "" where that has none."""
    if attached is None or attached[:2] == "x_":
        return ""
    said = desk.record.by_id.get(attached)
    if said is not None:
        return desk.cite(said.doc_name, said.id)
    return f"[{desk.cite.id(attached)}]" if attached[:2] == "f_" else ""


def sentence(made: Decision, undone: Decision | None = None) -> str:
    """What a decision does, in a few words; `undone` is the decision that it takes back."""
    target = made.target
    names = [one.exact or one.id for one in made.others if one.noun == "entity"]
    what = {
        "statement": f"“{text.shorten(target.exact, 60)}”",
        "finding": f"finding {target.id[:8]}",
        "document": target.key,
        "decision": sentence(undone) if undone else target.id[:8],
    }.get(target.noun, text.joined([target.exact, *names]))
    what = f"{made.note}; on {what}" if made.verdict == "note" else what
    what = f"{scored(made)}, {what}" if made.verdict == "score" else what
    return f"{VERBS[made.verdict]}{by(made.author)}: {what}"
