import { expect, test } from 'vitest';
import { toCsv } from './csv.ts';

test('defuses cells that a spreadsheet would run, and leaves numbers alone', () => {
  const csv = toCsv(
    ['name', 'net'],
    [
      ['=HYPERLINK("http://x")', -3],
      ['+1', 4],
      ['@x', 0],
      ['plain, with comma', null],
    ],
  );
  expect(csv).toBe(
    'name,net\r\n"\'=HYPERLINK(""http://x"")",-3\r\n\'+1,4\r\n\'@x,0\r\n"plain, with comma",\r\n',
  );
});
