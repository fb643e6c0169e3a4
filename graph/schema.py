"""The model, declared once: every node, edge and property of the graph.

Constraints, indexes, table schemas, validation, reference docs and labels on the screen are all
derived from here. To add a type or a property, add a line; nothing else should need to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "strings", "date", "number", "integer", "boolean"]

LEVELS = ("federal", "state", "county", "municipal", "tribal", "regional", "foreign", "international")
FUNCTIONS = (
    "police", "sheriff", "immigration", "border", "intelligence", "military", "corrections",
    "prosecution", "education", "transit", "government", "civil",
)  # fmt: skip
POLARITIES = ("asserted", "denied")
#: From the strongest to the weakest; a fact takes the strongest of its claims.
FACTUALITIES = ("actual", "reported", "alleged", "planned", "considered", "undisclosed")
FIRM = ("actual", "reported")
VERDICTS = ("covered", "exempt", "not covered", "unclear")
TIMINGS = ("before", "during", "after", "unclear")
DECISIONS = ("accept", "review")
AMOUNT_KINDS = ("total", "obligated", "ceiling", "annual", "penalty", "budget")


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property of a node or an edge."""

    name: str
    doc: str
    type: PropertyType = "string"
    values: tuple[str, ...] = ()
    indexed: bool = False


@dataclass(frozen=True, kw_only=True)
class NodeType:
    """A node label: what it stands for and what it carries."""

    label: str
    doc: str
    plural: str
    properties: tuple[Property, ...]
    named: bool = True
    """True where claims speak of it by name, so that it must be resolved to an id."""


@dataclass(frozen=True, kw_only=True)
class EdgeType:
    """An edge type: its meaning and the labels that it may join."""

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    doc: str
    verb: str
    """How the edge reads between its two names: "Axon sold to CBP"."""
    kinds: tuple[str, ...] = ()
    claimed: bool = True
    """True where a claim line may have this type."""
    day: Literal["start", "end", "both"] = "start"
    """What a lone `date` of a claim becomes in the fact."""


def _p(name: str, doc: str, type: PropertyType = "string", **more: object) -> Property:
    return Property(name=name, doc=doc, type=type, **more)  # type: ignore[arg-type]


_NAME = (
    _p("id", "canonical id; does not depend on the order of loads", indexed=True),
    _p("name", "the name that is shown", indexed=True),
    _p("aliases", "other names, acronyms and former names", "strings"),
)

