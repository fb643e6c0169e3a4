// title:    Whether a vendor's rule names an agency
// question: does {company}'s ban cover {agency}
// question: does {company}'s rule apply to {agency}
// question: is {agency} in the class that {company}'s ban names
// question: does {company}'s {class} ban include {agency}
// about:    every rule of the vendor not to sell, and whether the agency is one of those that it names: yes, no or
//           unclear, with the reason. It says nothing of a deal; `coverage_of` holds the rules against deals.
// param:    company Company -  the vendor
// param:    agency Agency -  the agency
// value:    named
// returns:  named, why, vendor, agency, kind, technology, names, since, until, ends_with, exempts, quote, source, fact
MATCH (c:Company {id: $company})-[b:BANS_SALE]->(whom)
MATCH (a:Agency {id: $agency})
OPTIONAL MATCH (a)-[m:IN_CLASS]->(k:CustomerClass) WHERE k.id = whom.id
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN CASE WHEN whom.id = a.id THEN 'yes' ELSE coalesce(m.certainty, 'no') END AS named,
       CASE WHEN whom.id = a.id THEN 'the rule names it' ELSE coalesce(m.reason, 'it is not one of ' + whom.name) END AS why,
       c.name AS vendor, a.name AS agency, b.kind AS kind, b.product AS technology, whom.name AS names, b.start AS since, b.end AS until,
       b.until AS ends_with, b.exempts AS exempts, b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY since, names, kind, fact
