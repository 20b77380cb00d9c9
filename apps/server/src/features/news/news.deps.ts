import type { Database, Transaction } from '@lantern/db/database';
import type { Locale } from '@lantern/schemas/locale';
import type { Clock } from '../../platform/clock.ts';
import type { AnyMailRequest } from '../../platform/mail/queue.ts';

/** A signed-in person, as far as the audit log names them. */
export interface Actor {
  accountId: string;
}

/** An edition, as far as its news is concerned. */
interface NewsEdition {
  id: string;
  slug: string;
  kind: 'real' | 'rehearsal';
}

/** News as a mail; the drawing is handed in, so that all mails look alike. */
interface NewsToDraw {
  newsId: string;
  locale: Locale;
  subject: string;
  body: string;
  reader: { name: string; links: { id: string; generation: number } } | null;
  guarded: boolean;
  test: boolean;
  edition: { slug: string; kind: 'real' | 'rehearsal' };
}

interface DrawnNews {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/** What is opened of a signature to mail to it. */
interface Reader {
  email: string | null;
  name: string | null;
  generation: number;
}

/** What news stands on. */
export interface NewsDeps {
  database: Pick<Database, 'pool'>;
  clock: Clock;
  newId: () => string;
  /** Throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<NewsEdition>;
  /** Whether anyone may read the news of a rehearsal (local mode); staff look at a preview. */
  showRehearsals: boolean;
  enqueueMails: (tx: Transaction, mails: readonly AnyMailRequest[]) => Promise<void>;
  /** The queue of all mails. */
  readBacklog: () => Promise<{ queued: number; leavingPerSecond: number | null }>;
  /** The provider's pace. */
  mailsPerSecond: number;
  drawNews: (news: NewsToDraw) => Promise<DrawnNews>;
  /** From signing, the only place that opens what is sealed; null when the record is gone. */
  readReader: (recordId: string) => Promise<Reader | null>;
  /** Addresses of accounts by their ids; from auth. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}
