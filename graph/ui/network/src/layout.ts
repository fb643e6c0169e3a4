// Where the nodes go: stress layout by graph distance, bounded and without chance, then apart and packed.
// What is fixed is never moved.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height that a node needs with its label, and how far below the node the middle of that box lies. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly below: number;
}

export interface Job {
  readonly boxes: readonly Box[];
  /** Parallel links are one here, with room for their labels and for their number. */
  readonly links: readonly (readonly [from: number, to: number, room: number])[];
  /** The place of each node that must stay, null for those to be placed. */
  readonly fixed: readonly (Point | null)[];
  /** Width through height of the canvas. */
  readonly aspect: number;
}

type Spot = { x: number; y: number };

const LINK = 120;
const STRESS_ROUNDS = 120;
const APART_ROUNDS = 160;
const CLEAR_ROUNDS = 60;
const CLEARANCE = 44;
const WIDEST = 1.5;
const GAP = 26;
const GOLDEN = 2.399963;

/** A place for each node, in the order of `boxes`. The same job gives the same places. */
export function arrange(job: Job): Point[] {
  const spots: Spot[] = job.fixed.map((p) => (p ? { ...p } : { x: 0, y: 0 }));
  const near = neighbours(job);
  const groups = components(near);
  const loose: number[][] = [];
  for (const group of groups) {
    const anchored = group.some((i) => job.fixed[i]);
    place(group, near, spots, job, anchored);
    if (!anchored) loose.push(group);
  }
  pack(loose, spots, job);
  return spots;
}

// -- the graph ----------------------------------------------------------------------------------

type Near = readonly ReadonlyMap<number, number>[];

/** For each node its neighbours, with the room that the link to them needs. */
function neighbours(job: Job): Near {
  const near = job.boxes.map(() => new Map<number, number>());
  for (const [a, b, room] of job.links) {
    if (a === b) continue;
    near[a]!.set(b, room);
    near[b]!.set(a, room);
  }
  return near;
}

function components(near: Near): number[][] {
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
function distances(group: readonly number[], near: Near): Float64Array[] {
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

// -- one group ----------------------------------------------------------------------------------

function place(group: readonly number[], near: Near, spots: Spot[], job: Job, anchored: boolean): void {
  const free = group.filter((i) => !job.fixed[i]);
  if (!free.length) return;
  const far = distances(group, near);
  if (anchored) startBeside(free, near, spots, job);
  else startByScaling(group, far, spots);
  relax(group, far, spots, job);
  if (!anchored) lieDown(group, spots, job.aspect);
  if (!anchored) widen(group, spots, job);
  const present = anchored ? spots.map((_, i) => i).filter((i) => job.fixed[i] || free.includes(i)) : group;
  clearLinks(present, spots, job);
  pushApart(present, spots, job);
}

/** New nodes start around the neighbours that have a place. */
function startBeside(free: readonly number[], near: Near, spots: Spot[], job: Job): void {
  const placed = new Set(job.fixed.flatMap((p, i) => (p ? [i] : [])));
  const waiting = new Set(free);
  while (waiting.size) {
    const next = [...waiting].filter((i) => [...near[i]!.keys()].some((j) => placed.has(j)));
    for (const i of next) {
      const middle = mean([...near[i]!.keys()].filter((j) => placed.has(j)).map((j) => spots[j]!));
      spots[i] = turn(middle, LINK * 0.9, i);
    }
    for (const i of next) {
      waiting.delete(i);
      placed.add(i);
    }
    if (!next.length) return;
  }
}

/** Classical scaling: the two strongest directions of the squared distances, found by repeated multiplication. */
function startByScaling(group: readonly number[], far: readonly Float64Array[], spots: Spot[]): void {
  const centred = doublyCentred(far);
  const first = direction(centred, []);
  const second = direction(centred, [first]);
  group.forEach((node, i) => (spots[node] = turn({ x: first[i]!, y: second[i]! }, LINK * 0.35, i)));
}

function doublyCentred(far: readonly Float64Array[]): Float64Array[] {
  const n = far.length;
  const squares = far.map((row) => row.map((d) => d * d));
  const rows = squares.map((row) => row.reduce((a, b) => a + b, 0) / n);
  const all = rows.reduce((a, b) => a + b, 0) / n;
  return squares.map((row, i) => row.map((d, j) => -0.5 * (d - rows[i]! - rows[j]! + all)));
}

function direction(matrix: readonly Float64Array[], others: readonly Float64Array[]): Float64Array {
  let vector = Float64Array.from(matrix, (_, i) => Math.cos(1 + i * GOLDEN));
  let size = 1;
  for (let round = 0; round < 40; round++) {
    const next = Float64Array.from(matrix, (row) => row.reduce((sum, m, j) => sum + m * vector[j]!, 0));
    for (const other of others) removePart(next, other);
    size = Math.hypot(...next) || 1;
    vector = next.map((x) => x / size);
  }
  return vector.map((x) => x * Math.sqrt(size));
}

function removePart(vector: Float64Array, other: Float64Array): void {
  const length = other.reduce((sum, x) => sum + x * x, 0) || 1;
  const along = vector.reduce((sum, x, i) => sum + x * other[i]!, 0) / length;
  other.forEach((x, i) => (vector[i] = vector[i]! - along * x));
}

/** Stress majorization, one node after the other: each goes where its distances to all others would have it. */
function relax(group: readonly number[], far: readonly Float64Array[], spots: Spot[], job: Job): void {
  for (let round = 0; round < STRESS_ROUNDS; round++) {
    let moved = 0;
    group.forEach((node, i) => {
      if (job.fixed[node]) return;
      const goal = wanted(i, group, far[i]!, spots);
      moved = Math.max(moved, Math.hypot(goal.x - spots[node]!.x, goal.y - spots[node]!.y));
      spots[node] = goal;
    });
    if (moved < 0.5) return;
  }
}

function wanted(i: number, group: readonly number[], far: Float64Array, spots: readonly Spot[]): Spot {
  const here = spots[group[i]!]!;
  let x = 0;
  let y = 0;
  let total = 0;
  for (let j = 0; j < group.length; j++) {
    if (j === i) continue;
    const there = spots[group[j]!]!;
    const weight = 1 / (far[j]! * far[j]!);
    const apart = Math.hypot(here.x - there.x, here.y - there.y) || 1e-6;
    x += weight * (there.x + (far[j]! * (here.x - there.x)) / apart);
    y += weight * (there.y + (far[j]! * (here.y - there.y)) / apart);
    total += weight;
  }
  return total ? { x: x / total, y: y / total } : here;
}

/** Turns the group so that its long side lies along the canvas's long side. */
function lieDown(group: readonly number[], spots: Spot[], aspect: number): void {
  const middle = mean(group.map((i) => spots[i]!));
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const i of group) {
    const [x, y] = [spots[i]!.x - middle.x, spots[i]!.y - middle.y];
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy) + (aspect < 1 ? Math.PI / 2 : 0);
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)];
  for (const i of group) {
    const [x, y] = [spots[i]!.x - middle.x, spots[i]!.y - middle.y];
    spots[i] = { x: x * cos - y * sin, y: x * sin + y * cos };
  }
}

