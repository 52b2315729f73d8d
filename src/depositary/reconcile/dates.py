"""Days of acts that happen once: which cannot all be right, and which several voices give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from depositary.model.nouns import Finding, Statement, finding
from depositary.model.ontology import ontology
from depositary.model.record import Group, Record, check
from depositary.reconcile import acts
from depositary.reconcile.days import Cluster, Said, before, captioned, clusters, near, sayings, system
from depositary.reconcile.voices import agreeing, independent
from depositary.reconcile.wording import capital, count

NAME = "reconcile.dates"
# Statements that a finding names at most; a minimal set keeps all (interfaces, Size).
MOST = 5
# Conflicts of one thing that are told; the next ones name the same days in other company.
LIMIT = 20

_TOLD = {"day": "on {}", "span": "in {}", "done": "told as done on {}", "coming": "told as still to come on {}"}


def _keys(one: Statement, record: Record) -> Iterator[str]:
    """The things whose acts a statement dates: acts of one thing hang together."""
    yield from {said.act.split("|")[1] for said in sayings(one, record)}


@check(NAME, keys=_keys)
def dates(group: Group) -> Iterator[Finding]:
    """An act that happens once has one day. Days told for it, what was told as done or as still to come on a dated day,
    and orders of acts are bounds; a smallest set that cannot all hold is a conflict. One day told by several independent
    documents is said with more weight. Copies of a document count once."""
    found = clusters(group.statements, group.record)
    for said in sorted(found):
        if said.sort == "day":
            yield from _agreeing(group, found[said])
    clashes = {_by_day(members) for part in system(found).components() for members in part.conflicts(LIMIT)}
    for members in sorted(clashes):
        if near(members):
            yield _conflict(group, [found[said] for said in members])


def _by_day(members: Iterable[object]) -> tuple[Said, ...]:
    told = [one for one in members if isinstance(one, Said)]
    return tuple(sorted(told, key=lambda one: (one.high if one.sort == "done" else one.low, one)))


def _agreeing(group: Group, cluster: Cluster) -> Iterator[Finding]:
    voices, limits = agreeing(group.record, cluster.told)
    if len(voices) < 2:
        return
    who = "voices in one document" if limits else "documents that do not copy each other"
    said = cluster.said
    what = acts.label(said.act, group.record)
    yield finding(
        NAME,
        said.act,
        "corroborates",
        tuple(one.id for one in voices[:MOST]),
        about=_about(group),
        reason=f"{capital(count(len(voices)))} {who} put {what} on {said.words}.",
        coverage=limits,
        observed=said.words,
    )


def _about(group: Group) -> tuple[str, ...]:
    """The thing, where it is one of the record and no happening of the case."""
    return (group.key,) if group.key in group.record.entities else ()


def _conflict(group: Group, members: Sequence[Cluster]) -> Finding:
    """The first statement of each cluster stands for it."""
    told = list(dict.fromkeys(cluster.told[0].id for cluster in members))
    key = max(cluster.said.act for cluster in members)
    relation, difference, severity = _sort(group.record, members)
    return finding(
        NAME,
        key,
        relation,
        tuple(told),
        difference=difference,
        severity=severity,
        about=_about(group),
        reason=_reason(group.record, members),
        steps=tuple(_steps(group.record, members)),
        observed=[cluster.said.words for cluster in members],
    )


def _sort(record: Record, members: Sequence[Cluster]) -> tuple[str, str, str]:
    """A headline may be loose with its own text, and what was to come is no fact: such sets are in tension."""
    first = [cluster.told[0] for cluster in members]
    titles = {one.id for one in first if _is_title(one, record)}
    if len({one.doc for one in first}) == 1 and 0 < len(titles) < len(first):
        return "in_tension", "headline", "low"
    if any(cluster.said.sort == "coming" for cluster in members):
        return "in_tension", "none", "medium"
    captions = any(all(captioned(each, record) for each in one.told) for one in members)
    return "contradicts", "contradiction", "medium" if captions else "high"


def _is_title(one: Statement, record: Record) -> bool:
    document = record.documents[one.doc]
    return bool(document.title) and one.end <= len(document.title) and document.text.startswith(document.title)


def _reason(record: Record, members: Sequence[Cluster]) -> str:
    saids = [cluster.said for cluster in members]
    what = [acts.label(said.act, record) for said in saids]
    if len(set(what)) == 1:
        return f"{capital(_one_act(what[0], saids))}.{_captions(record, members)}"
    told = (f"{name} is {_worded(said)}" for name, said in zip(what, saids, strict=True))
    return f"{capital(', and '.join(told))}; these cannot all hold."


def _captions(record: Record, members: Sequence[Cluster]) -> str:
    """A note where a day is told by a caption alone."""
    told = [one.said.words for one in members if all(captioned(each, record) for each in one.told)]
    return f" {' and '.join(told)} stands in a caption, and may be the day of the picture." if told else ""


def _one_act(what: str, saids: Sequence[Said]) -> str:
    if [said.sort for said in saids] == ["day", "day"]:
        return f"{what} is put on two days, {saids[0].words} and {saids[1].words}; it happened once"
    fixed = [said for said in saids if said.exact]
    rest = [said for said in saids if not said.exact]
    if not fixed:
        return f"{what} was {' and '.join(_worded(said) for said in rest)}"
    put = f"{what} is put {' and '.join(_worded(said) for said in fixed)}"
    late = [f"on {said.words} it was {_TOLD[said.sort].split(' on ')[0]}" for said in rest]
    return "; ".join([put, *late]) if late else f"{put}; it happened once"


def _worded(said: Said) -> str:
    if said.sort == "gap":
        name = ontology().acts[said.other.split("|")[0]].label
        return f"{said.words} {'after' if said.low >= 0 else 'before'} the {name}"
    return _TOLD[said.sort].format(said.words)


def _steps(record: Record, members: Sequence[Cluster]) -> Iterator[str]:
    several = len({cluster.said.act for cluster in members}) > 1
    for cluster in members:
        voices = len(independent(record, cluster.told))
        what = f"{acts.label(cluster.said.act, record)} " if several else ""
        more = f" ({voices} independent voices)" if voices > 1 else ""
        yield f"{cluster.told[0].doc_name}: {what}{_worded(cluster.said)}{more}"
    names = {cluster.said.act.split("|")[0] for cluster in members}
    for name in sorted(names):
        for first in before(name):
            if first in names:
                yield f"the {ontology().acts[name].label} is not before the {ontology().acts[first].label}"
