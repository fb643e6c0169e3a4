"""The reference tables in data/: their form, and that what they refer to exists."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from graph import dates, schema

DATA = Path(__file__).parents[1] / "data"
Row = dict[str, str]

HEADERS = {
    "technologies": "name,note",
    "companies": "name,country,uei,cage,lei,cik,wikidata,source",
    "agencies": "name,acronym,level,function,jurisdiction,place,cgac,subtier,ori,part_of,source",
    "products": "name,maker,technologies,source",
    "aliases": "type,name,alias,kind,until,source",
}
FILES = tuple(HEADERS)
SOURCED = tuple(f for f in FILES if HEADERS[f].endswith("source"))
NAMED = tuple(f for f in FILES if f != "aliases")
TABLE_OF = {"Company": "companies", "Agency": "agencies", "Product": "products", "Technology": "technologies", "CustomerClass": "classes"}
ALIAS_KINDS = {"short", "legal", "acronym", "former", "trade", "spelling", "plural"}
IDENTIFIERS = {
    "companies": {
        "uei": r"[A-HJ-NP-Z1-9][A-HJ-NP-Z0-9]{11}", "cage": r"[0-9][A-HJ-NP-Z0-9]{3}[0-9]", "lei": r"[A-Z0-9]{18}[0-9]{2}",
        "cik": r"[1-9][0-9]{0,9}", "wikidata": r"Q[1-9][0-9]*", "country": r"[A-Z]{2}",
    },
    "agencies": {"cgac": r"[0-9]{3}", "subtier": r"[0-9A-Z]{4}", "ori": r"[A-Z0-9]{9}", "jurisdiction": r"[A-Z]{2}(-[A-Z0-9]{1,3})?"},
}  # fmt: skip


def text(table: str) -> str:
    return (DATA / f"{table}.csv").read_bytes().decode("utf-8")


def rows(table: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text(table))))


def names(table: str) -> set[str]:
    return {r["name"] for r in rows(table)}


def folded(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"[.'’]", "", name.casefold())).split())


def canonical(label: str) -> set[str]:
    """Canonical names of a label. Organizations have no table of their own: aliases.csv names them."""
    if label in TABLE_OF:
        return names(TABLE_OF[label])
    return {r["name"] for r in rows("aliases") if r["type"] == label}


def repeated(values: list[object]) -> list[object]:
    return [v for v, n in Counter(values).items() if n > 1]


def lei_is_valid(lei: str) -> bool:
    """ISO 7064 MOD 97-10, letters as 10 to 35."""
    return int("".join(str(int(c, 36)) for c in lei)) % 97 == 1


@pytest.mark.parametrize("table", FILES)
def test_a_table_has_exactly_its_columns(table: str) -> None:
    assert text(table).split("\n", 1)[0] == HEADERS[table]


@pytest.mark.parametrize("table", FILES)
def test_a_table_is_written_as_a_csv_writer_would(table: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(csv.reader(io.StringIO(text(table))))
    assert text(table) == buffer.getvalue()


@pytest.mark.parametrize("table", FILES)
def test_no_cell_has_space_at_its_ends_or_breaks_a_line(table: str) -> None:
    assert [c for r in rows(table) for c in r.values() if c != " ".join(c.split())] == []


@pytest.mark.parametrize("table", FILES)
def test_a_table_is_sorted_by_name(table: str) -> None:
    keys = [(r.get("type", ""), r["name"].casefold(), r["name"], r.get("alias", "").casefold()) for r in rows(table)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("table", NAMED)
def test_no_two_rows_of_a_table_have_one_name(table: str) -> None:
    assert repeated([folded(r["name"]) for r in rows(table)]) == []


@pytest.mark.parametrize("table", SOURCED)
def test_every_row_has_a_public_source(table: str) -> None:
    assert [r for r in rows(table) if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+/\S*", r["source"])] == []


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, columns in IDENTIFIERS.items() for c in columns])
def test_identifiers_are_well_formed(table: str, column: str) -> None:
    pattern = IDENTIFIERS[table][column]
    assert [r[column] for r in rows(table) if r[column] and not re.fullmatch(pattern, r[column])] == []


@pytest.mark.parametrize("column", ["uei", "cage", "lei", "cik", "wikidata"])
def test_no_two_companies_share_an_identifier(column: str) -> None:
    assert repeated([r[column] for r in rows("companies") if r[column]]) == []


def test_an_lei_has_the_right_check_digits() -> None:
    assert lei_is_valid("HWUPKR0MPOU8FGXBT394")
    assert not lei_is_valid("HWUPKR0MPOU8FGXBT395")
    assert [r["lei"] for r in rows("companies") if r["lei"] and not lei_is_valid(r["lei"])] == []


def test_every_company_has_a_country() -> None:
    assert [r["name"] for r in rows("companies") if not r["country"]] == []


def test_levels_and_functions_are_those_of_the_schema() -> None:
    assert [r for r in rows("agencies") if r["level"] not in schema.LEVELS or r["function"] not in schema.FUNCTIONS] == []


def test_every_body_has_a_jurisdiction_unless_it_is_international() -> None:
    assert [r["name"] for r in rows("agencies") if not r["jurisdiction"] and r["level"] != "international"] == []


def test_the_level_agrees_with_the_jurisdiction() -> None:
    def agrees(row: Row) -> bool:
        country, _, state = row["jurisdiction"].partition("-")
        if row["level"] in ("foreign", "international"):
            return country != "US"
        return country == "US" and (not state) == (row["level"] == "federal")

    assert [(r["name"], r["level"], r["jurisdiction"]) for r in rows("agencies") if not agrees(r)] == []


def test_all_fifty_states_and_the_district_are_there_as_governments() -> None:
    states = [r["jurisdiction"] for r in rows("agencies") if r["level"] == "state" and r["function"] == "government"]
    assert len(states) == len(set(states)) == 51
    used = {r["jurisdiction"] for r in rows("agencies") if r["jurisdiction"].startswith("US-")}
    assert used == set(states)


def test_a_sub_tier_code_names_one_body_and_comes_with_its_department() -> None:
    coded = [r for r in rows("agencies") if r["cgac"] or r["subtier"]]
    assert [r["name"] for r in coded if not (r["cgac"] and r["subtier"])] == []
    assert repeated([r["subtier"] for r in coded]) == []


def test_a_part_has_the_department_code_of_its_whole() -> None:
    code = {r["name"]: r["cgac"] for r in rows("agencies")}
    parts = [r for r in rows("agencies") if r["cgac"] and code.get(r["part_of"]) and r["part_of"] != "United States Congress"]
    assert [r["name"] for r in parts if r["cgac"] != code[r["part_of"]]] == []


def test_every_whole_is_a_body_of_the_table() -> None:
    known = names("agencies")
    assert [r["name"] for r in rows("agencies") if r["part_of"] and r["part_of"] not in known] == []


def test_the_hierarchy_has_no_cycle() -> None:
    above = {r["name"]: r["part_of"] for r in rows("agencies")}
    for name in above:
        chain = [name]
        while above[chain[-1]]:
            chain.append(above[chain[-1]])
            assert chain.count(chain[-1]) == 1, chain


def test_a_part_lies_in_the_country_and_state_of_its_whole() -> None:
    place = {r["name"]: r["jurisdiction"] for r in rows("agencies")}
    parts = [r for r in rows("agencies") if r["part_of"]]
    assert [r["name"] for r in parts if not r["jurisdiction"].startswith(place[r["part_of"]])] == []


def test_every_product_has_a_known_maker_and_known_technologies() -> None:
    makers, technologies = names("companies"), names("technologies")
    assert [r["name"] for r in rows("products") if r["maker"] not in makers] == []
    assert [r["name"] for r in rows("products") if r["technologies"] and not set(r["technologies"].split(";")) <= technologies] == []


def test_every_technology_says_what_it_is() -> None:
    assert [r["name"] for r in rows("technologies") if not r["note"]] == []


def test_every_alias_is_of_a_kind_and_of_a_named_type() -> None:
    assert [r for r in rows("aliases") if r["type"] not in schema.NAMED or r["kind"] not in ALIAS_KINDS] == []


def test_every_alias_leads_to_a_canonical_name() -> None:
    known = {label: canonical(label) for label in schema.NAMED}
    assert [(r["type"], r["name"]) for r in rows("aliases") if r["name"] not in known[r["type"]]] == []


def test_no_alias_is_given_twice() -> None:
    assert repeated([(r["type"], r["name"], folded(r["alias"])) for r in rows("aliases")]) == []


def test_no_alias_is_the_canonical_name_of_another() -> None:
    taken = {label: {folded(n) for n in canonical(label)} for label in schema.NAMED}
    assert [r for r in rows("aliases") if folded(r["alias"]) in taken[r["type"]]] == []


def test_only_acronyms_and_places_are_shared_by_several_bodies() -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for row in rows("aliases"):
        if row["kind"] != "acronym":
            owners.setdefault((row["type"], folded(row["alias"])), set()).add(row["name"])
    shared = {alias for (_, alias), found in owners.items() if len(found) > 1}
    assert shared == {"new york", "washington", "portland", "city of portland"}


def test_only_former_names_have_an_end_and_it_is_a_date() -> None:
    ended = [r for r in rows("aliases") if r["until"]]
    assert [r for r in ended if r["kind"] != "former"] == []
    for row in ended:
        dates.parse(row["until"])


def test_an_acronym_alias_of_a_body_is_one_that_its_row_gives_or_adds() -> None:
    own = {r["name"]: r["acronym"] for r in rows("agencies")}
    assert [r for r in rows("aliases") if r["type"] == "Agency" and r["kind"] == "acronym" and not own.get(r["name"])] == []


@pytest.mark.parametrize(("table", "least"), [("technologies", 25), ("companies", 120), ("agencies", 300), ("products", 80), ("aliases", 400)])
def test_a_table_has_not_shrunk(table: str, least: int) -> None:
    assert len(rows(table)) >= least
