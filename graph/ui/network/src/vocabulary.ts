// The visual language, read from vocabulary.json, which Python reads too.
import raw from "../vocabulary.json";

export type Pair = readonly [light: string, dark: string];
export type ShapeName = "rounded" | "circle" | "hexagon" | "diamond" | "octagon" | "shield" | "house" | "page" | "bubble";
export type ArrowName = "triangle" | "vee" | "diamond" | "circle" | "tee";

export interface NodeLook {
  readonly shape: ShapeName;
  readonly icon: string;
  readonly size: number;
  readonly fill: Pair;
  readonly ink: Pair;
  readonly rim: Pair;
}

export interface EdgeLook {
  readonly name: string;
  readonly dash: readonly number[];
  readonly arrow: ArrowName;
  readonly hollow: boolean;
  readonly width: number;
  readonly line: Pair;
}

const nodes = raw.nodes as unknown as Record<string, NodeLook>;
const families = raw.families as unknown as Record<string, EdgeLook>;
const ended = raw.ended as unknown as EdgeLook;

export const LABELS: readonly string[] = Object.keys(nodes);
export const FAMILIES: readonly string[] = Object.keys(families);
/** The legend's own row for whatever has ended, of any family. */
export const ENDED = "ended";

export function nodeLook(label: string): NodeLook {
  return nodes[label] ?? (raw.unknown as unknown as NodeLook);
}

export function edgeLook(family: string): EdgeLook {
  return families[family] ?? (families.relation as EdgeLook);
}

/** An ended edge keeps the form of its family and loses its colour, its weight and the filling of its arrow. */
export function endedLook(family: string): EdgeLook {
  return { ...edgeLook(family), ...ended };
}

export function categoryName(category: string): string {
  return category === ENDED ? ended.name : edgeLook(category).name;
}
