// title:    People with roles at an agency and at a vendor
// question: who held a role both at a police force and at a vendor
// question: revolving door between agencies and vendors
// question: people who went from an agency to a company
// question: who worked both for an agency and for a vendor
// about:    people who held a role at a public body and at a company, at whatever time.
// names:    person
// returns:  person, agency, agency_role, agency_since, agency_until, vendor, vendor_role, vendor_since, vendor_until, fact, vendor_fact
MATCH (a:Agency)<-[x:HAS_ROLE]-(p:Person)-[y:HAS_ROLE]->(c:Company)
RETURN p.name AS person, a.name AS agency, x.role AS agency_role, x.start AS agency_since, x.end AS agency_until,
       c.name AS vendor, y.role AS vendor_role, y.start AS vendor_since, y.end AS vendor_until, x.id AS fact, y.id AS vendor_fact
ORDER BY person, agency, vendor, agency_since, vendor_since, fact, vendor_fact
