// The find box: nodes whose name holds the words, whatever their case and accents.
import type { Core, NodeCollection } from "cytoscape";
import type { NodeData } from "./elements";
import { seenNodes } from "./seen";

export function find(cy: Core, words: string): NodeCollection {
  const sought = folded(words.trim());
  cy.nodes(".found").removeClass("found");
  if (!sought) return cy.collection().nodes();
  const hits = seenNodes(cy).filter((node) => folded((node.data() as NodeData).name).includes(sought));
  return hits.addClass("found");
}

function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
