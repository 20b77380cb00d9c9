/** What the crowd of sockets is asked to do, one after the other. */
export type CrowdJob =
  /** Comes, and answers when everybody is in or was refused. */
  | { do: 'come'; port: number; path: string; sockets: number }
  /** Forgets what was heard. Like `tell`, waits for a moment between two ticks, so that whole ticks are counted. */
  | { do: 'listen' }
  | { do: 'tell' };

/** A tick as a sample of the sockets heard it. */
export interface HeardTick {
  total: number;
  /** When, in ms of the machine's monotonic clock; one for each socket of the sample. */
  at: number[];
}

export interface CrowdResult {
  sockets: number;
  /** Why the others are not in, or no longer. */
  lost: string | null;
  /** Ticks heard by all sockets together. */
  ticks: number;
  bytesPerTick: number;
  /** In the order of their reading. */
  heard: HeardTick[];
  /** How old each event was when a socket of the sample heard it, ms. */
  events: number[];
}

/** Milliseconds of a clock that all processes of this machine share. */
export const sharedNow = (): number => Number(process.hrtime.bigint()) / 1e6;
