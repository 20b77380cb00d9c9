import { expect, test } from 'vitest';
import { progressOf } from './figures.ts';

const none = { sent: 0, refused: 0, givenUp: 0, left: 0, calledOff: 0 };
const standing = { recipients: 10, queued: 6, ended: false, stopped: false };
const parts = ({ recipients: _all, ...rest }: ReturnType<typeof progressOf>): number =>
  Object.values(rest).reduce((sum, part) => sum + part, 0);

test('the parts add up to the recipients, whatever became of them', () => {
  const providers = [
    { ...none, provider: 'gmail.com', sent: 3, refused: 1 },
    { ...none, provider: 'other', sent: 1, left: 1 },
  ];
  const under = progressOf(standing, providers);
  expect(under).toMatchObject({ sent: 4, refused: 1, left: 1, remaining: 4 });
  const ended = progressOf({ ...standing, ended: true }, providers);
  // Those never queued had left before their turn.
  expect(ended).toMatchObject({ left: 5, calledOff: 0, remaining: 0 });
  const stopped = progressOf({ ...standing, ended: true, stopped: true }, providers);
  expect(stopped).toMatchObject({ left: 1, calledOff: 4, remaining: 0 });
  for (const progress of [under, ended, stopped]) expect(parts(progress)).toBe(10);
});

test('a signature that came back meanwhile is one recipient more', () => {
  const providers = [{ ...none, provider: 'other', sent: 11 }];
  expect(progressOf({ ...standing, queued: 11 }, providers)).toMatchObject({
    recipients: 11,
    remaining: 0,
  });
});
