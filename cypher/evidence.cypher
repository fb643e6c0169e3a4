// title:    The evidence of a fact
// question: what shows the fact {fact}
// question: the evidence of a fact by its id
// about:    every claim that a fact rests on, word for word, with the document that it stands in.
// param:    fact string -  id of the fact
// names:    document
// returns:  type, subject, object, product, polarity, factuality, date, start, end, speaker, quote, document, title, publisher, published, url, claim
MATCH (k:Claim {fact_id: $fact})-[:FROM]->(d:Document)
RETURN k.type AS type, k.subject AS subject, k.object AS object, k.product AS product, k.polarity AS polarity, k.factuality AS factuality, k.date AS date,
       k.start AS start, k.end AS end, k.speaker AS speaker, k.quote AS quote, d.id AS document, d.title AS title, d.publisher AS publisher,
       d.published AS published, d.url AS url, k.id AS claim
ORDER BY published, document, claim
