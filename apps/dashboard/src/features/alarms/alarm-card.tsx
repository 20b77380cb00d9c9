import { Button } from '@lantern/ui/button';
import { CityMark } from '@lantern/ui/city-mark';
import { useState } from 'react';
import { wordsOf } from '../../shared/api/fault.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { markOf, minutesSince, timeThere, whatOf } from './alarm-words.ts';
import { CallPeople } from './call-people.tsx';
import { CallRecord } from './call-record.tsx';
import { SettleAlarm } from './settle-alarm.tsx';
import { useAlarmAct, type Alarm } from './use-alarms.ts';

interface Props {
  alarm: Alarm;
  /** The day's time, ms. */
  now: number;
  /** Below a flood's heading, or beside it. */
  heading: 'h2' | 'h3';
}

/** One alarm: what is wrong where since when, who is on it, and what can be done. */
export function AlarmCard({ alarm, now, heading: Heading }: Props) {
  const language = useLanguage();
  const { t, locale } = language;
  const { level, kind, name, dueAt, raisedAt } = alarm;
  const id = `alarm-${alarm.id}`;
  const since = kind === 'silence' ? dueAt : raisedAt;
  return (
    <article
      data-card
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its keys (card-keys) act while it has the focus
      tabIndex={0}
      aria-labelledby={id}
      className={`rounded-card border-[1.5px] bg-raised p-4 ${level === 'red' ? 'border-danger' : 'border-edge'}`}
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="flex items-start gap-3">
          <CityMark state={markOf(alarm)} className="mt-0.5 size-8" />
          <div>
            <Heading id={id} className="text-xl leading-tight">
              {name[locale]}
            </Heading>
            <p className="font-semibold">{whatOf(alarm, language)}</p>
          </div>
        </div>
        <p className="sm:text-end">
          <strong className={level === 'red' ? 'text-danger' : ''}>
            {t(`alarms.level-${level}`)}
          </strong>
          <br />
          {t(kind === 'silence' ? 'alarms.late' : 'alarms.since', {
            n: minutesSince(since, now),
            time: timeThere(since, alarm, locale),
          })}
        </p>
      </div>
      {kind === 'duress' && (
        <p className="mt-3 max-w-reading font-semibold">{t('alarms.duress-text')}</p>
      )}
      <InHand alarm={alarm} />
      {alarm.calls.length > 0 && <CallRecord key={alarm.calls.length} alarm={alarm} />}
      {alarm.mayAct && <Acts alarm={alarm} />}
    </article>
  );
}

function InHand({ alarm }: { alarm: Alarm }) {
  const { t, locale } = useLanguage();
  const { acknowledgedAt, acknowledgedName } = alarm;
  if (acknowledgedAt === null) return <p className="mt-3">{t('alarms.nobody-on-it')}</p>;
  return (
    <p className="mt-3">
      {t('alarms.on-it', {
        name: acknowledgedName ?? t('alarms.somebody'),
        time: timeThere(acknowledgedAt, alarm, locale),
      })}
    </p>
  );
}

/** What is open below the buttons; one at a time. */
type Below = 'call' | 'settle' | null;

function Acts({ alarm }: { alarm: Alarm }) {
  const { t } = useLanguage();
  const [below, setBelow] = useState<Below>(null);
  const toggle = (part: Below) => setBelow(below === part ? null : part);
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-3">
        <Take alarm={alarm} />
        <Button
          type="button"
          look="quiet"
          data-press="call"
          aria-expanded={below === 'call'}
          onClick={() => toggle('call')}
        >
          {t('alarms.call')}
        </Button>
        <Button
          type="button"
          look="quiet"
          data-press="settle"
          aria-expanded={below === 'settle'}
          onClick={() => toggle('settle')}
        >
          {t('alarms.settle')}
        </Button>
      </div>
      {below === 'call' && <CallPeople alarm={alarm} />}
      {below === 'settle' && <SettleAlarm alarm={alarm} onClose={() => setBelow(null)} />}
    </>
  );
}

/** Takes it in hand, or gives it back. Whoever was first has it, and the second is told who. */
function Take({ alarm }: { alarm: Alarm }) {
  const { t } = useLanguage();
  const { id, acknowledgedAt } = alarm;
  const taking = useAlarmAct('acknowledge');
  const giving = useAlarmAct('release');
  const { isPending, fault } = acknowledgedAt === null ? taking : giving;
  const press = () => {
    if (isPending) return;
    const body = { id, acknowledgedAt };
    if (acknowledgedAt === null) taking.mutate({ commandId: taking.commandIdFor(body), id });
    else giving.mutate({ commandId: giving.commandIdFor(body), id });
  };
  return (
    <>
      <Button
        type="button"
        look={acknowledgedAt === null ? 'primary' : 'quiet'}
        data-press={acknowledgedAt === null ? 'take' : undefined}
        aria-disabled={isPending}
        onClick={press}
      >
        {t(acknowledgedAt === null ? 'alarms.take' : 'alarms.give-back')}
      </Button>
      {fault && (
        <div className="basis-full">
          <Trouble text={t(wordsOf(fault))} />
        </div>
      )}
    </>
  );
}
