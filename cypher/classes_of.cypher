// title:    The customer classes that an agency belongs to
// question: is {agency} {class}
// question: does {agency} count as {class}
// question: which classes of customers does {agency} belong to
// about:    the classes of which the agency is, or may be, one; `unclear` says why. A class that is not listed is a no.
// param:    agency Agency -  the agency
// param:    class CustomerClass ''  only this class; empty for all
// names:    class where certainty = yes
// returns:  agency, level, function, class, certainty, reason
MATCH (a:Agency {id: $agency})-[m:IN_CLASS]->(k:CustomerClass)
WHERE $class IS NULL OR k.id = $class
RETURN a.name AS agency, a.level AS level, a.function AS function, k.name AS class, m.certainty AS certainty, m.reason AS reason
ORDER BY class
