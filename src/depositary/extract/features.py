"""What can be seen of a proposition, as a set of short marks: the kinds of statement are defined over these.

`head:act` the sort of its main verb (data/cues/<lang>/lexicon.yml), `has:stage` any of its words, `cue:plan` a cue of
modality in it, `tense:past|present|perfect|future|infinitive|none`, `subject:state|person|body|agreement|project|text|
other|none`, `names:0|1|2`, `date`, `number`, `money`, `percent`, `copula`, `passive`, `participle`, `heading`,
`speaker:named|collective|none`, `treaty`, `question`, `likened` ("was worse"), `recurring`; those of what a text lays down
(`bindings`), of how far a thing has come (`progress`) and of what stands beside the verb (`beside`).
"""

from __future__ import annotations

import re

from depositary.annotate.layers import Page
from depositary.annotate.tokens import Token
from depositary.extract.beside import beside, by_object
from depositary.extract.bindings import TEXTS, bindings
from depositary.extract.lexicon import sorts_of
from depositary.extract.predicates import state_of
from depositary.extract.progress import progress
from depositary.extract.propositions import Proposition, governs, main_verb
from depositary.extract.reach import reached, tense, under_past
from depositary.extract.stance import promised_by
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
_STATES = frozenset("country nation side party state government leader president minister".split())


def features(page: Page, proposition: Proposition) -> set[str]:
    """The marks of a proposition of this page."""
    marks = {f"clause:{proposition.kind_of_clause}", f"tense:{tense(proposition.head)}"}
    marks.update(f"has:{name}" for name in frozenset().union(*map(sorts_of, proposition.tokens)))
    if proposition.kind_of_clause == "nominal":
        marks.update(sorts_of(proposition.head))
    head = main_verb(proposition.head)
    marks.update(f"head:{name}" for name in sorts_of(head))
    marks.add(f"verb:{head.lemma_.lower()}")
    marks.update(f"cue:{label}" for label in governing_cues(page, proposition))
    marks.update(_shape(proposition))
    marks.update(bindings(page, proposition), progress(proposition))
    marks.update(beside(proposition, head))
    marks = by_object(marks)
    if under_past(proposition.head):
        marks.add("under_past")
    if _named_ends(page, proposition):
        marks.add("named_ends")
    marks.update(_layers(page, proposition))
    if "cue:promise" in marks and head.lemma_.lower() in _BINDS and not marks & _BOUND:
        marks = marks - {"cue:promise"} | {"cue:likelihood"}  # what a thing promises is a forecast
    if "cue:plan" in marks and head.lemma_ != "plan" and _going_to(proposition.head) and not marks & _BOUND:
        marks = marks - {"cue:plan"} | {"cue:likelihood"}  # "no law is going to empty the lake"
    if marks >= {"subject:agreement", "head:barring"}:
        marks.add("cue:prohibition")
    if "gives_party" in marks and head.lemma_.lower() in _LETS:
        marks.add("cue:permission")
    if _scheduled(proposition.head):
        marks.add("cue:plan")
    if promised_by(proposition.head):
        marks |= {"cue:promise", "promised_by"}
    words_told = _told(proposition)
    of_what = {schema for schema, mark in (("Project", "subject:project"), ("Agreement", "subject:agreement")) if mark in marks}
    if state_of(words_told, of_what) in STAGES:
        marks.add("stage")
    return marks


_LETS = frozenset("allow permit let entitle authorize authorise empower".split())
# Verbs by which an actor binds itself, and the subjects that can.
_BINDS = frozenset("promise threaten".split())
_BOUND = frozenset(("subject:state", "subject:person", "subject:body", "near:voice", "subject:none"))


