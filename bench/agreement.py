"""`python -m bench.agreement`: how far a second hand, who had not seen the first, took the same claims from a tenth of the corpus."""

from __future__ import annotations

import json
from collections import Counter

from graph.claims import Claim
from graph.names import fingerprint
from graph.schema import FIRM
from loaders.article.corpus import Passage, folder, parsed, passages


def main() -> None:
    """Print one line a measure."""
    first = {p.document.id: p for p in passages()}
    count: Counter[str] = Counter()
    for path in sorted((folder() / "second").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            second = parsed(json.loads(line), path.stem)
            count += _compared(first[second.document.id], second)
    precision, recall = count["same"] / count["second"], count["same"] / count["first"]
    alike = {k: count[k] / count["same"] for k in ("polarity", "firm")}
    print(f"{count['passages']} passages; claims of the first hand {count['first']}, of the second {count['second']}, the same {count['same']} (type, parties)")
    print(f"F1 {2 * precision * recall / (precision + recall):.3f}; of the same: polarity alike {alike['polarity']:.3f}, sure or not alike {alike['firm']:.3f}")
    print(f"passages in which both took some, or both none: {count['alike'] / count['passages']:.3f}")


def _compared(first: Passage, second: Passage) -> Counter[str]:
    names = _names(first, second)
    count, left = Counter(passages=1, first=len(first.claims), second=len(second.claims), alike=bool(first.claims) == bool(second.claims)), list(first.claims)
    for claim in second.claims:
        if match := next((g for g in left if _key(g, names) == _key(claim, names)), None):
            left.remove(match)
            count.update(same=1, polarity=match.polarity == claim.polarity, firm=(match.factuality in FIRM) == (claim.factuality in FIRM))
    return count


def _names(first: Passage, second: Passage) -> dict[str, str]:
    """Every name -> one name for the thing, as the first hand calls it where it does."""
    found: dict[str, str] = {}
    for passage in (first, second):
        for entity in passage.entities:
            forms = [fingerprint(n) for n in (entity.name, *entity.aliases)]
            known = next((found[f] for f in forms if f in found), forms[0])
            for form in forms:
                found.setdefault(form, known)
    return found


def _key(claim: Claim, names: dict[str, str]) -> tuple[str, str, str]:
    return claim.type, names[fingerprint(claim.subject)], names[fingerprint(claim.object)]


if __name__ == "__main__":
    main()
