import { randomFillSync } from 'node:crypto';

const ID_BYTES = 8;
/** Randomness is fetched for this many ids at once; one by one it took as long as routing a request. */
const AT_ONCE = 512;

/** Makes ids that find a request's log lines: random, so that they tell nothing of how many requests there are. */
export function createRequestIds(): () => string {
  const pool = Buffer.alloc(AT_ONCE * ID_BYTES);
  let next = pool.length;
  return () => {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    next += ID_BYTES;
    return pool.toString('hex', next - ID_BYTES, next);
  };
}
