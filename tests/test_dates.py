from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Bounds, parse


def test_a_year_is_an_interval_and_not_its_first_of_january() -> None:
    assert parse("2017") == Bounds(date(2017, 1, 1), date(2017, 12, 31))


def test_a_month_ends_on_its_last_day() -> None:
    assert parse("2020-02") == Bounds(date(2020, 2, 1), date(2020, 2, 29))


def test_an_interval_reaches_from_the_first_day_of_one_to_the_last_of_the_other() -> None:
    assert parse("2017-09/2018-12") == Bounds(date(2017, 9, 1), date(2018, 12, 31))


@pytest.mark.parametrize("text", ["2020-13", "2019-02-29", "20", "2020-1-1", "yesterday", "2020/", "/2020", "2020-01/2019-01", "２０２０", "0000"])
def test_what_is_no_date_is_refused_with_the_text_in_the_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|ends before"):
        parse(text)


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_year(day: date) -> None:
    text = day.isoformat()
    assert parse(text) == Bounds(day, day)
    assert parse(text[:7]).contains(parse(text)) and parse(text[:4]).contains(parse(text[:7]))
