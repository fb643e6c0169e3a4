// title:    Vendors that still serve an agency level despite a ban
// question: which vendors still serve {level} agencies despite {class} bans
// question: {class}-ban companies with any {level} contract
// question: which vendors still sell to {level} agencies although they stopped selling to {class}
// question: who keeps supplying {level} bodies after promising not to sell to {class}
// question: vendors with a {class} ban that still do business with {level} agencies
// about:    one row per vendor, agency and ban: deals that had not ended on the day, under a vendor's own
//           rule that names the class. `part` keeps apart what serves the agency, pilots and partnerships, what is
//           not confirmed, and deals whose ban has expired. `verdict` says whether the rule reaches the deal.
// param:    level string federal  the agencies' level
// param:    despite string police  the customer class that the ban names
// param:    as_of date today  the day
// names:    vendor where part = serves
// says:     Not known to have ended on {as_of}, despite a rule not to sell to {despite}: deals with {level} agencies of {names}
// returns:  part, vendor, agency, deal, since, last_evidence, ban, ban_from, verdict, why, quote, source, fact, ban_fact
MATCH (k:CustomerClass {name: $despite})-[:PART_OF*0..3]->(named:CustomerClass)
WHERE named.name <> 'everyone'
WITH DISTINCT named.name + '|' + $level AS scope
MATCH (v:Coverage) WHERE v.scope = scope
  AND v.ban_type = 'BANS_SALE'
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
