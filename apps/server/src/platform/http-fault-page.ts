import type { ErrorBody } from '@lantern/schemas/error-body';
import { LOCALES, type Locale } from '@lantern/schemas/locale';
import { escapeHtml } from './escape-html.ts';

const WORDS = {
  refused: {
    en: 'This is not possible.',
    ko: '요청을 처리할 수 없습니다.',
    'zh-Hans': '无法处理此请求。',
  },
  missing: {
    en: 'There is no such page.',
    ko: '페이지를 찾을 수 없습니다.',
    'zh-Hans': '找不到此页面。',
  },
  paused: {
    en: 'Signing is paused for now. Please come back later.',
    ko: '지금은 서명 접수를 잠시 멈추었습니다. 나중에 다시 찾아 주세요.',
    'zh-Hans': '签名目前暂停，请稍后再来。',
  },
  later: {
    en: 'Please try again in a moment.',
    ko: '잠시 후 다시 시도해 주세요.',
    'zh-Hans': '请稍后再试。',
  },
  broken: {
    en: 'Something went wrong on our side.',
    ko: '서버에 문제가 생겼습니다.',
    'zh-Hans': '服务器出了问题。',
  },
} as const satisfies Record<string, Record<Locale, string>>;

/**
 * The plainest page there is, in every language at once: for faults so early, or so deep, that the
 * public site's own pages cannot be drawn. `hint` is text for whoever runs the server.
 */
export function faultPage(body: ErrorBody, status: number, hint = ''): string {
  const words = WORDS[wordsFor(body, status)];
  const lines = LOCALES.map((locale) => `<p lang="${locale}">${words[locale]}</p>`);
  const about = [hint, `${status} ${body.code}`, body.requestId ?? ''].filter(
    (line) => line !== '',
  );
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Lantern</title>',
    `<main><h1>Lantern</h1>${lines.join('')}${about.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</main></html>`,
  ].join('');
}

function wordsFor({ code }: ErrorBody, status: number): keyof typeof WORDS {
  if (code === 'petition-paused') return 'paused';
  if (status === 404) return 'missing';
  if (status === 429 || status === 503) return 'later';
  return status >= 500 ? 'broken' : 'refused';
}
