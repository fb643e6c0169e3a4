// title:    When a body's bans began and ended
// question: when did {issuer}'s ban end
// question: when did {issuer}'s moratorium begin
// question: what bans has {issuer} made
// question: history of the ban of {issuer}
// about:    every rule of a vendor, a government or a court, in the order of time, with its end where it has one.
// param:    issuer Company|Agency|Organization -  who made the rule
// value:    until
// returns:  issuer, what, bans, kind, since, until, ends_with, exempts, quote, source, fact
MATCH (i) WHERE i.id = $issuer
MATCH (i)-[b:BANS_SALE|BANS_USE|REGULATORY_BAN]->(t)
OPTIONAL MATCH (d:Document) WHERE d.id = b.document_id
RETURN i.name AS issuer, type(b) AS what, CASE type(b) WHEN 'BANS_SALE' THEN coalesce(b.product, 'all') + ' for ' + t.name ELSE t.name END AS bans,
       b.kind AS kind, b.start AS since, b.end AS until, b.until AS ends_with, b.exempts AS exempts, b.quote AS quote, d.url AS source, b.id AS fact
ORDER BY since, until, bans, fact
