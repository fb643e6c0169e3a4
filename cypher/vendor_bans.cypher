// title:    All sales bans that vendors have announced
// question: which vendors have announced a sales ban
// question: how many vendors have announced a sales ban
// question: which companies promised not to sell to {class}
// question: vendors with a {class} ban
// about:    rules of vendors not to sell, in force or over, oldest first.
// param:    despite CustomerClass ''  only rules that name this class; empty for any
// names:    vendor
// says:     {names} have announced a rule not to sell
// returns:  vendor, names, technology, kind, since, until, ends_with, exempts, quote, source, fact
MATCH (c:Company)-[b:BANS_SALE]->(whom)
WHERE $despite IS NULL OR whom.id = $despite
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN c.name AS vendor, whom.name AS names, b.product AS technology, b.kind AS kind, b.start AS since, b.end AS until, b.until AS ends_with,
       b.exempts AS exempts, b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY since, vendor, names, until, fact
