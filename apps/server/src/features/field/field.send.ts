import { transaction, type Transaction } from '@lantern/db/database';
import { toDayTime } from '@lantern/schemas/day-clock';
import { fieldReceiptSchema, type FieldCommand, type FieldReceipt } from '@lantern/schemas/field';
import { requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { FieldDeps, FieldEdition, Speaker } from './field.deps.ts';
import { createFieldLimit } from './field.limit.ts';
import { takeWord, type NewWord } from './field.take.ts';
import { happenedAt } from './field.time.ts';
import type { Words } from './field.words.ts';

/** What is said from the field. */
export interface FieldSending {
  /**
   * Takes one thing, once: the same again is answered with the first receipt, whoever answers for the city by then.
   * Throws `forbidden` (another's, or not their city), `invalid-input` (a wrong PIN, an outcome the action cannot
   * have, a correction of nothing), `conflict` (same id, other body; the edition is put away), `too-many-requests`.
   */
  send(command: FieldCommand, speaker: Speaker): Promise<FieldReceipt>;
}

export function createFieldSending(deps: FieldDeps): FieldSending {
  const limit = createFieldLimit(deps.clock);
  return {
    send: async (command, speaker) => {
      if (command.actor !== speaker.accountId) throw new DomainError('forbidden');
      limit(speaker.accountId);
      const edition = await deps.editionFor(command.edition);
      const receivedAt = deps.clock.now();
      const once = {
        commandId: command.commandId,
        actor: speaker.accountId,
        name: 'field.send',
        // Keyed, since a PIN of four digits could be tried out from a plain hash.
        body: deps.keyring.hash('field-command', JSON.stringify(command)).toString('hex'),
        now: receivedAt,
      };
      const receipt = await transaction(deps.pool, (tx) =>
        runOnce(tx, once, async () => {
          if (edition.archivedAt) throw new DomainError('conflict');
          await requireCity(tx, speaker, { editionId: edition.id, city: command.city });
          const duress = await isDuress(tx, { deps, command, editionId: edition.id });
          return takeWord(tx, { deps, duress, word: worded({ command, edition, receivedAt }) });
        }),
      );
      // Kept results come back with their keys in another order.
      return fieldReceiptSchema.parse(receipt);
    },
  };
}

interface Judging {
  deps: FieldDeps;
  command: FieldCommand;
  editionId: string;
}

/** Null where no PIN was asked for. Before the city's turn is taken, since judging takes its time. */
async function isDuress(
  tx: Transaction,
  { deps, command, editionId }: Judging,
): Promise<boolean | null> {
  if (command.kind !== 'safe-home') return null;
  const { city, actor: accountId, pin } = command;
  const verdict = await deps.judgePin(tx, { editionId, city, accountId, pin });
  if (verdict !== 'wrong') return verdict === 'duress';
  throw new DomainError('invalid-input', { fields: { pin: 'invalid' } });
}

interface Worded {
  command: FieldCommand;
  edition: FieldEdition;
  receivedAt: Date;
}

/** A command from a phone as it is stored. */
function worded({ command, edition, receivedAt }: Worded): NewWord {
  const { at, bounded } = happenedAt(command, { receivedAt, edition });
  return {
    id: command.commandId,
    editionId: edition.id,
    city: command.city,
    accountId: command.actor,
    onBehalfOf: null,
    kind: command.kind,
    step: stepOf(command),
    actionId: 'actionId' in command ? command.actionId : null,
    outcome: 'outcome' in command ? command.outcome : null,
    scope: 'scope' in command ? command.scope : 'group',
    people: command.kind === 'numbers' ? command.people : null,
    paper: command.kind === 'numbers' ? command.paper : null,
    words: wordsOf(command),
    incident:
      command.kind === 'incident' ? { kind: command.incident, callMe: command.callMe } : null,
    corrects: command.kind === 'correction' ? command.corrects : null,
    deviceAt: new Date(command.deviceAt),
    offsetMs: command.offsetMs,
    receivedAt,
    dayReceivedAt: new Date(toDayTime(edition.dayClock, receivedAt.getTime())),
    happenedAt: at,
    bounded,
  };
}

function stepOf(command: FieldCommand): string | null {
  if (command.kind === 'step') return command.step;
  return command.kind === 'safe-home' ? 'safe-home' : null;
}

function wordsOf(command: FieldCommand): Words {
  switch (command.kind) {
    case 'incident':
    case 'note':
      return { text: command.text === '' ? null : command.text, reason: null };
    case 'correction':
      return { text: null, reason: command.reason };
    case 'step':
    case 'safe-home':
    case 'outcome':
    case 'numbers':
      return { text: null, reason: null };
  }
}
