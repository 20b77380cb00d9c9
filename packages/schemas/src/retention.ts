/**
 * How long what concerns people is kept. The jobs that delete and the privacy page that says so read
 * the same figures.
 */
export const KEPT = {
  /** Submissions nobody confirmed. */
  unconfirmedDays: 7,
  /** From which network something came (a keyed hash), and every count by it. */
  networkHours: 24,
  /** What became of a mail, by the record it was about. */
  mailOutcomeDays: 30,
  /** Messages to the organisers, once they are settled. */
  settledMessageDays: 90,
  /** Who said that they would come to something, after its day. */
  rsvpDays: 30,
  /** What people who offered to answer for a city wrote, once it is decided. */
  decidedApplicationDays: 90,
} as const;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
