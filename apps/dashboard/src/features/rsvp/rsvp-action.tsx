import { actionKindSchema } from '@lantern/schemas/action';
import { Button } from '@lantern/ui/button';
import { kindWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { CountedAction, useNames } from './use-names.ts';

interface Props {
  action: CountedAction;
  names: ReturnType<typeof useNames>;
}

/** One action with a list: its numbers, and its people once somebody asked for them. */
export function RsvpAction({ action, names }: Props) {
  const { t, locale } = useLanguage();
  const { actionId, localDate, localTime, capacity, going, waiting, pending } = action;
  const kind = actionKindSchema.safeParse(action.kind).data;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  return (
    <li className="rounded-card border border-line bg-raised p-5">
      <h2 className="text-xl first-letter:uppercase">{kind ? t(kindWords(kind)) : action.kind}</h2>
      <p className="mt-1 text-muted">
        {day.format(new Date(`${localDate}T00:00:00Z`))}, {localTime}
      </p>
      <p className="mt-3 text-lg">
        {t('rsvps.going', { n: number.format(going), of: number.format(capacity) })}
      </p>
      {waiting > 0 && <p>{t('rsvps.waiting', { n: number.format(waiting) })}</p>}
      {pending > 0 && (
        <p className="text-muted">{t('rsvps.pending', { n: number.format(pending) })}</p>
      )}
      {names.people === null ? (
        <p className="mt-3">
          <Button type="button" look="quiet" aria-disabled={names.isPending} onClick={names.show}>
            {t('rsvps.show')}
          </Button>
        </p>
      ) : (
        <People people={names.people.filter((person) => person.actionId === actionId)} />
      )}
    </li>
  );
}

function People({ people }: { people: NonNullable<Props['names']['people']> }) {
  const { t } = useLanguage();
  if (people.length === 0) return <p className="mt-3 text-muted">{t('rsvps.nobody')}</p>;
  return (
    <ol className="mt-3 divide-y divide-line border-y border-line">
      {people.map(({ id, name, party, state }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-4 py-2">
          <span className="wrap-anywhere">{name}</span>
          <span className="text-muted">
            {t('rsvps.party', { n: party })}
            {state === 'waiting' && ` · ${t('rsvps.waits')}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
