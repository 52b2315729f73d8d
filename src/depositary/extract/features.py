"""What can be seen of a proposition, as a set of short marks: the kinds of statement are defined over these.

`head:act` the sort of its main verb (data/cues/<lang>/lexicon.yml), `has:stage` any of its words, `cue:plan` a cue of
modality in it, `tense:past|present|perfect|future|infinitive|none`, `subject:state|person|body|agreement|project|text|
other|none`, `names:0|1|2`, `date`, `number`, `money`, `percent`, `copula`, `passive`, `participle`, `heading`,
`speaker:named|collective|none`, `treaty`, `question`.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from depositary.annotate.layers import Page
from depositary.extract.lexicon import lexicon
from depositary.extract.predicates import state_of
from depositary.extract.propositions import Proposition, governs, main_verb
from depositary.model.nouns import Span

_SUBJECTS = {
    "Country": "state",
    "Person": "person",
    "Organization": "body",
    "PublicBody": "body",
    "Agreement": "agreement",
    "Project": "project",
    "Measure": "measure",
}
_NAMED = frozenset(_SUBJECTS) | {"Place", "Facility"}
_TEXTS = frozenset("agreement treaty pact deal accord document article text clause provision".split())
_STATES = frozenset("country nation side party state government leader president minister".split())


def features(page: Page, proposition: Proposition) -> set[str]:
    """The marks of a proposition of this page."""
    words = lexicon()
    marks = {f"clause:{proposition.kind_of_clause}", f"tense:{tense(proposition.head)}"}
    for token in proposition.tokens:
        marks.update(f"has:{name}" for name in words.get(token.lemma_.lower(), ()))
    if proposition.kind_of_clause == "nominal":
        marks.update(words.get(proposition.head.lemma_.lower(), ()))
    head = main_verb(proposition.head)
    marks.update(f"head:{name}" for name in words.get(head.lemma_.lower(), ()))
    marks.add(f"verb:{head.lemma_.lower()}")
    marks.update(f"cue:{label}" for label in governing_cues(page, proposition))
    marks.update(_shape(proposition))
    if _named_ends(page, proposition):
        marks.add("named_ends")
    marks.update(_layers(page, proposition))
    words_told = " ".join(page.text[start:end] for start, end in proposition.spans)
    if state_of(words_told, {"Project"} if "subject:project" in marks else set()) in STAGES:
        marks.add("stage")
    return marks


def governing_cues(page: Page, proposition: Proposition) -> set[str]:
    """Classes of the cues of modality that colour the proposition itself."""
    at = {proposition.paragraph.offsets(token)[0]: token for token in proposition.tokens}
    found = set()
    for start, end in proposition.spans:
        for cue in page.inside("modality", start, end):
            token = at.get(cue.start)
            if token is None or governs(proposition, token):
                found.add(cue.label)
    return found | _shared_cues(page, proposition)


_COLOURING = ("aux", "neg", "advmod", "acomp")


def _shared_cues(page: Page, proposition: Proposition) -> set[str]:
    """Cues of the verb that this one is joined to by "and": "may help exports and lower costs" says may twice."""
    head = proposition.head
    if head.dep_ != "conj" or any(child.dep_ in ("aux", "nsubj", "nsubjpass") for child in head.children):
        return set()
    found: set[str] = set()
    for child in head.head.children:
        if child.dep_ in _COLOURING and child.i < head.head.i:
            start, end = proposition.paragraph.offsets(child)
            found.update(cue.label for cue in page.touching("modality", start, end))
    return found


# States told as going on; the others ("signed", "ratified") are reached by an act, which is an event.
STAGES = frozenset(
    "negotiating stalled drafted in_force announced pre_construction construction halted operating shelved proposed".split()
)


def tense(head: Token) -> str:
    """Tense of a clause by its verb and auxiliaries."""
    helpers = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if helpers & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if helpers & {"had"} or head.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    if head.tag_ in ("VBZ", "VBP") or helpers & {
        "is",
        "are",
        "do",
        "does",
        "can",
        "could",
        "may",
        "might",
        "would",
    }:
        return "present"
    return "infinitive" if head.tag_ in ("VB", "VBG", "VBN") else "none"


def _named_ends(page: Page, proposition: Proposition) -> bool:
    """True when the subject is a name and so is what is said of it: "X is Y", "X is an ally of Y"."""
    subject = proposition.subject
    ends = [child for child in proposition.head.children if child.dep_ in ("attr", "acomp", "prep")]
    if subject is None or not page.touching("names", *proposition.paragraph.offsets(subject)):
        return False
    return any(
        page.inside("names", *proposition.paragraph.offsets(end.doc[end.left_edge.i : end.right_edge.i + 1]))
        for end in ends
    )


def _shape(proposition: Proposition) -> set[str]:
    head = proposition.head
    marks = set()
    if head.lemma_ == "be":
        marks.add("copula")
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children):
        marks.add("passive")
    if head.tag_ in ("VBG", "VBN") and proposition.kind_of_clause == "participle":
        marks.add("participle")
    if head.tag_ == "VBN" and proposition.kind_of_clause in ("participle", "nested"):
        marks.add("passive_form")
    if any(
        child.dep_ == "attr" and "voice" in lexicon().get(child.lemma_.lower(), ()) for child in head.children
    ):
        marks.add("office")
    if proposition.paragraph.label in ("TITLE", "HEADING"):
        marks.add("heading")
    if proposition.tokens[-1].i + 1 < len(head.doc) and head.doc[proposition.tokens[-1].i + 1].text == "?":
        marks.add("question")
    return marks


def _layers(page: Page, proposition: Proposition) -> set[str]:
    start, end = proposition.start, proposition.end
    named = {
        name.value["name"] for name in page.inside("names", start, end) if name.value and name.label in _NAMED
    }
    marks = {f"names:{min(len(named), 2)}", f"subject:{_subject(page, proposition)}"}
    dates = [one for one in page.inside("times", start, end) if one.label == "DATE"]
    if dates:
        marks.add("date")
    for quantity in page.inside("quantities", start, end):
        if quantity.label == "DURATION" and "agreement" in (
            _subject(page, proposition),
            _thing_timed(page, quantity),
        ):
            marks.add("term")
        marks.add(
            {"MONEY": "money", "PERCENT": "percent", "ORDINAL": "ordinal"}.get(quantity.label, "number")
        )
    return marks


# Dimensions whose number is news by itself; counts and durations need a verb of measure.
_WITH_UNIT = frozenset("LENGTH AREA VOLUME MASS POWER ENERGY GAS OIL SPEED MONEY PERCENT RATE FLOW".split())


def _thing_timed(page: Page, quantity: Span) -> str:
    """agreement for the term of one: "a 25-year deal", "was concluded for ten years"."""
    word = re.match(r"[\s-]*(\w+(?:-\w+)*\s+)?(\w+)", page.text[quantity.end : quantity.end + 60])
    after = (
        bool(word) and bool({part.strip().lower() for part in word.groups("")} & _TEXTS) if word else False
    )
    before = _TERM.search(page.text[max(0, quantity.start - 40) : quantity.start]) is not None
    return "agreement" if after or before else ""


_TERM = re.compile(
    r"\b(?:concluded|signed|set|agreed|extended|renewed|valid|in force|runs?|lasts?)\s+(?:initially\s+)?for\s+(?:a\s+)?$"
)


def _subject(page: Page, proposition: Proposition) -> str:
    token = proposition.subject
    if token is None:
        return "none"
    start, end = proposition.paragraph.offsets(token)
    for name in page.touching("names", start, end):
        if name.label in _SUBJECTS:
            return _SUBJECTS[name.label]
    for reference in page.touching("references", start, end):
        schema = (reference.value or {}).get("schema")
        if schema in ("Agreement", "Project"):
            return _SUBJECTS[schema]
    if token.lemma_.lower() in _TEXTS:
        return "agreement"
    return (
        "state"
        if token.lemma_.lower() in _STATES or token.lower_ in ("both", "they", "he", "she")
        else "other"
    )
