import type { Database } from '@lantern/db/database';
import type { Env } from '../env.ts';
import { readEmails } from '../features/auth/accounts.repo.ts';
import { createBoardService } from '../features/board/board.service.ts';
import { createCountsRepo } from '../features/counts/counts.repo.ts';
import { createCountsService } from '../features/counts/counts.service.ts';
import { suppress, suppressBeside, THRESHOLD } from '../features/counts/suppression.ts';
import { createPartners } from '../features/partners/partners.ts';
import { createAnnouncer } from '../features/petition/announcer.ts';
import { createEditions } from '../features/petition/editions.ts';
import { readEditions } from '../features/petition/editions.repo.ts';
import { createPetitionService } from '../features/petition/petition.service.ts';
import type { SigningLimits } from '../features/signing/signing.seams.ts';
import { createSupportersService } from '../features/supporters/supporters.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Keyring } from '../platform/keyring.ts';
import type { ReadMailBacklog } from '../platform/mail/backlog.ts';
import type { MailQueue } from '../platform/mail/queue.ts';
import type { Metrics } from '../platform/metrics.ts';
import { createAccess } from './access-deps.ts';
import { createAlarms } from './alarms-deps.ts';
import { createActs } from './acts.ts';
import { createLooking } from './looking.ts';
import { openCities } from './cities-deps.ts';
import { createPublishing } from './publishing-deps.ts';
import { createField } from './field-deps.ts';
import { createContact } from './contact-deps.ts';
import { createDayPeople, type DayPeople } from './day-people-deps.ts';
import { createMailing } from './mailing.ts';
import { openEditionSettings } from './edition-settings.ts';
import { openRehearsals } from './rehearsal-deps.ts';
import { createPublicReads } from './public-deps.ts';
import { createRsvps } from './rsvp-deps.ts';
import { createSigning, openLedger } from './signing-deps.ts';
import { createWall } from './wall-deps.ts';

export interface ServicesDeps {
  env: Pick<Env, 'mode' | 'publicOrigin' | 'dataDir'>;
  db: Database;
  /** Connections of signing alone, so that a flood of it holds up nothing else. */
  signingDb: Pick<Database, 'pool'>;
  /** Connections of check-ins alone, likewise. */
  fieldDb: Pick<Database, 'pool'>;
  keyring: Keyring;
  clock: Clock;
  /** Where pushes wait. */
  jobs: Pick<Jobs, 'boss'>;
  newId: () => string;
  metrics: Metrics;
  signingLimits?: Partial<SigningLimits>;
  mailQueue: MailQueue;
  readMailBacklog: ReadMailBacklog;
  /** The provider's pace. */
  mailsPerSecond: number;
  /** Ends an account's sockets on every node; they open later than the services. */
  endSessionsOf: (accountId: string) => Promise<void>;
}

/** On one's own machine the forty coordinators of a rehearsal enrol from one address at once. */
const LOCAL_AUTH_PER_MINUTE = 3_000;

export type Services = ReturnType<typeof createServices>;

/** The only place where features meet: each gets of the others what it needs, as functions. */
export function createServices(deps: ServicesDeps) {
  const { env, db, clock, newId } = deps;
  const acts = createActs(deps);
  const isLocal = env.mode === 'local';
  const { editions, editionsForStaff } = openEditions(deps, isLocal);
  const emailsOf = (accountIds: readonly string[]) => readEmails(db.pool, accountIds);
  const { editionFor } = editions;
  const counts = createCountsService({ repo: createCountsRepo(db.pool), ...editions });
  const counting = { readNumbers: counts.readTick };
  const petition = createPetitionService({
    ...counting,
    database: db,
    editions,
    clock,
    newId,
    emailsOf,
  });
  const editionSettings = openEditionSettings(deps, editions);
  const announcer = createAnnouncer({ ...editions, ...counting, pool: db.pool, clock });
  const { approvals, auth } = createAccess({
    ...deps,
    ...acts,
    publicOrigin: env.publicOrigin,
    ...(isLocal && { authPerMinute: LOCAL_AUTH_PER_MINUTE }),
    currentEditionId: async () => (await editions.currentEdition()).id,
    actsOfOthers: () => dayPeople.dayActs,
    onEnrolled: (tx, enrolled) => dayPeople.applications.onEnrolled(tx, enrolled),
  });
  const partners = createPartners({
    ...deps,
    pool: db.pool,
    local: isLocal,
    suppression: { threshold: THRESHOLD, suppress, suppressBeside },
    currentEdition: editions.currentEdition,
  });
  const ledger = openLedger(env);
  const { composeDayMail, ...watching } = createAlarms(deps, { editionsForStaff });
  const near = { auth, approvals, editions, editionsForStaff, ledger, ...watching };
  const dayPeople: DayPeople = createDayPeople(deps, near);
  const signing = createSigning(deps, {
    ledger,
    emailsOf,
    editions,
    isPartner: partners.registry.isKnown,
  });
  const rsvps = createRsvps({ ...deps, ledger, editions });
  const composers = { composeDayMail, composeRsvp: rsvps.compose };
  const mailing = createMailing(deps, { ...near, ...dayPeople, ...composers, signing });
  const supporters = createSupportersService({ ...deps, pool: db.pool, editionFor });
  return {
    editions,
    editionsForStaff,
    editionSettings,
    counts,
    petition,
    rehearsals: openRehearsals(deps, editions),
    ...createPublicReads({ db, editions, counts }),
    announcer,
    ...createPublishing(deps, editionsForStaff),
    ...watching,
    field: createField(deps, { editionsForStaff, ...watching.alarms, ...dayPeople.assignments }),
    ...dayPeople,
    approvals,
    auth,
    partners,
    signing,
    supporters,
    ...createLooking({ ...deps, editions }),
    board: createBoardService({ pool: db.pool, editionFor: editionsForStaff.editionFor }),
    ...createWall({ ...deps, ...acts, auth, editionsForStaff }),
    ...openCities({ ...deps, editionsForStaff }),
    contact: createContact({ ...deps, ledger, editions }),
    rsvps,
    ...mailing,
  };
}

/** Staff and a city's people see rehearsals; a socket's handshake decides by itself who may. */
function openEditions({ db }: Pick<ServicesDeps, 'db'>, isLocal: boolean) {
  const readAll = () => readEditions(db.pool);
  const editions = createEditions({ readEditions: readAll, showRehearsals: isLocal });
  const all = () => createEditions({ readEditions: readAll, showRehearsals: true });
  return { editions, editionsForStaff: isLocal ? editions : all() };
}
