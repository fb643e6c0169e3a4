// title:    What is alleged, planned, considered or not disclosed
// question: what is alleged but not confirmed
// question: what do sources allege about {company}
// question: planned or considered purchases
// question: which sales are only alleged
// about:    everything that a source says without confirming it, by how sure it is.
// param:    company Company ''  only this company; empty for any
// param:    factuality string ''  alleged, planned, considered or undisclosed; empty for any
// names:    subject
// returns:  factuality, what, subject, object, product, start, end, quote, source, fact
MATCH (x)-[f:UNCONFIRMED]->(y)
WHERE ($company IS NULL OR x.id = $company) AND ($factuality IS NULL OR f.factuality = $factuality)
OPTIONAL MATCH (d:Document) WHERE d.id = f.document_id
RETURN f.factuality AS factuality, f.claim AS what, x.name AS subject, y.name AS object, f.product AS product, f.start AS start, f.end AS end,
       f.quote AS quote, d.url AS source, f.id AS fact
ORDER BY factuality, what, subject, object, fact