/** Widens the group towards the canvas's shape: labels need width, and a canvas that is used well shows larger text. */
function widen(group: readonly number[], spots: Spot[], job: Job): void {
  const { width, height } = frame(group, spots, job);
  const factor = Math.min(WIDEST, Math.max(1 / WIDEST, Math.sqrt((job.aspect * height) / width)));
  for (const i of group) spots[i] = { x: spots[i]!.x * factor, y: spots[i]!.y / Math.sqrt(factor) };
}

// -- no two on one place ------------------------------------------------------------------------

function pushApart(group: readonly number[], spots: Spot[], job: Job): void {
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
function clearLinks(group: readonly number[], spots: Spot[], job: Job): void {
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

// -- groups beside one another ------------------------------------------------------------------

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Puts groups in rows, the largest first; below and beside nothing that is fixed. */
function pack(groups: readonly number[][], spots: Spot[], job: Job): void {
  if (!groups.length) return;
  const frames = groups.map((group) => frame(group, spots, job));
  const fixed = spots.map((_, i) => i).filter((i) => job.fixed[i]);
  const taken = fixed.length ? frame(fixed, spots, job) : null;
  const area = frames.reduce((sum, f) => sum + (f.width + GAP) * (f.height + GAP), 0);
  const limit = Math.max(Math.sqrt(area * job.aspect) * 1.1, ...frames.map((f) => f.width));
  const start = taken ? { x: taken.left + taken.width + 2 * GAP, y: taken.top } : { x: 0, y: 0 };
  rows(frames, start, limit).forEach((corner, g) => {
    for (const i of groups[g]!) spots[i] = { x: spots[i]!.x - frames[g]!.left + corner.x, y: spots[i]!.y - frames[g]!.top + corner.y };
  });
}

function rows(frames: readonly Frame[], start: Spot, limit: number): Spot[] {
  let { x, y } = start;
  let tallest = 0;
  return frames.map((f) => {
    if (x > start.x && x + f.width > start.x + limit) {
      x = start.x;
      y += tallest + GAP;
      tallest = 0;
    }
    const corner = { x, y };
    x += f.width + GAP;
    tallest = Math.max(tallest, f.height);
    return corner;
  });
}

function frame(group: readonly number[], spots: readonly Spot[], job: Job): Frame {
  const side = (of: (p: Spot, b: Box) => number) => group.map((i) => of(spots[i]!, job.boxes[i]!));
  const left = Math.min(...side((p, b) => p.x - b.width / 2));
  const top = Math.min(...side((p, b) => p.y + b.below - b.height / 2));
  const right = Math.max(...side((p, b) => p.x + b.width / 2));
  const bottom = Math.max(...side((p, b) => p.y + b.below + b.height / 2));
  return { left, top, width: right - left, height: bottom - top };
}

// -- points -------------------------------------------------------------------------------------

function mean(points: readonly Point[]): Spot {
  const n = points.length || 1;
  return { x: points.reduce((s, p) => s + p.x, 0) / n, y: points.reduce((s, p) => s + p.y, 0) / n };
}

/** A point at `radius` from `middle`, each `i` in another direction. */
function turn(middle: Point, radius: number, i: number): Spot {
  return { x: middle.x + radius * Math.cos(i * GOLDEN), y: middle.y + radius * Math.sin(i * GOLDEN) };
}
