"""Names as keys: a fingerprint that forgives spelling, and ids made from it.

The fingerprint folds what never tells two things apart (case, accents, punctuation, legal forms, a
leading "the"). It never folds words, places or numbers.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_LEGAL = frozenset("inc incorporated llc llp lp ltd limited corp corporation co company plc gmbh ag sa sas sarl srl spa bv nv ab oy as aps kk pte pty".split())
_AGENCY = {"dept": "department", "depts": "department", "pd": "police department", "so": "sheriffs office", "govt": "government"}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_APOSTROPHES = re.compile("['’`´]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}", re.UNICODE)


@lru_cache(maxsize=262_144)
def fingerprint(name: str, label: str = "") -> str:
    """The key under which spellings of one name meet. Empty only where the name has no letter and no digit."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not _is_folded(c))
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), _APOSTROPHES.sub("", text)).replace("&", " and ")
    words = _WORD.findall(text)
    words = words[1:] if words[:1] == ["the"] and len(words) > 1 else words
    return " ".join(_folded(words, label))


def _is_folded(char: str) -> bool:
    """Accents and invisible characters. The vowel signs of other scripts are kept: there they are letters."""
    return "\u0300" <= char <= "\u036f" or (unicodedata.category(char) in ("Cc", "Cf", "Cs") and not char.isspace())


def _folded(words: list[str], label: str) -> list[str]:
    if not words:
        return words
    if label == "Company":
        while len(words) > 1 and words[-1] in _LEGAL:
            words = words[:-1]
    elif label == "Agency":
        words = [_AGENCY.get(w, w) for w in words]
        words = ["us" if w == "united" and words[i + 1 : i + 2] == ["states"] else w for i, w in enumerate(words)]
        words = [w for i, w in enumerate(words) if not (w == "states" and i and words[i - 1] == "us")]
        words = words[1:] if words[0] == "us" and len(words) > 1 else words
    return words


def entity_id(label: str, name: str, jurisdiction: str | None = None) -> str:
    """The canonical id of a thing by its name: readable, the same in every ledger."""
    key = fingerprint(name, label) or name
    slug = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()).strip("-")
    if not slug or slug.replace("-", " ") != key or len(slug) > 80:
        slug = f"{slug[:60]}-{hashlib.sha256(key.encode()).hexdigest()[:10]}".strip("-")
    place = f"{jurisdiction.lower()}:" if jurisdiction and jurisdiction != "US" else ""
    return f"{label.lower()}:{place}{slug}"


def is_acronym(name: str) -> bool:
    """Whether a name is so short that different things share it: ICE, MPD, ROC."""
    letters = [c for c in name if c.isalnum()]
    return len(letters) <= 5 and " " not in name.strip() and sum(c.isupper() for c in letters) * 2 > len(letters)
