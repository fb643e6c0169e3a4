// title:    Agencies that bought or use a technology
// question: which agencies have bought {technology}
// question: which agencies use {technology}
// question: who bought {technology}
// question: agencies with {technology}
// about:    confirmed sales and uses of a technology, by agency.
// param:    technology Technology -  the technology
// param:    level string ''  level of the agencies; empty for any
// names:    agency
// returns:  agency, level, vendor, product, what, since, until, quote, source, fact
MATCH (c)-[f:SOLD_TO|USED_BY]->(a:Agency)
WHERE f.technology_id = $technology AND ($level IS NULL OR a.level = $level)
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
RETURN a.name AS agency, a.level AS level, c.name AS vendor, f.product AS product, type(f) AS what, f.start AS since, coalesce(f.end, CASE WHEN f.end_latest IS NOT NULL THEN 'by ' + toString(f.end_latest) END) AS until,
       f.quote AS quote, d.url AS source, f.id AS fact
ORDER BY agency, vendor, since, what, fact