NODE_TYPES: tuple[NodeType, ...] = (
    NodeType(
        label="Company",
        plural="Companies",
        doc="a vendor, reseller or parent company",
        properties=(
            *_NAME,
            _p("country", "ISO 3166-1 alpha-2 code"),
            _p("uei", "Unique Entity Identifier of SAM.gov"),
            _p("cage", "Commercial and Government Entity code"),
            _p("lei", "Legal Entity Identifier, ISO 17442"),
            _p("cik", "Central Index Key of the SEC"),
            _p("wikidata", "Wikidata item"),
        ),
    ),
    NodeType(
        label="Agency",
        plural="Agencies",
        doc="one public body",
        properties=(
            *_NAME,
            _p("acronym", "its usual acronym"),
            _p("level", "level of government", values=LEVELS, indexed=True),
            _p("function", "what it does", values=FUNCTIONS),
            _p("jurisdiction", "ISO 3166 code: US, US-CA, GB"),
            _p("place", "town, city or county"),
            _p("cgac", "Common Government-wide Accounting Classification code"),
            _p("subtier", "USAspending sub-tier code"),
            _p("ori", "Originating Agency Identifier of the FBI"),
        ),
    ),
    NodeType(
        label="CustomerClass",
        plural="Customer classes",
        doc="a class of customers that a rule speaks of",
        properties=_NAME,
    ),
    NodeType(label="Product", plural="Products", doc="a named product or service", properties=_NAME),
    NodeType(label="Technology", plural="Technologies", doc="a kind of technology", properties=_NAME),
    NodeType(label="Person", plural="People", doc="a person in a public role", properties=_NAME),
    NodeType(
        label="Organization",
        plural="Organizations",
        doc="an NGO, committee, court or news outlet",
        properties=_NAME,
    ),
    NodeType(
        label="Document",
        plural="Documents",
        doc="an article, a record, or the file of a data set's rows",
        named=False,
        properties=(
            _p("id", "id of the document", indexed=True),
            _p("url", "public address"),
            _p("title", "title"),
            _p("publisher", "who published it"),
            _p("published", "ISO 8601 date of publication, as precise as it is known"),
            _p("retrieved", "when it was fetched"),
            _p("sha256", "hash of its text"),
            _p("licence", "licence of the text"),
            _p("kind", "article, record, reference"),
        ),
    ),
    NodeType(
        label="Claim",
        plural="Claims",
        doc="one statement in one document",
        named=False,
        properties=(
            _p("id", "hash of the claim's content", indexed=True),
            _p("fact_id", "the fact that it supports", indexed=True),
            _p("type", "edge type"),
            _p("subject", "name as claimed"),
            _p("object", "name as claimed"),
            _p("product", "product or technology as claimed"),
            _p("polarity", "asserted or denied", values=POLARITIES),
            _p("factuality", "how sure the document is", values=FACTUALITIES),
            _p("date", "when it happened, as claimed"),
            _p("start", "start, as claimed"),
            _p("end", "end, as claimed"),
            _p("reported", "the document's date"),
            _p("speaker", "whose word it is"),
            _p("quote", "the words in the document"),
            _p("quote_start", "offset of the quote in code points", "integer"),
            _p("quote_end", "end of the quote in code points", "integer"),
            _p("verified", "whether the quote was found at its offsets in the text", "boolean"),
            _p("confidence", "probability that the claim is read rightly", "number"),
            _p("rule", "which rule, mapping or model made it"),
        ),
    ),
    NodeType(
        label="Coverage",
        plural="Verdicts",
        doc="a conclusion: one ban held against one deal",
        named=False,
        properties=(
            _p("id", "hash of the two facts' ids", indexed=True),
            _p("verdict", "whether the ban reaches the deal", values=VERDICTS, indexed=True),
            _p("reason", "why, in words"),
            _p("timing", "the deal's time against the ban's", values=TIMINGS),
            _p("ban_id", "id of the ban's fact", indexed=True),
            _p("deal_id", "id of the deal's fact", indexed=True),
            _p("last_evidence", "latest date for which a source speaks of the deal"),
            _p("scope", "the ban's class and the agency's level, police|federal; one index for the main question", indexed=True),
            _p("same_technology", "yes, no or unclear: do ban and deal concern one technology"),
            _p("in_class", "yes, no or unclear: is the agency one of those that the ban names"),
            _p("ban_type", "edge type of the ban"),
            _p("ban_technology_id", "the one technology that the ban is about"),
            _p("deal_type", "edge type of the deal, also where it is unconfirmed"),
            _p("deal_factuality", "how sure the deal is", values=FACTUALITIES),
            _p("serves", "true for a confirmed SOLD_TO or USED_BY", "boolean"),
            _p("vendor", "name of the company of the deal"),
            _p("vendor_id", "id of the company of the deal", indexed=True),
            _p("issuer", "name of who made the ban"),
            _p("agency", "name of the agency of the deal"),
            _p("ban", "the ban in words"),
            _p("deal", "the deal in words"),
            _p("deal_start", "start of the deal, as known"),
            _p("ban_start", "start of the ban, as known"),
            _p("quote", "words of the deal's best claim"),
            _p("document_id", "document of the deal's best claim"),
            _p("ban_quote", "words of the ban's best claim"),
            _p("ban_document_id", "document of the ban's best claim"),
            _p("ban_start_earliest", "bound of the ban", "date"),
            _p("ban_start_latest", "bound of the ban", "date"),
            _p("ban_end_earliest", "bound of the ban", "date"),
            _p("ban_end_latest", "bound of the ban", "date"),
            _p("deal_start_earliest", "bound of the deal", "date"),
            _p("deal_start_latest", "bound of the deal", "date"),
            _p("deal_end_earliest", "bound of the deal", "date"),
            _p("deal_end_latest", "bound of the deal", "date"),
        ),
    ),
    NodeType(
        label="Projection",
        plural="Projections",
        doc="the one node that says which state of the ledger this graph shows",
        named=False,
        properties=(
            _p("id", "always 'despite'", indexed=True),
            _p("state", "hash of the ledger's state"),
            _p("complete", "false while a projection is under way", "boolean"),
        ),
    ),
)

