import type en from './locales/en.json';

/** The page's words, sent with it: no other page's visitors load them. What is filled in later stands in braces. */
export type LiveWords = Record<keyof typeof en, string>;

/** Puts a value in its place. */
export const filled = (text: string, name: string, value: string): string =>
  text.replace(`{${name}}`, value);
