// title:    Vendors that left a market
// question: which companies left the {technology} market
// question: which big company quit general purpose facial recognition
// question: who stopped offering {technology} altogether
// question: which vendor left the {technology} business
// about:    vendors that said that they leave a business altogether (kind `exit`).
// param:    technology Technology ''  only this technology; empty for any
// names:    vendor
// says:     {names} left the market
// returns:  vendor, technology, since, purpose, quote, source, fact
MATCH (c:Company)-[b:BANS_SALE]->(whom:CustomerClass)
WHERE b.kind = 'exit' AND ($technology IS NULL OR b.technology_id = $technology)
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN c.name AS vendor, b.product AS technology, b.start AS since, b.purpose AS purpose, b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY vendor, since, fact
