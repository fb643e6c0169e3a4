"""When: expressions of time against the day of publication, and which of them belong to which claim."""

from __future__ import annotations

import pytest

from loaders.article import money, time
from tests.article.reading import PUBLISHED, claims


def values(text: str, published: str | None = PUBLISHED, **more: str) -> list[tuple[str | None, str]]:
    return [(w.value, w.bearing) for w in time.expressions(text, published, **more)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 3 February 2023", "2023-02-03"),
        ("on February 3, 2023", "2023-02-03"),
        ("in November 2018", "2018-11"),
        ("in 2019", "2019"),
        ("on Tuesday", "2024-05-14"),
        ("last Thursday", "2024-05-09"),
        ("yesterday", "2024-05-15"),
        ("last week", "2024-05-06/2024-05-12"),
        ("last month", "2024-04"),
        ("last year", "2023"),
        ("two years ago", "2022"),
        ("on March 5", "2024-03-05"),
        ("on December 5", "2023-12-05"),
        ("last fall", "2023-09/2023-11"),
        ("in early 2020", "2020-01/2020-04"),
        ("on 31 February 2023", None),
    ],
)
def test_an_expression_is_read_against_the_day_of_publication(text: str, value: str | None) -> None:
    assert [v for v, _ in values(f"They bought it {text}.")][:1] == ([value] if value else [v for v, _ in values(f"They bought it {text}.")][:1])
    assert value is not None or "2023-02-31" not in str(values(text))


def test_without_a_day_of_publication_only_whole_dates_are_read() -> None:
    assert values("on Tuesday, last year, and on 3 February 2023", None) == [("2023-02-03", "at")]
    assert values("on Tuesday, and in May 2021", "2024") == [("2021-05", "at")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("between September 2017 and December 2018", ("2017-09/2018-12", "range")),
        ("from 2017 to 2019", ("2017/2019", "range")),
        ("between August and November 2020", ("2020-08/2020-11", "range")),
        ("since 2018", ("2018", "since")),
        ("until June 2025", ("2025-06", "until")),
        ("for the next 12 months", (None, "next")),
        ("a three-year contract", (None, "length")),
    ],
)
def test_a_span_has_its_bearing(text: str, wanted: tuple[str | None, str]) -> None:
    assert values(f"It holds {text}.") == [wanted]


def test_a_month_without_a_year_goes_on_from_the_one_before() -> None:
    assert values("It began in July 2019, and in October the others followed.")[1] == ("2019-10", "at")


def test_a_month_whose_year_is_not_plain_has_none() -> None:
    assert values("In July 2019 they signed. Many things happened then. It ended in March.") == [("2019-07", "at")]


def test_a_year_above_a_timeline_is_that_of_its_days() -> None:
    assert values("May 14: banned.", year="2019") == [("2019-05-14", "at")]
    first = "2019\nMay 14: Harlow Bay bans city use of face recognition."
    second = "2020\nJune 24: Bostock prohibits its police from using face recognition."
    rows = f"Timeline of bans on face recognition\n\n{first}\n\n{second}"
    assert {(c.subject, c.date) for c in claims(rows, "BANS_USE")} == {("Harlow Bay", "2019-05-14"), ("Bostock", "2020-06-24")}


@pytest.mark.parametrize(
    ("text", "date", "start", "end"),
    [
        ("The Harlow Police Department bought drones from Veridane Systems last week.", "2024-05-06/2024-05-12", None, None),
        ("Veridane Systems has sold drones to the Harlow Police Department since 2018.", None, "2018", None),
        ("Veridane Systems signed a three-year contract for drones with the Harlow Police Department in July 2017.", "2017-07", None, "2020-07"),
        ("On Tuesday the mayor said that Veridane Systems had sold drones to the Harlow Police Department.", None, None, None),
        ("Veridane Systems, founded in 2012, sold drones to the Harlow Police Department.", None, None, None),
        ("Veridane Systems sold drones to the Harlow Police Department, according to emails sent in 2019.", None, None, None),
    ],
)
def test_only_a_time_that_hangs_on_the_claim_is_its_time(text: str, date: str | None, start: str | None, end: str | None) -> None:
    (sale,) = claims(text, "SOLD_TO")
    assert (sale.date, sale.start, sale.end) == (date, start, end)
    assert sale.reported == PUBLISHED


def test_the_dates_of_a_source_carry_to_what_it_shows() -> None:
    text = (
        "The emails, dated between September 2017 and December 2018, were released on Wednesday. "
        "They show that Veridane Systems pitched face recognition to the Harlow Police Department."
    )
    (pitch,) = claims(text, "MARKETED_TO")
    assert (pitch.date, pitch.start, pitch.end) == (None, "2017-09", "2018-12")


def test_a_pause_for_the_next_months_has_a_start_and_an_end() -> None:
    (rule,) = claims("Veridane Systems will not sell face recognition to police departments for the next 12 months, it said on Tuesday.", "BANS_SALE")
    assert (rule.start, rule.end, rule.kind) == ("2024-05", "2025-05", "moratorium")


def test_no_end_lies_before_its_start() -> None:
    text = "Veridane Systems sold drones to the Harlow Police Department in July 2021 until March 2019."
    for sale in claims(text):
        assert not (sale.end and (sale.date or sale.start)) or str(sale.end) >= str(sale.date or sale.start)


@pytest.mark.parametrize(
    ("text", "value", "currency", "kind"),
    [
        ("$2.4 million", 2_400_000, "USD", None),
        ("£3m", 3_000_000, "GBP", None),
        ("310,000 euros", 310_000, "EUR", None),
        ("half a million dollars", 500_000, "USD", None),
        ("$90,000 a year", 90_000, "USD", "annual"),
        ("up to $90,000", 90_000, "USD", "ceiling"),
        ("₹12 crore", 120_000_000, "INR", None),
    ],
)
def test_a_sum_has_its_value_currency_and_kind(text: str, value: float, currency: str, kind: str | None) -> None:
    (amount,) = money.amounts(f"They paid {text} for it.")
    assert (amount.value, amount.currency, amount.kind) == (value, currency, kind)


def test_of_two_sums_in_a_sentence_none_is_taken() -> None:
    (sale,) = claims("The Harlow Police Department bought drones from Veridane Systems for $90,000, of a budget of $2 million.", "SOLD_TO")
    assert sale.amount is None
