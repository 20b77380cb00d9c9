import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { timeThere } from './alarm-words.ts';
import type { Alarm } from './use-alarms.ts';

/** The calls that were made, with what was written down for those who may read it. */
export function CallRecord({ alarm }: { alarm: Alarm }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.alarms.notes.queryOptions({ id: alarm.id }),
    enabled: alarm.mayAct,
    networkMode: 'always',
  });
  return (
    <ul className="mt-3 grid gap-1 border-s-2 border-line ps-3">
      {alarm.calls.map(({ id, at, name, callee, result }) => (
        <li key={id}>
          {t('alarms.call-made', {
            time: timeThere(at, alarm, locale),
            name: name ?? t('alarms.somebody'),
            callee: t(`alarms.callee-${callee}`),
            result: t(`alarms.result-${result}`),
          })}
          {data?.calls[id] !== undefined && (
            <span className="block text-muted wrap-anywhere">{data.calls[id]}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
