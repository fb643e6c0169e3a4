// title:    Claims that contradict each other
// question: where do sources contradict each other
// question: which claims are disputed
// question: contradictions between sources
// question: where do sources disagree
// question: which facts are contested
// about:    facts that one source asserts and another denies, at a time when both may hold.
// names:    vendor
// returns:  vendor, agency, what, product, asserted, asserted_factuality, asserted_since, denied, denied_since, asserted_source, denied_source, fact, denial
MATCH (c:Company)-[f]->(a)
WHERE f.disputed = true AND type(f) IN ['SOLD_TO', 'USED_BY', 'PILOTED_BY', 'PARTNERED_WITH', 'DEMOED_TO', 'MARKETED_TO', 'BANS_SALE', 'OWNS', 'UNCONFIRMED']
MATCH (c)-[n:DENIED]->(a)
WHERE n.claim = coalesce(f.claim, type(f))
OPTIONAL MATCH (x:Document) WHERE x.id = f.document_id
OPTIONAL MATCH (y:Document) WHERE y.id = n.document_id
RETURN c.name AS vendor, a.name AS agency, n.claim AS what, coalesce(f.product, n.product) AS product, f.quote AS asserted, f.factuality AS asserted_factuality,
       f.start AS asserted_since, n.quote AS denied, n.start AS denied_since, x.url AS asserted_source, y.url AS denied_source, f.id AS fact, n.id AS denial
ORDER BY vendor, agency, what, fact, denial