_SELLERS = ("Company", "Agency")
_BUYERS = ("Agency", "CustomerClass")
_USERS = ("Agency", "CustomerClass", "Company", "Organization")

EDGE_TYPES: tuple[EdgeType, ...] = (
    EdgeType(name="MARKETED_TO", subjects=_SELLERS, objects=_BUYERS, doc="pitched, offered, bid", verb="marketed to", day="both"),
    EdgeType(name="DEMOED_TO", subjects=_SELLERS, objects=_BUYERS, doc="showed it or trained on it", verb="showed its technology to", day="both"),
    EdgeType(
        name="PILOTED_BY", subjects=("Company", "Agency", "Product", "Technology"), objects=_USERS,
        doc="tested, trialled, proof of concept", verb="was piloted by", kinds=("pilot", "trial"),
    ),
    EdgeType(
        name="SOLD_TO", subjects=_SELLERS, objects=_BUYERS, doc="contract, purchase, licence, subscription, renewal",
        verb="sold to", kinds=("contract", "purchase", "license", "subscription", "renewal"),
    ),
    EdgeType(
        name="USED_BY", subjects=("Company", "Product", "Technology", "Agency"), objects=_USERS,
        doc="in use; how it was acquired is not said", verb="is used by", kinds=("deployment", "access"),
    ),
    EdgeType(
        name="SOUGHT_BY", subjects=("Technology", "Product"), objects=_BUYERS, doc="sought, with no vendor yet; `amount` is the budget",
        verb="is sought by", kinds=("tender", "request", "budget", "cancelled"),
    ),
    EdgeType(
        name="PARTNERED_WITH", subjects=("Company",), objects=("Agency", "Company", "CustomerClass"),
        doc="a programme or partnership that is not a sale", verb="partnered with",
    ),
    EdgeType(
        name="BANS_SALE", subjects=("Company",), objects=_BUYERS, doc="the vendor's own rule not to sell", verb="does not sell to",
        kinds=("moratorium", "ban", "conditional", "indefinite", "suspension", "exit"),
    ),
    EdgeType(
        name="BANS_USE", subjects=("Agency", "Organization", "Company"), objects=("Technology", "Product", "Company"),
        doc="a rule not to use; `applies_to` names whom it binds, if not the issuer's own bodies", verb="forbids the use of",
        kinds=("moratorium", "ban", "conditional", "indefinite", "suspension", "order"),
    ),
    EdgeType(
        name="REGULATORY_BAN", subjects=("Agency", "Organization"), objects=("Company",), doc="an order against a company; a fine is its `amount`",
        verb="ordered against", kinds=("order", "ban", "moratorium", "conditional", "indefinite", "suspension"),
    ),
    EdgeType(
        name="CONTRACT_ENDED", subjects=("Company", "Agency", "Product", "Technology"), objects=_USERS,
        doc="a contract, use, pilot or partnership ended; closes the edge that it speaks of", verb="ended its contract with", day="end",
    ),
    EdgeType(name="MAKES", subjects=("Company", "Agency", "Organization"), objects=("Product",), doc="makes the product", verb="makes"),
    EdgeType(name="OF_TECHNOLOGY", subjects=("Product",), objects=("Technology",), doc="what kind of technology the product is", verb="is a kind of"),
    EdgeType(name="OWNS", subjects=("Company",), objects=("Company", "Organization"), doc="owns, with start and end", verb="owns"),
    EdgeType(name="RESELLS", subjects=("Company",), objects=("Company", "Product"), doc="sells what another makes", verb="resells"),
    EdgeType(name="PART_OF", subjects=_BUYERS, objects=_BUYERS, doc="the hierarchy of agencies, and of classes", verb="is part of"),
    EdgeType(name="HAS_ROLE", subjects=("Person",), objects=("Company", "Agency", "Organization"), doc="a role, named in `role`", verb="has a role at"),
    EdgeType(
        name="IN_CLASS", subjects=("Agency",), objects=("CustomerClass",), doc="`certainty` yes or unclear; no edge means no", verb="belongs to",
        claimed=False,
    ),
    EdgeType(name="DENIED", subjects=(), objects=(), doc="somebody says that it did not happen; `claim` names the edge type", verb="is denied", claimed=False),
    EdgeType(
        name="UNCONFIRMED", subjects=(), objects=(), verb="is unconfirmed", claimed=False,
        doc="alleged, planned, considered or undisclosed; `claim` names the edge type, `factuality` which",
    ),
    EdgeType(name="FROM", subjects=("Claim",), objects=("Document",), doc="where a claim stands", verb="stands in", claimed=False),
    EdgeType(
        name="BOUND_BY", subjects=("Company", "Agency", "Organization"), objects=("Coverage",), doc="who made the rule", verb="made the rule of",
        claimed=False,
    ),
    EdgeType(name="AT", subjects=("Coverage",), objects=("Agency",), doc="the agency of the deal", verb="concerns", claimed=False),
)  # fmt: skip

