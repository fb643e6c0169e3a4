// title:    A vendor's timeline
// question: timeline of {company}
// question: history of {company}
// question: what did {company} do and when
// about:    every dated or undated fact about the vendor, oldest first; `status` says how sure it is.
// param:    company Company -  the vendor
// names:    other
// returns:  since, until, status, what, vendor, other, product, kind, amount, currency, quote, source, fact
MATCH (c:Company {id: $company})-[f:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|DEMOED_TO|MARKETED_TO|BANS_SALE|OWNS|RESELLS|DENIED|UNCONFIRMED]->(o)
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
RETURN f.start AS since, coalesce(f.end, CASE WHEN f.end_latest IS NOT NULL THEN 'by ' + toString(f.end_latest) END) AS until, CASE type(f) WHEN 'DENIED' THEN 'denied' WHEN 'UNCONFIRMED' THEN f.factuality ELSE 'confirmed' END AS status,
       coalesce(f.claim, type(f)) AS what, c.name AS vendor, o.name AS other, f.product AS product, f.kind AS kind, f.amount AS amount, f.currency AS currency,
       f.quote AS quote, d.url AS source, f.id AS fact
ORDER BY coalesce(f.start_earliest, date('9999-12-31')), since, what, other, fact
