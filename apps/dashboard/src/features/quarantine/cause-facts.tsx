import type { ReactNode } from 'react';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { SUSPICION_NOTES, SUSPICION_WORDS, type Cause } from './causes.ts';

/** A cause's name: the strongest reason for suspicion. */
export function causeName({ suspicions }: Cause, { t }: Language): string {
  const [strongest] = suspicions;
  return strongest ? t(SUSPICION_WORDS[strongest]) : '';
}

/** Why, when, whence and by which mail; `most` of each list are named. */
export function CauseFacts({ cause, most }: { cause: Cause; most: number }) {
  const language = useLanguage();
  const { t, locale } = language;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const [strongest, ...others] = cause.suspicions;
  return (
    <>
      {strongest && <p className="max-w-reading text-muted">{t(SUSPICION_NOTES[strongest])}</p>}
      <dl className="mt-4 grid gap-x-6 gap-y-2 leading-snug sm:grid-cols-[max-content_1fr]">
        <Fact name={t('quarantine.confirmed')}>
          {time.formatRange(new Date(cause.firstAt), new Date(cause.lastAt))}
        </Fact>
        <Fact name={t('quarantine.countries')}>{countriesOf(cause, language, most)}</Fact>
        <Fact name={t('quarantine.mail')}>{mailOf(cause, language, most)}</Fact>
        {others.length > 0 && (
          <Fact name={t('quarantine.also')}>
            {others.map((other) => t(SUSPICION_WORDS[other])).join(' · ')}
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="sm:contents">
      <dt className="text-sm text-muted sm:pt-0.5">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function countriesOf({ countries, elsewhere }: Cause, { t, locale }: Language, most: number) {
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const number = new Intl.NumberFormat(locale);
  const rest = countries.slice(most).reduce((sum, { total }) => sum + total, elsewhere);
  const named = countries
    .slice(0, most)
    .map(({ country, total }) => `${region.of(country) ?? country} ${number.format(total)}`);
  if (rest > 0) named.push(t('quarantine.elsewhere', { n: rest }));
  return named.join(' · ');
}

function mailOf({ mailProviders }: Cause, { t, locale }: Language, most: number) {
  const number = new Intl.NumberFormat(locale);
  const big = mailProviders.filter(({ provider }) => provider !== 'other');
  const shown = big.slice(0, most);
  const rest = mailProviders
    .filter((one) => !shown.includes(one))
    .reduce((sum, { total }) => sum + total, 0);
  const named = shown.map(({ provider, total }) => `${provider} ${number.format(total)}`);
  if (rest > 0) named.push(t('quarantine.mail-other', { n: rest }));
  return named.join(' · ');
}
