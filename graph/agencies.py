"""What a public body is, by rule from its name: level and function, with the rule that says so.

Used only where neither a source nor the reference tables say it. A name that no rule fits stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Level and function of a body, None where the name does not tell, and the rules used."""

    level: str | None = None
    function: str | None = None
    rules: tuple[str, ...] = ()


#: Pattern in the lower-cased name -> level, function. The first that fits decides.
_RULES: tuple[tuple[str, str | None, str | None], ...] = (
    (r"\bsheriff'?s?’?s?\b", "county", "sheriff"),
    (r"\bcounty police\b", "county", "police"),
    (r"\b(state police|highway patrol|state patrol|state troopers)\b", "state", "police"),
    (r"\b(university|college|campus) (of .*)?police\b|\bpolice .*\b(university|college)\b", None, "police"),
    (r"\b(transit|transportation|metro(politan)? transit) (police|authority)\b", "regional", "transit"),
    (r"\btribal police\b|\bnation police\b", "tribal", "police"),
    (r"\bpolice (department|dept|bureau|division)\b|\bdepartment of police\b", "municipal", "police"),
    (r"\b(constabulary|police service|police force)\b", None, "police"),
    (r"\bpolice\b", None, "police"),
    (r"\bcounty (attorney|prosecutor)|\bcounty district attorney", "county", "prosecution"),
    (r"\b(district attorney|prosecutor|attorney general)\b", None, "prosecution"),
    (r"\bstate (department|bureau) of corrections\b", "state", "corrections"),
    (r"\b(corrections?|prisons?|jail)\b", None, "corrections"),
    (r"\b(public schools|school district|unified school|schools)\b", "municipal", "education"),
    (r"\b(university|college)\b", None, "education"),
    (r"^(the )?(state|commonwealth) of\b", "state", "government"),
    (r"^(the )?(city|town|village|borough|city and county) of\b|\bcity council\b", "municipal", "government"),
    (r"^(the )?county of\b|\bcounty$|\bcounty (board|commission)", "county", "government"),
    (r"\bimmigration\b", None, "immigration"),
    (r"\bborder\b", None, "border"),
    (r"\b(army|navy|air force|marine corps|military)\b", None, "military"),
    (r"\bintelligence\b", None, "intelligence"),
)


@lru_cache(maxsize=65_536)
def classify(name: str) -> Kind:
    """Level and function that the name itself tells."""
    lowered = name.casefold()
    for pattern, level, function in _RULES:
        if re.search(pattern, lowered):
            return Kind(level=level, function=function, rules=(f"the name has the form {pattern!r}",))
    return Kind()
