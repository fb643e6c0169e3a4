// title:    Vendors that still serve an agency level with the very technology of their ban
// question: which companies stopped selling {technology} to {class} but still sell {technology} to {level} agencies
// question: who sells the banned technology to {level} agencies despite {class} bans
// question: vendors with a {class} ban on {technology} that still supply {technology} to {level} agencies
// question: who promised not to sell {technology} to {class} but sells {technology} to {level} agencies
// about:    as `despite`, but only deals that concern the technology that the ban is about, or may do so.
// param:    level string federal  the agencies' level
// param:    despite string police  the customer class that the ban names
// param:    technology Technology ''  only bans on this technology; empty for any
// param:    as_of date today  the day
// names:    vendor where part = serves
// says:     Not known to have ended on {as_of}, in the technology of a rule not to sell to {despite}: deals with {level} agencies of {names}
// returns:  part, vendor, agency, deal, since, last_evidence, ban, ban_from, verdict, why, quote, source, fact, ban_fact
MATCH (k:CustomerClass {name: $despite})-[:PART_OF*0..3]->(named:CustomerClass)
WHERE named.name <> 'everyone'
WITH DISTINCT named.name + '|' + $level AS scope
MATCH (v:Coverage) WHERE v.scope = scope
  AND v.ban_type = 'BANS_SALE' AND v.same_technology <> 'no'
  AND ($technology IS NULL OR v.ban_technology_id = $technology)
  AND (v.deal_start_earliest IS NULL OR v.deal_start_earliest <= $as_of)
  AND (v.deal_end_latest IS NULL OR v.deal_end_latest >= $as_of)
  AND (v.ban_start_earliest IS NULL OR v.ban_start_earliest <= $as_of)
OPTIONAL MATCH (d:Document) WHERE d.id = v.document_id
RETURN CASE WHEN v.ban_end_latest < $as_of THEN 'ban expired'
            WHEN v.deal_factuality <> 'actual' AND v.deal_factuality <> 'reported' THEN 'not confirmed'
            WHEN v.serves THEN 'serves' ELSE 'pilot or partnership' END AS part,
       v.vendor AS vendor, v.agency AS agency, v.deal AS deal, v.deal_start AS since, v.last_evidence AS last_evidence,
       v.ban AS ban, v.ban_start AS ban_from, v.verdict AS verdict, v.reason AS why, v.quote AS quote, d.url AS source,
       v.deal_id AS fact, v.ban_id AS ban_fact
ORDER BY part DESC, vendor, agency, since, ban_from, fact, ban_fact
