import { transaction, type Transaction } from '@lantern/db/database';
import { localeSchema } from '@lantern/schemas/locale';
import type { ApproveTextInput, DraftTextInput } from '@lantern/schemas/petition';
import { petitionTextHash } from '@lantern/schemas/petition-text';
import { recordAct } from '../../platform/audit.ts';
import { runOnce } from '../../platform/commands.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import { mayApprove } from './petition.policy.ts';
import type { Actor, ApprovalResult, DraftResult, PetitionDeps } from './petition.deps.ts';
import { insertDraft, lockForDecision, markApproved, type NewText } from './texts.repo.ts';

/** Versions of the petition's text: written, then approved; never changed. */
export interface TextsService {
  /** Stores a new version. `conflict`: the command's id was used for something else. */
  draft(input: DraftTextInput, actor: Actor): Promise<DraftResult>;
  /** Puts a draft into force. `not-found`; `conflict` when it is not what was read, or is overtaken. */
  approve(input: ApproveTextInput, actor: Actor): Promise<ApprovalResult>;
}

export function createTextsService(deps: PetitionDeps): TextsService {
  return {
    draft: async ({ commandId, edition, ...text }, actor) => {
      const { id: editionId } = await deps.editions.editionFor(edition);
      const body = { editionId, ...text };
      const command = { commandId, actor: actor.accountId, name: 'petition.draft', body };
      return transaction(deps.database.pool, (tx) =>
        runOnce(tx, { ...command, now: deps.clock.now() }, () =>
          draftText(tx, { deps, actor, text: body }),
        ),
      );
    },
    approve: async ({ commandId, ...body }, actor) => {
      const command = { commandId, actor: actor.accountId, name: 'petition.approve', body };
      const result = await transaction(deps.database.pool, (tx) =>
        runOnce(tx, { ...command, now: deps.clock.now() }, () =>
          approveText(tx, { deps, actor, ...body }),
        ),
      );
      await deps.editions.refresh();
      return result;
    },
  };
}

interface Draft {
  deps: PetitionDeps;
  actor: Actor;
  text: Omit<NewText, 'id' | 'hash' | 'at'>;
}

async function draftText(tx: Transaction, { deps, actor, text }: Draft): Promise<DraftResult> {
  const id = deps.newId();
  const hash = petitionTextHash(text);
  const version = await insertDraft(tx, { ...text, id, hash, at: deps.clock.now() });
  await recordText(tx, {
    deps,
    actor,
    act: 'petition.draft',
    text: { ...text, id, hash, version },
  });
  return { id, version, hash };
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
  await recordAct(tx, {
    id: deps.newId(),
    at: deps.clock.now(),
    actor: actor.accountId,
    act,
    subject: text.id,
    details: { editionId, locale, version, hash },
  });
}
