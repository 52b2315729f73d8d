"""The parse of a paragraph as plain lists: asking spaCy token by token is several times slower.

Tokens are numbers; offsets are document offsets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from depositary.annotate.attribution.cues import cues
from depositary.annotate.layers import Paragraph

Piece = tuple[int, int]
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
# Marks that end a span without belonging to it; quotation marks and closing brackets stay.
_LOOSE = frozenset(",;:–—-−.…/") | {"--", "...", "―"}
_PASSED = frozenset({"ADV", "AUX", "PUNCT", "CCONJ"})
_INSIDE = frozenset({"pobj", "prep", "appos", "compound", "poss", "nmod", "amod"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "ADP"})
_OUTER = frozenset("([")


@dataclass(slots=True)
class Tree:
    """Tokens of a paragraph in parallel lists, with the children of each."""

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    sentence: list[int]
    edges: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.word)

    def child(self, token: int, *deps: str) -> int | None:
        """The first child with one of the relations."""
        for kid in self.kids[token]:
            if self.dep[kid] in deps:
                return kid
        return None

    def below(self, token: int, without: Collection[int] = ()) -> list[int]:
        """The token and all below it in text order, leaving out the subtrees of `without`."""
        held, open_ = [], [token]
        while open_:
            one = open_.pop()
            if one in without:
                continue
            held.append(one)
            open_.extend(self.kids[one])
        held.sort()
        return held

    def edge(self, token: int) -> tuple[int, int]:
        """First and last token of the subtree."""
        if token not in self.edges:
            held = self.below(token)
            self.edges[token] = (held[0], held[-1])
        return self.edges[token]

    def pieces(self, tokens: Iterable[int]) -> list[Piece]:
        """Offsets of the runs of tokens, without loose marks at the ends. Runs apart by marks are one."""
        runs: list[list[int]] = []
        for token in tokens:
            if runs and all(self.pos[gap] in ("PUNCT", "SPACE") for gap in range(runs[-1][-1] + 1, token)):
                runs[-1].append(token)
            else:
                runs.append([token])
        said = [run for run in runs if len(run) > 1 or self.tag[run[0]] not in ("IN", "CC")]
        return [piece for run in said if (piece := self._trim(run)) is not None]

    def _trim(self, run: list[int]) -> Piece | None:
        """Without loose marks at the ends, and without a note in brackets after the last word ("[12]")."""
        first, last = 0, len(run) - 1
        while first <= last and self._is_loose(run[first], before=True):
            first += 1
        while last >= first and self._is_loose(run[last], before=False):
            last -= 1
        if last - first > 2 and self.word[run[last]] == "]" and self.word[run[last - 2]] == "[":
            return self._trim(run[first : last - 2])
        return (self.start[run[first]], self.end[run[last]]) if first <= last else None

    def _is_loose(self, token: int, before: bool) -> bool:
        word = self.word[token]
        loose = word in _LOOSE or self.pos[token] == "SPACE"
        return loose or (not before and (word in _OUTER or self.pos[token] == "CCONJ"))

    def range(self, first: int, last: int) -> list[int]:
        """Tokens from first to last, both kept."""
        return list(range(first, last + 1))


def tree_of(paragraph: Paragraph) -> Tree:
    """The parse of a paragraph as lists."""
    doc, base = paragraph.parse, paragraph.start
    tokens = doc.tokens
    kids = [[child.i for child in token.children] if token.children else [] for token in tokens]
    words = [token.text for token in tokens]
    starts = [base + token.idx for token in tokens]
    sentence, number = [], -1
    for one in tokens:
        number += bool(one.is_sent_start) or number < 0
        sentence.append(number)
    return Tree(
        text=doc.text, start=starts, word=words,
        end=[at + len(word) for at, word in zip(starts, words, strict=True)],
        lemma=[token.lemma_.lower() for token in tokens], pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens], dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens], kids=kids, sentence=sentence,
    )  # fmt: skip


def subject(tree: Tree, verb: int, seen: int = 0) -> int | None:
    """The token that heads the speaker of a verb: its own subject, or one shared with the verb above it."""
    own = tree.child(verb, "nsubj", "csubj")
    if own is not None:
        return (
            None
            if seen and tree.lemma[own] == "it" and tree.child(verb, "acomp", "attr") is not None
            else own
        )
    passive = tree.child(verb, "nsubjpass", "auxpass") is not None
    if passive or seen > 5 or tree.head[verb] == verb:
        return agent(tree, verb)
    dep, head = tree.dep[verb], tree.head[verb]
    if dep in ("acl", "relcl") and tree.pos[head] in NOMINAL:
        return issuer(tree, head) if tree.tag[verb] == "VBG" else (agent(tree, verb) or owner(tree, head))
    if dep == "pcomp" and tree.lemma[head] in ("as",):
        return quoted(tree, tree.head[head])
    if dep in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep", "acomp", "attr", "oprd"):
        if (
            dep == "xcomp"
            and (addressee := tree.child(head, "dobj")) is not None
            and tree.pos[head] == "VERB"
        ):
            return addressee
        if tree.pos[head] in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
            shared = tree.child(head, "nsubjpass") if dep in ("advcl", "xcomp", "conj") else None
            return shared if shared is not None else subject(tree, head, seen + 1)
        if tree.pos[head] in ("NOUN", "PROPN") and dep != "ccomp":
            return owner(tree, head)
    return None


def issuer(tree: Tree, noun: int) -> int:
    """Who stands behind a noun that speaks ("THE MINISTRY issued a statement saying"), or the noun."""
    top = noun
    while (
        tree.dep[top] == "pobj" and tree.lemma[tree.head[top]] == "of" and tree.dep[tree.head[top]] == "prep"
    ):
        top = tree.head[tree.head[top]]
    verb = tree.head[top]
    if (
        tree.dep[top] == "dobj"
        and tree.lemma[verb] in cues().issuing
        and (found := subject(tree, verb)) is not None
    ):
        return found
    return noun


def quoted(tree: Tree, verb: int) -> int | None:
    """Whose words a verb of quoting takes up ("quoted HIM as saying", "HE was quoted as saying")."""
    return tree.child(verb, "dobj", "nsubjpass")


def agent(tree: Tree, verb: int) -> int | None:
    """The "by" phrase of a passive."""
    by = tree.child(verb, "agent")
    return tree.child(by, "pobj") if by is not None else None


def owner(tree: Tree, noun: int) -> int | None:
    """Whose a noun is: "HIS promise", "the promise of THE MINISTER", "a call by BORLAND"."""
    held = tree.child(noun, "poss")
    if held is not None:
        return held
    for prep in tree.kids[noun]:
        if tree.dep[prep] in ("prep", "agent") and tree.lemma[prep] in ("by", "from"):
            return tree.child(prep, "pobj")
    return None


def nearest(tree: Tree, verb: int) -> int | None:
    """The head of the phrase just before a finite verb that the parse left without a subject."""
    token = verb - 1
    if tree.tag[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    while token > 0 and tree.pos[token] in _PASSED and tree.sentence[token] == tree.sentence[verb]:
        token -= 1
    if (
        token < 0
        or tree.pos[token] not in ("NOUN", "PROPN", "PRON")
        or tree.sentence[token] != tree.sentence[verb]
    ):
        return None
    while tree.dep[token] in _INSIDE and tree.head[token] < verb and tree.pos[tree.head[token]] in _PHRASE:
        token = tree.head[token]
    return token if tree.pos[token] in ("NOUN", "PROPN", "PRON") else None
