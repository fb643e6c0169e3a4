"""Who does what to whom: the arguments of a verb or noun, whatever the voice and the kind of clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from loaders.article import lexicon
from loaders.article.parse import Token

Roles = Mapping[str, tuple[Token, ...]]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("WDT", "WP", "WP$", "WRB")


def subject(verb: Token) -> Token | None:
    """The grammatical subject, its own or the one that it shares with the verb above it."""
    return _subject(verb, 0)


def _subject(verb: Token, depth: int) -> Token | None:
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if own:
        return antecedent_of_relative(next((c for c in reversed(own) if c.pos_ == "PROPN"), own[0]))
    if depth > 6:
        return None
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return _subject(head, depth + 1)
    if verb.dep_ in ("acl", "relcl"):
        return head if verb.dep_ == "acl" and verb.tag_ in ("VBG", "VBN") else _owner_or_subject(head, depth)
    if verb.dep_ in ("xcomp", "advcl", "pcomp", "ccomp", "prep"):
        return _controller(verb, head, depth)
    return None


def _controller(verb: Token, head: Token, depth: int) -> Token | None:
    """The subject of the verb above, or its object where that verb makes others act."""
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "mark", "agent") and head.head != head:
        head = head.head
    if head.pos_ not in ("VERB", "AUX"):
        return _owner_or_subject(head, depth)
    if head.lemma_ in lexicon.words("object_control") and verb.dep_ in ("xcomp", "ccomp", "pcomp"):
        objects = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
        if objects:
            return antecedent_of_relative(objects[0])
    return _subject(head, depth + 1)


def _owner_or_subject(noun: Token, depth: int) -> Token | None:
    """Who a noun's action belongs to: "its promise to sell", "Oculon made a promise to sell"."""
    owner = [c for c in noun.children if c.dep_ == "poss"]
    if owner:
        return antecedent_of_relative(owner[0])
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return _subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") and head != noun else None


def antecedent_of_relative(token: Token) -> Token:
    """The noun that "which", "who", "that" or "whose" stands for; any other token is itself."""
    if token.tag_ not in _RELATIVE or token.lower_ in ("what", "how", "why", "where", "when"):
        return token
    return next((a.head for a in token.ancestors if a.dep_ == "relcl"), token)


def is_passive(verb: Token) -> bool:
    """Whether what is grammatically the subject suffers the action."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if any(c.dep_ == "nsubj" for c in verb.children) or verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "relcl", "advcl"):
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return bool(verb.dep_ == "conj" and is_passive(verb.head) and not any(c.dep_ in ("aux", "dobj") for c in verb.children))


def roles(predicate: Token) -> Roles:
    """The arguments of a verb or a noun by role: agent, patient, dative, poss, compound and the prepositions."""
    found: dict[str, list[Token]] = defaultdict(list)
    if predicate.pos_ in ("VERB", "AUX"):
        _verb_roles(predicate, found)
    else:
        _noun_roles(predicate, found)
    return {role: tuple(dict.fromkeys(t for token in tokens for t in with_conjuncts(token))) for role, tokens in found.items()}


def _verb_roles(verb: Token, found: dict[str, list[Token]]) -> None:
    passive = is_passive(verb)
    doer = subject(verb)
    if doer is not None and doer != verb:
        found["patient" if passive else "agent"].append(doer)
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd", "acomp"):
            # "was awarded a contract": the subject is the one to whom, the object is what
            found["given" if passive and child.dep_ == "dobj" else "patient" if child.dep_ == "dobj" else child.dep_].append(antecedent_of_relative(child))
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            found["dative"].append(child)
    _prepositions(verb, found)
    if passive:
        found["agent"].extend(found.get("by", ()))
    for thing in [c for c in verb.children if c.dep_ in ("dobj", "attr", "nsubjpass")]:
        _prepositions(thing, found, leave_out=("of",))
    _gaps(verb, found)


def _noun_roles(noun: Token, found: dict[str, list[Token]]) -> None:
    for child in noun.children:
        if child.dep_ == "poss":
            found["poss"].append(antecedent_of_relative(child))
        elif child.dep_ in ("compound", "nmod", "amod") and child.i < noun.i:
            found["compound"].append(child)
        elif child.dep_ == "appos":
            found["appos"].append(child)
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBG"):
            _prepositions(child, found)
            if child.tag_ == "VBG":
                found["patient"].extend(c for c in child.children if c.dep_ == "dobj")
    _prepositions(noun, found)


def _prepositions(head: Token, found: dict[str, list[Token]], leave_out: tuple[str, ...] = ()) -> None:
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB") and child.lower_ not in leave_out:
            role = "by" if child.dep_ == "agent" else child.lower_
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    found[role].append(antecedent_of_relative(inner))
                elif inner.dep_ == "prep":
                    found[inner.lower_].extend(c for c in inner.children if c.dep_ == "pobj")


def deep_prepositions(noun: Token) -> dict[str, tuple[Token, ...]]:
    """Prepositions anywhere in a noun's phrase but not in its clauses: small pipelines often hang them on a neighbour."""
    found: dict[str, list[Token]] = defaultdict(list)
    waiting = [c for c in noun.children if c.i > noun.i]
    while waiting:
        token = waiting.pop(0)
        if token.dep_ in ("relcl", "advcl", "ccomp", "acl", "conj"):
            continue
        if token.dep_ == "prep":
            found[token.lower_].extend(antecedent_of_relative(c) for c in token.children if c.dep_ == "pobj")
        waiting.extend(token.children)
    return {k: tuple(v) for k, v in found.items()}


