/** Where the time comes from; handed in, so that tests and rehearsals have their own. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
