"""Where a long name has misled the parser: mended once the name is known."""

from __future__ import annotations

from loaders.article.parse import Block


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
