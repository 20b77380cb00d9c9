import { transaction } from '@lantern/db/database';
import type { Reply } from '@lantern/schemas/announcement-terms';
import type { ReplyAnnouncement } from '@lantern/schemas/announcements';
import type { Locale } from '@lantern/schemas/locale';
import type { Pool } from 'pg';
import { runOnce } from '../../platform/commands.ts';
import { readDayNow } from '../../platform/day-time.ts';
import { DomainError } from '../../platform/domain-error.ts';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { DayMail } from '../../platform/mail/queue.ts';
import type { AnnouncementsDeps } from './announcements.deps.ts';
import {
  cityOfLead,
  listOwn,
  lockReceipt,
  markRead,
  markReply,
  readAnnouncementMail,
} from './own.repo.ts';

/** Shown of one's own at most. */
const LISTED = 50;

interface OwnAnnouncement {
  id: string;
  text: string;
  /** In which it is written. */
  locale: Locale;
  asksReply: boolean;
  createdAt: string;
  readAt: string | null;
  reply: Reply | null;
}

/** What was announced to a person, and what they say to it; `not-found` for what was not for them. */
export interface OwnAnnouncements {
  mine(edition: string | undefined, accountId: string): Promise<OwnAnnouncement[]>;
  /** Again is as good as once. */
  read(input: { id: string }, accountId: string): Promise<null>;
  /** The last answer holds; each "need help" raises an alarm. Throws `conflict` where none is asked for. */
  reply(input: ReplyAnnouncement, accountId: string): Promise<null>;
}

export function createOwn({
  pool,
  keyring,
  clock,
  editionFor,
  raise,
}: AnnouncementsDeps): OwnAnnouncements {
  return {
    mine: async (named, accountId) => {
      const { id: editionId } = await editionFor(named);
      const own = await listOwn(pool, { editionId, accountId, limit: LISTED });
      return own.map(({ textSealed, ...rest }) => ({
        ...rest,
        text: keyring.open(textSealed, rest.id),
      }));
    },
    read: ({ id }, accountId) =>
      transaction(pool, async (tx) => {
        const receipt = await lockReceipt(tx, { id, accountId });
        if (!receipt) throw new DomainError('not-found');
        const at = await readDayNow(tx, receipt.editionId, clock.now());
        await markRead(tx, { id, accountId, at });
        return null;
      }),
    reply: ({ commandId, id, reply }, accountId) => {
      const now = clock.now();
      const body = { id, reply };
      const command = { commandId, actor: accountId, name: 'announcements.reply', body, now };
      return transaction(pool, (tx) =>
        runOnce(tx, command, async () => {
          const receipt = await lockReceipt(tx, { id, accountId });
          if (!receipt) throw new DomainError('not-found');
          if (!receipt.asksReply) throw new DomainError('conflict');
          const { editionId } = receipt;
          const at = await readDayNow(tx, editionId, now);
          await markReply(tx, { id, accountId, at, reply });
          if (reply === 'safe') return null;
          const city = receipt.city ?? (await cityOfLead(tx, editionId, accountId));
          // By the command and not by the person: whoever asks for help again after it was settled is heard again.
          if (city !== null) await raise(tx, { editionId, city, kind: 'help', subject: commandId });
          return null;
        }),
      );
    },
  };
}

interface MailDeps {
  pool: Pool;
  /** Draws it as all mails are drawn. */
  drawDayMail: (mail: {
    locale: Locale;
    what: 'announcement';
    about: null;
    path: string;
    rehearsal: boolean;
  }) => Promise<Pick<ComposedMail, 'subject' | 'html' | 'text' | 'headers'>>;
}

/** Composes word that there is an announcement, never what it says; null: it was read, or its reader is gone. */
export function createAnnouncementMails({ pool, drawDayMail }: MailDeps) {
  return async ({ recordId, accountId }: Pick<DayMail, 'recordId' | 'accountId'>) => {
    const found = await readAnnouncementMail(pool, { id: recordId, accountId });
    if (!found) return null;
    const { email, locale, rehearsal } = found;
    const path = '/dashboard/field';
    const mail = { locale, what: 'announcement', about: null, path, rehearsal } as const;
    return { ...(await drawDayMail(mail)), to: email, locale, rehearsal };
  };
}
