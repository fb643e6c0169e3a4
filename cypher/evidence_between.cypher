// title:    What shows that a vendor dealt with an agency
// question: what shows that {company} sold to {agency}
// question: what shows that {company} sold to {agency} in {date}
// question: evidence that {agency} bought from {company}
// question: sources for {company} and {agency}
// about:    every claim on the facts between the two, with its document; narrowed to facts that began in a span of days, if given.
// param:    company Company -  the vendor
// param:    agency Agency -  the agency
// param:    what string SOLD_TO  the edge type
// param:    from_day date ''  only facts that may have begun on this day or later
// param:    to_day date ''  only facts that may have begun on this day or earlier
// names:    evidence
// returns:  document, title, publisher, published, url, polarity, factuality, product, since, quote, fact
MATCH (c:Company {id: $company})-[f:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|DEMOED_TO|MARKETED_TO|DENIED|UNCONFIRMED]->(a:Agency {id: $agency})
WHERE coalesce(f.claim, type(f)) = $what
  AND ($from_day IS NULL OR f.start_latest >= $from_day) AND ($to_day IS NULL OR f.start_earliest <= $to_day)
MATCH (k:Claim) WHERE k.fact_id = f.id
MATCH (k)-[:FROM]->(d:Document)
RETURN d.id AS document, d.title AS title, d.publisher AS publisher, d.published AS published, d.url AS url, k.polarity AS polarity,
       k.factuality AS factuality, k.product AS product, f.start AS since, k.quote AS quote, f.id AS fact
ORDER BY published, document, quote, fact
