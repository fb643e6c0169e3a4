// title:    Use of a technology despite a government's ban
// question: which agencies in cities with a {technology} ban still had it on {date}
// question: which agencies still use {technology} despite a city ban
// question: who uses a technology that its government forbids
// about:    deals on the day that a government's rule in force reaches (`covered`), or may reach (`unclear`).
// param:    level string municipal  level of the government that made the rule; empty for any
// param:    technology Technology ''  only bans on this technology; empty for any
// param:    as_of date today  the day
// names:    agency where verdict = covered
// says:     Not known to have ended on {as_of}, although a ban of the government covers it: use by {names}
// returns:  verdict, agency, vendor, deal, since, last_evidence, issuer, ban, ban_from, why, quote, source, fact, ban_fact
MATCH (g:Agency)-[:BOUND_BY]->(v:Coverage)
WHERE v.ban_type = 'BANS_USE' AND v.verdict IN ['covered', 'unclear'] AND v.same_technology = 'yes'
  AND ($level IS NULL OR g.level = $level) AND ($technology IS NULL OR v.ban_technology_id = $technology)
  AND v.deal_factuality IN ['actual', 'reported']
  AND (v.deal_start_earliest IS NULL OR v.deal_start_earliest <= $as_of) AND (v.deal_end_latest IS NULL OR v.deal_end_latest >= $as_of)
  AND (v.ban_start_earliest IS NULL OR v.ban_start_earliest <= $as_of) AND (v.ban_end_latest IS NULL OR v.ban_end_latest >= $as_of)
OPTIONAL MATCH (d:Document) WHERE d.id = v.document_id
RETURN v.verdict AS verdict, v.agency AS agency, v.vendor AS vendor, v.deal AS deal, v.deal_start AS since, v.last_evidence AS last_evidence,
       v.issuer AS issuer, v.ban AS ban, v.ban_start AS ban_from, v.reason AS why, v.quote AS quote, d.url AS source, v.deal_id AS fact, v.ban_id AS ban_fact
ORDER BY verdict, agency, vendor, since, ban_from, fact, ban_fact
