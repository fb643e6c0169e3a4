// title:    Does a vendor's ban cover its deals with an agency
// question: does {company}'s ban cover its deal with {agency}
// question: did {company}'s ban cover the {product} for {agency}
// question: does {company}'s exit cover its {agency} contract
// about:    every rule of the vendor (or of a company that owned it) held against each of its deals with the agency.
// param:    company Company -  the vendor
// param:    agency Agency -  the agency of the deal
// value:    verdict
// returns:  verdict, why, timing, vendor, agency, deal, since, ban, ban_from, issuer, factuality, quote, source, fact, ban_fact
MATCH (v:Coverage {vendor_id: $company})-[:AT]->(a:Agency {id: $agency})
WHERE v.ban_type = 'BANS_SALE'
OPTIONAL MATCH (d:Document) WHERE d.id = v.document_id
RETURN v.verdict AS verdict, v.reason AS why, v.timing AS timing, v.vendor AS vendor, v.agency AS agency, v.deal AS deal, v.deal_start AS since,
       v.ban AS ban, v.ban_start AS ban_from, v.issuer AS issuer, v.deal_factuality AS factuality, v.quote AS quote, d.url AS source,
       v.deal_id AS fact, v.ban_id AS ban_fact
ORDER BY since, ban_from, fact, ban_fact
