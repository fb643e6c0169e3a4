"""The verdict by itself: steps, three-valued time, and what beats what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coverage import ALWAYS, Ban, Deal, Reach, Span, coverage, in_time, same_technology, timing_of
from graph.dates import parse


def span(start: str | None = None, end: str | None = None) -> Span:
    first, last = (parse(t) if t else None for t in (start, end))
    return Span(
        start_earliest=first and first.earliest, start_latest=first and first.latest, end_earliest=last and last.earliest, end_latest=last and last.latest
    )  # fmt: skip


def ban(**more: object) -> Ban:
    known = {
        "id": "b",
        "type": "BANS_SALE",
        "words": "ban",
        "technologies": frozenset({"face"}),
        "span": span("2020-06-10", "2021-06-10"),
        "subject_words": "faces",
    }
    return Ban(**{**known, **more})  # type: ignore[arg-type]


def deal(**more: object) -> Deal:
    known = {"id": "d", "vendor": "v", "technologies": frozenset({"face"}), "span": span("2020-09", "2020-12"), "keys": frozenset({"agency"})}
    return Deal(**{**known, **more})  # type: ignore[arg-type]


YES, NO, UNCLEAR = (Reach(answer=a, reason=f"class {a}") for a in ("yes", "no", "unclear"))


def test_all_yes_is_covered() -> None:
    assert coverage(ban(), deal(), YES).verdict == "covered"


@pytest.mark.parametrize(
    ("more", "in_class"),
    [
        ({"technologies": frozenset({"plates"})}, UNCLEAR),
        ({"technologies": frozenset()}, NO),
        ({"technologies": frozenset(), "span": span("2019", "2019")}, YES),
    ],
)
def test_a_certain_no_beats_an_unclear_one_at_another_step(more: dict[str, object], in_class: Reach) -> None:
    assert coverage(ban(), deal(**more), in_class).verdict == "not covered"


def test_an_exemption_needs_a_class_that_is_not_no() -> None:
    exempting = ban(exempts=frozenset({"agency"}))
    assert [coverage(exempting, deal(), c).verdict for c in (YES, UNCLEAR, NO)] == ["exempt", "exempt", "not covered"]


def test_an_unknown_technology_is_unclear_and_a_doubt_too() -> None:
    assert coverage(ban(), deal(technologies=frozenset()), YES).verdict == "unclear"
    doubted = coverage(ban(), deal(), YES, doubts=["a reseller sold it"])
    assert doubted.verdict == "unclear" and "reseller" in doubted.reason


def test_a_ban_without_a_subject_is_about_all_technologies() -> None:
    assert same_technology(ban(technologies=frozenset()), deal(technologies=frozenset())).answer == "yes"


def test_a_product_with_two_technologies_matches_either() -> None:
    assert same_technology(ban(), deal(technologies=frozenset({"face", "plates"}))).answer == "yes"


def test_a_ban_of_one_product_does_not_reach_another_of_the_same_kind() -> None:
    named = ban(products=frozenset({"Eye"}))
    assert [same_technology(named, deal(product=p)).answer for p in ("Eye", "Ear", None)] == ["yes", "no", "unclear"]


def test_a_contract_signed_before_the_ban_is_reached_while_it_runs_and_timing_says_so() -> None:
    running = coverage(ban(), deal(span=span("2017")), YES)
    assert (running.verdict, running.timing) == ("covered", "before") and "began before the rule" in running.reason


def test_a_deal_that_ended_before_or_began_after_is_not_covered() -> None:
    assert coverage(ban(), deal(span=span("2017", "2018")), YES).verdict == "not covered"
    later = coverage(ban(), deal(span=span("2022")), YES)
    assert (later.verdict, later.timing) == ("not covered", "after")


def test_a_year_that_the_ban_cuts_in_two_is_unclear() -> None:
    cut = coverage(ban(), deal(span=span("2020", "2020")), YES)
    assert (cut.verdict, cut.timing) == ("unclear", "unclear")


def test_an_unknown_end_that_nobody_ended_is_taken_as_going_on() -> None:
    assert in_time(ban().span, span("2015")).answer == "yes"


def test_a_parent_reaches_only_the_part_in_which_it_owned_the_seller() -> None:
    running = span("2015", "2023")
    assert in_time(ban().span, running, span("2018", "2019")).answer == "no"
    assert in_time(ban().span, running, span("2018")).answer == "yes"
    assert in_time(ban().span, span("2015", "2016"), span("2018")).answer == "no"


def test_the_last_day_still_counts_but_ending_on_the_first_day_of_the_ban_breaks_no_promise_for_sure() -> None:
    assert [in_time(ban().span, span("2017", f"2020-06-{d}")).answer for d in ("09", "10", "11")] == ["no", "unclear", "yes"]


def test_a_rule_about_one_use_reaches_a_deal_only_if_the_deal_is_for_it() -> None:
    narrow = ban(purpose="criminal investigations")
    verdicts = [coverage(narrow, deal(purpose=p), YES).verdict for p in ("criminal investigations", "missing persons", None)]
    assert verdicts == ["covered", "unclear", "unclear"] and "one use" in coverage(narrow, deal(), YES).reason
    assert coverage(narrow, deal(), NO).verdict == "not covered"


DAYS = st.dates(date(2018, 1, 1), date(2022, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    a, b, c, d = sorted(draw(st.tuples(DAYS, DAYS, DAYS, DAYS)))
    return Span(start_earliest=draw(st.sampled_from([a, None])), start_latest=b, end_earliest=c, end_latest=draw(st.sampled_from([d, None])))


@given(spans(), spans())
def test_time_never_claims_what_the_bounds_do_not_tell(ban_span: Span, deal_span: Span) -> None:
    answer = in_time(ban_span, deal_span).answer
    surely = max(ban_span.surely_from, deal_span.surely_from) <= min(ban_span.surely_to, deal_span.surely_to)
    possibly = max(ban_span.first, deal_span.first) <= min(ban_span.last, deal_span.last)
    touching = deal_span.last == ban_span.first
    assert answer == ("no" if not possibly else "yes" if surely and not touching else "unclear")


@given(spans(), spans())
def test_timing_speaks_of_the_start_alone(ban_span: Span, deal_span: Span) -> None:
    timing = timing_of(ban_span, deal_span)
    assert timing != "before" or deal_span.surely_from < ban_span.first
    assert timing != "after" or deal_span.first > ban_span.last
    assert timing_of(ban_span, Span()) == "unclear" and in_time(ban_span, deal_span, ALWAYS) == in_time(ban_span, deal_span)
