import { useLanguage } from '../../shared/i18n/language.ts';
import { ROLE_WORDS } from '../../shared/roles.ts';
import type { City } from './use-cities.ts';

/** Who answers for the city, and what each still has to do to be ready. */
export function CityPeople({ people }: Pick<City, 'people'>) {
  const { t, locale } = useLanguage();
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  if (people.length === 0) return <p className="text-muted">{t('city.people-none')}</p>;
  return (
    <ul className="grid max-w-reading divide-y divide-line border-y border-line">
      {people.map(({ id, role, isMe, email, ready, missing }) => (
        <li key={id} className="py-3 leading-snug">
          <p className="font-semibold">
            {t(ROLE_WORDS[role])}
            {isMe && ` · ${t('city.you')}`}
            {email !== null && <span className="font-normal wrap-anywhere"> · {email}</span>}
          </p>
          <p className={ready ? '' : 'text-muted'}>
            <span aria-hidden>{ready ? '● ' : '○ '}</span>
            {ready
              ? t('city.ready')
              : t('city.missing', {
                  steps: list.format(missing.map((step) => t(`readiness.${step}`))),
                })}
          </p>
        </li>
      ))}
    </ul>
  );
}
