import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page, Section } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { CauseFacts, causeName } from './cause-facts.tsx';
import { CauseSignatures } from './cause-signatures.tsx';
import { newestTotal, type Outcome } from './causes.ts';
import { DecideHeld, DecideReleased } from './decide.tsx';
import { OutcomeNotice } from './outcome-notice.tsx';
import { useCauses } from './use-causes.ts';

/** One cause under its own address; another cause starts anew. */
export default function CausePage() {
  const { cause = '' } = useParams();
  return <CauseUnderAddress key={cause} causeHash={cause} />;
}

function CauseUnderAddress({ causeHash }: { causeHash: string }) {
  const language = useLanguage();
  const { t } = language;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { held, released, current, isPending, error, refetch } = useCauses();
  if (isPending) return <Loading />;
  const waiting = held?.find((cause) => cause.causeHash === causeHash);
  const counted = released?.find((cause) => cause.causeHash === causeHash);
  const known = waiting ?? counted;
  const total = current ? newestTotal(current, outcome) : null;
  return (
    <Page title={known ? causeName(known, language) : t('quarantine.title')}>
      <Link
        to={PATHS.quarantine}
        className="mt-1 inline-flex min-h-touch items-center font-semibold underline"
      >
        {t('quarantine.back')}
      </Link>
      {outcome && (
        <OutcomeNotice key={JSON.stringify(outcome)} outcome={outcome} onOutcome={setOutcome} />
      )}
      {Boolean(error) && (
        <div className="mt-4 max-w-reading">
          <Trouble text={t(wordsOf(faultOf(error)))} again={refetch} />
        </div>
      )}
      {held && !known && !outcome && <Gone />}
      {waiting && total !== null && (
        <Section id="held" title={t('quarantine.waiting', { n: waiting.count })}>
          <CauseFacts cause={waiting} most={Infinity} />
          <DecideHeld cause={waiting} total={total} onOutcome={setOutcome} />
          <CauseSignatures cause={waiting} state="quarantined" />
        </Section>
      )}
      {counted && total !== null && (
        <Section
          id="released"
          title={t('quarantine.released-count', { n: counted.count })}
          lead={t('quarantine.released-lead')}
        >
          {!waiting && <CauseFacts cause={counted} most={Infinity} />}
          <DecideReleased cause={counted} total={total} onOutcome={setOutcome} />
          <CauseSignatures cause={counted} state="confirmed" />
        </Section>
      )}
    </Page>
  );
}

function Gone() {
  const { t } = useLanguage();
  return (
    <Notice className="mt-4 max-w-reading" title={t('quarantine.gone')}>
      {t('quarantine.gone-text')}
    </Notice>
  );
}
