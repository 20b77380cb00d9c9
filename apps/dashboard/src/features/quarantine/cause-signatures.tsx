import type { CauseState } from '@lantern/schemas/quarantine';
import { Button } from '@lantern/ui/button';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { SUSPICION_WORDS, type Cause, type Suspect } from './causes.ts';

/** A cause's signatures behind a button, page after page; nothing of them names a signer. */
export function CauseSignatures({ cause, state }: { cause: Cause; state: CauseState }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  return (
    <details
      className="mt-8"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid={`signatures-${state}`}
    >
      <summary className="min-h-touch cursor-pointer py-2.5 font-semibold">
        {t('quarantine.signatures', { n: cause.count })}
      </summary>
      <p className="max-w-reading text-sm text-muted">{t('quarantine.signatures-lead')}</p>
      {open && <Pages cause={cause} state={state} />}
    </details>
  );
}

function Pages({ cause, state }: { cause: Cause; state: CauseState }) {
  const { t } = useLanguage();
  const { pages, last, more } = usePages(cause.causeHash, state);
  const suspects = pages.flatMap(({ data }) => data?.signatures ?? []);
  return (
    <>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {suspects.map((suspect) => (
          <SuspectRow key={suspect.id} suspect={suspect} />
        ))}
      </ul>
      {last?.isError && (
        <div className="mt-3 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(last.error)))} again={() => void last.refetch()} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <output className="text-sm text-muted">
          {last?.isPending
            ? t('state.loading')
            : t('quarantine.shown', { shown: suspects.length, n: cause.count })}
        </output>
        {more && (
          <Button type="button" look="quiet" onClick={more}>
            {t('quarantine.more')}
          </Button>
        )}
      </div>
    </>
  );
}

/** The pages asked for so far; `more` asks for the next one, where there is one. */
function usePages(causeHash: string, state: CauseState) {
  const trpc = useTRPC();
  const [afters, setAfters] = useState<readonly (string | null)[]>([null]);
  const pages = useQueries({
    queries: afters.map((after) => ({
      ...trpc.signing.quarantined.queryOptions({ causeHash, state, after }),
      networkMode: 'always' as const,
    })),
  });
  const last = pages.at(-1);
  const next = last?.data?.next ?? null;
  const more = next === null ? null : () => setAfters((before) => [...before, next]);
  return { pages, last, more };
}

function SuspectRow({ suspect }: { suspect: Suspect }) {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' });
  const region = new Intl.DisplayNames(locale, { type: 'region' });
  const { country, mailProvider, suspicions, submittedAt, confirmedAt } = suspect;
  const seconds = Math.round((Date.parse(confirmedAt) - Date.parse(submittedAt)) / 1000);
  return (
    <li className="grid gap-x-6 py-2.5 leading-snug sm:grid-cols-[14rem_1fr]">
      <p className="tabular">
        <time dateTime={confirmedAt}>{time.format(new Date(confirmedAt))}</time>
        <span className="block text-sm text-muted">{t('quarantine.delay', { n: seconds })}</span>
      </p>
      <p className="min-w-0 wrap-anywhere">
        {country ? (region.of(country) ?? country) : t('quarantine.small-country')} ·{' '}
        {mailProvider === 'other' ? t('quarantine.other-mail') : mailProvider}
        <span className="block text-sm text-muted">
          {suspicions.map((suspicion) => t(SUSPICION_WORDS[suspicion])).join(' · ')}
        </span>
      </p>
    </li>
  );
}
