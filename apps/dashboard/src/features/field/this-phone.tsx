import { LOCALES } from '@lantern/schemas/locale';
import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import { useWords } from './words.ts';

const NAMES = { en: 'English', ko: '한국어', 'zh-Hans': '简体中文' } as const;

interface Props {
  /** Own items that wait, which a wipe takes along. */
  waiting: number;
  wipe: () => Promise<void>;
  signOut: () => Promise<void>;
}

/** What is about this phone: its language, leaving it clean. */
export function ThisPhone({ waiting, wipe, signOut }: Props) {
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
      <BigButton onClick={() => void signOut()}>{t('sign-in.out')}</BigButton>
      <Wipe waiting={waiting} wipe={wipe} />
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
