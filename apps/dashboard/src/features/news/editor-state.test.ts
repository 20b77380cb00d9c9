import { expect, test } from 'vitest';
import { follow, isOvertaken, isUnsaved, keepOwn, startEditing } from './editor-state.ts';
import type { NewsText } from './news.ts';

const text = (body: string, updatedAt: string): NewsText => ({
  locale: 'ko',
  subject: 'S',
  body,
  updatedAt,
  updatedBy: 'b@example.org',
  gap: false,
});
const FIRST = '2027-10-01T10:00:00.000Z';
const SECOND = '2027-10-01T10:05:00.000Z';

test('follows what others save, as long as nothing of our own is unsaved', () => {
  const editing = startEditing(text('One.', FIRST));
  expect(follow(editing, text('Two.', SECOND)).words.body).toBe('Two.');
  const typed = { ...editing, words: { subject: 'S', body: 'Mine.' } };
  expect(isUnsaved(typed)).toBe(true);
  expect(follow(typed, text('Two.', SECOND))).toBe(typed);
  expect(isOvertaken(typed, text('Two.', SECOND))).toBe(true);
});

test('what is kept over the others is saved over what was seen of them', () => {
  const typed = { ...startEditing(text('One.', FIRST)), words: { subject: 'S', body: 'Mine.' } };
  const kept = keepOwn(typed, text('Two.', SECOND));
  expect(kept).toMatchObject({ words: { body: 'Mine.' }, base: { updatedAt: SECOND } });
  expect(isOvertaken(kept, text('Two.', SECOND))).toBe(false);
});

test('an older answer changes nothing, and blanks at the ends are no words', () => {
  const editing = startEditing(text('Two.', SECOND));
  expect(follow(editing, text('One.', FIRST))).toBe(editing);
  expect(isUnsaved({ ...editing, words: { subject: ' S', body: 'Two.\n' } })).toBe(false);
});
