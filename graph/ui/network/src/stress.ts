// Places by stress: on the canvas as far apart as in the graph.
import { LINK, type Near } from "./distances";
import { GOLDEN, mean, turn, type Job, type Spot } from "./job";

const ROUNDS = 120;

/** New nodes start around the neighbours that have a place. */
export function startBeside(free: readonly number[], near: Near, spots: Spot[], job: Job): void {
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
export function startByScaling(group: readonly number[], far: readonly Float64Array[], spots: Spot[]): void {
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
export function relax(group: readonly number[], far: readonly Float64Array[], spots: Spot[], job: Job): void {
  for (let round = 0; round < ROUNDS; round++) {
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
