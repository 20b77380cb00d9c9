import type { Timeline } from '@lantern/schemas/field-desk';
import { Button } from '@lantern/ui/button';
import { useMutation, useQuery } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC, useTRPCClient } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { incidentWords, outcomeWords, phaseWords } from '../../shared/day-words.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { Loading } from '../../shared/loading.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { timeIn } from './board-columns.tsx';
import { CloseIncident } from './close-incident.tsx';
import { SettleDispute } from './settle-dispute.tsx';

export interface CityOfBoard {
  edition: string;
  city: string;
  timezone: string;
}
type Said = Timeline['commands'][number];

/** All that was said of a city, newest first, each with its true time; words only when somebody asks for them. */
export function CityTimeline({ place, seq }: { place: CityOfBoard; seq: number }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { edition, city } = place;
  const client = useTRPCClient();
  const timeline = useQuery({
    // Read anew with every event of the day.
    queryKey: ['board-timeline', edition, city, seq],
    queryFn: () => client.field.timeline.query({ edition, city }),
    placeholderData: (before) => before,
  });
  const words = useMutation(trpc.field.openWords.mutationOptions());
  if (timeline.isPending) return <Loading />;
  if (timeline.isError)
    return (
      <Trouble text={t(wordsOf(faultOf(timeline.error)))} again={() => void timeline.refetch()} />
    );
  const said = timeline.data.commands.toReversed();
  if (said.length === 0) return <p className="text-muted">{t('board.nothing-said')}</p>;
  const opened = new Map(words.data?.words.map((one) => [one.id, one]));
  return (
    <>
      <ol className="border-t border-line">
        {said.map((one) => (
          <li key={one.id} className="border-b border-line py-2">
            <Line one={one} place={place} />
            {opened.get(one.id)?.text && (
              <p className="mt-1 whitespace-pre-wrap wrap-anywhere">{opened.get(one.id)?.text}</p>
            )}
            {opened.get(one.id)?.reason && (
              <p className="mt-1 text-muted wrap-anywhere">{opened.get(one.id)?.reason}</p>
            )}
            {one.incident && one.incident.closedAt === null && (
              <CloseIncident place={place} id={one.id} />
            )}
            {one.disputed && one.settledAt === null && <SettleDispute place={place} id={one.id} />}
          </li>
        ))}
      </ol>
      {said.some(({ hasWords }) => hasWords) && !words.data && (
        <div className="mt-3">
          <Button
            type="button"
            look="quiet"
            aria-disabled={words.isPending}
            onClick={() => words.mutate({ commandId: newCommandId(), edition, city })}
          >
            {t('board.open-words')}
          </Button>
          <p className="mt-1 text-sm text-muted">{t('board.open-words-note')}</p>
        </div>
      )}
      {words.isError && <Trouble text={t(wordsOf(faultOf(words.error)))} />}
    </>
  );
}

function Line({ one, place }: { one: Said; place: CityOfBoard }) {
  const language = useLanguage();
  const { t, locale } = language;
  const late = Date.parse(one.receivedAt) - Date.parse(one.deviceAt) - (one.offsetMs ?? 0);
  const notes = [
    ...(one.of ? [t('board.on-behalf')] : []),
    ...(late > LATE_MS ? [t('board.came-late', { n: Math.round(late / 60_000) })] : []),
    ...(one.bounded ? [t('board.clock-wrong')] : []),
    ...(one.disputed ? [t(one.settledAt ? 'board.settled' : 'board.disputed')] : []),
  ];
  return (
    <p>
      <time dateTime={one.happenedAt} className="tabular me-3 text-muted">
        {timeIn(one.happenedAt, place.timezone, locale)}
      </time>
      <span className="font-semibold">{whatWasSaid(one, language)}</span>
      {notes.length > 0 && <span className="text-sm text-muted"> · {notes.join(' · ')}</span>}
    </p>
  );
}

/** What waited on a phone for longer than this is said to have come late, ms. */
const LATE_MS = 90_000;

function whatWasSaid(one: Said, { t, locale }: Language): string {
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  if (one.incident) return t(incidentWords(one.incident.kind));
  if (one.kind === 'note') return t('board.note');
  if (one.kind === 'numbers')
    return [
      ...(one.people === null ? [] : [`${t('board.people')} ${number(one.people)}`]),
      ...(one.paper === null ? [] : [`${t('board.paper')} ${number(one.paper)}`]),
    ].join(' · ');
  if (one.outcome) return t(outcomeWords(one.outcome));
  if (one.kind === 'safe-home' || one.step === 'safe-home') return t(phaseWords('safe-home'));
  return t(
    phaseWords(
      one.step === 'arrived' ? 'there' : one.step === 'waiting' ? 'waiting' : 'on-the-way',
    ),
  );
}
