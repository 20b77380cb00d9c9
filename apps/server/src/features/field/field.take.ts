import type { Transaction } from '@lantern/db/database';
import { outcomesOf } from '@lantern/schemas/action';
import type { FieldReceipt, IncidentKind } from '@lantern/schemas/field';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents, type NewEvent } from '../../platform/events.ts';
import type { FieldDeps } from './field.deps.ts';
import { fold, mainOf, type Folded, type FieldWord } from './field.fold.ts';
import {
  doneIf,
  insertCommand,
  insertIncident,
  lockCity,
  markDisputed,
  readPlan,
  readWords,
  writeOutcome,
  writeState,
  settleDisputes,
  type NewFieldCommand,
  type PlannedHere,
} from './field.repo.ts';
import { sealWords, type Words } from './field.words.ts';

/** What is said, before it has its place and its words are sealed. */
export interface NewWord extends Omit<NewFieldCommand, 'seq' | 'textSealed'> {
  words: Words;
  incident: { kind: IncidentKind; callMe: boolean } | null;
  /** When it came, by the edition's clock. */
  dayReceivedAt: Date;
}

export interface Taking {
  deps: FieldDeps;
  word: NewWord;
  /** Whether a PIN was that for duress; null: none was asked for. */
  duress: boolean | null;
}

/** Takes one word into the city's record, and all that follows from it. */
export async function takeWord(tx: Transaction, taking: Taking): Promise<FieldReceipt> {
  const { deps, word, duress } = taking;
  const { editionId, city } = word;
  const seq = (await lockCity(tx, word)) + 1;
  // Statements that do not wait for one another's answers go out together: a busy event loop is late for each wait.
  const [plan, before] = await Promise.all([readPlan(tx, word), readWords(tx, word)]);
  refuseFaults(word, plan, before);
  const happenedAt = after(word, before);
  const taken = { ...word, happenedAt };
  if (duress !== null)
    await doneIf(tx, duress, () =>
      deps.raise(tx, { editionId, city, kind: 'duress', subject: word.id }),
    );
  const folded = fold([...before, wordOf(taken, seq)], plan.map(inMillis));
  const disputed = folded.disputed.has(word.id);
  const textSealed = sealWords(deps.keyring, word.words, word.id);
  await Promise.all([
    insertCommand(tx, { ...taken, seq, textSealed }),
    ...(word.kind === 'override' ? [settleDisputes(tx, word)] : []),
    ...(word.incident ? [takeIncident(tx, { deps, word: taken })] : []),
    markDisputed(tx, { editionId, city, disputed: folded.disputed }),
    writeOutcomes(tx, { deps, word: taken, plan, folded }),
    writeState(tx, { editionId, city, seq, folded }),
  ]);
  await tell(tx, { word: taken, folded, disputed });
  return {
    commandId: word.id,
    status: 'received',
    seq,
    receivedAt: word.receivedAt.toISOString(),
    happenedAt: happenedAt.toISOString(),
    bounded: word.bounded,
    disputed,
  };
}

/** As it will be read. */
function wordOf({ accountId, onBehalfOf, happenedAt, ...word }: NewWord, seq: number): FieldWord {
  return { ...word, speaker: onBehalfOf ?? accountId, at: happenedAt.getTime(), seq };
}

const inMillis = <Action extends { startsAt: Date }>(action: Action) => ({
  ...action,
  startsAt: action.startsAt.getTime(),
});

/** A correction never comes before what it corrects, whatever two clocks said. */
function after({ corrects, happenedAt }: NewWord, before: readonly FieldWord[]): Date {
  const corrected = before.find(({ id }) => id === corrects);
  return new Date(Math.max(happenedAt.getTime(), corrected?.at ?? 0));
}

