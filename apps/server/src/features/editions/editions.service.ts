import { transaction, type Database, type Transaction } from '@lantern/db/database';
import {
  changedParts,
  mayBeArchived,
  planFaults,
  samePlan,
  type EditionPlan,
} from '@lantern/schemas/edition-rules';
import type {
  ArchiveEditionInput,
  ChangeEditionInput,
  CreateEditionInput,
  EditionSettings,
  MakeCurrentInput,
  SetSwitchInput,
} from '@lantern/schemas/edition-settings';
import type { PetitionPhase } from '@lantern/schemas/petition';
import { recordAct } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import { settingsOf } from './edition-settings.ts';
import { mayBe } from './editions.policy.ts';
import {
  copyCities,
  insertEdition,
  listEditions,
  lockAll,
  lockEdition,
  readLastActs,
  setArchived,
  setCurrent,
  turnSwitch,
  updatePlan,
  type LockedEdition,
} from './editions.repo.ts';

/** What this feature is handed. */
export interface EditionsServiceDeps {
  database: Pick<Database, 'pool'>;
  clock: Clock;
  newId: () => string;
  localMode: boolean;
  /** Where an edition's petition stands now, by its id; from petition. */
  phaseOf: (editionId: string) => Promise<PetitionPhase>;
  /** Has this node show at once what was changed; from petition. */
  refresh: () => Promise<void>;
  /** Starts an edition's texts as drafts in the words that are in force in another; from petition. */
  copyTexts: (tx: Transaction, copy: { from: string; to: string; at: Date }) => Promise<void>;
  /** Brings what is public of all plans up to date, publishing having been paused; from cities. */
  republish: (tx: Transaction, editionId: string) => Promise<void>;
  /** Addresses of accounts by their ids; from auth. */
  emailsOf: (accountIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

interface Actor {
  accountId: string;
}

/** How editions are set: dates, goal, switches, and which of them the public sees. */
export interface EditionsService {
  list(): Promise<EditionSettings[]>;
  /** `edition-unknown`, `invalid-input`; `conflict` if it is set otherwise than the person saw. */
  change(input: ChangeEditionInput, actor: Actor): Promise<EditionPlan>;
  /** `edition-unknown`; `conflict` if it stands so already. */
  setSwitch(input: SetSwitchInput, actor: Actor): Promise<{ on: boolean }>;
  /** `invalid-input` (also a slug that is taken), `edition-unknown`, `forbidden` (a rehearsal in production). */
  create(input: CreateEditionInput, actor: Actor): Promise<{ slug: string }>;
  /**
   * What is put away is read, and refuses every change with `conflict`. `edition-unknown`; `conflict` if it stands so
   * already, is the current one, or its day is not over.
   */
  archive(input: ArchiveEditionInput, actor: Actor): Promise<{ archived: boolean }>;
  /** `edition-unknown`, `forbidden`; `conflict` if another is current than the person saw. */
  makeCurrent(input: MakeCurrentInput, actor: Actor): Promise<{ slug: string }>;
}

export function createEditionsService(deps: EditionsServiceDeps): EditionsService {
  return {
    list: async () => {
      const { pool } = deps.database;
      const [editions, acts] = await Promise.all([listEditions(pool), readLastActs(pool)]);
      const emails = await deps.emailsOf([...new Set(acts.map(({ actor }) => actor))]);
      return Promise.all(
        editions.map(async (edition) =>
          settingsOf(edition, { acts, emails, phase: await deps.phaseOf(edition.id) }),
        ),
      );
    },
    change: (input, actor) =>
      command(deps, { name: 'editions.change', input, actor }, (tx, act) =>
        changePlan(tx, { deps, input, act }),
      ),
    setSwitch: (input, actor) =>
      command(deps, { name: 'editions.switch', input, actor }, async (tx, act) => {
        const { id } = await standing(lockEdition(tx, input.edition));
        const { name, on } = input;
        if (!(await turnSwitch(tx, { id, name, on }))) throw new DomainError('conflict');
        await act(id, { name, on });
        // What is public of the plans follows at once; what came from the field is the queue's.
        if (name === 'publishing' && !on) await deps.republish(tx, id);
        return { on };
      }),
    create: (input, actor) =>
      command(deps, { name: 'editions.create', input, actor }, (tx, act) =>
        createEdition(tx, { deps, input, act }),
      ),
    archive: (input, actor) =>
      command(deps, { name: 'editions.archive', input, actor }, (tx, act) =>
        archive(tx, { deps, input, act }),
      ),
    makeCurrent: (input, actor) =>
      command(deps, { name: 'editions.make-current', input, actor }, (tx, act) =>
        choose(tx, { deps, input, act }),
      ),
  };
}

/** Files what was done to an edition in the audit log. */
type RecordAct = (editionId: string, details: Record<string, unknown>) => Promise<void>;

interface Command<Input> {
  name: string;
  input: Input;
  actor: Actor;
}

/** Runs a command once, with its line in the audit log; afterwards this node shows it at once. */
async function command<Input extends { commandId: string }, Result>(
  { database, clock, newId, refresh }: EditionsServiceDeps,
  { name, input, actor }: Command<Input>,
  work: (tx: Transaction, act: RecordAct) => Promise<Result>,
): Promise<Result> {
  const { commandId, ...body } = input;
  const by = actor.accountId;
  const result = await transaction(database.pool, (tx) => {
    const act: RecordAct = (subject, details) =>
      recordAct(tx, { id: newId(), at: clock.now(), actor: by, act: name, subject, details });
    return runOnce(tx, { commandId, actor: by, name, body, now: clock.now() }, () => work(tx, act));
  });
  await refresh();
  return result;
}

interface Work<Input> {
  deps: EditionsServiceDeps;
  input: Input;
  act: RecordAct;
}

async function changePlan(
  tx: Transaction,
  { deps, input, act }: Work<ChangeEditionInput>,
): Promise<EditionPlan> {
  const edition = await standing(lockEdition(tx, input.edition));
  const was = planOf(edition);
  if (!samePlan(was, input.was)) throw new DomainError('conflict');
  const now = deps.clock.now();
  const { commandId: _id, edition: _slug, was: _was, closesNow, ...asked } = input;
  const plan = { ...asked, ...(closesNow && { closesAt: now.toISOString() }) };
  refuseFaults(plan, { was, now, closesNow });
  const changed = changedParts(was, plan);
  if (changed.length === 0) return was;
  await updatePlan(tx, edition.id, plan);
  const pick = (from: EditionPlan) => Object.fromEntries(changed.map((part) => [part, from[part]]));
  await act(edition.id, { from: pick(was), to: pick(plan) });
  return plan;
}

interface FaultContext {
  was: EditionPlan | null;
  now: Date;
  closesNow: boolean;
}

function refuseFaults(plan: EditionPlan, { was, now, closesNow }: FaultContext): void {
  const { closesAt, ...others } = planFaults(plan, { was, now });
  // "Now" has passed the moment it is compared; that is what closing now means.
  const stays = closesAt && !(closesNow && closesAt === 'in-the-past');
  const fields = { ...others, ...(stays && { closesAt }) };
  if (Object.keys(fields).length > 0) throw new DomainError('invalid-input', { fields });
}

async function createEdition(
  tx: Transaction,
  { deps, input, act }: Work<CreateEditionInput>,
): Promise<{ slug: string }> {
  const { commandId: _id, slug, kind, textsFrom, citiesFrom, ...plan } = input;
  if (!mayBe(kind, deps)) throw new DomainError('forbidden');
  const at = deps.clock.now();
  refuseFaults(plan, { was: null, now: at, closesNow: false });
  const id = deps.newId();
  if (!(await insertEdition(tx, { id, slug, kind, plan, at })))
    throw new DomainError('invalid-input', { fields: { slug: 'taken' } });
  if (citiesFrom !== null) {
    const { id: from } = await needed(lockEdition(tx, citiesFrom));
    await copyCities(tx, from, id);
  }
  if (textsFrom !== null) {
    const { id: from } = await needed(lockEdition(tx, textsFrom));
    await deps.copyTexts(tx, { from, to: id, at });
  }
  await act(id, { slug, kind, ...plan, textsFrom, citiesFrom });
  return { slug };
}

async function choose(
  tx: Transaction,
  { deps, input, act }: Work<MakeCurrentInput>,
): Promise<{ slug: string }> {
  const all = await lockAll(tx);
  const chosen = all.find(({ slug }) => slug === input.edition);
  const current = all.find(({ isCurrent }) => isCurrent);
  if (!chosen) throw new DomainError('edition-unknown');
  if (!mayBe(chosen.kind, deps)) throw new DomainError('forbidden');
  if ((current?.slug ?? null) !== input.was || current === chosen || chosen.archivedAt)
    throw new DomainError('conflict');
  await setCurrent(tx, chosen.id);
  await act(chosen.id, { from: current?.slug ?? null, to: chosen.slug });
  // Open pages of the edition that was current learn from its own stream that another is now.
  const left = { kind: 'edition-left', edition: chosen.slug } as const;
  if (current) await appendEvents(tx, { editionId: current.id, stream: 'public', events: [left] });
  return { slug: chosen.slug };
}

async function archive(
  tx: Transaction,
  { deps, input, act }: Work<ArchiveEditionInput>,
): Promise<{ archived: boolean }> {
  const edition = await needed(lockEdition(tx, input.edition));
  const { archived } = input;
  const now = deps.clock.now();
  if ((edition.archivedAt !== null) === archived) throw new DomainError('conflict');
  if (archived && !mayBeArchived({ ...edition, ...planOf(edition) }, now))
    throw new DomainError('conflict');
  await setArchived(tx, edition.id, archived ? now : null);
  await act(edition.id, { archived });
  return { archived };
}

/** As below, and not put away. */
async function standing(found: Promise<LockedEdition | null>): Promise<LockedEdition> {
  const edition = await needed(found);
  if (edition.archivedAt) throw new DomainError('conflict');
  return edition;
}

async function needed(found: Promise<LockedEdition | null>): Promise<LockedEdition> {
  const edition = await found;
  if (!edition) throw new DomainError('edition-unknown');
  return edition;
}

function planOf({ date, timezone, goal, ...instants }: LockedEdition): EditionPlan {
  return {
    date,
    timezone,
    goal,
    opensAt: instants.opensAt.toISOString(),
    closesAt: instants.closesAt.toISOString(),
    deliversAt: instants.deliversAt.toISOString(),
  };
}
