// title:    Owners and subsidiaries of a company
// question: who owns {company}
// question: {company} parent company
// question: which companies does {company} own
// question: subsidiaries of {company}
// about:    who owned whom, and when, one step up and one step down.
// param:    company Company -  the company
// names:    owner
// returns:  owner, owned, since, until, quote, source, fact
MATCH (o:Company)-[w:OWNS]->(s)
WHERE o.id = $company OR s.id = $company
OPTIONAL MATCH (d:Document) WHERE d.id = w.document_id
RETURN o.name AS owner, s.name AS owned, w.start AS since, w.end AS until, w.quote AS quote, d.url AS source, w.id AS fact
ORDER BY owner, owned, since, fact
