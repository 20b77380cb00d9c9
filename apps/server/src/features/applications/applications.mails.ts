import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { ApplicationMailKind } from '../../platform/mail/queue.ts';
import { linkToken } from '../../platform/signing-links.ts';
import type { ApplicationState } from '@lantern/schemas/application';
import type { ApplicationsDeps } from './applications.deps.ts';
import { readApplication } from './applications.repo.ts';
import { openApplicant } from './sealed-applicant.ts';

/** The state each is queued for; in another one it is no longer due. */
const DUE_IN: Record<ApplicationMailKind, ApplicationState> = {
  'application-confirm': 'applied',
  'application-approved': 'approved',
  'application-refused': 'refused',
};

/** Composes the mails to applicants from what is true when they are sent; null: no longer due. */
export function createApplicationMails(deps: ApplicationsDeps) {
  const { pool, keyring, publicOrigin } = deps;
  return async (kind: ApplicationMailKind, recordId: string): Promise<ComposedMail | null> => {
    const row = await readApplication(pool, recordId);
    if (row?.state !== DUE_IN[kind]) return null;
    const edition = await deps.editionById(row.editionId);
    if (!edition) return null;
    const { locale } = row;
    const link = (purpose: 'confirm' | 'withdraw', page: string) => {
      const url = new URL(`/${locale}/take-part/apply/${page}`, publicOrigin);
      if (edition.kind === 'rehearsal') url.searchParams.set('edition', edition.slug);
      url.searchParams.set('token', linkToken(keyring, purpose, { id: row.id, generation: 0 }));
      return url.href;
    };
    const { email, name } = openApplicant(keyring, row);
    const links = { confirm: link('confirm', 'confirm'), takeBack: link('withdraw', 'take-back') };
    return deps.drawMail({ kind, to: email, locale, name, edition, links });
  };
}
