// title:    How two things are linked
// question: how is {one} linked to {other}
// question: path between {one} and {other}
// question: connection of {one} and {other}
// question: what connects {one} and {other}
// about:    the shortest chains of up to four links along deals, ownership, products and roles; not through classes,
//           technologies, documents or claims.
// param:    one Company|Agency|Person|Organization|Product -  one end
// param:    other Company|Agency|Person|Organization|Product -  the other end
// names:    names
// returns:  length, names, links, facts
MATCH (x) WHERE x.id = $one
MATCH (y) WHERE y.id = $other
MATCH p = (x)-[:SOLD_TO|USED_BY|PILOTED_BY|PARTNERED_WITH|OWNS|RESELLS|MAKES|HAS_ROLE*1..4]-(y)
WITH length(p) AS length, [n IN nodes(p) | n.name] AS names, [r IN relationships(p) | type(r)] AS links, [r IN relationships(p) | r.id] AS facts
WITH length, names, links, facts ORDER BY length, names, links, facts LIMIT 200
WITH min(length) AS shortest, collect([length, names, links, facts]) AS found
UNWIND found AS f
WITH f, shortest WHERE f[0] = shortest
RETURN f[0] AS length, f[1] AS names, f[2] AS links, f[3] AS facts
ORDER BY length, names, links, facts
