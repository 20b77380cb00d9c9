import type { Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import type { Clock } from '../../platform/clock.ts';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { ApplicationMailKind, MailQueue } from '../../platform/mail/queue.ts';
import type { appendEvents } from '../../platform/events.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { DoOrAsk } from '../../platform/two-person.ts';

/** An edition, as far as applying goes. */
interface EditionOf {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
}

/** One more call of somebody, known by a keyed hash. */
interface ApplicationCall {
  editionId: string;
  kind: 'apply-network' | 'apply-address';
  key: Buffer;
  /** How far back to count. */
  withinMs: number;
  now: Date;
}

/** A mail's words around which the mail's drawer puts what every mail has. */
interface ApplicationMail {
  kind: ApplicationMailKind;
  to: string;
  locale: Locale;
  name: string;
  edition: EditionOf;
  links: { confirm: string; takeBack: string };
}

/** What applying and its desk stand on. */
export interface ApplicationsDeps {
  pool: Pool;
  keyring: Keyring;
  clock: Clock;
  /** UUIDv7. */
  newId: () => string;
  publicOrigin: string;
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<EditionOf>;
  /** The same for staff, who see rehearsals as well. */
  staffEditionFor: (slug: string | undefined) => Promise<EditionOf>;
  editionById: (id: string) => Promise<EditionOf | null>;
  /** The mail address as every keyed hash of it has it. */
  normalEmail: (email: string) => string;
  countCall: (tx: Transaction, call: ApplicationCall) => Promise<number>;
  enqueueMails: MailQueue['enqueueMails'];
  drawMail: (mail: ApplicationMail) => Promise<ComposedMail>;
  /** Says, before an application is deleted for good, that a restore must not bring it back. */
  recordDeletion: (tx: Transaction, applicationId: string, at: Date) => Promise<void>;
  /** Takes back an enrolment link that nobody has used. */
  endInvitation: (tx: Transaction, invitationId: string) => Promise<void>;
  doOrAsk: DoOrAsk;
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  appendEvents: typeof appendEvents;
  /** Applications an hour from one network; more are refused. */
  perNetworkHour?: number | undefined;
}
