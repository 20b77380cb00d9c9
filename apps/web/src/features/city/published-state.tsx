import { CityMark } from '@lantern/ui/city-mark';
import { LiveMark } from '@lantern/ui/live-badge';
import { useLanguage } from '../../shared/i18n/translate.ts';
import type { CityNow } from './use-city-now.ts';
import type { CityView } from './city-view.server.ts';

interface Props {
  city: Pick<CityView, 'states' | 'outcomes' | 'since' | 'words' | 'status'>;
  now: CityNow;
}

/** How the city stands, as published: a shape and words, and whether the page is still being told. */
export function PublishedState({ city, now }: Props) {
  const { locale, t } = useLanguage();
  const { status, outcome, freshness, asOf } = now;
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (
    <div className="mt-6 flex items-start gap-4 rounded-card border border-line bg-raised p-5">
      <CityMark state={status} className="size-12" />
      <div>
        <h2 className="font-sans text-sm font-normal text-muted">{city.words.state}</h2>
        <output className="block" data-testid="published-state">
          <span className="block font-serif text-xl font-semibold">{city.states[status]}</span>
          {outcome && <span className="mt-0.5 block">{city.outcomes[outcome]}</span>}
        </output>
        {/* Where it comes later, its line is already there. */}
        <p className="mt-1 flex min-h-6 items-center gap-1.5 text-sm text-muted">
          {freshness === 'still' ? (
            status !== 'planned' && status === city.status && city.since
          ) : (
            <>
              <LiveMark state={freshness} />
              {t(`total.${freshness}`, { time: time.format(new Date(asOf)) })}
            </>
          )}
        </p>
      </div>
    </div>
  );
}
