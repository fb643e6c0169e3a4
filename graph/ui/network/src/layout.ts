// Where the nodes go: stress layout by graph distance, bounded and without chance, then apart and packed.
// What is fixed is never moved.
import { clearLinks, pushApart } from "./apart";
import { components, distances, neighbours, type Near } from "./distances";
import type { Job, Point, Spot } from "./job";
import { lieDown, pack, widen } from "./packing";
import { relax, startBeside, startByScaling } from "./stress";

/** A place for each node, in the order of `boxes`. The same job gives the same places. */
export function arrange(job: Job): Point[] {
  const spots: Spot[] = job.fixed.map((p) => (p ? { ...p } : { x: 0, y: 0 }));
  const near = neighbours(job);
  const groups = components(near);
  const anchored = groups.filter((group) => group.some((i) => job.fixed[i]));
  const loose = groups.filter((group) => !anchored.includes(group));
  for (const group of anchored) joinIn(group, near, spots, job);
  separate(anchored.flat(), spots, job);
  for (const group of loose) lieFreely(group, near, spots, job);
  pack(loose, anchored.flat(), spots, job);
  return spots;
}

/** New nodes of a group, some of which have their places. */
function joinIn(group: readonly number[], near: Near, spots: Spot[], job: Job): void {
  const free = group.filter((i) => !job.fixed[i]);
  if (!free.length) return;
  startBeside(free, near, spots, job);
  relax(group, distances(group, near), spots, job);
}

/** A group of new nodes only. */
function lieFreely(group: readonly number[], near: Near, spots: Spot[], job: Job): void {
  const far = distances(group, near);
  startByScaling(group, far, spots);
  relax(group, far, spots, job);
  lieDown(group, spots, job.aspect);
  widen(group, spots, job);
  separate(group, spots, job);
}

function separate(nodes: readonly number[], spots: Spot[], job: Job): void {
  clearLinks(nodes, spots, job);
  pushApart(nodes, spots, job);
}
