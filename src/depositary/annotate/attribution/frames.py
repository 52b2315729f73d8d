"""Where the words reported stand beside their verb: clause, infinitive, object, phrase."""

from __future__ import annotations

from depositary.annotate.attribution.cues import Verb
from depositary.annotate.attribution.tree import Tree

_REASONS = frozenset({"for", "as", "of", "over"})
_RELATIVE = frozenset({"WDT", "WP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_GROUNDS = frozenset({"because"})
_BREAKS = frozenset({";", ":"})
_CONTENT = ("ccomp", "xcomp", "advcl")
# Conjunctions that open a clause of time, ground or condition and not one that is said.
_ADVERBIAL = frozenset(
    {
        "if",
        "when",
        "as",
        "while",
        "because",
        "since",
        "after",
        "before",
        "until",
        "although",
        "though",
        "once",
        "unless",
        "whereas",
        "so",
        "despite",
        "than",
        "like",
        "where",
    }
)

Found = tuple[list[int], int | None]
_NOTHING: Found = ([], None)


def contents(tree: Tree, token: int, verb: Verb, cut: frozenset[int] = frozenset()) -> Found:
    """Tokens of the words reported, and the preposition that leads them. Empty when no frame is filled."""
    for kid in tree.kids[token]:
        if tree.dep[kid] in _CONTENT and _fills(tree, token, kid, verb.frames):
            held = tree.child(token, "dobj") if verb.frames & {"as"} else None
            small = tree.below(held) if held is not None and held < kid else []
            return [*small, *tree.below(kid, cut), *_second(tree, token, kid), *_tail(tree, token, kid)], None
    if "clause" in verb.frames and (host := _host(tree, token)) is not None:
        inside = tree.below(host, {token})
        return [one for one in inside if tree.sentence[one] == tree.sentence[token]], None
    led = _led(tree, token, verb)
    return led if led is not None else (_objects(tree, token, verb.frames), None)


def _fills(tree: Tree, token: int, kid: int, frames: frozenset[str]) -> bool:
    """Does a clause below the verb fill one of its frames?"""
    dep, after = tree.dep[kid], kid > token
    if not after and (_BREAKS & set(tree.word[kid:token]) or _has_thing(tree, token)):
        return False
    if dep == "ccomp":
        what = "object" in frames and tree.lemma[tree.edge(kid)[0]] == "what"
        return bool(frames & {"clause", "to"}) or ("as" in frames and after) or what
    if dep == "xcomp":
        return ("to" in frames and _has_to(tree, kid)) or ("as" in frames and after)
    if not after:
        return False
    if "to" in frames and _infinitive(tree, kid):
        return True
    return "clause" in frames and _plain_clause(tree, kid)


def _has_thing(tree: Tree, token: int) -> bool:
    """Has the verb "it" or "this" for its object, so that a clause before it is another sentence ("A, X denies it")?"""
    held = tree.child(token, "dobj")
    return held is not None and tree.lemma[held] in ("it", "this", "that")


def _has_to(tree: Tree, kid: int) -> bool:
    return _infinitive(tree, kid) or tree.tag[kid] == "VBG"


def _infinitive(tree: Tree, kid: int) -> bool:
    return any(tree.dep[one] == "aux" and tree.lemma[one] == "to" for one in tree.kids[kid])


def _plain_clause(tree: Tree, kid: int) -> bool:
    """A finite clause with a subject and no conjunction: the parse at times calls what is said adverbial."""
    if tree.child(kid, "nsubj", "nsubjpass") is None:
        return False
    if tree.tag[kid] not in _FINITE and tree.child(kid, "aux", "auxpass") is None:
        return False
    first = tree.edge(kid)[0]
    if tree.tag[first] in ("WRB", "VBG") or tree.lemma[first] in _ADVERBIAL:
        return False
    return all(tree.dep[one] != "mark" or tree.lemma[one] == "that" for one in tree.kids[kid])


def _host(tree: Tree, token: int) -> int | None:
    """The verb that a parenthesis comments on ("the park, she SAID, is full", "as she SAID, ...")."""
    head = tree.head[token]
    if tree.dep[token] == "parataxis":
        return head
    if tree.dep[token] == "advcl" and head != token:
        mark = tree.child(token, "mark")
        other = tree.child(token, "ccomp", "dobj", "xcomp", "prep")
        bare = other is None or (tree.lemma[token] == "put" and tree.lemma[other] == "it")
        if mark is not None and tree.lemma[mark] == "as" and bare:
            return head
    return None


def _second(tree: Tree, token: int, content: int) -> list[int]:
    """A second clause said, that the parse hangs on the verb ("said A was late and B WAS EARLY")."""
    found: list[int] = []
    for kid in tree.kids[token]:
        if tree.dep[kid] != "conj" or kid < content < token or tree.child(kid, "nsubj", "nsubjpass") is None:
            continue
        joint = [one for one in tree.kids[token] if tree.dep[one] == "cc" and content < one < kid]
        if joint and tree.word[joint[-1] - 1] != ",":
            found += [joint[-1], *tree.below(kid)]
    return found


def _tail(tree: Tree, token: int, content: int) -> list[int]:
    """What belongs to the content though the parse hangs it on the verb: a ground, a bare infinitive."""
    found: list[int] = []
    for kid in tree.kids[token]:
        if kid < content or content < token:
            continue
        if (
            tree.dep[kid] == "advcl"
            and (mark := tree.child(kid, "mark")) is not None
            and tree.lemma[mark] in _GROUNDS
        ):
            found += tree.below(kid)
        elif (
            tree.dep[kid] == "conj"
            and tree.tag[kid] == "VB" != tree.tag[token]
            and _infinitive(tree, content)
        ):
            found += tree.range(tree.edge(content)[1] + 1, tree.edge(kid)[0] - 1) + tree.below(kid)
    return found


def _led(tree: Tree, token: int, verb: Verb) -> Found | None:
    """The phrase of a preposition that the verb takes ("called FOR TALKS")."""
    for kid in tree.kids[token]:
        if tree.dep[kid] in ("prep", "prt", "dative") and tree.lemma[kid] in verb.preps and kid > token:
            inner = tree.child(kid, "pobj", "pcomp", "ccomp")
            if inner is not None:
                return tree.below(inner), kid
    return None


def _objects(tree: Tree, token: int, frames: frozenset[str]) -> list[int]:
    """The object with what is said of it, when the verb takes one."""
    held = next((kid for kid in tree.kids[token] if tree.dep[kid] in ("dobj", "oprd")), None)
    if held is None:
        return _relative_head(tree, token) if "object" in frames else []
    extra = [kid for kid in tree.kids[token] if kid > held and tells(tree, kid)]
    if not ("object" in frames or (frames & {"as", "of"} and extra)):
        return []
    return [one for part in (held, *extra) for one in tree.below(part)]


def tells(tree: Tree, kid: int) -> bool:
    """Is it a predicate or reason beside the object ("a friend", "as weak", "for the delay")?"""
    if tree.dep[kid] == "prep":
        return tree.lemma[kid] in _REASONS
    return tree.dep[kid] in ("oprd", "acomp") or (tree.dep[kid] == "dobj")


def _relative_head(tree: Tree, token: int) -> list[int]:
    """The noun of a relative clause without a pronoun ("the plan HE PROPOSED")."""
    head = tree.head[token]
    kids = [
        *tree.kids[token],
        *(one for kid in tree.kids[token] if tree.dep[kid] == "prep" for one in tree.kids[kid]),
    ]
    pronoun = any(tree.tag[kid] in _RELATIVE for kid in kids)  # also "the letter IN WHICH he proposed"
    if tree.dep[token] != "relcl" or pronoun or head > token:
        return []
    return [*_summed_up(tree, head), *tree.below(head, {token})]


def _summed_up(tree: Tree, noun: int) -> list[int]:
    """The clause that a noun with "a" sums up behind a comma: "THE TWO ARE ALLIES, a bond he stressed"."""
    first = tree.edge(noun)[0]
    if (
        tree.dep[noun] not in ("appos", "attr", "npadvmod")
        or tree.lemma[first] != "a"
        or first < 3
        or tree.word[first - 1] != ","
    ):
        return []
    low = first - 1
    while low > 0 and tree.sentence[low - 1] == tree.sentence[noun]:
        low -= 1
    before = tree.range(low, first - 2)
    return before if any(tree.tag[one] in _FINITE for one in before) else []


def around(tree: Tree, token: int, head: int) -> list[int]:
    """The rest of the sentence around ", X said," where the parse gave the verb no complement."""
    first = min(tree.edge(head)[0], token)
    last = max(tree.edge(head)[1] if head > token else token, token)
    low, high = token, token
    while low > 0 and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high + 1 < len(tree) and tree.sentence[high + 1] == tree.sentence[token]:
        high += 1
    if first - low < 4 or tree.word[first - 1] != ",":
        return []
    before = tree.range(low, first - 2)
    if not any(tree.tag[one] in _FINITE for one in before):
        return []
    return before + (tree.range(last + 2, high) if last + 3 < high and tree.word[last + 1] == "," else [])
