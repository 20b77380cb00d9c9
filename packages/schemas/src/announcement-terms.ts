/** Whom an announcement is for. */
export const AUDIENCES = ['all', 'region', 'city'] as const;
/** What it may be answered with. */
export const REPLIES = ['safe', 'need-help'] as const;
export type Reply = (typeof REPLIES)[number];
/** Longest text, in Unicode code points. */
export const ANNOUNCEMENT_MAX = 2_000;
