import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** A mail that was sent in local mode and went no further than this machine. */
export interface CaughtMail {
  /** Name in addresses; sorts by arrival. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** When it arrived, ISO. */
  at: string;
}

/** The newest mails, in memory and on disk. */
export interface CaughtMails {
  /** Newest first. */
  list(): readonly CaughtMail[];
  find(id: string): CaughtMail | undefined;
  /** Resolves once the mail is on disk, so that a 250 means kept. */
  add(raw: Buffer, recipients: readonly string[]): Promise<void>;
}

/** How many are kept. */
export const KEPT_MAILS = 500;

/** Opens the folder, with what an earlier run left in it. Written by this process only. */
export async function openCaughtMails(folder: string, now: () => Date): Promise<CaughtMails> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mails = await load(folder);
  let arrived = 0;
  return {
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    add: async (raw, recipients) => {
      const at = now().toISOString();
      arrived += 1;
      // Sorts by time, then by order of arrival within the same millisecond.
      const order = String(arrived).padStart(9, '0');
      const id = `${at.replaceAll(/[^0-9]/gu, '')}-${order}-${randomUUID().slice(0, 8)}`;
      const mail = { id, at, ...(await parse(raw, recipients)) };
      await save(folder, mail);
      mails.push(mail);
      mails.sort((left, right) => (left.id < right.id ? 1 : -1));
      await Promise.all(mails.splice(KEPT_MAILS).map((old) => rm(fileOf(folder, old.id))));
    },
  };
}

async function parse(
  raw: Buffer,
  recipients: readonly string[],
): Promise<Pick<CaughtMail, 'to' | 'subject' | 'text' | 'html'>> {
  const { subject, text, html } = await PostalMime.parse(raw);
  return {
    to: recipients.join(', '),
    subject: subject ?? '',
    // SMTP ends lines by CR LF; nobody who reads this wants the CR.
    text: (text ?? '').replaceAll('\r\n', '\n').trimEnd(),
    html: html ?? '',
  };
}

async function load(folder: string): Promise<CaughtMail[]> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse();
  await Promise.all(names.splice(KEPT_MAILS).map((name) => rm(join(folder, name))));
  const mails = await Promise.all(names.map((name) => read(join(folder, name))));
  return mails.filter((mail) => mail !== null);
}

/** A file that is not whole is not a mail; the folder is a convenience and never stops a start. */
async function read(file: string): Promise<CaughtMail | null> {
  const mail: unknown = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => null);
  return isCaughtMail(mail) ? mail : null;
}

function isCaughtMail(value: unknown): value is CaughtMail {
  if (typeof value !== 'object' || value === null) return false;
  return (['id', 'to', 'subject', 'text', 'html', 'at'] as const).every(
    (key) => typeof Reflect.get(value, key) === 'string',
  );
}

async function save(folder: string, mail: CaughtMail): Promise<void> {
  const file = fileOf(folder, mail.id);
  await writeFile(`${file}.part`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${file}.part`, file);
}

const fileOf = (folder: string, id: string): string => join(folder, `${id}.json`);
