import { LOCALES } from '@lantern/schemas/locale';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { BigButton } from './big-button.tsx';
import { useWords } from './words.ts';

const NAMES = { en: 'English', ko: '한국어', 'zh-Hans': '简体中文' } as const;

/** Being told while the app is closed. */
export interface Push {
  /** `none`: this browser cannot; `off`: the person has forbidden it there. */
  standing: () => Promise<'none' | 'off' | 'ask' | 'on'>;
  /** Asks the person, then tells the server where to reach this browser; false: it did not work. */
  allow: () => Promise<boolean>;
}

/** A place on the home screen. */
export interface Install {
  subscribe: (changed: () => void) => () => void;
  /** Whether the browser offers it by a button of ours. */
  canAsk: () => boolean;
  ask: () => void;
  /** Whether the app was opened from there. */
  isDone: boolean;
}

interface Props {
  push: Push;
  install: Install;
  /** Own items that wait, which a wipe takes along. */
  waiting: number;
  wipe: () => Promise<void>;
  signOut: () => Promise<string | null>;
}

/** What is about this phone: its language, leaving it clean. */
export function ThisPhone({ push, install, waiting, wipe, signOut }: Props) {
  const { t, locale } = useWords();
  return (
    <div className="grid gap-5">
      <nav aria-label={t('app.language')} className="flex flex-wrap gap-2">
        {LOCALES.map((one) => (
          <a
            key={one}
            href={`?lang=${one}`}
            lang={one}
            aria-current={one === locale ? 'true' : undefined}
            className="inline-flex min-h-touch items-center rounded-control border-[1.5px] border-edge px-4 no-underline aria-[current]:border-accent aria-[current]:font-semibold"
          >
            {NAMES[one]}
          </a>
        ))}
      </nav>
      <PushChoice push={push} />
      {!install.isDone && <InstallChoice install={install} />}
      <SignOut signOut={signOut} />
      <Wipe waiting={waiting} wipe={wipe} />
    </div>
  );
}

const STANDINGS = { none: 'push.none', off: 'push.off', on: 'push.on' } as const;

function PushChoice({ push }: { push: Push }) {
  const { t } = useWords();
  const [standing, setStanding] = useState<Awaited<ReturnType<Push['standing']>> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void push.standing().then(setStanding);
  }, [push]);
  const allow = async () => {
    setFailed(!(await push.allow()));
    setStanding(await push.standing());
  };
  if (standing === null) return null;
  if (standing !== 'ask') return <p className="text-muted">{t(STANDINGS[standing])}</p>;
  return (
    <div>
      <p className="mb-3 text-muted">{t('push.lead')}</p>
      <BigButton onClick={() => void allow()}>{t('push.ask')}</BigButton>
      {failed && (
        <p role="alert" className="mt-2">
          {t('push.failed')}
        </p>
      )}
    </div>
  );
}

function InstallChoice({ install }: { install: Install }) {
  const { t } = useWords();
  const canAsk = useSyncExternalStore(install.subscribe, install.canAsk);
  return (
    <section aria-labelledby="install">
      <h3 id="install" className="text-lg">
        {t('install.title')}
      </h3>
      <p className="mt-1 text-muted">{t('install.text')}</p>
      {canAsk && (
        <BigButton className="mt-3" onClick={install.ask}>
          {t('install.action')}
        </BigButton>
      )}
    </section>
  );
}

function SignOut({ signOut }: Pick<Props, 'signOut'>) {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  return (
    <div>
      <BigButton onClick={() => void signOut().then((fault) => setFailed(fault !== null))}>
        {t('sign-in.out')}
      </BigButton>
      {failed && (
        <p role="alert" className="mt-2">
          {t('sign-in.offline')}
        </p>
      )}
    </div>
  );
}

/** One press asks, the second does it. */
function Wipe({ waiting, wipe }: Pick<Props, 'waiting' | 'wipe'>) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  if (!sure)
    return (
      <BigButton look="trouble" onClick={() => setSure(true)}>
        {t('wipe.title')}
      </BigButton>
    );
  return (
    <div className="rounded-card border-[1.5px] border-danger bg-danger-soft px-4 py-4">
      <p>{t('wipe.text')}</p>
      {waiting > 0 && <p className="mt-2 font-semibold">{t('wipe.lost', { n: waiting })}</p>}
      {!navigator.onLine && <p className="mt-2">{t('wipe.offline')}</p>}
      <div className="mt-4 grid gap-3">
        <BigButton look="send" onClick={() => void wipe()}>
          {t('wipe.action')}
        </BigButton>
        <BigButton onClick={() => setSure(false)}>{t('app.cancel')}</BigButton>
      </div>
    </div>
  );
}
