/** Why somebody has to be looked for. */
export const ALARM_KINDS = ['silence', 'incident', 'help', 'duress'] as const;
export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How an alarm ended: word came, a person settled it, what it waited for was called off or planned anew. */
export const ALARM_ENDINGS = ['heard', 'settled', 'called-off', 'replanned'] as const;
export type AlarmEnding = (typeof ALARM_ENDINGS)[number];

/** Whom a call because of an alarm went to, and what came of it. */
export const CALLEES = ['coordinator', 'deputy', 'region-lead', 'emergency', 'other'] as const;
export type Callee = (typeof CALLEES)[number];
export const CALL_RESULTS = ['reached', 'no-answer', 'wrong-number'] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

/** Longest note of a call or of an alarm's end, in Unicode code points. */
export const ALARM_NOTE_MAX = 2_000;
