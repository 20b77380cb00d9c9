/** Something on a drawing, all measures in em. */
export interface Spot {
  x: number;
  y: number;
}

export interface SpreadOptions {
  /** Least distance of two spots. */
  apart: number;
  width: number;
  height: number;
}

const ROUNDS = 150;
/** How strongly a spot is drawn back to where it belongs, each round. */
const HOMEWARD = 0.04;

/**
 * Moves spots apart until none covers another, each as little as it must: where cities crowd, every mark is
 * still seen. The same spots always come out the same way.
 */
export function spread(spots: readonly Spot[], { apart, width, height }: SpreadOptions): Spot[] {
  const placed = spots.map((spot, n) => nudged(spot, n));
  const within = (value: number, end: number) =>
    Math.min(end - apart / 2, Math.max(apart / 2, value));
  for (let round = 0; round < ROUNDS; round += 1) {
    const moved = pushApart(placed, apart);
    const settling = round < ROUNDS / 2;
    placed.forEach((spot, n) => {
      const home = spots[n] ?? spot;
      if (settling) {
        spot.x += (home.x - spot.x) * HOMEWARD;
        spot.y += (home.y - spot.y) * HOMEWARD;
      }
      spot.x = within(spot.x, width);
      spot.y = within(spot.y, height);
    });
    if (!moved) break;
  }
  return placed;
}

/** Two spots in one place have no direction to part in: each starts a hair off, by its number. */
const nudged = ({ x, y }: Spot, n: number): Spot => ({
  x: x + 0.01 * Math.cos(n * 2.4),
  y: y + 0.01 * Math.sin(n * 2.4),
});

/** Parts every pair that is too close by half of what it lacks; whether there was any. */
function pushApart(spots: readonly Spot[], apart: number): boolean {
  const order = spots.toSorted((a, b) => a.x - b.x);
  let moved = false;
  order.forEach((one, n) => {
    for (const other of order.slice(n + 1)) {
      const [dx, dy] = [other.x - one.x, other.y - one.y];
      if (dx > apart) break;
      const distance = Math.hypot(dx, dy);
      if (distance >= apart) continue;
      const share = (apart - distance) / 2 / Math.max(distance, 0.001);
      one.x -= dx * share;
      one.y -= dy * share;
      other.x += dx * share;
      other.y += dy * share;
      moved ||= apart - distance > 0.01;
    }
  });
  return moved;
}
