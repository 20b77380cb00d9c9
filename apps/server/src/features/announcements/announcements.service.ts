import { transaction, type Transaction } from '@lantern/db/database';
import type { Audience, SendAnnouncement } from '@lantern/schemas/announcements';
import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { recordAct } from '../../platform/audit.ts';
import { countriesReached, requireCity } from '../../platform/city-access.ts';
import { runOnce } from '../../platform/commands.ts';
import { dayNow } from '../../platform/day-time.ts';
import { DomainError } from '../../platform/domain-error.ts';
import { appendEvents } from '../../platform/events.ts';
import type { Actor, AnnouncementsDeps } from './announcements.deps.ts';
import {
  findAnnouncement,
  insertAnnouncement,
  leadsRegion,
  listSent,
  readReached,
  readReceipts,
  type Reached,
} from './announcements.repo.ts';
import { createOwn, type OwnAnnouncements } from './own.ts';

/** Listed at most; a day has a few dozen. */
const LISTED = 200;

type Named<T> = T & { edition?: string | undefined };
type Sent = Omit<Awaited<ReturnType<typeof listSent>>[number], 'textSealed'> & { text: string };
interface EditionShown {
  slug: string;
  kind: 'real' | 'rehearsal';
}
type Receipt = Awaited<ReturnType<typeof readReceipts>>[number];

/**
 * Words of staff to the people in the field. A region lead announces to their own region and its cities alone; each
 * throws `forbidden` otherwise, `not-found`, `edition-unknown`.
 */
export interface AnnouncementsService extends OwnAnnouncements {
  /** Whom it would reach. */
  preview(input: Named<Audience>, actor: Actor): Promise<{ people: number; cities: number }>;
  /** Sends it to everyone it reaches, for good: a follow-up says what changed. Throws `conflict` if it is nobody. */
  send(input: SendAnnouncement, actor: Actor): Promise<{ id: string; people: number }>;
  /** What was sent, and how many read and answered it; to a region lead what was sent to all, or where they lead. */
  list(edition: string | undefined, actor: Actor): Promise<{ edition: EditionShown; sent: Sent[] }>;
  /** What became of it with each person. */
  receipts(id: string, actor: Actor): Promise<Receipt[]>;
}

export function createAnnouncementsService(deps: AnnouncementsDeps): AnnouncementsService {
  const { pool, keyring } = deps;
  return {
    ...createOwn(deps),

    preview: async ({ edition, ...audience }, actor) => {
      const { id: editionId } = await deps.editionFor(edition);
      return transaction(pool, async (tx) => {
        await requireAudience(tx, { editionId, audience, actor });
        const reached = await readReached(tx, editionId, audience);
        const cities = new Set(reached.flatMap(({ city }) => city ?? []));
        return { people: reached.length, cities: cities.size };
      });
    },

    send: (input, actor) => send(deps, input, actor),

    list: async (named, actor) => {
      const { id, slug, kind } = await deps.editionFor(named);
      const countries = await countriesReached(pool, actor, id);
      const rows = await listSent(pool, id, { limit: LISTED, countries });
      const sent = rows.map(({ textSealed, ...one }) => ({
        ...one,
        text: keyring.open(textSealed, one.id),
      }));
      return { edition: { slug, kind }, sent };
    },

    receipts: (id, actor) =>
      transaction(pool, async (tx) => {
        const found = await findAnnouncement(tx, id);
        if (!found) throw new DomainError('not-found');
        await requireAudience(tx, { ...found, actor });
        return readReceipts(tx, id);
      }),
  };
}

interface Asked {
  editionId: string;
  audience: Audience;
  actor: Actor;
}

async function requireAudience(tx: Transaction, { editionId, audience, actor }: Asked) {
  switch (audience.audience) {
    case 'city':
      return requireCity(tx, actor, { editionId, city: audience.target });
    case 'region': {
      const lead = { editionId, accountId: actor.accountId, region: audience.target };
      if (MAY_PLAN.includes(actor.role) || (await leadsRegion(tx, lead))) return undefined;
      throw new DomainError('forbidden');
    }
    case 'all':
      if (MAY_PLAN.includes(actor.role)) return undefined;
      throw new DomainError('forbidden');
  }
}

async function send(
  deps: AnnouncementsDeps,
  { commandId, edition: named, text, locale, asksReply, ...audience }: SendAnnouncement,
  actor: Actor,
): Promise<{ id: string; people: number }> {
  const edition = await deps.editionFor(named);
  const editionId = edition.id;
  const by = actor.accountId;
  const now = deps.clock.now();
  const body = { editionId, ...audience, text, locale, asksReply };
  const command = { commandId, actor: by, name: 'announcements.send', body, now };
  return transaction(deps.pool, (tx) =>
    runOnce(tx, command, async () => {
      await requireAudience(tx, { editionId, audience, actor });
      const reached = await readReached(tx, editionId, audience);
      if (reached.length === 0) throw new DomainError('conflict');
      const id = commandId;
      const at = dayNow(edition, deps.clock);
      const textSealed = deps.keyring.seal(text, id);
      await insertAnnouncement(
        tx,
        { id, editionId, ...audience, textSealed, locale, asksReply, at, by },
        reached,
      );
      await deps.reach(tx, editionId, { id, accountIds: accountsOf(reached) });
      await recordAct(tx, {
        id: deps.newId(),
        at: now,
        actor: by,
        act: command.name,
        subject: id,
        details: { ...audience, people: reached.length, asksReply },
      });
      await tell(tx, { editionId, id, reached });
      return { id, people: reached.length };
    }),
  );
}

const accountsOf = (reached: readonly Reached[]) => reached.map(({ accountId }) => accountId);

/** Each person's own stream, in one order on every node, then the staff's. */
async function tell(
  tx: Transaction,
  { editionId, id, reached }: { editionId: string; id: string; reached: readonly Reached[] },
): Promise<void> {
  for (const accountId of accountsOf(reached).toSorted())
    await appendEvents(tx, {
      editionId,
      stream: `account:${accountId}`,
      events: [{ kind: 'announcement', id }],
    });
  await appendEvents(tx, { editionId, stream: 'staff', events: [{ kind: 'announced', id }] });
}
