// title:    Vendors' own bans in force on a day
// question: which vendors had bans in force on {date}
// question: which companies had announced that they do not sell {technology}
// question: vendors' sales bans in force
// question: which vendors have a moratorium
// question: which company bans were in effect on {date}
// about:    rules of vendors not to sell, in force on the day, with when and on what condition they end. `certain` is
//           false where the dates known do not tell.
// param:    technology Technology ''  only this technology; empty for any
// param:    as_of date today  the day
// names:    vendor
// says:     On {as_of}, rules of {names} not to sell were in force
// returns:  vendor, names, technology, kind, since, until, ends_with, exempts, certain, quote, source, fact
MATCH (c:Company)-[b:BANS_SALE]->(whom)
WHERE (b.start_earliest IS NULL OR b.start_earliest <= $as_of) AND (b.end_latest IS NULL OR b.end_latest >= $as_of)
  AND ($technology IS NULL OR b.technology_id IS NULL OR b.technology_id = $technology)
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN c.name AS vendor, whom.name AS names, b.product AS technology, b.kind AS kind, b.start AS since, b.end AS until, b.until AS ends_with,
       b.exempts AS exempts, b.start_latest <= $as_of AND (b.end_earliest IS NULL OR b.end_earliest >= $as_of) AS certain,
       b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY vendor, names, since, until, fact
