"""Words around a claim that leave it open whether anything happened: then a person decides, and it is not taken by itself."""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"\bno (?:evidence|proof|sign|indication|record)\b|\b(?:not|isn['’]t|wasn['’]t) true\b|\bun(?:true|founded)\b|\bfalse(?:ly|hood)?\b|\bwrong(?:ly)?\b|\bmistaken(?:ly)?\b"
    r"|\bhoax\b|\bdebunk\w*|\bmyth\b|\byet to\b|\balmost\b|\bnearly (?:bought|sold|signed|agreed)\b|\bclose to (?:buying|selling|signing|a deal)\b|\b(?:is|are|was|were) about to\b"
    r"|\bhope[sd]? to\b|\blove to\b|\bwould(?: have)? (?:like|lik|sell|sold|buy|bought)\w*\b|\bhypothetical\w*|\bfiction\w*|\bin the (?:novel|film|movie|series|play|game|story)\b|\bimagin\w+"
    r"|\bbut not\b|\band not\b|\brather than\b|\binstead of\b|\bhad it\b|\bwere it\b|\bstruck down\b|\brumou?r\w*",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"^\W*(?:some )?(?:sources|insiders|people familiar[^,]*)\b|\b(?:sources|insiders) (?:say|said|claim)\w*", re.IGNORECASE)


def left_open(sentence: str) -> str | None:
    """The words that leave it open, None where there are none."""
    found = _OPEN.search(sentence)
    return found[0] if found else None


def unnamed(sentence: str) -> bool:
    """Whether only unnamed sources say it."""
    return bool(_UNNAMED.search(sentence))
