import type { Transaction } from '@lantern/db/database';
import { localeSchema } from '@lantern/schemas/locale';
import { petitionTextHash } from '@lantern/schemas/petition-text';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import { mayApprove } from './petition.policy.ts';
import type { Actor, ApprovalResult, PetitionDeps, PetitionService } from './petition.service.ts';
import { insertDraft, lockForDecision, markApproved } from './texts.repo.ts';

/** Runs a command once: the same id with the same body gets the first answer again. */
export type RunCommand = <T>(
  command: { id: string; actor: string; name: string; body: unknown },
  work: (tx: Transaction) => Promise<T>,
) => Promise<T>;

/** Writes a privileged act into the audit log, in the act's own transaction. */
export type RecordAct = (
  tx: Transaction,
  act: { actor: string; act: string; subject?: string; details?: Record<string, unknown> },
) => Promise<unknown>;

/** Versions of the petition's text: written, then approved; never changed (product.md). */
export function createTextsService(deps: PetitionDeps): Pick<PetitionService, 'draft' | 'approve'> {
  return {
    draft: async (input, actor) => {
      const { commandId, edition, ...text } = input;
      const { id: editionId } = await deps.editions.editionFor(edition);
      return deps.runCommand(
        {
          id: commandId,
          actor: actor.accountId,
          name: 'petition.draft',
          body: { editionId, ...text },
        },
        async (tx) => {
          const id = deps.newId();
          const hash = petitionTextHash(text);
          const stored = { ...text, id, editionId, hash, at: deps.clock.now() };
          const version = await insertDraft(tx, stored);
          await recordText(tx, {
            deps,
            actor,
            act: 'petition.draft',
            text: { ...stored, version },
          });
          return { id, version, hash };
        },
      );
    },
    approve: async ({ commandId, textId, hash }, actor) => {
      const result = await deps.runCommand(
        { id: commandId, actor: actor.accountId, name: 'petition.approve', body: { textId, hash } },
        (tx) => approveText(tx, { deps, actor, textId, hash }),
      );
      await deps.editions.refresh();
      return result;
    },
  };
}

interface Approval {
  deps: PetitionDeps;
  actor: Actor;
  textId: string;
  hash: string;
}

async function approveText(
  tx: Transaction,
  { deps, actor, textId, hash }: Approval,
): Promise<ApprovalResult> {
  const text = await lockForDecision(tx, textId);
  if (!text) throw new DomainError('not-found');
  if (!mayApprove(text, hash)) throw new DomainError('conflict');
  const { editionId, version } = text;
  const locale = localeSchema.parse(text.locale);
  await markApproved(tx, { textId, by: actor.accountId, at: deps.clock.now() });
  await recordText(tx, { deps, actor, act: 'petition.approve', text });
  // Streams are always taken in this order, so that two approvals cannot wait for each other.
  const published = { kind: 'text-published', locale, version } as const;
  await appendEvents(tx, { editionId, stream: 'public', events: [published] });
  const approved = { kind: 'text-approved', textId } as const;
  await appendEvents(tx, { editionId, stream: 'staff', events: [approved] });
  return { id: textId, locale, version };
}

interface TextAct {
  deps: PetitionDeps;
  actor: Actor;
  act: 'petition.draft' | 'petition.approve';
  text: { id: string; editionId: string; locale: string; version: number; hash: string };
}

async function recordText(tx: Transaction, { deps, actor, act, text }: TextAct): Promise<void> {
  const { editionId, locale, version, hash } = text;
  await deps.recordAct(tx, {
    actor: actor.accountId,
    act,
    subject: text.id,
    details: { editionId, locale, version, hash },
  });
}
