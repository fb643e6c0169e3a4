"""Graphs for the tests of the component, all invented: by name, and the same at every call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent / "samples" / "network.json"
DEALS = ("SOLD_TO", "USED_BY", "PILOTED_BY", "MARKETED_TO", "DENIED", "UNCONFIRMED")

HOSTILE = {
    "markup": "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>",
    "turned": "Ke\u202estrel\u202c Vision \u2066\u200f",
    "hebrew": "משטרת ישראל & <b>Co</b>",
    "arabic": "شرطة المدينة",
    "long": "endless " * 1_250,
    "unbroken": "x" * 10_000,
    "emoji": "👩‍👩‍👧‍👦🚓👮🏽‍♀️ Police 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "empty": "",
    "blank": " \t\n\u200b",
    "control": "bell\u0007 null\u0000 line\nbreak\ufffe",
    "half": "half \ud83d",
    "entity": "&lt;Tom &amp; Jerry&gt; ]]> \"quoted\" 'single'",
    "marks": "Z̸̢͎͗a̷͎͝l̴̰̈́g̵̺̓o̵͇͐ " * 20,
}

Graph = dict[str, Any]


def graph(name: str, *, more: int = 0) -> Graph:
    """The graph called `name`: sample, empty, one, twelve, parallel, hostile, or a number of nodes. `more` adds that many nodes to it."""
    made = _made(name)
    first = made["nodes"][0]["id"] if made["nodes"] else None
    for i in range(more):
        made["nodes"].append({"id": f"more{i}", "label": "Agency", "name": f"Late Agency {i}"})
        made["edges"].append({"id": f"more-edge{i}", "type": "SOLD_TO", "from": first, "to": f"more{i}"})
    return made


def _made(name: str) -> Graph:
    if name == "sample":
        loaded: Graph = json.loads(SAMPLE.read_text(encoding="utf-8"))
        return loaded
    named = {"empty": lambda: many(0), "one": lambda: many(1), "twelve": lambda: many(12), "parallel": parallel, "hostile": hostile}
    return named[name]() if name in named else many(int(name))


def many(count: int) -> Graph:
    """A third companies, the rest agencies and products; a few are busy and most are not."""
    nodes = [{"id": f"n{i}", "label": ("Company", "Agency", "Product")[i % 3], "name": _name(i)} for i in range(count)]
    links = [(i, (i * i * 7 + 3) % max(1, i // 3 + 1)) for i in range(1, count)] + [(i, (i * 5) % 7) for i in range(8, count, 3)]
    edges = [
        {"id": f"e{k}", "type": DEALS[(k * k) % 6] if k % 9 else "BANS_SALE", "claim": "SOLD_TO", "from": f"n{b}", "to": f"n{a}"}
        for k, (a, b) in enumerate(links)
    ]
    return {"nodes": nodes, "edges": edges}


def _name(i: int) -> str:
    places = ("Dunmore", "Marlow", "Tarn", "Eastfield", "Ostrava Bay", "Kilbride", "Port Hallow")
    kinds = ("Vision", "Police Department", "Gate")
    return f"{places[i % 7]} {kinds[i % 3]} {i}"


def parallel() -> Graph:
    """Ten edges between the same two nodes, in both directions, and one from a node to itself."""
    nodes = [{"id": "a", "label": "Company", "name": "Kestrel Vision"}, {"id": "b", "label": "Agency", "name": "Dunmore Police Department"}]
    types = ("SOLD_TO", "SOLD_TO", "USED_BY", "PILOTED_BY", "MARKETED_TO", "DENIED", "UNCONFIRMED", "PARTNERED_WITH", "SOLD_TO")
    edges = [{"id": f"e{i}", "type": t, "from": "a", "to": "b", "title": f"{2010 + i}", "claim": "SOLD_TO"} for i, t in enumerate(types)]
    back = {"id": "e9", "type": "BANS_USE", "from": "b", "to": "a"}
    loop = {"id": "e10", "type": "OWNS", "from": "a", "to": "a"}
    return {"nodes": nodes, "edges": [*edges, back, loop]}


def hostile() -> Graph:
    """Names that try to be markup, turn the line, never end, or are not there; also a label and ids that nobody knows."""
    nodes = [{"id": f"<{key}>\"'", "label": "Company", "name": name} for key, name in HOSTILE.items()]
    nodes.append({"id": "constructor", "label": '"]<b>__proto__', "name": "an unknown label"})
    ids = [str(n["id"]) for n in nodes]
    titles = [*HOSTILE.values(), "last"]
    edges = [{"id": f"e<{i}>", "type": "SOLD_TO", "from": ids[0], "to": other, "title": titles[i]} for i, other in enumerate(ids[1:])]
    return {"nodes": nodes, "edges": edges}
