import { expect, test } from 'vitest';
import { readState, writeState } from './table-state.ts';

test('a state survives the address, beside what else is in it', () => {
  const state = { search: 'kim & co', sort: { id: 'total', desc: true }, page: 2 };
  const params = writeState(new URLSearchParams('other=1'), 'people', state);
  expect(params.get('other')).toBe('1');
  expect(readState(new URLSearchParams(params.toString()), 'people')).toEqual(state);
});

test('what is as at first is left out of the address', () => {
  const params = writeState(new URLSearchParams('t.q=x&t.page=3'), 't', {
    search: '',
    sort: null,
    page: 0,
  });
  expect(params.toString()).toBe('');
});

test.each(['0', '-1', 'x', '1.5', '1e99'])('page %s is the first page', (page) => {
  expect(readState(new URLSearchParams({ 't.page': page }), 't').page).toBe(0);
});
