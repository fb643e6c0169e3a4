from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.assign import Signature, assign


def facts(*signatures: Signature) -> dict[str, str]:
    return {claim: fact for (_, claim), fact in assign(("key", str(s)) for s in signatures).items()}


def test_a_year_joins_the_month_that_it_contains() -> None:
    found = facts(Signature(start="2020"), Signature(start="2020-07"))
    assert set(found.values()) == {str(Signature(start="2020-07"))}


def test_two_months_are_two_facts() -> None:
    assert len(set(facts(Signature(start="2020-08"), Signature(start="2021-09")).values())) == 2


def test_what_one_leaves_out_is_taken_from_the_other() -> None:
    found = facts(Signature(start="2021", kind="contract"), Signature(amount="500.0", currency="USD"))
    assert set(found.values()) == {str(Signature(start="2021", amount="500.0", currency="USD", kind="contract"))}


def test_a_vague_claim_that_fits_two_facts_joins_neither() -> None:
    vague, early, late = Signature(), Signature(start="2020-08"), Signature(start="2021-09")
    assert len(set(facts(vague, early, late).values())) == 3


def test_another_amount_is_another_fact_and_so_is_another_currency() -> None:
    assert len(set(facts(Signature(amount="5.0", currency="USD"), Signature(amount="6.0", currency="USD")).values())) == 2
    assert len(set(facts(Signature(amount="5.0", currency="USD"), Signature(amount="5.0", currency="EUR")).values())) == 2


def test_keys_never_mix() -> None:
    found = assign([("a", str(Signature(start="2020"))), ("b", str(Signature(start="2020-07")))])
    assert len(set(found.values())) == 2


DATES = st.sampled_from(["", "2020", "2020-07", "2020-07-04", "2021", "2020-01/2020-06"])
SIGNATURES = st.builds(
    Signature, start=DATES, end=DATES, amount=st.sampled_from(["", "5.0", "6.0"]), currency=st.just("USD"), kind=st.sampled_from(["", "contract"])
)


@given(st.lists(SIGNATURES, max_size=8), st.randoms())
def test_the_order_of_claims_never_matters(signatures: list[Signature], random: st.DataObject) -> None:
    shuffled = list(signatures)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert facts(*signatures) == facts(*shuffled)


@given(st.lists(SIGNATURES, max_size=8))
def test_every_claim_fits_its_fact(signatures: list[Signature]) -> None:
    for claim, fact in facts(*signatures).items():
        assert Signature.parse(claim).fits(Signature.parse(fact))
