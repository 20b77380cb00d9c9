import { cleanup, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { BigNumber } from './big-number.tsx';

afterEach(cleanup);

const rolling = (number: HTMLElement) =>
  [...number.querySelectorAll('.digit-rolls')].map((digit) => digit.textContent);

test('only the digits that changed roll, also when the number grows by a place', () => {
  const { rerender } = render(<BigNumber value={184_302} locale="en" testId="n" />);
  const shown = screen.getByTestId('n');
  expect(shown.textContent).toBe('184,302');
  const before = rolling(shown).length;
  rerender(<BigNumber value={184_303} locale="en" testId="n" />);
  expect(shown.textContent).toBe('184,303');
  expect(rolling(shown).slice(before - 1)).toEqual(['3']);
  rerender(<BigNumber value={1_184_303} locale="en" testId="n" />);
  expect(shown.textContent).toBe('1,184,303');
});

test('a screen reader gets the number whole', () => {
  render(<BigNumber value={184_302} locale="en" />);
  expect(screen.getByText('184,302')).toBeDefined();
});

test('the page as the server writes it stands still', () => {
  expect(renderToString(<BigNumber value={7} locale="ko" />)).not.toContain('digit-rolls');
});
