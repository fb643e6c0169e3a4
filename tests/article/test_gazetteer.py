"""Names known beforehand: tables that are there are read, those that are not add nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.article import gazetteer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "companies.csv").write_text("name,country,source\nOculon Systems,BE,https://example.org/\nPort,US,\n", encoding="utf-8")
    (tmp_path / "agencies.csv").write_text("name,acronym,level\nBureau of Interior Inquiry,BII,federal\nPort,,municipal\n", encoding="utf-8")
    (tmp_path / "products.csv").write_text("name,maker,technologies\nVigilane,Oculon Systems,face recognition;cameras\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("type,name,alias,kind\nCompany,Oculon Systems,Oculon,short\nCompany,Nobody,Zero,short\n", encoding="utf-8")
    return tmp_path


def test_a_name_is_found_whatever_its_case(folder: Path) -> None:
    found = gazetteer.load(folder).find("OCULON systems")
    assert found is not None
    assert (found.type, found.name) == ("Company", "Oculon Systems")


def test_acronyms_and_aliases_lead_to_the_name(folder: Path) -> None:
    known = gazetteer.load(folder)
    assert [e.name for k in ("BII", "Oculon") if (e := known.find(k))] == ["Bureau of Interior Inquiry", "Oculon Systems"]
    assert known.find("Zero") is None


def test_a_product_knows_its_maker(folder: Path) -> None:
    found = gazetteer.load(folder).find("Vigilane", "Product")
    assert found is not None
    assert found.maker == "Oculon Systems"


def test_a_name_of_two_kinds_is_found_only_by_kind(folder: Path) -> None:
    known = gazetteer.load(folder)
    assert known.find("Port") is None
    assert known.find("Port", "Agency") is not None


def test_without_tables_nothing_is_known(tmp_path: Path) -> None:
    assert gazetteer.load(tmp_path).find("Oculon") is None
    assert gazetteer.load(tmp_path / "none").names("Company") == ()
