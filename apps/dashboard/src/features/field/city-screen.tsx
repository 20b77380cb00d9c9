import type { FieldCity } from '@lantern/schemas/field-mine';
import { useState, type ComponentProps } from 'react';
import { BigButton } from './big-button.tsx';
import { dayOf, dayTimeOf, dayWords, useNow } from './day-time.ts';
import type { FieldApp } from './field-app.ts';
import type { FieldState } from './field-state.ts';
import type { Phone } from './field-page.tsx';
import { Head } from './head.tsx';
import { NewsBar } from './news-sheet.tsx';
import { BigStep, OtherSteps } from './next-step.tsx';
import { useOneTap } from './one-tap.ts';
import { QueueBar } from './queue-bar.tsx';
import { OpenSheet, type Open } from './open-sheet.tsx';
import { SignInHere } from './sign-in.tsx';
import { StepList } from './step-list.tsx';
import { laneOfCity, nextStep, stepRows, type StepRow } from './steps.ts';
import { UndoBar } from './undo-bar.tsx';
import { UpdateNotice } from './update-notice.tsx';
import { useWords } from './words.ts';

interface Props {
  app: FieldApp;
  phone: Phone;
  state: FieldState;
  city: FieldCity;
  cities: readonly FieldCity[];
  onChoose: (city: FieldCity) => void;
}

/** One city's day: what was said, what waits, the one next step, and everything else one press away. */
export function CityScreen({ app, phone, state, city, cities, onChoose }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState<Open | null>(null);
  const now = useNow();
  const dayNow = dayTimeOf(app, city, now);
  const lane = laneOfCity(city);
  const items = state.items.filter((item) => item.lane === lane);
  const rows = stepRows({ city, items, received: state.received });
  const stage = stageOf(city, dayNow);
  const steps: ComponentProps<typeof BigStep> = {
    next: nextOn(stage, rows),
    open: rows.flatMap(({ action, mark }) => (action && !mark ? [action] : [])),
    timezone: city.city.timezone,
    once: useOneTap(),
    onStep: (step) => void app.say(city, { kind: 'step', step, scope: 'group' }),
    onOutcome: ({ id: actionId }, outcome) =>
      void app.say(city, { kind: 'outcome', actionId, outcome }, { undoable: true }),
    onChoose: (actions) => setOpen({ sheet: 'choose', actions }),
    onHome: () => setOpen({ sheet: 'home' }),
  };
  return (
    <main className="mx-auto flex min-h-dvh max-w-[30rem] flex-col gap-4 px-5 pt-5 pb-6">
      <Head city={city} cities={cities} dayNow={dayNow} onChoose={onChoose} onLeave={phone.leave} />
      <QueueBar
        state={state}
        sendsAlone={phone.sendsAlone}
        onOpen={() => setOpen({ sheet: 'queue' })}
      />
      <NewsBar news={state.news} onOpen={() => setOpen({ sheet: 'news' })} />
      <UpdateNotice update={phone.update} />
      {!state.signedIn && (
        <section className="grid gap-3">
          <p>{t('sign-in.again')}</p>
          <SignInHere signIn={phone.signIn} onDone={app.refresh} />
        </section>
      )}
      {stage !== 'day' && <Stage stage={stage} city={city} />}
      <StepList
        rows={rows}
        timezone={city.city.timezone}
        onCorrect={(action) => setOpen({ sheet: 'correct', action })}
      />
      {city.state.disputed && <p className="text-accent">{t('step.disputed')}</p>}
      {/* Always under the thumb, except where the window is too low to give it up. */}
      <div className="-mx-5 mt-auto grid gap-3 bg-ground px-5 py-2 [@media(min-height:34rem)]:sticky [@media(min-height:34rem)]:bottom-0">
        <UndoBar items={items} now={now} undo={app.undo} />
        <BigStep {...steps} />
      </div>
      <div className="grid grid-cols-2 gap-3 max-[19rem]:grid-cols-1">
        <OtherSteps {...steps} />
        <BigButton onClick={() => setOpen({ sheet: 'note' })}>{t('note.title')}</BigButton>
        <BigButton look="trouble" onClick={() => setOpen({ sheet: 'wrong' })}>
          {t('wrong.title')}
        </BigButton>
        <BigButton className="col-span-full" onClick={() => setOpen({ sheet: 'hand' })}>
          {t('hand.title')}
        </BigButton>
      </div>
      {open && (
        <OpenSheet
          open={open}
          onOpen={setOpen}
          app={app}
          phone={phone}
          state={state}
          city={city}
          rows={rows}
        />
      )}
    </main>
  );
}

type Stage = 'before' | 'day' | 'after';
const HOUR_MS = 3_600_000;
/** So long after its last action a day is still going on: people travel home. */
const HOME_MS = 12 * HOUR_MS;

function stageOf({ plan, city }: FieldCity, dayNow: number): Stage {
  if (plan.length === 0) return 'day';
  const today = dayOf(dayNow, city.timezone);
  if (plan.every(({ localDate }) => today < localDate)) return 'before';
  return plan.every(({ endsAt }) => dayNow > Date.parse(endsAt) + HOME_MS) ? 'after' : 'day';
}

/** Before the day nobody is on the way; what was mailed or delivered early can be said all the same. */
function nextOn(stage: Stage, rows: readonly StepRow[]) {
  const next = nextStep(rows, stage === 'after');
  return stage === 'before' && next.step === 'on-the-way' ? ({ step: 'early' } as const) : next;
}

function Stage({ stage, city }: { stage: Exclude<Stage, 'day'>; city: FieldCity }) {
  const { t, locale } = useWords();
  const first = Math.min(...city.plan.map(({ startsAt }) => Date.parse(startsAt)));
  return (
    <section className="rounded-card border-[1.5px] border-line bg-sunken px-4 py-3">
      <p className="font-serif text-xl leading-title">
        {t(`next.${stage}`, { date: dayWords(first, city.city.timezone, locale) })}
      </p>
      <p className="mt-1.5 text-muted">{t(`next.${stage}-text`)}</p>
    </section>
  );
}
