// From the graph on the canvas to the next one, touching only what differs.
import type { Core, ElementDefinition } from "cytoscape";
import { boxOf, roomOf, type EdgeData, type NodeData } from "./elements";
import type { Job, Point } from "./job";
import { layoutTextScale } from "./style";

/** The layout job for the next graph, or null where every node has its place already. */
export function jobFor(elements: readonly ElementDefinition[], places: ReadonlyMap<string, Point>, aspect: number): Job | null {
  const nodes = elements.filter((e) => e.group === "nodes").map((e) => e.data as NodeData);
  const edges = elements.filter((e) => e.group === "edges").map((e) => e.data as EdgeData);
  if (nodes.every((node) => places.has(node.id))) return null;
  const index = new Map(nodes.map((node, i) => [node.id, i]));
  return {
    boxes: nodes.map((node) => boxOf(node, layoutTextScale(nodes.length))),
    links: bundles(edges).map((bundle) => [index.get(bundle[0]!.source)!, index.get(bundle[0]!.target)!, roomOf(bundle)] as const),
    fixed: nodes.map((node) => places.get(node.id) ?? null),
    aspect,
  };
}

/** Edges between the same two nodes, whichever way they point. */
function bundles(edges: readonly EdgeData[]): EdgeData[][] {
  const found = new Map<string, EdgeData[]>();
  for (const edge of edges) {
    const ends = [edge.source, edge.target].sort().join("\n");
    found.set(ends, [...(found.get(ends) ?? []), edge]);
  }
  return [...found.values()];
}

export function apply(cy: Core, elements: readonly ElementDefinition[], places: ReadonlyMap<string, Point>): void {
  const next = new Map(elements.map((e) => [e.data.id as string, e]));
  cy.batch(() => {
    cy.edges().filter((edge) => moved(edge.data() as EdgeData, next.get(edge.id()))).remove();
    cy.nodes().filter((node) => !next.has(node.id())).remove();
    for (const [key, definition] of next) {
      const known = cy.getElementById(key);
      if (known.nonempty()) known.data(definition.data);
      else cy.add(definition.group === "nodes" ? { ...definition, position: { ...places.get(key)! } } : definition);
    }
  });
}

/** An edge that is gone, or that joins other nodes than before. */
function moved(data: EdgeData, next: ElementDefinition | undefined): boolean {
  return !next || next.data.source !== data.source || next.data.target !== data.target;
}
