import { createAlarmsRouter } from '../features/alarms/alarms.router.ts';
import { createApplicationsRouter } from '../features/applications/applications.router.ts';
import { createAnnouncementsRouter } from '../features/announcements/announcements.router.ts';
import { createApprovalsRouter } from '../features/approvals/approvals.router.ts';
import { createAssignmentsRouter } from '../features/assignments/assignments.router.ts';
import { createAuditRouter } from '../features/audit/audit.router.ts';
import { createAuthRouter } from '../features/auth/auth.router.ts';
import { createBoardRouter } from '../features/board/board.router.ts';
import { createCitiesRouter } from '../features/cities/cities.router.ts';
import { createContactRouter } from '../features/contact/contact.router.ts';
import { createCoverageRouter } from '../features/coverage/coverage.router.ts';
import { createCountsRouter } from '../features/counts/counts.router.ts';
import { createLiveRouter } from '../features/live/live.router.ts';
import { createFieldRouter } from '../features/field/field.router.ts';
import { createMissionsRouter } from '../features/missions/missions.router.ts';
import { createNewsRouter } from '../features/news/news.router.ts';
import { createDutyRouter } from '../features/duty/duty.router.ts';
import { createEditionsRouter } from '../features/editions/editions.router.ts';
import { createOverviewRouter } from '../features/overview/overview.router.ts';
import { createPartnersRouter } from '../features/partners/partners.router.ts';
import { createPetitionRouter } from '../features/petition/petition.router.ts';
import { createPushRouter } from '../features/push/push.router.ts';
import { createPlacesRouter } from '../features/places/places.router.ts';
import { createRehearsalsRouter } from '../features/rehearsals/rehearsals.router.ts';
import { createRsvpRouter } from '../features/rsvp/rsvp.router.ts';
import { createScreensRouter } from '../features/screens/screens.router.ts';
import { createPublishingRouter } from '../features/publishing/publishing.router.ts';
import { createSigningRouter } from '../features/signing/signing.router.ts';
import { createSupportersRouter } from '../features/supporters/supporters.router.ts';
import { createWallRouter } from '../features/wall/wall.router.ts';
import { router } from '../platform/trpc.ts';
import type { Services } from './deps.ts';

/** Every procedure there is, by feature. */
export function createAppRouter(services: Services) {
  return router({
    alarms: createAlarmsRouter(services.alarms),
    applications: createApplicationsRouter(services.applications),
    announcements: createAnnouncementsRouter(services.announcements),
    approvals: createApprovalsRouter(services.approvals),
    assignments: createAssignmentsRouter(services.assignments),
    audit: createAuditRouter(services.audit),
    auth: createAuthRouter(services.auth),
    board: createBoardRouter(services.board),
    cities: createCitiesRouter(services.cities),
    contact: createContactRouter(services.contact),
    coverage: createCoverageRouter(services.coverage),
    counts: createCountsRouter(services.counts),
    live: createLiveRouter(services.publicDay),
    field: createFieldRouter(services.field),
    missions: createMissionsRouter(services.missions),
    news: createNewsRouter(services.news),
    duty: createDutyRouter(services.duty),
    editions: createEditionsRouter(services.editionSettings),
    overview: createOverviewRouter(services.overview),
    partners: createPartnersRouter(services.partners),
    petition: createPetitionRouter(services.petition),
    push: createPushRouter(services.push),
    places: createPlacesRouter(services.places),
    rehearsals: createRehearsalsRouter(services.rehearsals),
    rsvp: createRsvpRouter(services.rsvps),
    screens: createScreensRouter(services.screens),
    publishing: createPublishingRouter(services.publishing),
    signing: createSigningRouter(services.signing),
    supporters: createSupportersRouter(services.supporters),
    wall: createWallRouter(services.wall),
  });
}

/** What clients are typed by. */
export type AppRouter = ReturnType<typeof createAppRouter>;
