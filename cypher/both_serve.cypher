// title:    Agencies that two vendors both serve
// question: which agencies do {company} and {other} both serve
// question: common customers of {company} and {other}
// about:    agencies to which both companies sold, or which use both.
// param:    company Company -  one company
// param:    other Company -  the other company
// names:    agency
// returns:  agency, level, first, first_since, second, second_since, fact, second_fact
MATCH (x:Company {id: $company})-[f:SOLD_TO|USED_BY]->(a:Agency)
MATCH (y:Company {id: $other})-[g:SOLD_TO|USED_BY]->(a)
RETURN a.name AS agency, a.level AS level, f.product AS first, f.start AS first_since, g.product AS second, g.start AS second_since, f.id AS fact, g.id AS second_fact
ORDER BY agency, first_since, second_since, fact, second_fact
