import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { KEPT_MAILS, openCaughtMails } from './caught-mails.ts';
import { startMailCatcher, type MailCatcher } from './catcher.ts';
import type { ComposedMail } from './composed-mail.ts';
import { PAGE_SIZE } from './dev-mail-page.ts';
import { registerDevMailRoutes } from './dev-mail.routes.ts';

let dataDir: string;
let catcher: MailCatcher;
let app: FastifyInstance;

const start = () =>
  startMailCatcher({ dataDir, publicOrigin: 'http://localhost:4000', clock: systemClock });

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lantern-mail-'));
  catcher = await start();
  app = Fastify();
  registerDevMailRoutes(app, { mails: catcher.mails });
});

afterEach(async () => {
  await app.close();
  await catcher.stop();
  await rm(dataDir, { recursive: true });
});

const mail = (change: Partial<ComposedMail> = {}): ComposedMail => ({
  to: 'somebody@example.net',
  locale: 'ko',
  subject: '확인해 주십시오',
  html: '<!DOCTYPE html><html lang="ko"><head></head><body><p>한 단계가 남았습니다.</p></body></html>',
  text: '한 단계가 남았습니다.\nhttp://localhost:4000/ko/petition/confirm?token=abc&x=1',
  headers: {},
  rehearsal: false,
  ...change,
});

const send = (change?: Partial<ComposedMail>) => catcher.transport.send(mail(change), randomUUID());

test('keeps what came by real SMTP, newest first', async () => {
  await send({ subject: 'first' });
  await send({ to: '김@example.net' });
  const { statusCode, body } = await app.inject('/dev/mail.json');
  expect(statusCode).toBe(200);
  const [newest, first] = JSON.parse(body);
  expect(newest).toEqual({
    to: '김@example.net',
    subject: '확인해 주십시오',
    text: mail().text,
    html: expect.stringContaining('한 단계가 남았습니다.'),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
  });
  expect(first.subject).toBe('first');
});

test('still has them after a restart, and survives a broken file', async () => {
  await send();
  await catcher.stop();
  await writeFile(join(dataDir, 'dev-mail', '0-broken.json'), '{"id":');
  catcher = await start();
  expect(catcher.mails.list().map(({ subject }) => subject)).toEqual(['확인해 주십시오']);
});

test('keeps the newest 500, in memory and on disk', async () => {
  const folder = join(dataDir, 'many');
  let second = 0;
  const mails = await openCaughtMails(folder, () => new Date(Date.UTC(2027, 0, 1, 0, 0, second++)));
  const raw = (number: number) => Buffer.from(`Subject: ${number}\r\n\r\nhello\r\n`);
  for (let number = 0; number < KEPT_MAILS + 3; number += 1)
    await mails.add(raw(number), ['a@b.example']);
  expect(mails.list()).toHaveLength(KEPT_MAILS);
  expect(mails.list()[0]?.subject).toBe(String(KEPT_MAILS + 2));
  expect(mails.list().at(-1)?.subject).toBe('3');
  expect(await readdir(folder)).toHaveLength(KEPT_MAILS);
});

test('the mailbox has an empty state, reloads itself and needs no script', async () => {
  const empty = await app.inject('/dev/mail');
  expect(empty.body).toContain('No mail yet.');
  await send();
  const { body, headers } = await app.inject('/dev/mail');
  expect(body).toContain('확인해 주십시오');
  expect(body).toContain('http-equiv="refresh"');
  expect(body).toContain('href="http://localhost:4000/ko/petition/confirm?token=abc&amp;x=1"');
  expect(body).not.toContain('<script');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test('what a mail contains runs nowhere', async () => {
  const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
  await send({ subject: evil, text: evil, html: `<p>${evil}</p>` });
  const list = await app.inject('/dev/mail');
  const id = catcher.mails.list()[0]?.id ?? '';
  const page = await app.inject(`/dev/mail/${id}`);
  for (const { body } of [list, page]) expect(body).not.toMatch(/<script|<img/u);
  expect(page.body).toMatch(/<iframe [^>]*sandbox="(?!.*allow-scripts)/u);
  const frame = await app.inject(`/dev/mail/${id}/html`);
  expect(frame.headers['content-security-policy']).toMatch(
    /default-src 'none'.*sandbox(?!.*allow-scripts)/u,
  );
  expect(frame.body).toContain('<base target="_top">');
});

test('older mails are a page further', async () => {
  for (let number = 0; number <= PAGE_SIZE; number += 1) await send({ subject: `mail ${number}.` });
  const first = await app.inject('/dev/mail');
  expect(first.body).not.toContain('mail 0.');
  expect(first.body).toContain(`href="/dev/mail?from=${PAGE_SIZE}"`);
  const second = await app.inject(`/dev/mail?from=${PAGE_SIZE}`);
  expect(second.body).toContain('mail 0.');
  expect(second.body).not.toContain('http-equiv="refresh"');
});

test('a mail that is not there is not found', async () => {
  expect((await app.inject('/dev/mail/nothing')).statusCode).not.toBe(200);
});
