"""Claims, documents, entities and candidates: the records, and the interchange format that they are read from and written to."""

from graph.claims.lines import Unusable, from_json, read, to_json, write
from graph.claims.records import Batch, Candidate, Claim, Document, Entity, Record, Refusal, digest

__all__ = ["Batch", "Candidate", "Claim", "Document", "Entity", "Record", "Refusal", "Unusable", "digest", "from_json", "read", "to_json", "write"]
