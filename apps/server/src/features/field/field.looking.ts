import { transaction } from '@lantern/db/database';
import type {
  FieldWords,
  HelpLinesInput,
  OpenWords,
  SetHelpLines,
  Timeline,
  TimelineInput,
} from '@lantern/schemas/field-desk';
import type { FieldKit } from '@lantern/schemas/field-mine';
import { recordAct } from '../../platform/audit.ts';
import { requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import {
  readLines,
  readSealed,
  readTimeline,
  writeLines,
  type TimelineRow,
} from './field.desk.repo.ts';
import type { FieldDeps, Speaker } from './field.deps.ts';
import { closingOf, openWords } from './field.words.ts';

/** What staff read of a city, and whom its people can call. Throws `forbidden`, `not-found`, `edition-unknown`. */
export interface FieldLooking {
  /** What was said, by whom and when; no words. */
  timeline(input: TimelineInput, staff: Speaker): Promise<Timeline>;
  /** What was written; every look is in the audit log, and nothing of it is kept with the command. */
  openWords(command: OpenWords, staff: Speaker): Promise<FieldWords>;
  /** As they are set; those of one city for whoever reaches it. */
  helpLines(input: HelpLinesInput, staff: Speaker): Promise<Pick<FieldKit, 'lines'>>;
  /** Sets them anew. Throws `conflict`. */
  setHelpLines(command: SetHelpLines, staff: Speaker): Promise<null>;
}

export function createFieldLooking(deps: FieldDeps): FieldLooking {
  const { pool } = deps;
  return {
    timeline: async ({ edition, city }, staff) => {
      const { id: editionId } = await deps.editionFor(edition);
      await requireCity(pool, staff, { editionId, city });
      const rows = await readTimeline(pool, { editionId, city });
      const emails = await deps.emailsOf([
        ...new Set(
          rows.flatMap(({ accountId, onBehalfOf }) => [accountId, onBehalfOf ?? accountId]),
        ),
      ]);
      return { commands: rows.map((row) => toldOf(row, emails)) };
    },
    openWords: (command, staff) => open(deps, command, staff),
    helpLines: async ({ edition, city }, staff) => {
      const { id: editionId } = await deps.editionFor(edition);
      if (city !== null) await requireCity(pool, staff, { editionId, city });
      return { lines: await readLines(pool, { editionId, city }) };
    },
    setHelpLines: async ({ commandId, ...body }, { accountId: actor }) => {
      const { id: editionId } = await deps.editionFor(body.edition);
      const now = deps.clock.now();
      const { city, lines } = body;
      const name = 'field.set-help-lines';
      return transaction(pool, (tx) =>
        runOnce(tx, { commandId, actor, name, body, now }, async () => {
          await writeLines(tx, { editionId, city, lines });
          const details = { editionId, city, lines: lines.length };
          await recordAct(tx, { id: deps.newId(), at: now, actor, act: name, details });
          return null;
        }),
      );
    },
  };
}

async function open(
  { pool, keyring, clock, newId, editionFor }: FieldDeps,
  { commandId, edition, city }: OpenWords,
  staff: Speaker,
): Promise<FieldWords> {
  const { id: editionId } = await editionFor(edition);
  const place = { editionId, city };
  const { accountId: actor } = staff;
  const now = clock.now();
  const name = 'field.open-words';
  return transaction(pool, async (tx) => {
    await requireCity(tx, staff, place);
    await runOnce(tx, { commandId, actor, name, body: place, now }, async () => {
      await recordAct(tx, { id: newId(), at: now, actor, act: name, details: place });
      return null;
    });
    // What a command answered is kept, and these words must not be: a repeat reads anew.
    const sealed = await readSealed(tx, place);
    return {
      words: sealed.map(({ id, textSealed, closingSealed }) => ({
        id,
        ...openWords(keyring, textSealed, id),
        closing: closingSealed && keyring.open(closingSealed, closingOf(id)),
      })),
    };
  });
}

function toldOf(
  row: TimelineRow,
  emails: ReadonlyMap<string, string>,
): Timeline['commands'][number] {
  const { accountId, onBehalfOf, incidentKind, callMe, closedAt, ...told } = row;
  const person = (id: string) => ({ accountId: id, email: emails.get(id) ?? null });
  return {
    ...told,
    by: person(accountId),
    of: onBehalfOf === null ? null : person(onBehalfOf),
    incident:
      incidentKind === null
        ? null
        : {
            kind: incidentKind,
            callMe: callMe ?? false,
            closedAt: closedAt?.toISOString() ?? null,
          },
    happenedAt: row.happenedAt.toISOString(),
    deviceAt: row.deviceAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
