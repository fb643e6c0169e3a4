// title:    The biggest vendors by level and year
// question: biggest vendors of {level} agencies in {year}
// question: {agency}'s largest vendors by contract value
// question: top vendors by money
// about:    confirmed sales with a known amount (ceilings, budgets and yearly prices are not counted), by the year in which they began, each currency by itself. A sale is
//           counted once, however many documents report it; sales without a known start or amount are not counted.
// param:    level string ''  level of the agencies; empty for any
// param:    agency Agency ''  only this agency; empty for any
// param:    from_year integer ''  first year; empty for all
// param:    to_year integer ''  last year; empty for all
// names:    vendor
// returns:  vendor, currency, total, sales, first_year, last_year
MATCH (c)-[s:SOLD_TO]->(a:Agency)
WHERE s.start_earliest IS NOT NULL AND s.amount IS NOT NULL AND (s.amount_kind IS NULL OR s.amount_kind IN ['total', 'obligated']) AND ($level IS NULL OR a.level = $level) AND ($agency IS NULL OR a.id = $agency)
  AND ($from_year IS NULL OR s.start_earliest.year >= $from_year) AND ($to_year IS NULL OR s.start_earliest.year <= $to_year)
RETURN c.name AS vendor, s.currency AS currency, sum(s.amount) AS total, count(s) AS sales, min(s.start_earliest.year) AS first_year, max(s.start_earliest.year) AS last_year
ORDER BY currency DESC, total DESC, vendor
