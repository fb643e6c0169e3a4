"""`python -m bench.articles [WRITER…]`: how the article reader does on the corpus, by writer. Nothing in the reader is trained on it.

A claim is right where type, both parties and polarity are those of a claim of the passage, each of which counts once.
Harmful is a claim whose polarity is flipped, or a firm one where the passage is not sure.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from graph.claims import Claim
from graph.names import fingerprint
from graph.schema import FIRM
from loaders.article import extract
from loaders.article.corpus import Passage, passages

Key = tuple[str, frozenset[str], frozenset[str], str]


def main() -> None:
    """Print a line for each writer, and one for all."""
    total: Counter[str] = Counter()
    print(f"{'writer':<12}{'claims':>8}{'found':>8}{'P':>7}{'R':>7}{'F1':>7}{'seen':>7}{'harmful':>9}{'in none':>9}")
    by_writer: dict[str, Counter[str]] = {}
    for passage in passages():
        if not sys.argv[1:] or passage.writer in sys.argv[1:]:
            by_writer.setdefault(passage.writer, Counter()).update(_score(passage))
    for writer, count in by_writer.items():
        _line(writer, count)
        total += count
    _line("all", total)


def _line(name: str, n: Counter[str]) -> None:
    found, precision, recall = n["right"] + n["wrong"], n["right"] / max(1, n["right"] + n["wrong"]), n["right"] / max(1, n["claims"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(
        f"{name:<12}{n['claims']:>8}{found:>8}{precision:>7.3f}{recall:>7.3f}{f1:>7.3f}{n['seen'] / max(1, n['claims']):>7.3f}{n['harmful']:>9}{n['none']:>9}"
    )


def _score(passage: Passage) -> Counter[str]:
    """Counts: claims, right, wrong, harmful, seen (claims in a passage that is claimed or a candidate), none (found where there is none)."""
    batch = extract(passage.document)
    found = [c for c in batch.claims if c.decision == "accept"]
    marked = [(c.quote_start or 0, c.quote_end or 0) for c in (*batch.claims, *batch.candidates)]
    seen = sum(any(s < (c.quote_end or 0) and (c.quote_start or 0) < e for s, e in marked) for c in passage.claims)
    names, left, counts = _names(passage), list(passage.claims), Counter(claims=len(passage.claims), seen=seen)
    for claim in found:
        match = next((g for g in left if _same(claim, g, names) and claim.polarity == g.polarity), None)
        if match:
            left.remove(match)
        counts.update(right=match is not None, wrong=match is None, none=not passage.claims, harmful=_harmful(claim, match, passage, names))
    return counts


def _names(passage: Passage) -> dict[str, frozenset[str]]:
    """Folded name -> canonical names that it may stand for."""
    found: dict[str, set[str]] = {}
    for entity in passage.entities:
        for name in (entity.name, *entity.aliases):
            found.setdefault(fingerprint(name), set()).add(entity.name)
    return {k: frozenset(v) for k, v in found.items()}


def _same(claim: Claim, gold: Claim, names: dict[str, frozenset[str]]) -> bool:
    return claim.type == gold.type and all(gold_name in names.get(fingerprint(name), ()) for name, gold_name in _parties(claim, gold))


def _parties(claim: Claim, gold: Claim) -> Iterable[tuple[str, str]]:
    return (claim.subject, gold.subject), (claim.object, gold.object)


def _harmful(claim: Claim, match: Claim | None, passage: Passage, names: dict[str, frozenset[str]]) -> bool:
    if match is not None:
        return claim.factuality in FIRM and match.factuality not in FIRM
    return any(_same(claim, g, names) and claim.polarity != g.polarity for g in passage.claims)


if __name__ == "__main__":
    main()
