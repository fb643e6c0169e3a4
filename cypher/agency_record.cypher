// title:    What an agency bought, used, piloted and was shown
// question: what has {agency} bought, piloted or been shown
// question: what does {agency} use
// question: everything that {agency} was offered, shown, tested or bought
// question: which surveillance technology does {agency} have
// question: what has {agency} bought
// question: what has {agency} tested
// about:    one row per fact about the agency as a customer, confirmed or not; `status` says which.
// param:    agency Agency -  the agency
// names:    vendor where status = confirmed
// returns:  status, what, vendor, product, since, until, amount, currency, last_evidence, quote, source, fact
MATCH (c)-[f:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|DEMOED_TO|MARKETED_TO|SOUGHT_BY|DENIED|UNCONFIRMED]->(a:Agency {id: $agency})
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
RETURN CASE type(f) WHEN 'DENIED' THEN 'denied' WHEN 'UNCONFIRMED' THEN f.factuality ELSE 'confirmed' END AS status, coalesce(f.claim, type(f)) AS what,
       c.name AS vendor, f.product AS product, f.start AS since, coalesce(f.end, CASE WHEN f.end_latest IS NOT NULL THEN 'by ' + toString(f.end_latest) END) AS until, f.amount AS amount, f.currency AS currency,
       f.last_reported AS last_evidence, f.quote AS quote, d.url AS source, f.id AS fact
ORDER BY what, vendor, since, until, status, fact
