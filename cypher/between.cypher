// title:    What is known between a vendor and an agency
// question: did {agency} buy from {company}
// question: did {company} sell to {agency}
// question: did {company} sell {product} to {agency}
// question: did {agency} buy {company}'s {technology}
// question: has {agency} bought {product}
// question: {agency} {company} purchase
// question: what happened between {company} and {agency}
// question: does {agency} use {company}
// question: did {agency} test {company}
// question: did {company} show its technology to {agency}
// question: did {company} offer anything to {agency}
// about:    every fact between the two, confirmed, denied or not confirmed, with its quote.
// param:    company Company -  the vendor
// param:    agency Agency -  the agency
// value:    happened
// returns:  status, what, vendor, agency, product, since, until, disputed, speaker, quote, source, published, fact
MATCH (c:Company {id: $company})-[f:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|DEMOED_TO|MARKETED_TO|BANS_SALE|DENIED|UNCONFIRMED]->(a:Agency {id: $agency})
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
OPTIONAL MATCH (k:Claim) WHERE k.fact_id = f.id AND k.quote = f.quote
RETURN DISTINCT CASE type(f) WHEN 'DENIED' THEN 'denied' WHEN 'UNCONFIRMED' THEN f.factuality ELSE 'confirmed' END AS status, coalesce(f.claim, type(f)) AS what,
       c.name AS vendor, a.name AS agency, f.product AS product, f.start AS since, coalesce(f.end, CASE WHEN f.end_latest IS NOT NULL THEN 'by ' + toString(f.end_latest) END) AS until, f.disputed AS disputed,
       k.speaker AS speaker, f.quote AS quote, d.url AS source, d.published AS published, f.id AS fact
ORDER BY since, what, status, fact, speaker
