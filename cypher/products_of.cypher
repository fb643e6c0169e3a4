// title:    What a company makes
// question: which products does {company} make
// question: products of {company}
// about:    the products of a company and their technologies.
// param:    company Company -  the company
// names:    product
// returns:  product, technologies, quote, source, fact
MATCH (c:Company {id: $company})-[m:MAKES]->(p:Product)
OPTIONAL MATCH (p)-[:OF_TECHNOLOGY]->(t:Technology)
WITH p, m, t ORDER BY t.name
WITH p, m, collect(t.name) AS technologies
OPTIONAL MATCH (d:Document) WHERE d.id = m.document_id
RETURN p.name AS product, technologies, m.quote AS quote, d.url AS source, m.id AS fact
ORDER BY product, fact
