// title:    What sources reported since a day
// question: what changed since {date}
// question: what is new since {date}
// question: news since {date}
// question: what has been reported since {date}
// about:    deals, bans, denials and unconfirmed facts that a source reported on or after the day; newest first.
// param:    since date -  the day
// names:    subject
// returns:  reported, status, what, subject, object, product, start, end, quote, source, fact
MATCH (x)-[f:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|DEMOED_TO|MARKETED_TO|SOUGHT_BY|BANS_SALE|BANS_USE|REGULATORY_BAN|OWNS|DENIED|UNCONFIRMED]->(y)
WHERE f.last_reported >= toString($since)
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
RETURN f.last_reported AS reported, CASE type(f) WHEN 'DENIED' THEN 'denied' WHEN 'UNCONFIRMED' THEN f.factuality ELSE 'confirmed' END AS status,
       coalesce(f.claim, type(f)) AS what, x.name AS subject, y.name AS object, f.product AS product, f.start AS start, f.end AS end, f.quote AS quote, d.url AS source, f.id AS fact
ORDER BY reported DESC, what, subject, object, fact
