// title:    Deals that the vendor's own ban covers
// question: which vendors had deals that their own announced bans covered
// question: who broke its own promise not to sell
// question: which companies violated their own bans
// about:    one row per vendor, agency and ban with the verdict `covered`: the deal ran while the vendor's own rule
//           held and reached it. `part` keeps apart confirmed deals, pilots and partnerships, and what is not confirmed.
// names:    vendor where part = serves
// says:     {names} had deals that its own rule covered
// returns:  part, vendor, agency, deal, since, last_evidence, ban, ban_from, timing, why, quote, source, fact, ban_fact
MATCH (v:Coverage {verdict: 'covered'})
WHERE v.ban_type = 'BANS_SALE'
OPTIONAL MATCH (d:Document) WHERE d.id = v.document_id
RETURN CASE WHEN v.deal_factuality <> 'actual' AND v.deal_factuality <> 'reported' THEN 'not confirmed'
            WHEN v.serves THEN 'serves' ELSE 'pilot or partnership' END AS part,
       v.vendor AS vendor, v.agency AS agency, v.deal AS deal, v.deal_start AS since, v.last_evidence AS last_evidence,
       v.ban AS ban, v.ban_start AS ban_from, v.timing AS timing, v.reason AS why, v.quote AS quote, d.url AS source,
       v.deal_id AS fact, v.ban_id AS ban_fact
ORDER BY part DESC, vendor, agency, since, ban_from, fact, ban_fact
