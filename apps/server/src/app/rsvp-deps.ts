import { createMailRenderer } from '../features/signing-mails/mail-html.ts';
import { greetingTo } from '../features/signing-mails/mail-content.ts';
import { translator } from '../features/signing-mails/mail-messages.ts';
import { mailText } from '../features/signing-mails/mail-text.ts';
import type { Editions } from '../features/petition/editions.ts';
import type { MailToDraw, RsvpDeps } from '../features/rsvp/rsvp.deps.ts';
import { createRsvpDesk } from '../features/rsvp/rsvp-desk.ts';
import { createRsvpComposer } from '../features/rsvp/rsvp-mail.ts';
import { createRsvpService } from '../features/rsvp/rsvp.service.ts';
import { createRsvpTending } from '../features/rsvp/rsvp-tending.ts';
import { contactDeps } from './contact-deps.ts';
import type { ServicesDeps } from './deps.ts';
import { countOne } from '../features/signing/counters.repo.ts';
import { normaliseEmail } from '../features/signing/email-normal.ts';
import type { ErasureLedger } from '../features/signing/signing.seams.ts';

interface Sources extends Pick<
  ServicesDeps,
  'env' | 'db' | 'keyring' | 'clock' | 'newId' | 'mailQueue'
> {
  ledger: ErasureLedger;
  editions: Editions;
}

/** In local mode every sender is this machine. */
const LOCAL_ASKS_PER_HOUR = 1_000_000;

/** Draws a mail as signing's are drawn. */
function createMailDrawer() {
  const renderMail = createMailRenderer();
  return async ({ name, ...mail }: MailToDraw) => {
    const content = { ...mail, greeting: greetingTo(translator(mail.locale), name) };
    return { html: await renderMail(content), text: mailText(content) };
  };
}

/** Who comes to what: its service, its desk, its mails and what follows by itself. */
export function createRsvps({ env, db, ledger, editions, mailQueue, ...parts }: Sources) {
  const currentEditionId = async () => (await editions.currentEdition()).id;
  const sources = { ...parts, env, ledger, pool: db.pool, currentEditionId };
  const deps: RsvpDeps = {
    ...parts,
    pool: db.pool,
    publicOrigin: env.publicOrigin,
    editionFor: editions.editionFor,
    normalEmail: (email) => normaliseEmail(email).address,
    enqueueMails: (tx, mails) => mailQueue.enqueueMails(tx, mails),
    drawMail: createMailDrawer(),
    // A deletion is a deletion: one ledger, one way into it.
    recordDeletion: contactDeps({ ...sources, editionFor: editions.editionFor }).recordDeletion,
    countCall: async (tx, call) => countOne(tx, await currentEditionId(), call),
    ...(env.mode === 'local' && { asksPerNetworkHour: LOCAL_ASKS_PER_HOUR }),
  };
  return {
    service: createRsvpService(deps),
    desk: createRsvpDesk(deps),
    compose: createRsvpComposer(deps),
    ...createRsvpTending(deps),
  };
}
