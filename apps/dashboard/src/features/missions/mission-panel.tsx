import { RISK_MAX } from '@lantern/schemas/mission-limits';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Notice } from '@lantern/ui/notice';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureAct } from '../../shared/sure-act.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { useFocus } from '../../shared/use-focus.ts';
import { FactsForm } from './facts-form.tsx';
import { useMissionOptions, type Mission } from './use-missions.ts';

interface Props {
  mission: Mission;
  mayChange: boolean;
  onClose: () => void;
}

/** One mission: what is known of it, whether that was verified, and whether anybody is sent there. */
export function MissionPanel({ mission, mayChange, onClose }: Props) {
  const { t, locale } = useLanguage();
  const heading = useFocus<HTMLHeadingElement>();
  const [saved, setSaved] = useState(false);
  return (
    <section
      aria-labelledby="mission"
      className="mt-6 grid gap-6 rounded-card border-[1.5px] border-edge bg-raised p-4 md:p-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="mission" ref={heading} tabIndex={-1} className="text-xl">
            {t(`mission-kind.${mission.kind}`)} · {mission.cityName[locale]}
          </h2>
          <p className="mt-1 text-sm text-muted">
            {t('missions.official')}: <span lang="en">{mission.name}</span>
          </p>
          <p className="text-sm text-muted">
            {t('missions.source')}: <span lang="en">{mission.sourceNote}</span>
          </p>
        </div>
        <Button type="button" look="quiet" onClick={onClose}>
          {t('missions.close')}
        </Button>
      </div>
      <Part title={t('missions.facts')}>
        <output>{saved && <Notice>{t('missions.saved')}</Notice>}</output>
        {/* Anew once it was saved, so that the next change is to what was. */}
        <FactsForm
          key={mission.updated?.at ?? ''}
          {...{ mission, mayChange }}
          onSaved={() => setSaved(true)}
        />
      </Part>
      {mission.offered && (
        <Part title={t('missions.verification')}>
          <Verification {...{ mission, mayChange }} />
        </Part>
      )}
      <Part title={t('missions.risk')}>
        <Risk key={String(mission.offered)} {...{ mission, mayChange }} />
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid max-w-reading gap-3 border-t border-line pt-4">
      <h3 className="font-sans text-[1.0625rem] font-semibold">{title}</h3>
      {children}
    </div>
  );
}

type PartProps = Omit<Props, 'onClose'>;

function Verification({ mission: { slug, verified }, mayChange }: PartProps) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const verify = useMutation(trpc.missions.verify.mutationOptions(useMissionOptions()));
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      <p>
        {verified
          ? t('missions.verified-by', {
              time: time.format(new Date(verified.at)),
              who: verified.by,
            })
          : t('missions.not-verified')}
      </p>
      {verify.isError && <Trouble text={t(wordsOf(faultOf(verify.error)))} />}
      {mayChange && (
        <div>
          <Button
            type="button"
            look={verified ? 'quiet' : 'primary'}
            aria-disabled={verify.isPending}
            onClick={() => {
              if (verify.isPending) return;
              verify.mutate({ commandId: newCommandId(), mission: slug, verified: !verified });
            }}
          >
            {t(verified ? 'missions.unverify' : 'missions.verify')}
          </Button>
        </div>
      )}
    </>
  );
}

function Risk({ mission, mayChange }: PartProps) {
  const { t } = useLanguage();
  return (
    <>
      <p className={mission.offered ? '' : 'font-semibold'}>{standing(mission, t)}</p>
      {mayChange && (
        <div>{mission.offered ? <Withhold {...mission} /> : <Offer {...mission} />}</div>
      )}
    </>
  );
}

function standing({ offered, riskNote }: Mission, t: ReturnType<typeof useLanguage>['t']): string {
  if (offered) return t('missions.is-offered');
  return riskNote === null
    ? t('missions.withheld-from-start')
    : t('missions.is-withheld', { reason: riskNote });
}

function Withhold({ slug }: Mission) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const [riskNote, setRiskNote] = useState('');
  const [missing, setMissing] = useState(false);
  const withhold = useMutation(trpc.missions.withhold.mutationOptions(useMissionOptions()));
  return (
    <SureAct
      action={t('missions.withhold')}
      question={t('missions.withhold-sure')}
      danger
      isPending={withhold.isPending}
      fault={withhold.isError ? faultOf(withhold.error) : null}
      onAct={(commandId) => {
        const empty = riskNote.trim() === '';
        setMissing(empty);
        if (!empty) withhold.mutate({ commandId, mission: slug, riskNote });
      }}
      onClose={() => withhold.reset()}
    >
      <p>{t('missions.withhold-means')}</p>
      <Field
        id="risk-note"
        label={t('missions.risk-note')}
        maxLength={RISK_MAX}
        autoComplete="off"
        value={riskNote}
        error={missing ? t('fault.field-empty') : undefined}
        onChange={({ target }) => setRiskNote(target.value)}
      />
    </SureAct>
  );
}

function Offer({ slug }: Mission) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const offer = useMutation(trpc.missions.offer.mutationOptions(useMissionOptions()));
  return (
    <SureAct
      action={t('missions.offer')}
      question={t('missions.offer-sure')}
      isPending={offer.isPending}
      fault={offer.isError ? faultOf(offer.error) : null}
      onAct={(commandId) => offer.mutate({ commandId, mission: slug })}
      onClose={() => offer.reset()}
    >
      <p>{t('missions.offer-means')}</p>
    </SureAct>
  );
}
