import type { MailKind } from './queue.ts';

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

/** Composes from what is true now; null: no longer due (confirmed meanwhile, erased, expired). */
export type ComposeMail = (kind: MailKind, recordId: string) => Promise<ComposedMail | null>;
