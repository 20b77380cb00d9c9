import type { FieldCity } from '@lantern/schemas/field-mine';
import { Flame } from '@lantern/ui/flame';
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { CityScreen } from './city-screen.tsx';
import type { FieldApp } from './field-app.ts';
import type { FieldState } from './field-state.ts';
import { SignInHere, type SignIn } from './sign-in.tsx';
import { laneOfCity } from './steps.ts';
import type { Install, Push } from './this-phone.tsx';
import type { Update } from './update-notice.tsx';
import { useWords } from './words.ts';

/** What the phone itself can do for the screen. */
export interface Phone {
  signIn: SignIn;
  /** Null: it went well. */
  signOut: () => Promise<string | null>;
  /** Removes everything of ours from this browser and leaves. */
  wipe: () => Promise<void>;
  /** Shows a harmless page, at once. */
  leave: () => void;
  /** Whether the system sends what waits while the app is closed. */
  sendsAlone: boolean;
  update: Update;
  push: Push;
  install: Install;
}

interface Props {
  app: FieldApp;
  phone: Phone;
}

/** The coordinator's phone app: who is here, which city, and its day. */
export function FieldPage({ app, phone }: Props) {
  const state = useSyncExternalStore(app.subscribe, app.state);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!state.ready) return <Opening />;
  if (!state.me) return <FirstTime app={app} phone={phone} state={state} />;
  const { cities } = state;
  if (!cities) return <NoPlanYet app={app} phone={phone} state={state} />;
  const city = cities.find((one) => laneOfCity(one) === chosen) ?? cities[0];
  if (!city) return <NoCity app={app} phone={phone} state={state} />;
  const choose = (next: FieldCity) => setChosen(laneOfCity(next));
  return (
    <CityScreen
      key={laneOfCity(city)}
      app={app}
      phone={phone}
      state={state}
      city={city}
      cities={cities}
      onChoose={choose}
    />
  );
}

function Opening() {
  const { t } = useWords();
  return (
    <main className="grid min-h-dvh place-items-center" aria-label={t('app.opening')}>
      <Flame className="light-breathes h-16 w-12" />
    </main>
  );
}

interface StateProps extends Props {
  state: FieldState;
}

function FirstTime({ app, phone, state }: StateProps) {
  const { t } = useWords();
  return (
    <Plain title={t('sign-in.title')}>
      <p className="text-muted">{t('sign-in.lead')}</p>
      <p className="text-muted">{t('sign-in.first-offline')}</p>
      <Others n={state.others} />
      <SignInHere signIn={phone.signIn} onDone={app.refresh} />
    </Plain>
  );
}

function NoPlanYet({ app, phone, state }: StateProps) {
  const { t } = useWords();
  return (
    <Plain title={t(state.signedIn ? 'empty.loading' : 'sign-in.title')}>
      <p className="text-muted">{t('empty.no-plan')}</p>
      <Others n={state.others} />
      {!state.signedIn && <SignInHere signIn={phone.signIn} onDone={app.refresh} />}
    </Plain>
  );
}

function NoCity({ app, phone, state }: StateProps) {
  const { t } = useWords();
  return (
    <Plain title={t('empty.title')}>
      <p className="text-muted">{t('empty.text')}</p>
      <Others n={state.others} />
      {state.signedIn ? (
        <a
          href="/dashboard"
          className="inline-flex min-h-touch items-center text-accent underline underline-offset-4"
        >
          {t('empty.dashboard')}
        </a>
      ) : (
        <SignInHere signIn={phone.signIn} onDone={app.refresh} />
      )}
    </Plain>
  );
}

/** That something of other people waits here, and not what. */
function Others({ n }: { n: number }) {
  const { t } = useWords();
  return n > 0 ? <p>{t('queue.others', { n })}</p> : null;
}

function Plain({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid max-w-[26rem] gap-5 px-5 pt-10 pb-16">
      <Flame className="h-14 w-11" />
      <h1 className="text-3xl">{title}</h1>
      {children}
    </main>
  );
}
