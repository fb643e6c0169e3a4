"""Where names have misled the parser: mended once they are known."""

from __future__ import annotations

from loaders.article.parse import Block, Token


def possessor(block: Block, start: int, end: int) -> None:
    """Reads "The Bureau of Inquiry's agreement": a name with "of" in it owns what follows, though its last word alone was read as the owner.

    The noun takes the place of the name in the sentence, and the name becomes its possessor.
    """
    doc = block.doc
    if end + 1 >= len(doc) or doc[end].tag_ != "POS":
        return
    root, last = doc[start:end].root, doc[end - 1]
    owned = last.head
    if last.dep_ != "poss" or start <= owned.i < end or not start <= owned.head.i < end or owned == root or owned.sent != root.sent:
        return
    above, role = root.head, root.dep_
    owned.head, owned.dep_ = (owned, "ROOT") if above == root else (above, role)
    root.head, root.dep_ = owned, "poss"
    last.head, last.dep_ = root, "nmod"


def subject(block: Block, start: int, end: int) -> None:
    """Reads "Oakmere banned it": a name before a verb that has no subject is its subject, though it was read as an adverb."""
    root = block.doc[start:end].root
    verb = root.head
    if root.dep_ not in ("advmod", "npadvmod", "dep") or root.tag_ not in ("RB", "NNP", "NN", "JJ") or verb.pos_ != "VERB" or not start < verb.i:
        return
    if root.ent_type_ not in ("DATE", "TIME") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children):
        root.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def verb(block: Block) -> None:
    """Reads "The Commission on Tuesday barred Oculon, the vendor, from": the past tense before a name is the verb of its sentence, no adjective."""
    for token in block.doc:
        noun = token.head
        if token.tag_ != "VBD" or token.dep_ != "amod" or noun.pos_ != "PROPN" or not token.i < noun.i <= token.i + 4:
            continue
        doer = _doer(token, noun)
        if doer is not None and doer.sent == token.sent:
            _raise(token, noun, doer)


def _doer(token: Token, noun: Token) -> Token | None:
    """The name before the verb, which the parser has made the subject or the head of the name after it."""
    before = next((c for c in noun.children if c.dep_ == "nsubj" and c.i < token.i), None)
    return before if before is not None else noun.head if noun.head.i < token.i and noun.head.dep_ == "ROOT" and noun.head.pos_ == "PROPN" else None


def _raise(token: Token, noun: Token, doer: Token) -> None:
    """Makes the token the root, with both names and what hung on the second."""
    outer = noun.head
    after = [c for c in noun.children if c.i > noun.i and c.dep_ in ("prep", "xcomp", "acl", "relcl", "dative")]
    token.head, token.dep_ = token, "ROOT"
    if outer not in (doer, noun):
        outer.head, outer.dep_ = token, "advcl"
    doer.head, doer.dep_ = token, "nsubj"
    noun.head, noun.dep_ = token, "dobj"
    for child in after:
        child.head, child.dep_ = token, "xcomp" if child.dep_ in ("acl", "relcl") else child.dep_
