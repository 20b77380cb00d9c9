import type { Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { RsvpMailKind } from '../../platform/mail/queue.ts';

/** One more call of somebody, known by a keyed hash. */
interface RsvpCall {
  kind: 'rsvp-network' | 'rsvp-address';
  key: Buffer;
  /** How far back to count. */
  withinMs: number;
  now: Date;
}

interface MailToQueue {
  kind: RsvpMailKind;
  recordId: string;
  priority: 'now' | 'soon';
}

/** A part of a mail, from which both its HTML and its text are made. */
export type MailBlock =
  | { kind: 'text'; text: string }
  | { kind: 'quiet'; text: string }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'link'; label: string; href: string }
  | { kind: 'address'; href: string };

/** What a mail says; everything is text. */
export interface MailToDraw {
  locale: Locale;
  subject: string;
  preview: string;
  /** Whom it greets: a name that anybody may have typed. */
  name: string;
  blocks: MailBlock[];
  footer: MailBlock[];
}

/** What the answers to actions stand on. */
export interface RsvpDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  publicOrigin: string;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{ id: string }>;
  /** The mail address as every keyed hash of its box has it. */
  normalEmail: (email: string) => string;
  /** Counts a call and answers how many there were within the time, this one included. */
  countCall: (tx: Transaction, call: RsvpCall) => Promise<number>;
  enqueueMails: (tx: Transaction, mails: readonly MailToQueue[]) => Promise<void>;
  drawMail: (mail: MailToDraw) => Promise<{ html: string; text: string }>;
  /** Says, before an answer is erased, that a restore must not bring it back. */
  recordDeletion: (tx: Transaction, rsvpId: string, at: Date) => Promise<void>;
  /** Answers an hour from one network; more are refused. */
  asksPerNetworkHour?: number | undefined;
}
