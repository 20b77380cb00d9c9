import { reachedOf } from '@lantern/schemas/action-public';
import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { kindWords, outcomeWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { readersTime } from '../../shared/zoned-time.ts';
import { ActionActs } from './action-acts.tsx';
import { ActionForm } from './action-form.tsx';
import { dayInWords, spanInWords } from './action-words.ts';
import { PublicPreview } from './public-preview.tsx';
import type { Action, City } from './use-cities.ts';

interface Props {
  city: City;
  action: Action;
  onSaved: () => void;
}

/** One action of a plan: what, when and where, what the public sees of it, and what can be done about it. */
export function ActionCard({ city, action, onSaved }: Props) {
  const { t } = useLanguage();
  const [changing, setChanging] = useState(false);
  if (changing)
    return (
      <ActionForm
        {...{ city, action }}
        onSaved={() => {
          setChanging(false);
          onSaved();
        }}
        onClose={() => setChanging(false)}
      />
    );
  const off = action.calledOffAt !== null;
  return (
    <article
      aria-labelledby={`title-${action.id}`}
      className="grid gap-4 rounded-card border border-line bg-raised p-4 md:p-6"
    >
      <div>
        <h3 id={`title-${action.id}`} className="font-sans text-lg font-semibold">
          <span className={`inline-block first-letter:uppercase ${off ? 'line-through' : ''}`}>
            {t(kindWords(action.kind))}
          </span>
          {off && <span> · {t('action.called-off')}</span>}
          {action.isMain && <span className="text-accent"> · {t('action.main')}</span>}
        </h3>
        <WhenAndWhere {...{ city, action }} />
      </div>
      <PublicPreview
        id={`preview-${action.id}`}
        action={action}
        reached={reachedOf(action, city.status)}
        hidden={city.hiddenAt !== null}
      />
      {city.mayPlan && (
        <div className="flex flex-wrap gap-3">
          <Button
            type="button"
            look="quiet"
            onClick={() => setChanging(true)}
            aria-label={t('action.change-named', { action: t(kindWords(action.kind)) })}
          >
            {t('action.change')}
          </Button>
          <ActionActs {...{ city, action }} />
        </div>
      )}
    </article>
  );
}

function WhenAndWhere({ city, action }: Omit<Props, 'onSaved'>) {
  const language = useLanguage();
  const { t, locale } = language;
  const { timezone } = city;
  const own = readersTime(action.startsAt, { timezone, locale });
  const length = spanInWords(action.durationMinutes, language);
  return (
    <>
      <p className="mt-1 text-lg tabular-nums">
        {dayInWords(action.localDate, language)}, {action.localTime} · {length}
      </p>
      {own && <p className="text-sm text-muted">{t('action.for-you', { time: own })}</p>}
      {action.place !== null && <p className="mt-1 wrap-anywhere">{action.place}</p>}
      {!city.mayPlan && !city.edition.archived && (
        <p className="mt-1 text-sm text-muted">{t('action.withheld')}</p>
      )}
      {action.neighbourhood !== null && (
        <p className="text-sm text-muted wrap-anywhere">{action.neighbourhood}</p>
      )}
      {action.outcome !== null && (
        <p className="mt-1 font-semibold">
          {t('action.outcome', { outcome: t(outcomeWords(action.outcome)) })}
        </p>
      )}
      {action.coming > 0 && <p className="mt-1">{t('action.coming', { n: action.coming })}</p>}
    </>
  );
}
