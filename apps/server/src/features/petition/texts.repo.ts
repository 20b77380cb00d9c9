import type { Database, Statement, Transaction } from '@lantern/db/database';
import { localeSchema } from '@lantern/schemas/locale';
import type { DraftTextInput, PetitionTextVersion } from '@lantern/schemas/petition';
import { petitionTextHash } from '@lantern/schemas/petition-text';

/**
 * Locks texts at their first signature; those already locked keep their time. Set-based, and nearly
 * always without a row to write: signing calls it with the texts of a whole batch.
 */
export const lockingTexts = (textIds: readonly string[], now: Date): Statement => ({
  text: `UPDATE petition_texts SET locked_at = $2
         WHERE id = ANY($1::uuid[]) AND locked_at IS NULL`,
  values: [[...new Set(textIds)].sort(), now],
});

const select = {
  id: true,
  locale: true,
  version: true,
  title: true,
  addressee: true,
  body: true,
  hash: true,
  state: true,
  approvedAt: true,
  approvedBy: true,
  lockedAt: true,
  createdAt: true,
} as const;

/** A version as stored: people are account ids, and who wrote it is in the audit log alone. */
type StoredText = Omit<PetitionTextVersion, 'draftedBy'>;

/** All versions of an edition's texts, newest first in each language. */
export async function listTexts(
  { prisma }: Pick<Database, 'prisma'>,
  editionId: string,
): Promise<StoredText[]> {
  const rows = await prisma.petitionText.findMany({
    where: { editionId },
    select,
    orderBy: [{ locale: 'asc' }, { version: 'desc' }],
  });
  return rows.map((row) => ({
    ...row,
    locale: localeSchema.parse(row.locale),
    approvedAt: row.approvedAt?.toISOString() ?? null,
    lockedAt: row.lockedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}

/** Account ids of those who wrote texts, by text; texts that came with Lantern are absent. */
export async function readDrafters(
  { pool }: Pick<Database, 'pool'>,
  textIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ subject: string; actor: string }>(
    `SELECT subject, actor FROM audit_log WHERE act = 'petition.draft' AND subject = ANY($1)`,
    [textIds],
  );
  return new Map(rows.map(({ subject, actor }) => [subject, actor]));
}

/** What deciding about a text needs to know; its row stays locked until the transaction ends. */
export interface TextForDecision {
  id: string;
  editionId: string;
  locale: string;
  version: number;
  hash: string;
  state: 'draft' | 'approved';
  /** The highest approved version in its language, or 0. */
  approvedVersion: number;
}

// All versions of the language are locked, in one order, so that two approvals at once see each other.
const LOCK_FOR_DECISION = `
  WITH wanted AS (SELECT edition_id, locale FROM petition_texts WHERE id = $1),
  versions AS (
    SELECT t.* FROM petition_texts t JOIN wanted USING (edition_id, locale)
    ORDER BY t.version FOR UPDATE OF t
  )
  SELECT id, edition_id AS "editionId", locale, version, hash, state::text AS state,
    (SELECT coalesce(max(version) FILTER (WHERE state = 'approved'), 0)::int FROM versions)
      AS "approvedVersion"
  FROM versions WHERE id = $1`;

/** Null if there is no such text. */
export async function lockForDecision(
  tx: Transaction,
  textId: string,
): Promise<TextForDecision | null> {
  const { rows } = await tx.query<TextForDecision>(LOCK_FOR_DECISION, [textId]);
  return rows[0] ?? null;
}

/** Marks a draft approved. */
export async function markApproved(
  tx: Transaction,
  approval: { textId: string; by: string; at: Date },
): Promise<void> {
  await tx.query(
    `UPDATE petition_texts SET state = 'approved', approved_by = $2, approved_at = $3
     WHERE id = $1 AND state = 'draft'`,
    [approval.textId, approval.by, approval.at],
  );
}

/** A new version to store. */
export interface NewText extends Pick<DraftTextInput, 'locale' | 'title' | 'addressee' | 'body'> {
  id: string;
  editionId: string;
  hash: string;
  at: Date;
}

/** Stores the next version of a text as a draft; answers its version. */
export async function insertDraft(tx: Transaction, text: NewText): Promise<number> {
  // Two drafts at once would take the same version: the edition's row puts them in order.
  await tx.query('SELECT 1 FROM editions WHERE id = $1 FOR NO KEY UPDATE', [text.editionId]);
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO petition_texts
       (id, edition_id, locale, version, title, addressee, body, hash, created_at)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8
     FROM petition_texts WHERE edition_id = $2 AND locale = $3
     RETURNING version`,
    [
      text.id,
      text.editionId,
      text.locale,
      text.title,
      text.addressee,
      text.body,
      text.hash,
      text.at,
    ],
  );
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('a draft was not stored');
  return version;
}

interface CopiedText {
  locale: string;
  title: string;
  addressee: string;
  body: string;
}

/**
 * Starts an edition's texts: in each language the words of another's newest approved version, or of its
 * newest draft where none is approved, as a first draft.
 */
export async function copyTexts(
  tx: Transaction,
  { from, to, at, newId }: { from: string; to: string; at: Date; newId: () => string },
): Promise<void> {
  const { rows } = await tx.query<CopiedText>(
    `SELECT DISTINCT ON (locale) locale, title, addressee, body
     FROM petition_texts WHERE edition_id = $1
     ORDER BY locale, (state = 'approved') DESC, version DESC`,
    [from],
  );
  for (const { locale, ...words } of rows)
    await insertDraft(tx, {
      ...words,
      locale: localeSchema.parse(locale),
      id: newId(),
      editionId: to,
      hash: petitionTextHash(words),
      at,
    });
}
