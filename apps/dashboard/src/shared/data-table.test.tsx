// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, expect, test } from 'vitest';
import { DataTable } from './data-table.tsx';
import { LanguageContext, loadLanguage } from './i18n/language.ts';
import type { Column } from './table-column.ts';

interface Country {
  name: string;
  total: number | null;
}

const COUNTRIES: Country[] = [
  { name: 'Korea', total: 30 },
  { name: 'Åland', total: null },
  { name: 'Chile', total: 4 },
  { name: 'Peru', total: 100 },
];
const COLUMNS: Column<Country>[] = [
  { id: 'name', title: 'Country', value: ({ name }) => name },
  { id: 'total', title: 'Total', value: ({ total }) => total, align: 'end' },
];

afterEach(cleanup);

async function show(rows: readonly Country[], address = '/') {
  const language = await loadLanguage('en');
  const table = (
    <DataTable
      id="c"
      caption="Countries"
      rows={rows}
      rowKey={({ name }) => name}
      columns={COLUMNS}
      searchLabel="Search"
      empty="None yet"
      pageSize={3}
    />
  );
  const router = createMemoryRouter([{ path: '/', element: table }], { initialEntries: [address] });
  render(
    <LanguageContext value={language}>
      <RouterProvider router={router} />
    </LanguageContext>,
  );
  return router;
}

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent);

test('rows come page by page, in their own order at first', async () => {
  await show(COUNTRIES);
  expect(names()).toEqual(['Korea', 'Åland', 'Chile']);
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(names()).toEqual(['Peru']);
});

test('a column sorts up, down and back, what is absent always last', async () => {
  const router = await show(COUNTRIES);
  const total = screen.getByRole('button', { name: 'Total' });
  fireEvent.click(total);
  expect(names()).toEqual(['Chile', 'Korea', 'Peru']);
  expect(router.state.location.search).toBe('?c.sort=total');
  fireEvent.click(total);
  expect(names()).toEqual(['Peru', 'Korea', 'Chile']);
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(names()).toEqual(['Åland']);
  fireEvent.click(total);
  expect(names()).toEqual(['Korea', 'Åland', 'Chile']);
});

test('an address leads to what was searched and sorted', async () => {
  await show(COUNTRIES, '/?c.q=E&c.sort=-name');
  expect(names()).toEqual(['Peru', 'Korea', 'Chile']);
  expect(screen.getByText('3 of 4 rows')).toBeTruthy();
});

test('a search without a find says so and leads back', async () => {
  await show(COUNTRIES);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'zz' } });
  expect(names()).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(names()).toHaveLength(3);
});

test('without any rows it says so', async () => {
  await show([]);
  expect(screen.getByText('None yet')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});
