"""Short articles about vendors and agencies that do not exist: hardly anything is read that they do not say."""

from __future__ import annotations

from typing import Any

from tests.article.test_paraphrases import items, key, read, said

#: What is measured is a little above.
PRECISION = 0.96
#: Times that are given where the article gives none, among all times that are given.
SPURIOUS = 0.12


def known(item: dict[str, Any]) -> dict[tuple[str, str, str, str], dict[str, str]]:
    """What a careful reader takes from an article, or may take, with the times that it has."""
    keys = [s[:4] for s in said({"claims": [*item["claims"], *item.get("optional", [])]})]
    return dict(zip(keys, [*item["claims"], *item.get("optional", [])], strict=True))


def test_nearly_all_that_is_read_is_said() -> None:
    found = [(item, key(c)) for item in items("articles") for c in read(item)]
    wrong = [(item["name"], k) for item, k in found if k not in known(item)]
    assert 1 - len(wrong) / len(found) >= PRECISION, wrong


def test_no_sale_is_read_that_is_not_said() -> None:
    for item in items("articles"):
        assert not [k for c in read(item) if c.type == "SOLD_TO" and c.polarity == "asserted" and (k := key(c)) not in known(item)], item["name"]


def test_a_time_is_seldom_given_where_there_is_none() -> None:
    given = spurious = 0
    for item in items("articles"):
        wanted = known(item)
        for claim in read(item):
            if (gold := wanted.get(key(claim))) is None:
                continue
            times = {t for t in (claim.date, claim.start, claim.end) if t}
            given += len(times)
            spurious += len(times - {gold.get(k) for k in ("date", "start", "end")})
    assert spurious / given <= SPURIOUS, f"{spurious} of {given}"
