"""A form's field for a parameter of a saved query: a date, a number, a box to tick, a choice of names."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from functools import partial

import streamlit as st

from graph import schema
from graph.lookup import Names
from graph.query import Parameter
from graph.ui.naming import called

#: More names than these are typed, not chosen.
MOST_CHOICES = 5_000
_VALUES: dict[str, Sequence[str]] = {"level": schema.LEVELS, "factuality": schema.FACTUALITIES, "what": schema.CLAIM_TYPES}


def field(parameter: Parameter, given: str | None, names: Names, *, key: str) -> str:
    """The field, showing what is given or the default; returns its value as text. Another given value makes a fresh field."""
    now = given if given is not None else parameter.default or ""
    key = f"{key}·{parameter.name}·{now}"
    if parameter.labels:
        return _thing(parameter, now, names, key)
    if parameter.type == "date":
        day = st.date_input(
            parameter.name, value=_day(parameter, now), min_value=date(1990, 1, 1), max_value=date(2100, 1, 1), format="YYYY-MM-DD", help=parameter.doc, key=key
        )
        return day.isoformat() if isinstance(day, date) else ""
    if parameter.type in ("integer", "number"):
        return _number(parameter, now, key)
    if parameter.type == "boolean":
        return str(st.checkbox(parameter.name, value=now in ("true", "yes"), help=parameter.doc, key=key)).lower()
    return _text(parameter, now, names, key)


def _thing(parameter: Parameter, now: str, names: Names, key: str) -> str:
    """The id of a node. A name in the address that fits one node stands for it."""
    options = [t.id for t in sorted(names.things.values(), key=lambda t: t.name.casefold()) if t.label in parameter.labels]
    hint = "Choose or type a name" if parameter.required else "any"
    if len(options) > MOST_CHOICES:
        return st.text_input(parameter.name, value=now, placeholder=hint, help=parameter.doc, key=key) or ""
    found = [t.id for t in names.find(now, parameter.labels)] if now else []
    index = options.index(found[0]) if len(found) == 1 and found[0] in options else None
    words = partial(_called, names=names, labels=parameter.labels)
    return st.selectbox(parameter.name, options, index=index, format_func=words, placeholder=hint, help=parameter.doc, key=key) or ""


def _called(id: str, *, names: Names, labels: Sequence[str]) -> str:
    return called(names.things[id], with_label=len(labels) > 1)


def _day(parameter: Parameter, now: str) -> date | None:
    with suppress(ValueError):
        value = parameter.value(now)
        return value if isinstance(value, date) else None
    return None


def _number(parameter: Parameter, now: str, key: str) -> str:
    whole = parameter.type == "integer"
    value: float | None = None
    with suppress(ValueError):
        value = (int if whole else float)(now) if now else None
    told = st.number_input(
        parameter.name, value=value, step=1 if whole else None, format="%d" if whole else None, placeholder="any", help=parameter.doc, key=key
    )
    return "" if told is None else str(told)


def _text(parameter: Parameter, now: str, names: Names, key: str) -> str:
    values = [t.name for t in names.things.values() if t.label == "CustomerClass"] if parameter.name == "despite" else list(_VALUES.get(parameter.name, ()))
    if not values:
        return st.text_input(parameter.name, value=now, help=parameter.doc, key=key) or ""
    options = values if not now or now in values else [now, *values]
    return (
        st.selectbox(
            parameter.name, options, index=options.index(now) if now else None, placeholder="any", help=parameter.doc, key=key, accept_new_options=True
        )
        or ""
    )
