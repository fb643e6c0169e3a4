// title:    Agencies that piloted a vendor's or a product's technology
// question: which agencies tested {product}
// question: {product} pilots, by which agencies
// question: who trialled {product}
// question: pilots of {company}
// about:    confirmed pilots and trials of a company, a product or a technology.
// param:    thing Company|Product|Technology -  the company, product or technology
// names:    agency
// returns:  agency, vendor, product, kind, since, until, quote, source, fact
MATCH (c)-[p:PILOTED_BY]->(a)
WHERE c.id = $thing OR p.product_id = $thing OR p.technology_id = $thing
OPTIONAL MATCH (d:Document) WHERE d.id = p.document_id
RETURN a.name AS agency, c.name AS vendor, p.product AS product, p.kind AS kind, p.start AS since, coalesce(p.end, CASE WHEN p.end_latest IS NOT NULL THEN 'by ' + toString(p.end_latest) END) AS until, p.quote AS quote, d.url AS source, p.id AS fact
ORDER BY agency, vendor, since, fact
