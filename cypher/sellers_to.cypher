// title:    Who sells to an agency
// question: who sells to {agency}
// question: which companies have sold anything to {agency}
// question: vendors of {agency}
// question: which vendors does {agency} buy from
// about:    one row per confirmed sale to the agency. Pitches, pilots, denials and allegations are no sales.
// param:    agency Agency -  the buyer
// names:    vendor
// says:     Confirmed sales to {agency} are those of {names}
// returns:  vendor, product, kind, since, until, amount, currency, sources, last_evidence, quote, source, fact
MATCH (c)-[s:SOLD_TO]->(a:Agency {id: $agency})
OPTIONAL MATCH (d:Document) WHERE d.id = s.document_id
RETURN c.name AS vendor, s.product AS product, s.kind AS kind, s.start AS since, coalesce(s.end, CASE WHEN s.end_latest IS NOT NULL THEN 'by ' + toString(s.end_latest) END) AS until, s.amount AS amount, s.currency AS currency,
       s.sources AS sources, s.last_reported AS last_evidence, s.quote AS quote, d.url AS source, s.id AS fact
ORDER BY vendor, since, until, product, fact