function refuseFaults(
  { actionId, outcome, corrects }: NewWord,
  plan: readonly PlannedHere[],
  before: readonly FieldWord[],
): void {
  const refuse = (field: string) => {
    throw new DomainError('invalid-input', { fields: { [field]: 'invalid' } });
  };
  if (actionId === null) return;
  const action = plan.find(({ id }) => id === actionId);
  if (!action) return refuse('actionId');
  if (outcome !== null && !outcomesOf(action.kind).includes(outcome)) return refuse('outcome');
  if (corrects === null) return;
  const corrected = before.find(({ id }) => id === corrects);
  if (corrected?.actionId !== actionId || corrected.outcome === null) refuse('corrects');
}

/** What has to be looked at at once; the rest waits for somebody who has time. */
const URGENT: ReadonlySet<IncidentKind> = new Set(['injury', 'arrest', 'harassment']);

async function takeIncident(
  tx: Transaction,
  { deps, word }: { deps: FieldDeps; word: NewWord },
): Promise<void> {
  const { id, editionId, city, incident, happenedAt } = word;
  if (!incident) return;
  await insertIncident(tx, { id, editionId, city, happenedAt, ...incident });
  const level = incident.callMe || URGENT.has(incident.kind) ? 'red' : 'amber';
  await deps.raise(tx, { editionId, city, kind: 'incident', subject: id, level });
}

interface Outcomes extends Pick<Taking, 'deps' | 'word'> {
  plan: readonly PlannedHere[];
  folded: Folded;
}

/** Writes what is different from before, and has it published when it may be. */
async function writeOutcomes(
  tx: Transaction,
  { deps, word, plan, folded }: Outcomes,
): Promise<void> {
  const { editionId, city } = word;
  for (const action of plan) {
    const standing = folded.outcomes.get(action.id);
    if (!standing || standing.outcome === action.outcome) continue;
    const { outcome, commandId } = standing;
    const at = new Date(standing.at);
    await writeOutcome(tx, { actionId: action.id, outcome, at });
    await deps.schedule(tx, {
      editionId,
      city,
      commandId,
      actionId: action.id,
      outcome,
      what: outcome === 'called-off' ? 'called-off' : 'outcome',
      dueAt: dueAt(action, word, at),
    });
  }
  const main = mainOf(plan.filter(({ calledOff }) => !calledOff).map(inMillis));
  if (word.kind === 'override' && word.step !== null && word.step !== 'arrived')
    await deps.unscheduleArrival(tx, word);
  if (word.step === 'arrived' && main && main.publish !== 'after')
    await deps.schedule(tx, {
      editionId,
      city,
      commandId: word.id,
      actionId: main.id,
      outcome: null,
      what: 'there',
      dueAt: dueAt(main, word, word.happenedAt),
    });
}

/** After the action's delay; a device whose clock is not known delays from when its word came. */
function dueAt({ delayMinutes }: { delayMinutes: number }, word: NewWord, at: Date): Date {
  const known = word.offsetMs !== null && !word.bounded;
  const from = known ? at : word.dayReceivedAt;
  return new Date(from.getTime() + delayMinutes * 60_000);
}

interface Telling {
  word: NewWord;
  folded: Folded;
  disputed: boolean;
}

/** Streams are always taken in this order. */
async function tell(tx: Transaction, { word, folded, disputed }: Telling): Promise<void> {
  const { editionId, city } = word;
  const events = dayEvents({ word, folded, disputed });
  const taken = { kind: 'field-command', id: word.id } as const;
  await Promise.all([
    ...(events.length > 0 ? [appendEvents(tx, { editionId, stream: 'day', events })] : []),
    appendEvents(tx, { editionId, stream: `city:${city}`, events: [taken] }),
  ]);
}

function dayEvents({ word, folded, disputed }: Telling): NewEvent<'day'>[] {
  const { city, id } = word;
  switch (word.kind) {
    case 'note':
      return [];
    case 'numbers':
      return [{ kind: 'numbers', city }];
    case 'incident':
      return [{ kind: 'incident', city, id, state: 'opened' }];
    case 'step':
    case 'safe-home':
    case 'outcome':
    case 'correction':
    case 'override': {
      const { phase, outcome } = folded;
      const happenedAt = word.happenedAt.toISOString();
      return [{ kind: 'check-in', city, phase, outcome, happenedAt, disputed }];
    }
  }
}
