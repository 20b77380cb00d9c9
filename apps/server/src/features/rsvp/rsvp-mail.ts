import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import type { ComposedMail } from '../../platform/mail/composed-mail.ts';
import type { RsvpMailKind } from '../../platform/mail/queue.ts';
import { linkToken } from '../../platform/signing-links.ts';
import { actionLine, actionPlace, actionTime } from './action-words.ts';
import type { MailBlock, RsvpDeps } from './rsvp.deps.ts';
import { translator, type Translate } from './rsvp-words.ts';
import { readAction, readRsvp, type ActionFacts, type RsvpRow } from './rsvps.repo.ts';

type Deps = Pick<RsvpDeps, 'pool' | 'keyring' | 'publicOrigin' | 'drawMail'>;

/** Composes a mail to somebody who comes from what is true, and public, when it is sent; null: no longer due. */
export function createRsvpComposer(deps: Deps) {
  return async (kind: RsvpMailKind, recordId: string): Promise<ComposedMail | null> => {
    const row = await readRsvp(deps.pool, recordId);
    const action = row && (await readAction(deps.pool, row.actionId));
    if (!row || !action || !isDue(kind, row, action)) return null;
    const to = deps.keyring.open(row.emailSealed, row.id);
    const { locale } = row;
    const t = translator(locale);
    const rehearsal = action.edition.kind === 'rehearsal';
    const links = linksOf(deps, row, action);
    const subject = `${rehearsal ? 'REHEARSAL · ' : ''}${t(`${kind}.subject`)}`;
    // Whom a state may read over the shoulder learns neither the cause nor the place.
    const body = isUnderChineseLaw(to)
      ? [text(t('guarded')), { kind: 'address', href: links.own } as const]
      : bodyOf(kind, { t, row, action, links });
    const drawn = await deps.drawMail({
      locale,
      subject,
      preview: t(`${kind}.preview`),
      name: deps.keyring.open(row.nameSealed, row.id),
      blocks: [...(rehearsal ? [text(t('rehearsal'))] : []), ...body],
      footer: [
        { kind: 'quiet', text: t('footer.intro') },
        { kind: 'link', label: t('change'), href: links.own },
        { kind: 'quiet', text: t('footer.reason', { host: new URL(deps.publicOrigin).host }) },
      ],
    });
    return { to, locale, subject, headers: {}, rehearsal, ...drawn };
  };
}

/** Whether the state the mail was queued for still holds. */
function isDue(kind: RsvpMailKind, { state }: RsvpRow, { over, calledOff }: ActionFacts): boolean {
  if (over) return false;
  const answered = state === 'going' || state === 'waiting';
  switch (kind) {
    case 'rsvp-confirm':
      return state === 'pending' && !calledOff;
    case 'rsvp-already':
    case 'rsvp-changed':
      return answered;
    case 'rsvp-going':
    case 'rsvp-moved-up':
    case 'rsvp-reminder':
      return state === 'going' && !calledOff;
    case 'rsvp-waiting':
      return state === 'waiting' && !calledOff;
  }
}

interface Links {
  /** The page that asks before anything is done. */
  own: string;
  city: string;
  calendar: string;
}

function linksOf({ keyring, publicOrigin }: Deps, row: RsvpRow, action: ActionFacts): Links {
  const address = (path: string, parameters: Record<string, string>): string => {
    const url = new URL(path, publicOrigin);
    if (action.edition.kind === 'rehearsal') url.searchParams.set('edition', action.edition.slug);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url.href;
  };
  const token = linkToken(keyring, 'rsvp', { id: row.id, generation: 0 });
  return {
    own: address(`/${row.locale}/rsvp`, { token }),
    city: address(`/${row.locale}/cities/${action.city}`, {}),
    calendar: address(`/api/v1/actions/${action.id}.ics`, { locale: row.locale }),
  };
}

interface Material {
  t: Translate;
  row: RsvpRow;
  action: ActionFacts;
  links: Links;
}

function bodyOf(kind: RsvpMailKind, { t, row, action, links }: Material): MailBlock[] {
  const calendar = { kind: 'link', label: t('calendar'), href: links.calendar } as const;
  const page = { kind: 'link', label: t('page'), href: links.city } as const;
  const facts = [
    text(actionLine(action, row.locale)),
    text(action.calledOff ? t('called-off') : actionTime(action, row.locale)),
    ...(action.calledOff ? [] : [text(actionPlace(action, row.locale))]),
    text(t('party', { count: row.party })),
  ];
  switch (kind) {
    case 'rsvp-confirm':
      return [
        text(t('rsvp-confirm.body')),
        ...facts,
        { kind: 'button', label: t('rsvp-confirm.button'), href: links.own },
        { kind: 'quiet', text: t('rsvp-confirm.not-you') },
      ];
    case 'rsvp-changed': {
      const opening = text(t(action.calledOff ? 'rsvp-changed.body-off' : 'rsvp-changed.body'));
      return [opening, ...facts, text(t('rsvp-changed.calendar')), calendar, page];
    }
    case 'rsvp-already':
    case 'rsvp-waiting':
      return [text(t(`${kind}.body`)), ...facts, page];
    case 'rsvp-going':
    case 'rsvp-moved-up':
    case 'rsvp-reminder':
      return [text(t(`${kind}.body`)), ...facts, calendar, page];
  }
}

const text = (content: string): MailBlock => ({ kind: 'text', text: content });