def _scheduled(verb: Token) -> bool:
    """True for "the line is to carry copper", told of a thing or person; not for "the task is to carry", "it is to be hoped"."""
    if verb.lemma_ != "be" or verb.tag_ not in ("VBZ", "VBP"):
        return False
    coming = [child for child in verb.children if child.dep_ == "xcomp" and child.tag_ in ("VB", "VBN")]
    led = any(child.tag_ == "TO" for one in coming for child in one.children)
    told = [child for child in verb.children if child.dep_ in ("acomp", "attr", "oprd")]
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    return led and not told and any(one.lower_ in _WHO or _can_be_planned(one) for one in subjects)


def _can_be_planned(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and not sorts_of(noun) & {"planned", "nominal_view", "task"}


_WHO = frozenset("they he she we i".split())


def _going_to(verb: Token) -> bool:
    """True for "is going to happen"."""
    return verb.lower_ == "going" and any(child.dep_ == "xcomp" for child in verb.children)


def _told(proposition: Proposition) -> str:
    """Its words without participles that stand before a noun: "the announced intent" announces nothing."""
    return " ".join(
        token.text for token in proposition.tokens if not (token.dep_ == "amod" and token.tag_ == "VBN")
    )


def _by_the_way(proposition: Proposition, token: Token) -> bool:
    """True for what only an "including ..." or a "what it can do" holds."""
    while token.i != proposition.head.i and token.head.i != token.i:
        behind_noun = token.dep_ == "amod" and token.i > token.head.i  # "a line, capable of ..."
        if (
            token.lower_ == "including"
            or behind_noun
            or (token.dep_ == "ccomp" and token.left_edge.lower_ in ("what", "who"))
        ):
            return True
        token = token.head
    return False


# Classes of cues whose words are nouns too: "meet the demand", "reflects a commitment to".
_VERBS_TOO = ("demand", "promise")


def _only_a_noun(token: Token) -> bool:
    """True for a demand or commitment that is spoken of, not made: the noun under a verb that is none of saying."""
    sorts = sorts_of(token.head)
    return token.pos_ == "NOUN" and not sorts & {"utter", "light", "aim", "bringing"}


def _left_unsaid(proposition: Proposition, token: Token) -> bool:
    """True within the clause of what was not said: what colours it does not colour that nobody said it."""
    head = proposition.head
    silent = any(child.dep_ == "neg" for child in head.children) and "speech" in sorts_of(head)
    while silent and token.head.i not in (token.i, head.i):
        token = token.head
    return silent and token.dep_ == "ccomp" and token.i != head.i


def governing_cues(page: Page, proposition: Proposition) -> set[str]:
    """Classes of the cues of modality that colour the proposition itself."""
    cues = [cue for start, end in proposition.spans for cue in page.inside("modality", start, end)]
    base = proposition.paragraph.start
    at = {base + token.idx: token for token in proposition.tokens} if cues else {}
    found = set()
    for cue in cues:
        token = at.get(cue.start)
        if token is not None and cue.label in _VERBS_TOO and _only_a_noun(token):
            continue
        if cue.label == "plan" and any(one.label == "demand" and one.start < cue.start < one.end for one in cues):
            continue  # "ought to be held": not "to be held"
        if token is not None and cue.label == "allegation" and any(one.dep_ == "nsubj" for one in token.children):
            continue  # "the agency reported" names who says it
        if token is not None and _left_unsaid(proposition, token):
            continue  # "did not say how it would open"
        if token is None or (governs(proposition, token) and not _by_the_way(proposition, token)):
            found.add(cue.label)
    return found | reached(page, proposition.paragraph, proposition.head)


# States told as going on; the others ("signed", "ratified") are reached by an act, which is an event.
STAGES = frozenset(
    "negotiating stalled drafted in_force announced pre_construction construction halted operating shelved proposed".split()
)


def _named_ends(page: Page, proposition: Proposition) -> bool:
    """True when the subject is a name and so is what is said of it: "X is Y", "X is an ally of Y"."""
    subject = proposition.subject
    ends = [
        child
        for child in proposition.head.children
        if child.dep_ in ("attr", "acomp") or (child.dep_ == "prep" and child.lower_ in _TYING)
    ]
    if subject is None or not page.touching("names", *proposition.paragraph.offsets(subject)):
        return False
    return any(
        page.inside("names", *proposition.paragraph.offsets(end.doc[end.left_edge.i : _own_end(end)]))
        for end in ends
    )


def _own_end(end: Token) -> int:
    """One past the last word of a predicate without the clause that hangs on it ("a critic who called Verania ...")."""
    clauses = [one.left_edge.i for one in end.subtree if one.dep_ in ("relcl", "acl") and one.i > end.i]
    return max(min([end.right_edge.i + 1, *clauses]), end.i + 1)


_TYING = frozenset("of in with to between among under at for".split())


def _shape(proposition: Proposition) -> set[str]:
    head = proposition.head
    marks = set()
    if head.lemma_ == "be":
        marks.add("copula")
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in head.children):
        marks.add("passive")
    if head.lemma_ == "be" and any(child.dep_ == "acomp" and child.pos_ == "ADJ" for child in head.children):
        marks.add("likened")
    if head.tag_ in ("VBG", "VBN") and proposition.kind_of_clause == "participle":
        marks.add("participle")
    active = any(child.dep_ == "aux" and child.lemma_ == "have" for child in head.children)
    if head.tag_ == "VBN" and proposition.kind_of_clause in ("participle", "nested") and not active:
        marks.add("passive_form")
    if any(
        child.dep_ == "attr" and "voice" in sorts_of(child) for child in head.children
    ):
        marks.add("office")
    if _tells_a_plan(proposition):
        marks.add("told_plan")
    if proposition.paragraph.label in ("TITLE", "HEADING"):
        marks.add("heading")
    if proposition.tokens[-1].i + 1 < len(head.doc) and head.doc[proposition.tokens[-1].i + 1].text == "?":
        marks.add("question")
    return marks


