// What is not hidden. Cytoscape's own `:visible` may be a frame late.
import type { Collection, Core, EdgeCollection, NodeCollection } from "cytoscape";

export function seenNodes(cy: Core): NodeCollection {
  return cy.nodes().not(".hidden");
}

/** Edges that are not hidden and whose ends are not. */
export function seenEdges(cy: Core): EdgeCollection {
  const nodes = seenNodes(cy);
  return nodes.edgesWith(nodes).not(".hidden");
}

export function seen(cy: Core): Collection {
  return seenNodes(cy).union(seenEdges(cy));
}
