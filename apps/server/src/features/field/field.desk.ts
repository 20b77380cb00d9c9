import { transaction, type Transaction } from '@lantern/db/database';
import type { CloseIncident, OnBehalf, Override, Settle } from '@lantern/schemas/field-desk';
import { fieldReceiptSchema, type FieldReceipt } from '@lantern/schemas/field';
import { recordAct } from '../../platform/audit.ts';
import { requireCity, type CityOfEdition } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { dayNow } from '../../platform/day-time.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import { answersFor, closeIncident, readSaid } from './field.desk.repo.ts';
import type { FieldDeps, FieldEdition, Speaker } from './field.deps.ts';
import { lockCity } from './field.repo.ts';
import { takeWord, type NewWord } from './field.take.ts';
import { closingOf } from './field.words.ts';

/**
 * What staff do about a city on the day. All of it takes a reason, is in the audit log by its ids, and throws
 * `forbidden`, `not-found`, `edition-unknown`, `invalid-input` and `conflict` (same id, other body; put away).
 */
export interface FieldDesk {
  /** Enters what one of the city's people said by voice; marked so. */
  onBehalf(command: OnBehalf, staff: Speaker): Promise<FieldReceipt>;
  /** Sets what staff know better. */
  override(command: Override, staff: Speaker): Promise<FieldReceipt>;
  /** Says which of two that disagree stands; `conflict` if they no longer do. */
  settle(command: Settle, staff: Speaker): Promise<FieldReceipt>;
  /** Nothing is left to be done about an incident; `conflict` if it is closed already. */
  closeIncident(command: CloseIncident, staff: Speaker): Promise<null>;
}

export function createFieldDesk(deps: FieldDeps): FieldDesk {
  return {
    onBehalf: (command, staff) =>
      act(deps, { name: 'field.on-behalf', command, staff }, async (tx, acting) => {
        const { of } = command;
        if (!(await answersFor(tx, acting.place, of)))
          throw new DomainError('invalid-input', { fields: { of: 'invalid' } });
        return take(tx, deps, onBehalf(command, acting));
      }).then(asReceipt),
    override: (command, staff) =>
      act(deps, { name: 'field.override', command, staff }, (tx, acting) => {
        const { set } = command;
        const what =
          set.what === 'phase'
            ? { step: set.phase }
            : { actionId: set.actionId, outcome: set.outcome };
        return take(tx, deps, { ...blank(command, acting), kind: 'override', ...what });
      }).then(asReceipt),
    settle: (command, staff) =>
      act(deps, { name: 'field.settle', command, staff }, async (tx, acting) => {
        const said = await readSaid(tx, acting.place, command.stands);
        if (!said) throw new DomainError('not-found');
        if (!said.open) throw new DomainError('conflict');
        const { actionId, outcome } = said;
        const word = { actionId, outcome, corrects: command.stands, kind: 'override' } as const;
        return take(tx, deps, { ...blank(command, acting), ...word });
      }).then(asReceipt),
    closeIncident: (command, staff) =>
      act(deps, { name: 'field.close-incident', command, staff }, (tx, acting) =>
        close(tx, deps, { ...acting, command }),
      ),
  };
}

const asReceipt = (receipt: FieldReceipt): FieldReceipt => fieldReceiptSchema.parse(receipt);

interface DeskCommand {
  commandId: string;
  edition?: string | undefined;
  city: string;
}

interface Acting {
  place: CityOfEdition;
  edition: FieldEdition;
  staff: Speaker;
  receivedAt: Date;
}

interface Act {
  name: string;
  command: DeskCommand;
  staff: Speaker;
}

/** Once, within the staff member's regions, with its line in the audit log. */
async function act<Result>(
  deps: FieldDeps,
  { name, command, staff }: Act,
  work: (tx: Transaction, acting: Acting) => Promise<Result>,
): Promise<Result> {
  const { commandId, edition: slug, city } = command;
  const edition = await deps.editionFor(slug);
  const receivedAt = deps.clock.now();
  const { accountId: actor } = staff;
  // Keyed: what somebody wrote is found by no plain hash.
  const body = deps.keyring.hash('field-command', JSON.stringify(command)).toString('hex');
  return transaction(deps.pool, (tx) =>
    runOnce(tx, { commandId, actor, name, body, now: receivedAt }, async () => {
      const place = { editionId: edition.id, city };
      if (edition.archivedAt) throw new DomainError('conflict');
      await requireCity(tx, staff, place);
      await recordAct(tx, {
        id: deps.newId(),
        at: receivedAt,
        actor,
        act: name,
        subject: commandId,
        details: { ...place },
      });
      return work(tx, { place, edition, staff, receivedAt });
    }),
  );
}

const take = (tx: Transaction, deps: FieldDeps, word: NewWord): Promise<FieldReceipt> =>
  takeWord(tx, { deps, word, duress: null });

/** A word of staff that says nothing yet: it happens when it comes. */
function blank(
  { commandId, reason }: DeskCommand & { reason: string },
  { place, edition, staff, receivedAt }: Acting,
): Omit<NewWord, 'kind'> {
  const now = dayNow(edition, { now: () => receivedAt });
  return {
    id: commandId,
    ...place,
    accountId: staff.accountId,
    onBehalfOf: null,
    step: null,
    actionId: null,
    outcome: null,
    scope: 'group',
    people: null,
    paper: null,
    words: { text: null, reason },
    incident: null,
    corrects: null,
    deviceAt: receivedAt,
    offsetMs: 0,
    receivedAt,
    dayReceivedAt: now,
    happenedAt: now,
    bounded: false,
  };
}

function onBehalf(command: OnBehalf, acting: Acting): NewWord {
  const { of, at, said } = command;
  const word = blank(command, acting);
  const latest = word.happenedAt.getTime();
  const happenedAt = new Date(Math.min(at === null ? latest : Date.parse(at), latest));
  return { ...word, happenedAt, onBehalfOf: of, ...saidOf(said, word.words.reason) };
}

function saidOf(
  said: OnBehalf['said'],
  reason: string | null,
): Pick<NewWord, 'kind'> & Partial<NewWord> {
  switch (said.kind) {
    case 'step':
      return {
        kind: said.step === 'safe-home' ? 'safe-home' : 'step',
        step: said.step,
        scope: said.scope,
      };
    case 'outcome':
      return said;
    case 'incident': {
      const { text, incident: kind, callMe } = said;
      return { kind: 'incident', words: { text, reason }, incident: { kind, callMe } };
    }
    case 'note':
      return { kind: 'note', words: { text: said.text, reason } };
    case 'numbers':
      return said;
  }
}

async function close(
  tx: Transaction,
  { keyring }: FieldDeps,
  { command, place, staff, receivedAt }: Acting & { command: CloseIncident },
): Promise<null> {
  const { id, note } = command;
  const { editionId, city } = place;
  await lockCity(tx, place);
  const closed = await closeIncident(tx, {
    ...place,
    id,
    at: receivedAt,
    by: staff.accountId,
    noteSealed: note === null ? null : keyring.seal(note, closingOf(id)),
  });
  if (closed === null) throw new DomainError('not-found');
  if (!closed) throw new DomainError('conflict');
  const event = { kind: 'incident', city, id, state: 'closed' } as const;
  await appendEvents(tx, { editionId, stream: 'day', events: [event] });
  return null;
}
