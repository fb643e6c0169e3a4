// No node on another, and none on a link that is not its own.
import type { Job, Point, Spot } from "./job";

const APART_ROUNDS = 160;
const CLEAR_ROUNDS = 60;
const CLEARANCE = 44;

export function pushApart(group: readonly number[], spots: Spot[], job: Job): void {
  for (let round = 0; round < APART_ROUNDS; round++) {
    if (!pushOnce(group, spots, job)) return;
  }
}

function pushOnce(group: readonly number[], spots: Spot[], job: Job): boolean {
  let touched = false;
  for (let a = 0; a < group.length; a++) for (let b = a + 1; b < group.length; b++) touched = pushPair(group[a]!, group[b]!, spots, job) || touched;
  return touched;
}

function pushPair(i: number, j: number, spots: Spot[], job: Job): boolean {
  const [one, two] = [spots[i]!, spots[j]!];
  const [a, b] = [job.boxes[i]!, job.boxes[j]!];
  const shares = push(Boolean(job.fixed[i]), Boolean(job.fixed[j]));
  const dx = two.x - one.x;
  const dy = two.y + b.below - one.y - a.below;
  const wide = (a.width + b.width) / 2 - Math.abs(dx);
  const high = (a.height + b.height) / 2 - Math.abs(dy);
  if (!shares || wide <= 0.5 || high <= 0.5) return false;
  if (wide < high) shift(one, two, shares, wide * (dx < 0 ? -1 : 1), 0);
  else shift(one, two, shares, 0, high * (dy < 0 ? -1 : 1));
  return true;
}

function push(firstStays: boolean, secondStays: boolean): readonly [number, number] | null {
  if (firstStays) return secondStays ? null : [0, 1];
  return secondStays ? [1, 0] : [0.5, 0.5];
}

function shift(one: Spot, two: Spot, [first, second]: readonly [number, number], x: number, y: number): void {
  one.x -= x * first;
  one.y -= y * first;
  two.x += x * second;
  two.y += y * second;
}

/** Moves nodes off the links of others: a line that runs through a node would seem to join it. */
export function clearLinks(group: readonly number[], spots: Spot[], job: Job): void {
  const present = new Set(group);
  const links = job.links.filter(([a, b]) => a !== b && present.has(a) && present.has(b));
  const free = group.filter((i) => !job.fixed[i]);
  for (let round = 0; round < CLEAR_ROUNDS; round++) {
    for (const node of free) for (const [a, b] of links) if (node !== a && node !== b) stepAside(spots[node]!, spots[a]!, spots[b]!);
    pushOnce(group, spots, job);
  }
}

function stepAside(node: Spot, a: Point, b: Point): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const along = ((node.x - a.x) * dx + (node.y - a.y) * dy) / length;
  if (along < 0 || along > length) return;
  const side = ((node.x - a.x) * dy - (node.y - a.y) * dx) / length;
  if (Math.abs(side) >= CLEARANCE) return;
  const step = 0.2 * (CLEARANCE - Math.abs(side)) * (side < 0 ? -1 : 1);
  node.x += (step * dy) / length;
  node.y -= (step * dx) / length;
}