def _gaps(verb: Token, found: dict[str, list[Token]]) -> None:
    """Reads "The cameras that the city bought", "the firm it bought from": the relative clause's noun fills the empty place."""
    clause = next((v for v in (verb, verb.head, verb.head.head) if v.dep_ == "relcl"), None)
    if clause is None or (clause != verb and verb.dep_ not in ("xcomp", "ccomp", "conj")):
        return
    noun = clause.head
    if any(noun in tokens for tokens in found.values()) or any(t.tag_ == "WP$" for t in clause.subtree):
        return
    stranded = [c for c in verb.children if c.dep_ == "prep" and not any(g.dep_ in ("pobj", "pcomp") for g in c.children)]
    found[stranded[0].lower_ if stranded else "patient"].append(noun)


def with_conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it to its right."""
    yield token
    yield from (t for t in token.conjuncts if t.i > token.i and t.pos_ in ("NOUN", "PROPN", "PRON", "X"))


def governor(token: Token) -> Token | None:
    """The verb by which a noun hangs in its sentence, through prepositions and other nouns."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX"):
            return ancestor
    return None


def support_roles(noun: Token) -> tuple[Token | None, Roles]:
    """The verb that carries a noun of action, and what it adds: "Oculon signed a contract", "a contract was awarded to Oculon"."""
    verb = _support(noun)
    if verb is None:
        return None, {}
    found = {k: v for k, v in roles(verb).items() if k in ("attr", "agent", "dative", "to", "by", "from", "with", "between", "patient", "for", "on", "at")}
    found["patient"] = tuple(t for t in found.get("patient", ()) if t != noun)
    if noun.dep_ == "nsubj" and verb.dep_ == "ccomp" and lemma(verb.head) in ("let", "see", "have", "make", "watch"):
        found["agent"] = tuple(t for t in (subject(verb.head),) if t is not None)
    return verb, {k: v for k, v in found.items() if v}


def _support(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and head.pos_ in ("VERB", "AUX"):
        return head
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        return _support(head)
    if noun.dep_ == "pobj":
        above = head.head
        while above.pos_ in ("ADV", "ADP") and above.head != above:
            above = above.head
        return above if above.pos_ in ("VERB", "AUX") else None
    return None


def noun_phrase(token: Token) -> list[Token]:
    """The noun and what stands before it in its phrase."""
    return list(token.doc[token.left_edge.i : token.i + 1])


def lemma(token: Token) -> str:
    """The lemma, mended where the pipeline's is known to be off."""
    text = str(token.lemma_).lower()
    return _MENDED.get(text, text)


_MENDED = {
    "instal": "install",
    "forbade": "forbid",
    "forbad": "forbid",
    "fulfil": "fulfill",
    "licence": "license",
    "programme": "program",
    "trialle": "trial",
    "triall": "trial",
    "trialling": "trial",
    "trialled": "trial",
    "piloted": "pilot",
    "cancelle": "cancel",
    "fin": "fine",
}


def in_class(token: Token, name: str) -> bool:
    """Whether the token's lemma is in a class of words."""
    return lemma(token) in lexicon.words(name)
