"""The pages that come from data: the ontology and the cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reference.markdown import joined, table

from depositary.model import case as cases
from depositary.model.ontology import Term, ontology
from depositary.model.units import units


def ontology_page() -> str:
    """Kinds, stances, states, event types, topics, relations, differences, units."""
    made = ontology()
    page = ["# Ontology", "The words that statements and findings may use. Each is an entry of a file under "
            "`data/ontology`; checks and rules use no other word."]  # fmt: skip
    page += ["## Kinds of statement", *map(_kind, made.kinds.values())]
    page += ["## Stances", _terms(made.stances.values())]
    page += ["## States (predicates of `status`)", _states(made.statuses.values())]
    page += ["## Acts that happen once", _acts(made.acts.values())]
    page += ["## Event types (predicates of `event`)", _events(made.predicates.values())]
    page += ["## Topics", _terms(made.topics.values(), cues=True)]
    page += ["## Relations", _terms(made.relations.values(), "tone")]
    page += ["## Differences", _terms(made.differences.values())]
    page += ["## Units", _units()]
    return joined(page)


def _kind(term: Term) -> str:
    examples = [f"- is: {one}" for one in term.body.get("is", ())]
    examples += [f"- is not: {one}" for one in term.body.get("is_not", ())]
    return joined([f"### {term.key}", term.means, "\n".join(examples)])


def _terms(terms: Iterable[Term], *extra: str, cues: bool = False) -> str:
    """A table of entries; a column that is empty throughout is left out."""
    head = ("key", "shown as", "means", *extra, *(("cues",) if cues else ()))
    rows = []
    for term in terms:
        shown = [_cue(one) for one in term.body.get("cues", ())] if cues else []
        cells = [f"`{term.key}`", term.label, term.means, *(str(term.body.get(key, "")) for key in extra)]
        rows.append([*cells, *([", ".join(shown)] if cues else [])])
    kept = [i for i in range(len(head)) if any(row[i] for row in rows)]
    return table([head[i] for i in kept], [[row[i] for i in kept] for row in rows])


def _events(terms: Iterable[Term]) -> str:
    """Types with the quarter of PLOVER that they stand in and its score, then their modes."""
    types, modes = [], []
    for one in terms:
        types.append((f"`{one.key}`", one.means, str(one.body["quad"] or ""), _score(one.body.get("score"))))
        for key, mode in one.body.get("modes", {}).items():
            modes.append((f"`{one.key}`", f"`{key}`", mode["means"], _score(mode["score"])))
    return joined([table(("key", "means", "quad", "score"), types), table(("type", "mode", "means", "score"), modes)])


def _score(found: float | None) -> str:
    return "" if found is None else f"{found:g}"


def _cue(cue: Any) -> str:
    return f"{cue['term']} ({cue['weight']})" if isinstance(cue, Mapping) else str(cue)


def _states(terms: Iterable[Term]) -> str:
    rows = [
        (f"`{one.key}`", one.label, one.body.get("cycle", ""), ", ".join(one.body.get("next", ())))
        for one in terms
    ]
    return table(("key", "shown as", "life cycle of", "may be followed by"), rows)


def _acts(terms: Iterable[Term]) -> str:
    rows = [
        (
            f"`{one.key}`",
            one.label,
            one.body["of"],
            ", ".join(one.body["verbs"]),
            ", ".join(one.body.get("with", ())),
        )
        for one in terms
    ]
    return table(("key", "shown as", "happens to", "verbs", "with one of"), rows)


def _units() -> str:
    rows = [
        (
            f"`{one.key}`",
            one.dimension,
            "" if one.factor is None else repr(one.factor),
            ", ".join(one.forms[:6]),
        )
        for one in units().values()
    ]
    return table(("key", "dimension", "factor to the base", "forms, the first six"), rows)


def cases_page() -> str:
    """The cases that come with the package: what is followed, parts, how they bear on each other, series."""
    page = ["# Cases", "What comes with the package. How a case is written: "
            "[Follow another agreement](../how-to/follow-another-agreement.md)."]  # fmt: skip
    return joined([*page, *map(_case, cases.names())])


def _case(name: str) -> str:
    case = cases.load(name)
    agreement = case.agreement.name if case.agreement else ""
    label = {part.id: part.name for part in case.parts}
    about = f"{case.title}. Parties: {', '.join(case.parties)}. Followed: {agreement}."
    parts = [(f"`{part.id}`", part.name, part.short + _context(part.scope)) for part in case.parts]
    bears = [
        (part.name, f"{row['verb']} {label[row['to']]}", row.get("why", ""))
        for part in case.parts
        for row in part.relations
    ]
    things = [
        (f"`{one.props['key']}`", one.name, one.schema)
        for one in case.entities
        if one.schema in ("Agreement", "Project", "Measure")
    ]
    series = [(f"`{one.key}`", one.name, f"`{one.unit}`", f"`{one.part}`") for one in case.series]
    page = [f"## {name}", about, "### Parts of " + name, table(("id", "name", "what belongs to it"), parts)]
    page += [
        "### How the parts of " + name + " bear on each other",
        table(("part", "bears on", "why"), bears),
    ]
    page += [f"### Agreements, projects and measures of {name}", table(("id", "name", "what"), things)]
    page += ["### Series of " + name, table(("key", "name", "unit", "part"), series)]
    return joined(page)


def _context(scope: str) -> str:
    return "" if scope == "core" else " It surrounds the system and is told apart from it."
