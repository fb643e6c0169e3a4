// title:    People and their roles
// question: who has a role at {body}
// question: people of {body}
// question: who runs {body}
// question: who works at {body}
// question: who is the chief executive of {body}
// about:    people with a role at a company, an agency or an organisation, and when.
// param:    body Company|Agency|Organization -  the company, agency or organisation
// names:    person
// returns:  person, role, body, since, until, quote, source, fact
MATCH (b) WHERE b.id = $body
MATCH (p:Person)-[r:HAS_ROLE]->(b)
OPTIONAL MATCH (d:Document) WHERE d.id = r.document_id
RETURN p.name AS person, r.role AS role, b.name AS body, r.start AS since, r.end AS until, r.quote AS quote, d.url AS source, r.id AS fact
ORDER BY person, since, role, fact
