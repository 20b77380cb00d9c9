import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { Link } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { causePath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { CauseFacts, causeName } from './cause-facts.tsx';
import type { Cause } from './causes.ts';
import { Decisions } from './decisions.tsx';
import { Effect } from './effect.tsx';
import { useCauses } from './use-causes.ts';

/** Countries and mail domains named on a card; the cause's own page names all. */
const MOST = 4;

/** What waits for a person's decision, by cause, and what was let count and can still be taken out. */
export default function QuarantinePage() {
  const { t } = useLanguage();
  const { held, released, current, isPending, error, refetch } = useCauses();
  if (isPending) return <Loading />;
  return (
    <Page title={t('quarantine.title')}>
      {Boolean(error) && (
        <div className="mt-6 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={refetch} />
        </div>
      )}
      {held && current && held.length === 0 && <Nothing />}
      {held && current && held.length > 0 && <Waiting held={held} total={current.total} />}
      {released && released.length > 0 && (
        <Section
          id="released"
          title={t('quarantine.released-title')}
          lead={t('quarantine.released-lead')}
        >
          <ul className="divide-y divide-line border-y border-line">
            {released.map((cause) => (
              <ReleasedRow key={cause.causeHash} cause={cause} />
            ))}
          </ul>
        </Section>
      )}
      {current && <Decisions current={current} />}
    </Page>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <div className="mt-10 grid max-w-reading justify-items-start gap-3">
      <Flame className="h-12 w-9" />
      <p className="font-serif text-2xl">{t('quarantine.empty')}</p>
      <p className="text-muted">{t('quarantine.empty-text')}</p>
    </div>
  );
}

function Waiting({ held, total }: { held: readonly Cause[]; total: number }) {
  const { t } = useLanguage();
  const waiting = held.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <p className="mt-2 max-w-reading text-muted">{t('quarantine.lead')}</p>
      <p className="mt-4 font-semibold" data-testid="waiting">
        {t('quarantine.waiting', { n: waiting })} · {t('quarantine.causes', { n: held.length })}
      </p>
      <ul className="mt-4 grid gap-5">
        {held.map((cause) => (
          <li key={cause.causeHash}>
            <CauseCard cause={cause} total={total} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CauseCard({ cause, total }: { cause: Cause; total: number }) {
  const language = useLanguage();
  const { t, locale } = language;
  const name = causeName(cause, language);
  const count = new Intl.NumberFormat(locale).format(cause.count);
  return (
    <article className="rounded-card border border-line bg-raised p-5 md:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-xl md:text-2xl">{name}</h2>
        <p className="tabular font-serif text-3xl font-semibold">{count}</p>
      </div>
      <CauseFacts cause={cause} most={MOST} />
      <div className="mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <Effect before={total} after={total + cause.count} />
        <Link
          to={causePath(cause.causeHash)}
          aria-label={`${t('quarantine.look')}: ${name}, ${count}`}
          className={buttonClass()}
        >
          {t('quarantine.look')}
        </Link>
      </div>
    </article>
  );
}

function ReleasedRow({ cause }: { cause: Cause }) {
  const language = useLanguage();
  const { t, locale } = language;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li>
      <Link
        to={causePath(cause.causeHash)}
        className="flex min-h-touch flex-wrap items-baseline justify-between gap-x-6 py-3"
      >
        <span className="font-semibold underline">{causeName(cause, language)}</span>
        <span className="text-muted">
          {t('quarantine.count', { n: cause.count })}
          {cause.decidedAt && ` · ${time.format(new Date(cause.decidedAt))}`}
        </span>
      </Link>
    </li>
  );
}
