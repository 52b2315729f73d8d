"""Reporting verbs over the parse: indirect speech, opinions, intentions ("X said that ...", "plans to", "condemned ...").

Where the words reported stand depends on the verb; `cues/<lang>/reporting.yml` lists its frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from depositary.annotate.attribution.cues import Cues, Verb
from depositary.annotate.attribution.said import Said
from depositary.annotate.attribution.tree import Piece, Tree, agent, subject

_REASONS = frozenset({"for", "as", "of", "over"})
_AS = frozenset({"as", "to", "with"})
_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_SPEECH = frozenset({"say", "claim", "believe", "show", "deny", "expect"})
_RELATIVE = frozenset({"WDT", "WP"})


def by_verbs(tree: Tree, cues: Cues, taken: frozenset[int]) -> Iterator[Said]:
    """Attributions of every reporting verb of the paragraph that is not in `taken` (those with a direct quotation)."""
    lifted = _lifted(tree, cues)
    for token, lemma in enumerate(tree.lemma):
        verb = cues.verbs.get(lemma)
        if (
            verb is None
            or token in taken
            or tree.pos[token] not in ("VERB", "AUX")
            or tree.dep[token] == "compound"
        ):
            continue
        said = (
            _passive(tree, token, verb, cues)
            if is_passive(tree, token)
            else _active(tree, token, verb, lifted)
        )
        if said is not None:
            yield said


def is_passive(tree: Tree, token: int) -> bool:
    """Is the verb a passive, with its auxiliary or as a bare participle after a noun?"""
    if tree.child(token, "auxpass", "nsubjpass") is not None:
        return True
    return (
        tree.tag[token] == "VBN" and tree.dep[token] in ("acl", "advcl") and tree.child(token, "aux") is None
    )


def _lifted(tree: Tree, cues: Cues) -> dict[int, int]:
    """Second verbs of speech that the parse hangs inside the first one's content ("said A was late and ADDED that ...")."""
    found: dict[int, int] = {}
    for token, dep in enumerate(tree.dep):
        if (
            dep != "conj"
            or tree.lemma[token] not in cues.verbs
            or tree.child(token, "nsubj", "nsubjpass") is not None
        ):
            continue
        inner = tree.head[token]
        outer = tree.head[inner]
        verb = cues.verbs.get(tree.lemma[outer])
        if (
            tree.dep[inner] == "ccomp"
            and verb is not None
            and verb.kind in ("say", "claim")
            and tree.lemma[inner] not in cues.verbs
        ):
            if tree.tag[token] == tree.tag[outer] and inner > outer:
                found[token] = outer
    return found


def _active(tree: Tree, token: int, verb: Verb, lifted: dict[int, int]) -> Said | None:
    cut = frozenset(one for one, outer in lifted.items() if outer == token)
    head = subject(tree, lifted.get(token, token))
    content, prep = contents(tree, token, verb, cut)
    if not content and verb.kind in _SPEECH and "clause" in verb.frames and head is not None:
        content = _around(tree, token, head)
    if not content:
        return None
    return make(tree, token, head, content, verb.kind, prep)


def make(
    tree: Tree, token: int, head: int | None, content: list[int], kind: str, prep: int | None = None
) -> Said | None:
    """An attribution from token numbers; None when speaker and content are the same words."""
    source = source_of(tree, head, token)
    pieces = tree.pieces(content)
    if not pieces:
        return None
    cue = cue_of(tree, token, prep)
    return Said(tree.start[token], source, cue, pieces, tree.lemma[token], kind, place=token)


def source_of(tree: Tree, head: int | None, verb: int) -> list[Piece]:
    """The words of the speaker: the phrase of its head without the clause that the verb stands in."""
    if head is None:
        return []
    without = set()
    step = verb
    while tree.head[step] != step and step != head:
        if tree.head[step] == head:
            without.add(step)
        step = tree.head[step]
    held = tree.below(head, without | {verb})
    return [piece for piece in tree.pieces(held) if piece[0] <= tree.start[head] < piece[1]]


def cue_of(tree: Tree, verb: int, prep: int | None = None) -> list[Piece]:
    """The verb with the auxiliaries, negation and adverbs just before it, its particle and preposition just after."""
    first = verb
    while first > 0 and tree.head[first - 1] == verb and tree.dep[first - 1] in _BEFORE:
        first -= 1
    last = verb
    while (
        last + 1 < len(tree)
        and tree.head[last + 1] == verb
        and (tree.dep[last + 1] == "prt" or last + 1 == prep)
    ):
        last += 1
    extra = [(tree.start[prep], tree.end[prep])] if prep is not None and prep > last else []
    return [(tree.start[first], tree.end[last]), *extra]


