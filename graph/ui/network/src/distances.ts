// How far nodes are from one another in the graph, and which hang together.
import type { Job } from "./job";

/** How long a link is at least. */
export const LINK = 120;

export type Near = readonly ReadonlyMap<number, number>[];

/** For each node its neighbours, with the room that the link to them needs. */
export function neighbours(job: Job): Near {
  const near = job.boxes.map(() => new Map<number, number>());
  for (const [a, b, room] of job.links) {
    if (a === b) continue;
    near[a]!.set(b, room);
    near[b]!.set(a, room);
  }
  return near;
}

export function components(near: Near): number[][] {
  const seen = new Set<number>();
  const groups: number[][] = [];
  near.forEach((_, start) => {
    if (seen.has(start)) return;
    const group = [start];
    seen.add(start);
    for (const i of group)
      for (const j of near[i]!.keys())
        if (!seen.has(j)) {
          seen.add(j);
          group.push(j);
        }
    groups.push(group.sort((a, b) => a - b));
  });
  return groups.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** Links of busy nodes are longer, so that what hangs on them has room. */
function linkLength(one: number, two: number, near: Near): number {
  const [a, b] = [near[one]!, near[two]!];
  let shared = 0;
  for (const i of a.keys()) if (b.has(i)) shared++;
  return Math.max(LINK, a.get(two)!) * (1 + 0.16 * Math.sqrt(Math.max(0, a.size + b.size - 2 * shared - 2)));
}

/** All shortest distances inside a group, by Dijkstra without a heap: 300 nodes at most. */
export function distances(group: readonly number[], near: Near): Float64Array[] {
  const place = new Map(group.map((node, i) => [node, i]));
  const steps = group.map((node) => [...near[node]!.keys()].map((other) => [place.get(other)!, linkLength(node, other, near)] as const));
  return group.map((_, start) => distancesFrom(start, steps));
}

function distancesFrom(start: number, steps: readonly (readonly (readonly [number, number])[])[]): Float64Array {
  const far = new Float64Array(steps.length).fill(Infinity);
  const done = new Uint8Array(steps.length);
  far[start] = 0;
  for (;;) {
    let best = -1;
    for (let i = 0; i < far.length; i++) if (!done[i] && (best < 0 || far[i]! < far[best]!)) best = i;
    if (best < 0) return far;
    done[best] = 1;
    for (const [to, length] of steps[best]!) far[to] = Math.min(far[to]!, far[best]! + length);
  }
}
