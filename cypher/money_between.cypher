// title:    The value of the contracts between an agency and a vendor
// question: how much did {agency} pay {company} in total
// question: total value of {company}'s contracts with {agency}
// about:    the confirmed sales with a known amount (ceilings, budgets and yearly prices are not counted) between the two, and their total in each currency, each sale once.
// param:    company Company -  the vendor
// param:    agency Agency -  the agency
// value:    total
// returns:  vendor, agency, currency, total, sales, facts
MATCH (c:Company {id: $company})-[s:SOLD_TO]->(a:Agency {id: $agency})
WHERE s.amount IS NOT NULL AND (s.amount_kind IS NULL OR s.amount_kind IN ['total', 'obligated'])
WITH c, a, s ORDER BY s.id
RETURN c.name AS vendor, a.name AS agency, s.currency AS currency, sum(s.amount) AS total, count(s) AS sales, collect(s.id) AS facts
ORDER BY currency, total DESC