def contents(
    tree: Tree, token: int, verb: Verb, cut: frozenset[int] = frozenset()
) -> tuple[list[int], int | None]:
    """Tokens of the words reported, and the preposition that leads them if any. Empty when no frame is filled."""
    frames = verb.frames
    for kid in tree.kids[token]:
        dep = tree.dep[kid]
        if dep == "ccomp" and (("clause" in frames) or ("to" in frames) or ("as" in frames and kid > token)):
            return [*tree.below(kid, cut), *_second(tree, token, kid)], None
        if dep == "ccomp" and "object" in frames and tree.lemma[tree.edge(kid)[0]] == "what":
            return tree.below(kid, cut), None
        if dep == "xcomp" and (("to" in frames and _has_to(tree, kid)) or ("as" in frames and kid > token)):
            return _with_relative(tree, token, tree.below(kid, cut), "as" in frames), None
    if tree.dep[token] == "parataxis" and "clause" in frames:
        return [
            one for one in tree.below(tree.head[token], {token}) if tree.sentence[one] == tree.sentence[token]
        ], None
    if (led := _led(tree, token, verb)) is not None:
        return led
    return _objects(tree, token, frames), None


def _second(tree: Tree, token: int, content: int) -> list[int]:
    """A second clause of what is said that the parse hangs on the verb ("said A was late and B WAS EARLY")."""
    found: list[int] = []
    for kid in tree.kids[token]:
        if tree.dep[kid] != "conj" or kid < content < token or tree.child(kid, "nsubj", "nsubjpass") is None:
            continue
        joint = [one for one in tree.kids[token] if tree.dep[one] == "cc" and content < one < kid]
        if joint and tree.word[joint[-1] - 1] != ",":
            found += [joint[-1], *tree.below(kid)]
    return found


def _has_to(tree: Tree, kid: int) -> bool:
    return (
        any(tree.dep[one] == "aux" and tree.lemma[one] == "to" for one in tree.kids[kid])
        or tree.tag[kid] == "VBG"
    )


def _with_relative(tree: Tree, token: int, content: list[int], small: bool) -> list[int]:
    """Add the object of "called HIM a friend", or the noun of "the target IT PLEDGED to reach"."""
    held = tree.child(token, "dobj") if small else None
    return sorted({*tree.below(held), *content}) if held is not None else content


def _led(tree: Tree, token: int, verb: Verb) -> tuple[list[int], int] | None:
    for kid in tree.kids[token]:
        if tree.dep[kid] == "prep" and tree.lemma[kid] in verb.preps and kid > token:
            inner = tree.child(kid, "pobj", "pcomp", "ccomp")
            if inner is not None:
                return tree.below(inner), kid
    return None


def _objects(tree: Tree, token: int, frames: frozenset[str]) -> list[int]:
    """The object with what is said of it, when the verb takes one."""
    held = tree.child(token, "dobj")
    if held is None:
        return _relative_head(tree, token) if "object" in frames else []
    extra = [kid for kid in tree.kids[token] if kid > held and _tells(tree, kid)]
    if not ("object" in frames or (frames & {"as", "of"} and extra)):
        return []
    return [one for part in (held, *extra) for one in tree.below(part)]


def _tells(tree: Tree, kid: int) -> bool:
    """Is it a predicate or reason beside the object ("a friend", "as weak", "for the delay")?"""
    return tree.dep[kid] in ("oprd", "acomp") or (tree.dep[kid] == "prep" and tree.lemma[kid] in _REASONS)


def _relative_head(tree: Tree, token: int) -> list[int]:
    """The noun of a relative clause without a pronoun ("the plan HE PROPOSED")."""
    head = tree.head[token]
    if (
        tree.dep[token] != "relcl"
        or any(tree.tag[kid] in _RELATIVE for kid in tree.kids[token])
        or head > token
    ):
        return []
    return tree.below(head, {token})


def _around(tree: Tree, token: int, head: int) -> list[int]:
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
    after = tree.range(last + 2, high) if last + 3 < high and tree.word[last + 1] == "," else []
    return tree.range(low, first - 2) + after


def _passive(tree: Tree, token: int, verb: Verb, cues: Cues) -> Said | None:
    """ "is expected to", "it is believed that", "was condemned by X", "a plan proposed by X"."""
    speaker, content = agent(tree, token), list[int]()
    subject_ = tree.child(token, "nsubjpass")
    tail = tree.child(token, "xcomp", "ccomp")
    if tail is not None and (tree.lemma[token] in cues.passive or "clause" in verb.frames):
        moved = subject_ is not None and tree.dep[tail] == "xcomp" and tree.dep[subject_] != "expl"
        content = [*(tree.below(subject_) if moved and subject_ is not None else ()), *tree.below(tail)]
    elif speaker is not None and verb.frames & {"object", "as", "of"}:
        noun = subject_ if subject_ is not None else tree.head[token] if tree.dep[token] == "acl" else None
        if noun is not None:
            extra = [kid for kid in tree.kids[token] if kid > token and _tells(tree, kid)]
            content = [*tree.below(noun, {token}), *(one for kid in extra for one in tree.below(kid))]
    return make(tree, token, speaker, sorted(set(content)), verb.kind) if content else None
