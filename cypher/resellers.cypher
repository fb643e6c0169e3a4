// title:    Resellers of a vendor's technology, and what they sold
// question: who resells {company}
// question: through which reseller did {agency} get {company}'s products
// question: which resellers sold {company}'s products
// question: who resold {product} to {agency}
// question: through whom did {agency} buy {company}'s products
// about:    companies that sell what another makes, with the sales of its products that they made.
// param:    company Company -  the maker
// param:    agency Agency ''  only sales to this agency; empty for any
// names:    reseller
// returns:  reseller, maker, agency, product, since, amount, currency, quote, source, fact
MATCH (m:Company {id: $company})
MATCH (m)-[:MAKES]->(p:Product)
MATCH (r)-[s:SOLD_TO]->(a:Agency)
WHERE s.product_id = p.id AND r.id <> m.id AND ($agency IS NULL OR a.id = $agency)
OPTIONAL MATCH (d:Document) WHERE d.id = s.document_id
RETURN r.name AS reseller, m.name AS maker, a.name AS agency, p.name AS product, s.start AS since, s.amount AS amount, s.currency AS currency,
       s.quote AS quote, d.url AS source, s.id AS fact
ORDER BY reseller, agency, since, product, fact
