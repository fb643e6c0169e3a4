// The chosen node or edge: it and its neighbours stand out, the rest steps back.
import type { Collection, Core, SingularElementReturnValue } from "cytoscape";
import { edgeKey, nodeKey } from "./elements";

type Found = SingularElementReturnValue;

/** The element with this id of the graph; a node before an edge. */
export function elementWith(cy: Core, id: string | null): Found | null {
  if (id === null) return null;
  for (const key of [nodeKey(id), edgeKey(id)]) {
    const one = cy.getElementById(key);
    if (one.nonempty()) return one;
  }
  return null;
}

export function mark(cy: Core, id: string | null): void {
  cy.batch(() => {
    cy.elements().removeClass("faded near chosen");
    const one = elementWith(cy, id);
    if (!one) return;
    const around = neighbourhood(one);
    cy.elements().difference(around).addClass("faded");
    around.nodes().difference(one).addClass("near");
    one.addClass("chosen");
  });
}

function neighbourhood(one: Found): Collection {
  return one.group() === "nodes" ? one.closedNeighborhood() : one.union(one.connectedNodes());
}
