/** `letter`: what became of the letter, the first news that signers are promised; `other`: anything else. */
export const NEWS_TOPICS = ['letter', 'other'] as const;
export type NewsTopic = (typeof NEWS_TOPICS)[number];

/** `sent`: everyone was reached, refused it, or had left meanwhile; `stopped`: a person ended it before. */
export const NEWS_STATES = ['draft', 'sending', 'paused', 'sent', 'stopped'] as const;
export type NewsState = (typeof NEWS_STATES)[number];

/** Longest subject and text, in characters; the desk counts along. */
export const NEWS_SUBJECT_MAX = 120;
export const NEWS_BODY_MAX = 10_000;

/** What a prepared text leaves for its writer to fill in; news that still holds one is not sent. */
export const NEWS_GAP = '[…]';
