// The groups of a graph in the shape of the canvas, beside one another.
import { mean, type Box, type Job, type Spot } from "./job";

const GAP = 26;
const WIDEST = 1.5;

/** Turns the group so that its long side lies along the canvas's long side. */
export function lieDown(group: readonly number[], spots: Spot[], aspect: number): void {
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
export function widen(group: readonly number[], spots: Spot[], job: Job): void {
  const { width, height } = frame(group, spots, job);
  const factor = Math.min(WIDEST, Math.max(1 / WIDEST, Math.sqrt((job.aspect * height) / width)));
  for (const i of group) spots[i] = { x: spots[i]!.x * factor, y: spots[i]!.y / Math.sqrt(factor) };
}

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Puts groups in rows, the largest first, to the right of the nodes that lie there already. */
export function pack(groups: readonly number[][], there: readonly number[], spots: Spot[], job: Job): void {
  if (!groups.length) return;
  const frames = groups.map((group) => frame(group, spots, job));
  const taken = there.length ? frame(there, spots, job) : null;
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
