import { dueSteps } from '@lantern/schemas/alarm-plan';
import type { FieldCity, FieldMine } from '@lantern/schemas/field-mine';
import type { FieldDeps, FieldEdition, Speaker } from './field.deps.ts';
import {
  readActionsOf,
  readCitiesOf,
  readCommandsOf,
  type ActionRow,
  type CityRow,
  type CommandRow,
} from './field.mine.repo.ts';

/** What the phone keeps. */
export interface FieldReading {
  /** The cities that the account answers for, in editions that are not put away. */
  mine(speaker: Speaker): Promise<FieldMine>;
}

export function createFieldReading(deps: FieldDeps): FieldReading {
  const { pool } = deps;
  return {
    mine: async ({ accountId }) => {
      const [cities, actions, commands, editions] = await Promise.all([
        readCitiesOf(pool, accountId),
        readActionsOf(pool, accountId),
        readCommandsOf(pool, accountId),
        deps.allEditions(),
      ]);
      const mine = cities.flatMap((row) => {
        const edition = editions.find(({ id }) => id === row.editionId);
        if (!edition || edition.archivedAt) return [];
        const here = <Row extends { editionId: string; citySlug: string }>(rows: readonly Row[]) =>
          rows.filter((one) => one.editionId === row.editionId && one.citySlug === row.slug);
        const plan = here(actions);
        return [
          {
            ...cityOf(row, edition),
            ...planOf(deps, plan),
            commands: here(commands).map(commandOf),
          },
        ];
      });
      return { accountId, serverTime: deps.clock.now().toISOString(), cities: mine };
    },
  };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

function cityOf(
  row: CityRow,
  { slug, kind, date, dayClock }: FieldEdition,
): Omit<FieldCity, 'plan' | 'due' | 'commands'> {
  return {
    edition: { slug, kind, date, dayClock },
    city: {
      slug: row.slug,
      kind: row.kind,
      country: row.country,
      name: { en: row.nameEn, ko: row.nameKo, 'zh-Hans': row.nameZh },
      timezone: row.timezone,
    },
    role: row.role,
    pinsSet: row.pinsSet,
    state: {
      phase: row.phase,
      outcome: row.outcome,
      phaseAt: iso(row.phaseAt),
      heardAt: iso(row.heardAt),
      safeHomeAt: iso(row.safeHomeAt),
      people: row.people,
      paper: row.paper,
      disputed: row.disputed,
      seq: row.seq,
    },
    other: row.other,
  };
}

function planOf(
  { keyring }: FieldDeps,
  actions: readonly ActionRow[],
): Pick<FieldCity, 'plan' | 'due'> {
  const plan = actions.map(({ editionId: _edition, citySlug: _city, placeSealed, ...action }) => ({
    ...action,
    place: placeSealed && keyring.open(placeSealed, action.id),
    startsAt: action.startsAt.toISOString(),
    endsAt: action.endsAt.toISOString(),
    outcomeAt: iso(action.outcomeAt),
  }));
  const due = dueSteps(
    actions
      .filter(({ calledOff }) => !calledOff)
      .map(({ id, isMain, startsAt, endsAt }) => ({
        id,
        isMain,
        startsAt: startsAt.getTime(),
        endsAt: endsAt.getTime(),
      })),
  );
  return {
    plan,
    due: due.map(({ step, actionId, dueAt }) => ({
      step,
      actionId,
      dueAt: new Date(dueAt).toISOString(),
    })),
  };
}

function commandOf({ editionId: _edition, citySlug: _city, ...command }: CommandRow) {
  return {
    ...command,
    happenedAt: command.happenedAt.toISOString(),
    receivedAt: command.receivedAt.toISOString(),
  };
}
