import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Field } from './field.tsx';
import { Select } from './select.tsx';

afterEach(cleanup);

test('a field is named by its label and described by its fault, then its hint', () => {
  render(<Field id="email" name="email" label="E-mail" hint="We write once." error="Not one." />);
  const input = screen.getByLabelText('E-mail');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
    'Not one.',
    'We write once.',
  ]);
});

test('a field without fault or hint claims neither', () => {
  render(<Select id="country" name="country" label="Country" />);
  const select = screen.getByLabelText('Country');
  expect(select.hasAttribute('aria-invalid')).toBe(false);
  expect(select.hasAttribute('aria-describedby')).toBe(false);
});
