// title:    Governments' bans in force on a day
// question: what governments banned {technology} as of {date}
// question: which cities ban {technology}
// question: where is {technology} forbidden
// question: local bans on {technology} in force
// question: which governments have a {technology} ban in force on {date}
// about:    rules of public bodies not to use a technology, a product or a vendor, in force on the day.
// param:    technology Technology|Product|Company ''  what is banned; empty for any
// param:    level string ''  level of the issuer; empty for any
// param:    as_of date today  the day
// names:    government
// says:     On {as_of}, bans of {names} were in force
// returns:  government, level, bans, kind, since, until, binds, exempts, certain, quote, source, fact
MATCH (g)-[b:BANS_USE]->(t)
WHERE (b.start_earliest IS NULL OR b.start_earliest <= $as_of) AND (b.end_latest IS NULL OR b.end_latest >= $as_of)
  AND ($technology IS NULL OR t.id = $technology) AND ($level IS NULL OR g.level = $level)
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN g.name AS government, g.level AS level, t.name AS bans, b.kind AS kind, b.start AS since, b.end AS until, b.applies_to AS binds,
       b.exempts AS exempts, b.start_latest <= $as_of AND (b.end_earliest IS NULL OR b.end_earliest >= $as_of) AS certain,
       b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY government, bans, since, until, fact