def _tells_a_plan(proposition: Proposition) -> bool:
    """True for "the plan was to invade", "the list was aimed at": whoever tells it does not plan it."""
    head, subject = proposition.head, proposition.subject
    if subject is None or not any(child.tag_ == "VBD" for child in (head, *head.children) if child.lemma_ == "be"):
        return False
    if head.lemma_ == "be":
        own = any(child.dep_ == "poss" for child in subject.children)
        return "planned" in sorts_of(subject) and not own and any(child.dep_ == "xcomp" for child in head.children)
    return head.lemma_ == "aim" and subject.pos_ == "NOUN" and subject.dep_ == "nsubjpass"


def _layers(page: Page, proposition: Proposition) -> set[str]:
    start, end = proposition.start, proposition.end
    named = {
        name.value["name"] for name in page.inside("names", start, end) if name.value and name.label in _NAMED
    }
    subject = _subject(page, proposition)
    marks = {f"names:{min(len(named), 2)}", f"subject:{subject}"}
    dates = [one for one in page.inside("times", start, end) if one.label == "DATE"]
    if dates:
        marks.add("date")
    if any(one.label == "SET" and not _RATE.match(page.text, one.start) for one in page.inside("times", start, end)):
        marks.add("recurring")
    verb = main_verb(proposition.head)
    told = (verb, *(child for child in verb.children if child.dep_ in ("xcomp", "ccomp")))  # "expects sales to double"
    lasting = verb.lemma_ == "be" or any(sorts_of(one) & {"measured", "stative"} for one in told)
    for quantity in page.inside("quantities", start, end):
        if (quantity.value or {}).get("aside"):
            continue
        if quantity.label in ("PERCENT", "MONEY") and (quantity.value or {}).get("measure") in _TELLING:
            marks.add("moves")
        if quantity.label in _WITH_UNIT:
            marks.add("unit")
        if (quantity.value or {}).get("comparison"):
            marks.add("compared")
        if quantity.label == "DURATION" and "agreement" in (subject, _thing_timed(page, quantity)):
            marks.add("term")
        if quantity.label == "COUNT" and _in_passing(page, quantity):
            continue
        if not lasting and _of_an_act(page, quantity):
            continue
        if quantity.label == "COUNT" and (quantity.value or {}).get("bound") not in (None, "exact"):
            marks.add("bounded")
        if str((quantity.value or {}).get("of") or "").rsplit(" ", 1)[-1].lower() in _DIVISIONS:
            marks.add("divisions")
        marks.add(
            {"MONEY": "money", "PERCENT": "percent", "ORDINAL": "ordinal"}.get(quantity.label, "number")
        )
    return marks


