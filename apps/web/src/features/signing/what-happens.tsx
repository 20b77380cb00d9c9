import { useEdition } from '../../shared/edition.ts';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { pathTo } from '../../shared/paths.ts';

const STEPS = ['mail', 'count', 'deliver', 'undo'] as const;

/** What becomes of a signature, step by step. */
export function WhatHappens() {
  const { locale, t } = useLanguage();
  const { asked, dates } = useEdition();
  return (
    <section className="mx-auto w-full max-w-page px-5 py-14 md:px-8 lg:py-24">
      <h2 className="text-2xl lg:text-3xl">{t('happens.title')}</h2>
      <ol className="mt-6 grid gap-x-12 gap-y-7 sm:grid-cols-2">
        {STEPS.map((step, index) => (
          <li key={step} className="flex gap-4 border-t border-line pt-4">
            <span
              className="font-serif text-2xl font-semibold leading-tight text-accent"
              aria-hidden
            >
              {index + 1}
            </span>
            <div>
              <h3 className="font-sans text-[1.0625rem] font-semibold leading-snug">
                {t(`happens.${step}.title`)}
              </h3>
              <p className="mt-1 text-muted">
                {t(`happens.${step}.text`, { date: dates.delivers })}
              </p>
            </div>
          </li>
        ))}
      </ol>
      <p className="mt-8">
        <a
          className="inline-flex min-h-touch items-center font-semibold text-accent underline underline-offset-4"
          href={pathTo(locale, '/petition', { edition: asked })}
        >
          {t('home.read-text')}
        </a>
      </p>
    </section>
  );
}
