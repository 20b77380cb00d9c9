import type { FieldCity, FieldKit } from '@lantern/schemas/field-mine';
import { LOCALES } from '@lantern/schemas/locale';
import { useState, type ReactNode } from 'react';
import { BigButton } from './big-button.tsx';
import { clockTime, dayWords } from './day-time.ts';
import { Sheet } from './sheet.tsx';
import { useWords, type Words } from './words.ts';

interface Props {
  city: FieldCity;
  /** Null: not on this phone yet. */
  kit: FieldKit | null;
  /** What is about this phone itself. */
  children: ReactNode;
  onNews: () => void;
  onClose: () => void;
}

/** What a person may need without a network: the plan, the letter, whom to call, what to do when it goes wrong. */
export function HandSheet({ city, kit, children, onNews, onClose }: Props) {
  const { t } = useWords();
  return (
    <Sheet title={t('hand.title')} onClose={onClose}>
      <p className="mb-4 text-muted">{t('hand.offline')}</p>
      <BigButton className="mb-4" onClick={onNews}>
        {t('news.title')}
      </BigButton>
      <Part title="hand.contacts">
        <Contacts kit={kit} />
      </Part>
      <Part title="hand.plan">
        <Plan city={city} />
      </Part>
      <Part title="hand.letter">{kit ? <Letter kit={kit} /> : <p>{t('hand.missing')}</p>}</Part>
      {ADVICE.map(({ title, lines }) => (
        <Part key={title} title={title}>
          <ol className="grid list-decimal gap-2 ps-5">
            {lines.map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ol>
        </Part>
      ))}
      <Part title="hand.this-phone">{children}</Part>
    </Sheet>
  );
}

const ADVICE = [
  { title: 'hand.refused', lines: ['hand.refused-1', 'hand.refused-2', 'hand.refused-3'] },
  { title: 'hand.filmed', lines: ['hand.filmed-1', 'hand.filmed-2', 'hand.filmed-3'] },
  {
    title: 'hand.arrested',
    lines: ['hand.arrested-1', 'hand.arrested-2', 'hand.arrested-3', 'hand.arrested-4'],
  },
  { title: 'hand.phone', lines: ['hand.phone-1', 'hand.phone-2', 'hand.phone-3'] },
] as const satisfies readonly { title: Words; lines: readonly Words[] }[];

function Part({ title, children }: { title: Words; children: ReactNode }) {
  const { t } = useWords();
  return (
    <details className="border-t border-line">
      <summary className="flex min-h-14 items-center justify-between gap-3 py-2 text-lg font-semibold">
        {t(title)}
        <span aria-hidden className="text-muted">
          ＋
        </span>
      </summary>
      <div className="pb-5 break-words">{children}</div>
    </details>
  );
}

function Plan({ city }: { city: FieldCity }) {
  const { t, locale } = useWords();
  const { timezone } = city.city;
  if (city.plan.length === 0) return <p>{t('next.nothing')}</p>;
  return (
    <ul className="grid gap-4">
      {city.plan.map(({ id, kind, startsAt, endsAt, place, neighbourhood, calledOff }) => (
        <li key={id}>
          <p className="font-semibold">
            {t(`kind.${kind}`)}
            {calledOff && ` · ${t('hand.called-off')}`}
          </p>
          <p className="text-muted tabular">
            {dayWords(Date.parse(startsAt), timezone, locale)},{' '}
            {clockTime(Date.parse(startsAt), timezone)}–{clockTime(Date.parse(endsAt), timezone)}
          </p>
          <p>{place ?? neighbourhood ?? t('hand.no-place')}</p>
        </li>
      ))}
    </ul>
  );
}

/** Languages by their own names. */
const NAMES = { en: 'English', ko: '한국어', 'zh-Hans': '简体中文' } as const;

/** The letter in each language it has; the reader's first. */
function Letter({ kit }: { kit: FieldKit }) {
  const { t, locale } = useWords();
  const [chosen, setChosen] = useState<string>(locale);
  const letter = kit.letters.find((one) => one.locale === chosen) ?? kit.letters[0];
  if (!letter) return <p>{t('hand.no-letter')}</p>;
  const offered = LOCALES.filter((one) => kit.letters.some((text) => text.locale === one));
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        {offered.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === letter.locale}
            onClick={() => setChosen(one)}
            className="min-h-touch rounded-control border-[1.5px] border-edge px-4 aria-pressed:border-accent aria-pressed:font-semibold"
          >
            {NAMES[one]}
          </button>
        ))}
      </div>
      <div lang={letter.locale}>
        <p className="font-serif text-xl leading-title">{letter.title}</p>
        <p className="mt-1 text-muted">{t('hand.letter-to', { addressee: letter.addressee })}</p>
        <div className="mt-3 whitespace-pre-line">{letter.body}</div>
      </div>
    </>
  );
}

function Contacts({ kit }: { kit: FieldKit | null }) {
  const { t } = useWords();
  return (
    <>
      {kit && kit.lines.length > 0 ? (
        <ul className="mb-4 grid gap-2.5">
          {kit.lines.map(({ kind, label, phone }) => (
            <li key={`${kind}${phone}`}>
              <a
                href={`tel:${phone.replaceAll(/[^\d+]/gu, '')}`}
                className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 rounded-card border-[1.5px] border-edge bg-raised px-4 py-2 no-underline"
              >
                <span className="min-w-0 break-words">
                  <span className="block text-sm text-muted">{t(`line.${kind}`)}</span>
                  {label}
                </span>
                <span className="font-semibold tabular">{phone}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-4">{t(kit ? 'hand.no-contacts' : 'hand.missing')}</p>
      )}
      <p className="text-muted">{t('hand.emergency-text')}</p>
    </>
  );
}
