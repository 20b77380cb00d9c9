import { describe, expect, test } from 'vitest';
import { contactInputSchema } from './contact.ts';
import { writeNewsInputSchema } from './news.ts';
import { draftTextInputSchema } from './petition.ts';
import { isPlainText } from './plain-text.ts';
import { personNameSchema } from './signature.ts';

const REFUSED = ['a\u202eb', 'a\u2066b\u2069', 'a\0b', 'a\u0085b', 'a\ud800b', 'a\uffff'];
const TAKEN = ['אברהם', 'محمد', '👨‍👩‍👧', '서울', 'e\u0301', 'a\u200fb'];

const commandId = '019b0000-0000-7000-8000-000000000000';
const words = { title: 'A title', addressee: 'Somebody', body: 'Words.' };
const draft = { commandId, locale: 'en', ...words };
const news = { commandId, newsId: commandId, locale: 'en', subject: 'A', body: 'B', seen: null };
const message = { topic: 'other', name: 'A', email: 'a@example.org', text: 'A', locale: 'en' };

/** Every field in which people write for people to read. */
const FIELDS = [
  ['a name', (name: string) => personNameSchema.safeParse(name)],
  ['a message', (text: string) => contactInputSchema.safeParse({ ...message, text })],
  ['a title', (title: string) => draftTextInputSchema.safeParse({ ...draft, title })],
  ['an addressee', (addressee: string) => draftTextInputSchema.safeParse({ ...draft, addressee })],
  ['a petition', (body: string) => draftTextInputSchema.safeParse({ ...draft, body })],
  ['a subject', (subject: string) => writeNewsInputSchema.safeParse({ ...news, subject })],
  ['news', (body: string) => writeNewsInputSchema.safeParse({ ...news, body })],
] as const;

describe.each(FIELDS)('%s', (_name, parse) => {
  test.each(REFUSED)('refuses %j', (text) => {
    const { success, error } = parse(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe('invalid-characters');
  });

  test.each(TAKEN)('takes %j', (text) => {
    expect(parse(text).success).toBe(true);
  });
});

test('what parts lines is text where there are lines, and makes no pair of two surrogates', () => {
  expect(isPlainText('a\nb')).toBe(false);
  expect(isPlainText('a\nb', '\n')).toBe(true);
  expect(isPlainText('a\tb', '\n')).toBe(false);
  expect(isPlainText('\ud83d\n\ude00', '\n')).toBe(false);
});
