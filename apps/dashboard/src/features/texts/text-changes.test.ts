import { expect, test } from 'vitest';
import { changesBetween } from './text-changes.ts';

test('tells words apart, also where no space parts them', () => {
  expect(changesBetween('We ask for an end.', 'We ask for the end.', 'en')).toEqual([
    { kind: 'same', text: 'We ask for ' },
    { kind: 'removed', text: 'an' },
    { kind: 'added', text: 'the' },
    { kind: 'same', text: ' end.' },
  ]);
  expect(changesBetween('请停止遣返难民。', '请立即停止遣返难民。', 'zh-Hans')).toEqual([
    { kind: 'same', text: '请' },
    { kind: 'added', text: '立即' },
    { kind: 'same', text: '停止遣返难民。' },
  ]);
});

test('what makes the new text is in it, and nothing else is', () => {
  const from = 'One.\n\nTwo and three.';
  const to = 'One!\n\nTwo, and four.\n\nFive.';
  const changes = changesBetween(from, to, 'en');
  const without = (kind: string) =>
    changes
      .filter((part) => part.kind !== kind)
      .map(({ text }) => text)
      .join('');
  expect([without('added'), without('removed')]).toEqual([from, to]);
});
