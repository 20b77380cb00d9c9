import type { Applications } from '../features/applications/applications.ts';
import { readEmails } from '../features/auth/accounts.repo.ts';
import { createNewsService } from '../features/news/news.service.ts';
import type { Editions } from '../features/petition/editions.ts';
import { createMailComposer } from '../features/signing-mails/compose-mail.ts';
import { createNewsDrawer } from '../features/signing-mails/news-mail.ts';
import type { SigningService } from '../features/signing/signing.service.ts';
import type { ComposedMail, ComposeMail } from '../platform/mail/composed-mail.ts';
import type { DayMail, RsvpMailKind } from '../platform/mail/queue.ts';
import type { OnSettled } from '../platform/mail/outcomes.ts';
import type { ServicesDeps } from './deps.ts';

interface Neighbours {
  editionsForStaff: Editions;
  signing: SigningService;
  composeDayMail: (mail: DayMail) => ReturnType<ComposeMail>;
  composeRsvp: (kind: RsvpMailKind, recordId: string) => Promise<ComposedMail | null>;
  applications: Pick<Applications, 'composeMail'>;
}

/** News, what each mail says, and what follows from a mail that was refused. */
export function createMailing(
  deps: ServicesDeps,
  { editionsForStaff, signing, applications, composeDayMail, composeRsvp }: Neighbours,
) {
  const { publicOrigin } = deps.env;
  const composeSigningMail = createMailComposer({
    ...deps,
    publicOrigin,
    readMailFacts: signing.readMailFacts,
  });
  const news = createNewsService({
    ...deps,
    database: deps.db,
    // Staff write the news of a rehearsal as well.
    editionFor: editionsForStaff.editionFor,
    showRehearsals: deps.env.mode === 'local',
    enqueueMails: (tx, mails) => deps.mailQueue.enqueueMails(tx, mails),
    readBacklog: deps.readMailBacklog,
    drawNews: createNewsDrawer({ ...deps, publicOrigin }),
    readReader: signing.readMailFacts,
    emailsOf: (accountIds) => readEmails(deps.db.pool, accountIds),
  });
  const composeMail: ComposeMail = (job) => {
    switch (job.kind) {
      case 'news':
        return news.composeNews(job);
      case 'news-test':
        return news.composeNewsTest(job);
      case 'alarm':
      case 'announcement':
        return composeDayMail(job);
      case 'confirm':
      case 'already-signed':
      case 'confirmed':
      case 'quarantined':
      case 'reminder':
        return composeSigningMail(job.kind, job.recordId);
      case 'rsvp-confirm':
      case 'rsvp-already':
      case 'rsvp-going':
      case 'rsvp-waiting':
      case 'rsvp-moved-up':
      case 'rsvp-changed':
      case 'rsvp-reminder':
        return composeRsvp(job.kind, job.recordId);
      case 'application-confirm':
      case 'application-approved':
      case 'application-refused':
        return applications.composeMail(job.kind, job.recordId);
    }
  };
  // An address that refused news for good gets no more of it.
  const settleMail: OnSettled = async (tx, job, outcome) => {
    if (job.kind === 'news' && outcome === 'refused') await signing.markBounced(tx, job.recordId);
  };
  return { news, composeMail, settleMail };
}
