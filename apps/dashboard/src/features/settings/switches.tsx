import { EDITION_SWITCHES } from '@lantern/schemas/edition-rules';
import type { EditionSettings, EditionSwitch } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useState } from 'react';
import { useLanguage, type Language, type MessageId } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { useSwitch } from './use-settings.ts';

interface Words {
  title: MessageId;
  /** What is so while it is off, and on. */
  off: MessageId;
  on: MessageId;
  /** What turning it does, as a question's answer. */
  turnOn: MessageId;
  turnOff: MessageId;
  pressOn: MessageId;
  pressOff: MessageId;
}

const WORDS = {
  collection: {
    title: 'switch.collection',
    off: 'switch.collection-off',
    on: 'switch.collection-on',
    turnOn: 'switch.collection-turn-on',
    turnOff: 'switch.collection-turn-off',
    pressOn: 'switch.collection-press-on',
    pressOff: 'switch.collection-press-off',
  },
  news: {
    title: 'switch.news',
    off: 'switch.news-off',
    on: 'switch.news-on',
    turnOn: 'switch.news-turn-on',
    turnOff: 'switch.news-turn-off',
    pressOn: 'switch.news-press-on',
    pressOff: 'switch.news-press-off',
  },
  supporters: {
    title: 'switch.supporters',
    off: 'switch.supporters-off',
    on: 'switch.supporters-on',
    turnOn: 'switch.supporters-turn-on',
    turnOff: 'switch.supporters-turn-off',
    pressOn: 'switch.supporters-press-on',
    pressOff: 'switch.supporters-press-off',
  },
  publishing: {
    title: 'switch.publishing',
    off: 'switch.publishing-off',
    on: 'switch.publishing-on',
    turnOn: 'switch.publishing-turn-on',
    turnOff: 'switch.publishing-turn-off',
    pressOn: 'switch.publishing-press-on',
    pressOff: 'switch.publishing-press-off',
  },
} as const satisfies Record<EditionSwitch, Words>;

interface Props {
  edition: EditionSettings;
  mayChange: boolean;
}

/** What can be stopped at once, and let go on again. */
export function Switches({ edition, mayChange }: Props) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {EDITION_SWITCHES.map((name) => (
        <Switch key={name} {...{ name, edition, mayChange }} />
      ))}
    </ul>
  );
}

function Switch({ name, edition, mayChange }: Props & { name: EditionSwitch }) {
  const language = useLanguage();
  const { t } = language;
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<'done' | 'conflict' | null>(null);
  const { on, last } = edition.switches[name];
  const words = WORDS[name];
  const press = t(on ? words.pressOff : words.pressOn);
  const end = (outcome: 'done' | 'conflict') => () => {
    setAsking(false);
    setTold(outcome);
  };
  return (
    <li className="py-5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <div className="max-w-reading">
          <h3 className="font-sans text-lg font-semibold">{t(words.title)}</h3>
          <p>
            <strong className={on ? 'text-accent' : ''}>
              <span aria-hidden>{on ? '■' : '●'} </span>
              {t(on ? words.on : words.off)}
            </strong>
          </p>
          {last && <p className="text-sm text-muted">{turned(last, { on, language })}</p>}
        </div>
        {mayChange && !asking && (
          <Button
            type="button"
            look={on ? 'primary' : 'quiet'}
            onClick={() => {
              setTold(null);
              setAsking(true);
            }}
          >
            {press}
          </Button>
        )}
      </div>
      {asking && (
        <Sure
          {...{ name, edition, press }}
          onDone={end('done')}
          onConflict={end('conflict')}
          onClose={() => setAsking(false)}
        />
      )}
      {told && <Told outcome={told} />}
    </li>
  );
}

function turned(
  { at, by }: { at: string; by: string },
  { on, language: { t, locale } }: { on: boolean; language: Language },
): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const values = { time: format.format(new Date(at)), who: by };
  return t(on ? 'switch.turned-on' : 'switch.turned-off', values);
}

/** In effect on every server within a second; what is kept in between for pages, within five. */
function Told({ outcome }: { outcome: 'done' | 'conflict' }) {
  const { t } = useLanguage();
  return (
    <Notice
      role={outcome === 'done' ? 'status' : 'alert'}
      tone={outcome === 'done' ? 'plain' : 'warm'}
      className="mt-4 max-w-reading"
    >
      {t(outcome === 'done' ? 'switch.done' : 'switch.conflict')}
    </Notice>
  );
}

interface SureProps {
  name: EditionSwitch;
  edition: EditionSettings;
  press: string;
  onDone: () => void;
  onConflict: () => void;
  onClose: () => void;
}

function Sure({ name, edition, press, onDone, onConflict, onClose }: SureProps) {
  const { t } = useLanguage();
  // As it stood when it was asked: what others do meanwhile must not turn the question around.
  const [on] = useState(!edition.switches[name].on);
  const turn = useSwitch({ onDone, onConflict });
  const words = WORDS[name];
  return (
    <SureFrame
      question={`${press}?`}
      action={press}
      acting={t('settings.saving')}
      isPending={turn.isPending}
      fault={turn.fault === 'conflict' ? null : turn.fault}
      onAct={() => turn.send({ edition: edition.slug, name, on })}
      onClose={onClose}
    >
      <p>{t(on ? words.turnOn : words.turnOff)}</p>
    </SureFrame>
  );
}
