import type { MailJob } from './queue.ts';

/** A mail ready to leave. It exists in memory only, between its composition and the provider's answer. */
export interface ComposedMail {
  to: string;
  locale: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** Belongs to a rehearsal: it must never reach a real provider. */
  rehearsal: boolean;
}

/**
 * Why a mail is not sent now. `put-off`: held by staff, to be looked at again soon; `called-off`: staff
 * ended what it belongs to.
 */
export type Unsent = 'put-off' | 'called-off';

/** Composes from what is true now; null: no longer due (confirmed meanwhile, erased, expired). */
export type ComposeMail = (job: MailJob) => Promise<ComposedMail | Unsent | null>;