# "Closed the file for ten years", "held out through three wars": the act is the news, not how long it was.
_ABOUT = r"\s+(?:the\s+|about\s+|nearly\s+|some\s+|almost\s+)?$"
_HOW_LONG = {
    "DURATION": re.compile(r"\b(?:for|through|throughout|during|after|within)" + _ABOUT),
    "COUNT": re.compile(r"\b(?:through|throughout|during)" + _ABOUT),
}
_RATE = re.compile(r"(?:an?|per)\b", re.IGNORECASE)  # "$5 million a year"
_UNDER = re.compile(r"\b(?:on|about|to|in|with|from|for|upon)\s+$")
_PART_BEFORE = re.compile(
    r"\b(?:on|about|to|in|with|from|for|upon)\s+[\w-]+\s+of\s+(?:the|its|their|these)\s+$"
)
_PART_AFTER = re.compile(r"\s+of\s+(?:the|its|their|these)\s")


def _of_an_act(page: Page, quantity: Span) -> bool:
    """True for how long an act went on."""
    found = _HOW_LONG.get(quantity.label)
    return found is not None and found.search(page.text[max(0, quantity.start - 24) : quantity.start]) is not None


def _in_passing(page: Page, count: Span) -> bool:
    """True for a number that only names a thing: "Article 9 (4 points) is ...", "speaks of six of the 47 articles"."""
    before, after = page.text[max(0, count.start - 24) : count.start], page.text[count.end : count.end + 12]
    part = _PART_BEFORE.search(before) or (_PART_AFTER.match(after) and _UNDER.search(before))
    return before.endswith("(") or part is not None


_TELLING = ("growth", "change", "share")  # "fell by 5%", "62% of payments were": the number is what is told


# Parts of a text: how many there are is told of the text, whatever the verb ("published in the form of 30 articles").
_DIVISIONS = frozenset("articles chapters sections clauses annexes provisions paragraphs protocols".split())


# Dimensions whose number is news by itself; counts and durations need a verb of measure.
_WITH_UNIT = frozenset("LENGTH AREA VOLUME MASS POWER ENERGY SPEED".split())


def _thing_timed(page: Page, quantity: Span) -> str:
    """agreement for the term of one: "a 25-year deal", "was concluded for ten years"."""
    word = re.match(r"[\s-]*(\w+(?:-\w+)*\s+)?(\w+)", page.text[quantity.end : quantity.end + 60])
    after = (
        bool(word) and bool({part.strip().lower() for part in word.groups("")} & TEXTS) if word else False
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
    if token.lower_ in ("that", "which", "who") and token.head.dep_ == "relcl":
        token = token.head.head
    start, end = proposition.paragraph.offsets(token)
    for name in page.touching("names", start, end):
        if name.label in _SUBJECTS:
            return _SUBJECTS[name.label]
    for reference in page.touching("references", start, end):
        schema = (reference.value or {}).get("schema")
        if schema in ("Agreement", "Project"):
            return _SUBJECTS[schema]
    if token.lemma_.lower() in TEXTS:
        return "agreement"
    if token.lemma_.lower() in _STATES or token.lower_ in ("both", "they", "he", "she"):
        return "state"
    return "other"
