import { createApprovalsRouter } from '../features/approvals/approvals.router.ts';
import { createAuditRouter } from '../features/audit/audit.router.ts';
import { createAuthRouter } from '../features/auth/auth.router.ts';
import { createContactRouter } from '../features/contact/contact.router.ts';
import { createCountsRouter } from '../features/counts/counts.router.ts';
import { createNewsRouter } from '../features/news/news.router.ts';
import { createEditionsRouter } from '../features/editions/editions.router.ts';
import { createOverviewRouter } from '../features/overview/overview.router.ts';
import { createPartnersRouter } from '../features/partners/partners.router.ts';
import { createPetitionRouter } from '../features/petition/petition.router.ts';
import { createSigningRouter } from '../features/signing/signing.router.ts';
import { router } from '../platform/trpc.ts';
import type { Services } from './deps.ts';

/** Every procedure there is, by feature. */
export function createAppRouter({
  approvals,
  audit,
  auth,
  contact,
  counts,
  news,
  editionSettings,
  overview,
  partners,
  petition,
  signing,
}: Services) {
  return router({
    approvals: createApprovalsRouter(approvals),
    audit: createAuditRouter(audit),
    auth: createAuthRouter(auth),
    contact: createContactRouter(contact),
    counts: createCountsRouter(counts),
    news: createNewsRouter(news),
    editions: createEditionsRouter(editionSettings),
    overview: createOverviewRouter(overview),
    partners: createPartnersRouter(partners),
    petition: createPetitionRouter(petition),
    signing: createSigningRouter(signing),
  });
}

/** What clients are typed by. */
export type AppRouter = ReturnType<typeof createAppRouter>;
