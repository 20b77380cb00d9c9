import { transaction, type Transaction } from '@lantern/db/database';
import type {
  ChangeMissionInput,
  OfferMissionInput,
  VerifyMissionInput,
  WithholdMissionInput,
} from '@lantern/schemas/mission';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { MissionsDeps } from './missions.deps.ts';
import {
  listMissions,
  lockMission,
  setRisk,
  setVerified,
  updateFacts,
  type StoredMission,
} from './missions.repo.ts';

interface Actor {
  accountId: string;
}

/** A mission as staff read it; `by` are addresses of accounts. */
type ShownMission = Omit<StoredMission, 'verifiedAt' | 'verifiedBy' | 'updatedAt' | 'updatedBy'> & {
  verified: { at: string; by: string } | null;
  updated: { at: string; by: string } | null;
};

/** The register of missions. Every act throws `not-found`. */
export interface MissionsService {
  list(): Promise<{ missions: ShownMission[] }>;
  /** What is changed has to be verified anew. `conflict` if it is not as it was seen. */
  change(input: ChangeMissionInput, actor: Actor): Promise<null>;
  /** `conflict` if it stands so already. */
  verify(input: VerifyMissionInput, actor: Actor): Promise<null>;
  /** From now on it is shown to staff and offered to nobody, nor its city. `conflict` if it is so already. */
  withhold(input: WithholdMissionInput, actor: Actor): Promise<null>;
  /** Undoes that. `conflict` if it is offered. */
  offer(input: OfferMissionInput, actor: Actor): Promise<null>;
}

export function createMissionsService(deps: MissionsDeps): MissionsService {
  return {
    list: async () => {
      const missions = await listMissions(deps.pool);
      const ids = missions.flatMap(({ verifiedBy, updatedBy }) => [verifiedBy, updatedBy]);
      const emails = await deps.emailsOf([...new Set(ids.filter((id) => id !== null))]);
      return { missions: missions.map((mission) => shown(mission, emails)) };
    },
    change: (input, actor) =>
      act(deps, { name: 'missions.change', input, actor }, async (tx, { mission, ...stamp }) => {
        const seen = input.seen === null ? null : Date.parse(input.seen);
        if ((mission.updatedAt?.getTime() ?? null) !== seen) throw new DomainError('conflict');
        const countries = new Set(input.jurisdictionCountries);
        countries.delete(mission.country);
        const facts = { ...input, jurisdictionCountries: [...countries].toSorted(byCode) };
        await updateFacts(tx, mission.slug, { ...facts, ...stamp });
        return { details: { countries: facts.jurisdictionCountries } };
      }),
    verify: (input, actor) =>
      act(deps, { name: 'missions.verify', input, actor }, async (tx, { mission, ...stamp }) => {
        const { verified } = input;
        if ((mission.verifiedAt !== null) === verified) throw new DomainError('conflict');
        await setVerified(tx, mission.slug, verified ? stamp : null);
        return { details: { verified } };
      }),
    withhold: (input, actor) =>
      act(deps, { name: 'missions.withhold', input, actor }, async (tx, { mission, ...stamp }) => {
        if (!mission.offered) throw new DomainError('conflict');
        await setRisk(tx, mission.slug, { riskNote: input.riskNote, ...stamp });
        return { last: () => deps.cities.drop(tx, { city: mission.city, by: stamp.by }) };
      }),
    offer: (input, actor) =>
      act(deps, { name: 'missions.offer', input, actor }, async (tx, { mission, ...stamp }) => {
        if (mission.offered) throw new DomainError('conflict');
        await setRisk(tx, mission.slug, { riskNote: null, ...stamp });
        return { last: () => deps.cities.bringBack(tx, { city: mission.city, by: stamp.by }) };
      }),
  };
}

const byCode = (one: string, other: string): number => (one < other ? -1 : 1);

interface MissionCommand<Input> {
  name: string;
  input: Input;
  actor: Actor;
}

interface Acting {
  mission: StoredMission;
  now: Date;
  /** Account id. */
  by: string;
}

interface Acted {
  details?: Record<string, unknown>;
  /** What tells the streams, after all that is written. */
  last?: () => Promise<unknown>;
}

/** Runs an act on a mission once, with its line in the audit log; what was written stays out of that. */
function act<Input extends { commandId: string; mission: string }>(
  { pool, clock, newId }: MissionsDeps,
  { name, input, actor }: MissionCommand<Input>,
  work: (tx: Transaction, acting: Acting) => Promise<Acted>,
): Promise<null> {
  const { commandId, ...body } = input;
  const by = actor.accountId;
  const now = clock.now();
  return transaction(pool, (tx) =>
    runOnce(tx, { commandId, actor: by, name, body, now }, async () => {
      const mission = await lockMission(tx, input.mission);
      const { details = {}, last } = await work(tx, { mission, now, by });
      const subject = mission.slug;
      await recordAct(tx, { id: newId(), at: now, actor: by, act: name, subject, details });
      await last?.();
      return null;
    }),
  );
}

function shown(mission: StoredMission, emails: ReadonlyMap<string, string>): ShownMission {
  const { verifiedAt, verifiedBy, updatedAt, updatedBy, ...rest } = mission;
  const done = (at: Date | null, by: string | null) =>
    at && { at: at.toISOString(), by: emails.get(by ?? '') ?? by ?? '' };
  return { ...rest, verified: done(verifiedAt, verifiedBy), updated: done(updatedAt, updatedBy) };
}
