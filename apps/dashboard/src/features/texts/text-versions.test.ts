import type { PetitionTextVersion } from '@lantern/schemas/petition';
import { expect, test } from 'vitest';
import { standingOf, textsIn } from './text-versions.ts';

function version(number: number, rest: Partial<PetitionTextVersion> = {}): PetitionTextVersion {
  return {
    id: `text-${number}`,
    locale: 'ko',
    version: number,
    title: 'T',
    addressee: 'A',
    body: 'B',
    hash: 'a'.repeat(64),
    state: 'draft',
    approvedAt: null,
    approvedBy: null,
    lockedAt: null,
    createdAt: '2027-01-01T00:00:00Z',
    draftedBy: null,
    ...rest,
  };
}

test('the newest approved version is in force, whatever was drafted since', () => {
  const approved = version(2, { state: 'approved' });
  const texts = [version(1, { state: 'approved' }), version(3), approved];
  const { versions, newest, inForce } = textsIn('ko', texts);
  expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(newest?.version).toBe(3);
  expect(inForce).toBe(approved);
  expect(textsIn('en', texts)).toEqual({ versions: [], newest: undefined, inForce: undefined });
});

test('only a draft later than the text in force can still be approved', () => {
  const inForce = version(2, { state: 'approved' });
  expect(standingOf(version(1), undefined)).toBe('draft');
  expect(standingOf(version(3), inForce)).toBe('draft');
  expect(standingOf(version(1), inForce)).toBe('overtaken');
});

test('an approved text is locked by its first signature and replaced by a later one', () => {
  const lockedAt = '2027-01-02T00:00:00Z';
  const inForce = version(2, { state: 'approved' });
  expect(standingOf(inForce, inForce)).toBe('approved');
  const locked = version(2, { state: 'approved', lockedAt });
  expect(standingOf(locked, locked)).toBe('locked');
  expect(standingOf(version(1, { state: 'approved', lockedAt }), inForce)).toBe('replaced');
});
