// Apart from live.ts because the browser needs these values, and importing that file would bring Zod along.

/** Raised when a message changes in a way that an older page cannot read; such a page reloads. */
export const LIVE_PROTOCOL = 1;

/** A page is silent to the server after this long hidden, and a tick is due at least this often. */
export const HEARTBEAT_MS = 5_000;
/** No tick for this long: the screen says that it is late. */
export const LATE_AFTER_MS = 15_000;
/** No tick for this long: the screen says NOT LIVE SINCE. */
export const NOT_LIVE_AFTER_MS = 45_000;

/** Most events one `sync` answers; a client further behind starts over. */
export const SYNC_LIMIT = 1_000;
