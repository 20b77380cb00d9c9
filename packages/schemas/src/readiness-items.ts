/** What somebody who answers for a city has done before the day; all of it makes them ready. */
export const READINESS_ITEMS = [
  'kit-read',
  'deputy-named',
  'time-set',
  'silence-agreed',
  'pins-set',
  'second-passkey',
] as const;
export type ReadinessItem = (typeof READINESS_ITEMS)[number];
/** Whether each is done, and all of them. */
export type Readiness = Record<ReadinessItem, boolean> & { ready: boolean };

/** Why a city or a region was taken back. */
export const ASSIGNMENT_ENDS = [
  'asked-for-it',
  'out-of-reach',
  'unsafe',
  'mistake',
  'other',
] as const;
