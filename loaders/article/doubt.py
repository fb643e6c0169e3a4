"""Words around a claim that leave it open whether anything happened: then a person decides, and it is not taken by itself."""

from __future__ import annotations

import re

_UNTRUE = r"no (?:evidence|proof|sign|indication|record)|(?:not|isn['’]t|wasn['’]t) true|un(?:true|founded)|false(?:ly|hood)?|wrong(?:ly)?|mistaken(?:ly)?|hoax|debunk\w*|myth|rumou?r\w*"
_NOT_YET = r"yet to|almost|nearly (?:bought|sold|signed|agreed)|close to (?:buying|selling|signing|a deal)|(?:is|are|was|were) about to|hope[sd]? to|love to"
_NOT_REAL = (
    r"would(?: have)? (?:like|sell|sold|buy|bought)\w*|had it|were it|hypothetical\w*|fiction\w*|in the (?:novel|film|movie|series|play|game|story)|imagin\w+"
)
_NOT_THESE = r"but not|and not|rather than|instead of|struck down"
_OPEN = re.compile(rf"\b(?:{_UNTRUE}|{_NOT_YET}|{_NOT_REAL}|{_NOT_THESE})\b", re.IGNORECASE)
_UNNAMED = re.compile(r"^\W*(?:some )?(?:sources|insiders|people familiar[^,]*)\b|\b(?:sources|insiders) (?:say|said|claim)\w*", re.IGNORECASE)


def left_open(sentence: str) -> str | None:
    """The words that leave it open, None where there are none."""
    found = _OPEN.search(sentence)
    return found[0] if found else None


def unnamed(sentence: str) -> bool:
    """Whether only unnamed sources say it."""
    return bool(_UNNAMED.search(sentence))
