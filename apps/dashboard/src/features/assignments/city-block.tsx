import { READINESS_ITEMS } from '@lantern/schemas/readiness-items';
import { MAY_LET_IN_AGAIN } from '@lantern/schemas/assignment-roles';
import { Button } from '@lantern/ui/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { cityKindWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import { EndAssignment } from './end-assignment.tsx';
import { Reinvite } from './reinvite.tsx';
import { TakeOver } from './take-over.tsx';
import { calledBy, type CityPerson, type CityWithPeople } from './use-assignments.ts';

/** A city: who answers for it, what each still has to do, and what staff can do about it. */
export function CityBlock({ city }: { city: CityWithPeople }) {
  const { t, locale } = useLanguage();
  const { people, holes } = city;
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(city.country);
  return (
    <li className="rounded-card border border-line bg-raised p-5">
      <h3 className="text-lg font-semibold">{city.cityName[locale]}</h3>
      <p className="text-sm text-muted">
        {country} · {t(cityKindWords(city.kind))}
      </p>
      {holes.length > 0 && (
        <p className="mt-2 font-semibold text-accent">
          <span aria-hidden>△ </span>
          {holes.map((hole) => t(`team.hole-${hole}`)).join(' · ')}
        </p>
      )}
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      {people.length > 0 && <Phones city={city.city} name={city.cityName[locale]} />}
    </li>
  );
}

function PersonRow({ person }: { person: CityPerson }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const { readiness, role, frozen, silencePlan } = person;
  const missing = READINESS_ITEMS.filter((item) => !readiness[item]);
  const mayLetIn = me.data ? MAY_LET_IN_AGAIN.includes(me.data.role) : false;
  return (
    <li className="py-4">
      <p className="font-semibold wrap-anywhere">
        {calledBy(person)}
        <span className="font-normal text-muted"> · {t(ROLE_WORDS[role])}</span>
        {frozen && <span className="text-danger"> · {t('team.frozen')}</span>}
      </p>
      <p className={readiness.ready ? '' : 'text-muted'}>
        <span aria-hidden>{readiness.ready ? '● ' : '○ '}</span>
        {readiness.ready
          ? t('city.ready')
          : t('city.missing', {
              steps: list.format(missing.map((item) => t(`ready.short.${item}`))),
            })}
      </p>
      {silencePlan && (
        <details className="mt-1">
          <summary className="inline-flex min-h-touch items-center underline">
            {t('team.silence-plan')}
          </summary>
          <p className="max-w-reading whitespace-pre-wrap wrap-anywhere">{silencePlan}</p>
        </details>
      )}
      <div className="mt-3 flex flex-wrap items-start gap-3">
        {role === 'deputy' && <TakeOver person={person} />}
        {mayLetIn && !frozen && <Reinvite person={person} />}
        <EndAssignment id={person.id} who={calledBy(person)} />
      </div>
    </li>
  );
}

/** Numbers are shown when they are asked for; each look is written down. */
function Phones({ city, name }: { city: string; name: string }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const edition = params.get('edition') ?? undefined;
  const look = useMutation(
    trpc.assignments.lookAtPhones.mutationOptions({ networkMode: 'always' }),
  );
  if (!look.data)
    return (
      <div className="border-t border-line pt-3">
        <Button
          type="button"
          look="quiet"
          aria-disabled={look.isPending}
          aria-label={`${t('team.phones')}: ${name}`}
          onClick={() => {
            if (!look.isPending) look.mutate({ commandId: newCommandId(), city, edition });
          }}
        >
          {t('team.phones')}
        </Button>
        <p className="mt-1 text-sm text-muted">{t('team.phones-audited')}</p>
        {look.isError && <p role="alert">{t(wordsOf(faultOf(look.error)))}</p>}
      </div>
    );
  return (
    <ul className="grid gap-1 border-t border-line pt-3">
      {look.data.contacts.map((contact) => (
        <li key={`${contact.accountId} ${contact.role}`} className="flex flex-wrap gap-x-4">
          <span className="wrap-anywhere">
            {calledBy(contact)} · {t(ROLE_WORDS[contact.role])}
          </span>
          {contact.phone ? (
            <a
              className="inline-flex min-h-touch items-center font-semibold underline tabular-nums"
              href={`tel:${contact.phone}`}
            >
              {contact.phone}
            </a>
          ) : (
            <span className="text-muted">{t('team.no-phone')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
