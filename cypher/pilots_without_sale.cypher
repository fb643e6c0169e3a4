// title:    Pilots that never became sales
// question: which pilots never became sales
// question: agencies that trialled something and did not buy
// question: who tested a product and never bought it
// question: which pilots did not lead to a purchase
// question: pilots that ended without a contract
// about:    pilots after which no sale by the same vendor to the same agency is known. `denied` tells where a source
//           says that there was no purchase; elsewhere none is known, which is not the same.
// names:    agency
// says:     No sale is known after the pilots at {names}
// returns:  agency, vendor, product, since, until, denied, last_evidence, quote, source, fact
MATCH (c:Company)-[p:PILOTED_BY]->(a:Agency)
WHERE NOT (c)-[:SOLD_TO]->(a)
OPTIONAL MATCH (c)-[n:DENIED]->(a) WHERE n.claim = 'SOLD_TO'
WITH c, p, a, count(n) AS denials
OPTIONAL MATCH (d:Document) WHERE d.id = p.document_id
RETURN a.name AS agency, c.name AS vendor, p.product AS product, p.start AS since, p.end AS until, denials > 0 AS denied,
       p.last_reported AS last_evidence, p.quote AS quote, d.url AS source, p.id AS fact
ORDER BY agency, vendor, since, until, fact