FACT_PROPERTIES: tuple[Property, ...] = (
    _p("id", "stable id of the fact", indexed=True),
    _p("product_id", "product of the deal"),
    _p("technology_id", "technology, where named or where the product has exactly one"),
    _p("product", "name of the product or technology"),
    _p("claim", "on DENIED and UNCONFIRMED: the edge type that is denied or unconfirmed"),
    _p("kind", "see the edge types"),
    _p("factuality", "the strongest of its claims", values=FACTUALITIES),
    _p("start", "ISO 8601, reduced precision kept"),
    _p("end", "ISO 8601, reduced precision kept"),
    _p("start_earliest", "the earliest day on which it may have started", "date"),
    _p("start_latest", "the latest day on which it may have started", "date"),
    _p("end_earliest", "the earliest day on which it may have ended", "date"),
    _p("end_latest", "the latest day on which it may have ended", "date"),
    _p("amount", "money, in `currency`", "number"),
    _p("currency", "ISO 4217 code"),
    _p("amount_kind", "what the amount is", values=AMOUNT_KINDS),
    _p("confidence", "the highest of its claims", "number"),
    _p("sources", "number of independent publishers", "integer"),
    _p("first_reported", "earliest date of its documents"),
    _p("last_reported", "latest date of its documents"),
    _p("quote", "words of its best claim"),
    _p("document_id", "document of its best claim"),
    _p("until", "a condition that ends a ban"),
    _p("exempts", "what a ban leaves out", "strings"),
    _p("purpose", "the use that is meant, where narrower than the product"),
    _p("applies_to", "whom a rule binds"),
    _p("role", "on HAS_ROLE"),
    _p("award_id", "the award's own identifier"),
    _p("relevance", "for records: what shows that it is surveillance"),
    _p("disputed", "true where another claim denies it", "boolean"),
    _p("ended_by", "id of the claim that ended it"),
    _p("certainty", "on IN_CLASS: yes or unclear"),
    _p("reason", "on IN_CLASS: the rule, in words"),
)

#: Where the company sells, lends or lets use: the edges that a ban may reach.
DEALS = ("SOLD_TO", "USED_BY", "PILOTED_BY", "PARTNERED_WITH")
SERVES = ("SOLD_TO", "USED_BY")
BANS = ("BANS_SALE", "BANS_USE", "REGULATORY_BAN")

NODES: dict[str, NodeType] = {n.label: n for n in NODE_TYPES}
EDGES: dict[str, EdgeType] = {e.name: e for e in EDGE_TYPES}
NAMED: tuple[str, ...] = tuple(n.label for n in NODE_TYPES if n.named)
CLAIM_TYPES: tuple[str, ...] = tuple(e.name for e in EDGE_TYPES if e.claimed)


def properties_of(label_or_type: str) -> dict[str, Property]:
    """Properties of a node label or of an edge type, by name."""
    found = NODES[label_or_type].properties if label_or_type in NODES else FACT_PROPERTIES
    return {p.name: p for p in found}
