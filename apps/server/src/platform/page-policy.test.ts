import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pagePolicy } from './page-policy.ts';

const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

test('exactly the inline scripts of the page may run', () => {
  const policy = pagePolicy(
    // Data blocks need no leave.
    '<script>one()</script><script type="module" async="">import "/a.js"</script><script src="/b.js"></script><script type="application/json" id="page-data">{}</script>',
  );
  const scripts = /script-src (?<sources>[^;]+)/u.exec(policy)?.groups?.['sources'];
  expect(scripts).toBe(`'self' ${hash('one()')} ${hash('import "/a.js"')}`);
});

test('nothing inline, nothing foreign, no frames, no plug-ins', () => {
  const policy = pagePolicy('<p>text</p>');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/u);
});
