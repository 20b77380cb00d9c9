import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import type { Clock } from '../../platform/clock.ts';
import type { Keyring } from '../../platform/keyring.ts';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { MailKind } from '../../platform/mail/queue.ts';
import { confirmationCode } from '../../platform/signing-links.ts';
import { mailContent, type MailMaterial } from './mail-content.ts';
import type { MailFacts, ReadMailFacts } from './mail-facts.ts';
import { createMailRenderer, type RenderMail } from './mail-html.ts';
import { mailLinks } from './mail-links.ts';
import { translator } from './mail-messages.ts';
import { mailText } from './mail-text.ts';

export interface ComposeMailDeps {
  readMailFacts: ReadMailFacts;
  keyring: Keyring;
  clock: Clock;
  /** Origin of the links, e.g. `https://example.org`. */
  publicOrigin: string;
}

/** How long a code holds. */
const CODE_MS = 30 * 60_000;
/** A code that is over before a mail is read only makes people fail: then only the link is sent. */
const CODE_WORTH_MS = 5 * 60_000;

/** Composes one of them; null: no longer due. */
export type ComposeSigningMail = (kind: MailKind, recordId: string) => Promise<ComposedMail | null>;

/** Composes the signing mails from what is true when they are sent. */
export function createMailComposer(deps: ComposeMailDeps): ComposeSigningMail {
  const renderMail = createMailRenderer();
  return async (kind, recordId) => {
    const facts = await deps.readMailFacts(recordId);
    const to = facts?.email ?? null;
    if (!facts || to === null || !isDue(kind, facts, deps.clock.now())) return null;
    return compose(renderMail, { to, material: material(deps, { kind, recordId, facts, to }) });
  };
}

async function compose(
  renderMail: RenderMail,
  { to, material }: { to: string; material: MailMaterial },
): Promise<ComposedMail> {
  const content = mailContent(material);
  return {
    to,
    locale: content.locale,
    subject: content.subject,
    html: await renderMail(content),
    text: mailText(content),
    headers: {},
    rehearsal: material.rehearsal,
  };
}

/** Whether the state the mail was queued for still holds. */
function isDue(kind: MailKind, { state, expiresAt, number }: MailFacts, now: Date): boolean {
  switch (kind) {
    case 'confirm':
    case 'reminder':
      return state === 'pending' && expiresAt !== null && expiresAt > now;
    case 'confirmed':
      return state === 'confirmed' && number !== null;
    case 'quarantined':
      return state === 'quarantined';
    case 'already-signed':
      return state === 'confirmed' || state === 'quarantined';
  }
}

function material(
  { keyring, clock, publicOrigin }: ComposeMailDeps,
  { kind, recordId, facts, to }: { kind: MailKind; recordId: string; facts: MailFacts; to: string },
): MailMaterial {
  const { locale, edition, generation } = facts;
  const subject = { id: recordId, generation };
  const rehearsal = edition.kind === 'rehearsal';
  return {
    kind,
    locale,
    t: translator(locale),
    name: facts.name ?? '',
    number: facts.number,
    code: code({ keyring, facts, subject, now: clock.now() }),
    expiresAt: facts.expiresAt,
    links: mailLinks({
      keyring,
      publicOrigin,
      locale,
      edition: rehearsal ? edition.slug : null,
      subject,
    }),
    host: new URL(publicOrigin).host,
    guarded: isUnderChineseLaw(to),
    rehearsal,
  };
}

function code({
  keyring,
  facts,
  subject,
  now,
}: {
  keyring: Keyring;
  facts: MailFacts;
  subject: { id: string; generation: number };
  now: Date;
}): MailMaterial['code'] {
  if (!facts.code || facts.code.triesLeft < 1) return null;
  const until = new Date(facts.code.issuedAt.getTime() + CODE_MS);
  if (until.getTime() - now.getTime() < CODE_WORTH_MS) return null;
  const digits = confirmationCode(keyring, { ...subject, codeGeneration: facts.code.generation });
  return { digits, until };
}
