import type { ErrorBody } from '@lantern/schemas/error-codes';

const WORDS = {
  refused: ['This is not possible.', '요청을 처리할 수 없습니다.', '无法处理此请求。'],
  missing: ['There is no such page.', '페이지를 찾을 수 없습니다.', '找不到此页面。'],
  later: ['Please try again in a moment.', '잠시 후 다시 시도해 주세요.', '请稍后再试。'],
  broken: ['Something went wrong on our side.', '서버에 문제가 생겼습니다.', '服务器出了问题。'],
} as const;
const LANGUAGES = ['en', 'ko', 'zh-Hans'] as const;

/**
 * The plainest page there is, in every language at once: for faults so early, or so deep, that the
 * public site's own pages cannot be drawn. `hint` is text for whoever runs the server.
 */
export function faultPage(body: ErrorBody, status: number, hint = ''): string {
  const lines = WORDS[wordsFor(status)].map(
    (words, index) => `<p lang="${LANGUAGES[index] ?? 'en'}">${words}</p>`,
  );
  const about = [hint, `${status} ${body.code}`, body.requestId ?? ''].filter(
    (line) => line !== '',
  );
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Lantern</title>',
    `<main><h1>Lantern</h1>${lines.join('')}${about.map((line) => `<p>${escape(line)}</p>`).join('')}</main></html>`,
  ].join('');
}

function wordsFor(status: number): keyof typeof WORDS {
  if (status === 404) return 'missing';
  if (status === 429 || status === 503) return 'later';
  return status >= 500 ? 'broken' : 'refused';
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
