import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import type { FieldCity } from '@lantern/schemas/field-mine';
import { clockTime } from './day-time.ts';
import { Sheet } from './sheet.tsx';
import { saidAt } from './steps.ts';
import type { Item, Received } from './store.ts';
import { useWords, type FieldLanguage, type Words } from './words.ts';

interface Props {
  city: FieldCity;
  items: readonly Item[];
  received: readonly Received[];
  others: number;
  onTry: () => void;
  onMend: (item: Item) => void;
  onDiscard: (commandId: string) => void;
  onClose: () => void;
}

/** Every item of this phone: what was not accepted and why, what waits, what arrived. */
export function QueueSheet(props: Props) {
  const { city, items, received, others, onTry, onMend, onDiscard, onClose } = props;
  const { t } = useWords();
  const refused = items.filter((item) => item.refused !== null);
  const waiting = items.filter((item) => item.refused === null);
  const time = (at: number) => clockTime(at, city.city.timezone);
  const said = ({ command }: Item) => time(saidAt(command, city));
  return (
    <Sheet title={t('queue.title')} onClose={onClose}>
      <div className="grid gap-6">
        {others > 0 && <p>{t('queue.others', { n: others })}</p>}
        {refused.length > 0 && (
          <section aria-labelledby="refused">
            <h3 id="refused" className="text-xl text-danger">
              {t('queue.not-accepted')}
            </h3>
            {refused.map((item) => (
              <Refused
                key={item.commandId}
                item={item}
                time={said(item)}
                onMend={onMend}
                onDiscard={onDiscard}
              />
            ))}
          </section>
        )}
        <section aria-labelledby="still-here">
          <h3 id="still-here" className="text-xl">
            {t('queue.still-here')}
          </h3>
          <Lines
            lines={waiting.map((item) => ({
              id: item.commandId,
              what: itemName(item, t),
              when: said(item),
            }))}
          />
          {waiting.length > 0 && (
            <BigButton className="mt-3" onClick={onTry}>
              {t('queue.try')}
            </BigButton>
          )}
        </section>
        <section aria-labelledby="arrived">
          <h3 id="arrived" className="text-xl">
            {t('queue.arrived')}
          </h3>
          <p className="mt-1 text-sm text-muted">{t('queue.left')}</p>
          <Lines
            lines={received
              .toSorted((one, other) => (one.deviceAt < other.deviceAt ? 1 : -1))
              .map((mark) => ({
                id: mark.commandId,
                what: t(WHAT[mark.what] ?? 'what.note'),
                when: `${time(Date.parse(mark.happenedAt))} ✓`,
              }))}
          />
        </section>
      </div>
    </Sheet>
  );
}

/** What a command is called. */
const WHAT: Record<string, Words> = {
  'on-the-way': 'step.on-the-way',
  arrived: 'step.arrived',
  'safe-home': 'step.safe-home',
  outcome: 'what.outcome',
  correction: 'what.correction',
  incident: 'what.incident',
  note: 'what.note',
  numbers: 'what.numbers',
  reply: 'what.reply',
};

function itemName({ command }: Item, t: FieldLanguage['t']): string {
  if (command.kind === 'outcome' || command.kind === 'correction')
    return t(`outcome.${command.outcome}`);
  return t(WHAT[command.kind === 'step' ? command.step : command.kind] ?? 'what.note');
}

function Lines({ lines }: { lines: readonly { id: string; what: string; when: string }[] }) {
  const { t } = useWords();
  if (lines.length === 0) return <p className="mt-2 text-muted">{t('queue.none')}</p>;
  return (
    <ul className="mt-2">
      {lines.map(({ id, what, when }) => (
        <li key={id} className="flex justify-between gap-4 border-b border-line py-2.5">
          <span className="min-w-0 break-words">{what}</span>
          <span className="text-muted tabular">{when}</span>
        </li>
      ))}
    </ul>
  );
}

const REASONS: Record<string, Words> = {
  'wrong-pin': 'refused.wrong-pin',
  forbidden: 'refused.forbidden',
  'not-found': 'refused.not-found',
  'edition-unknown': 'refused.not-found',
  conflict: 'refused.conflict',
};

interface RefusedProps {
  item: Item;
  time: string;
  onMend: (item: Item) => void;
  onDiscard: (commandId: string) => void;
}

function Refused({ item, time, onMend, onDiscard }: RefusedProps) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  const isStep = item.command.kind === 'step';
  return (
    <article className="mt-3 rounded-card border-[1.5px] border-danger bg-danger-soft px-4 py-3">
      <p className="flex justify-between gap-4 font-semibold">
        <span className="min-w-0 break-words">{itemName(item, t)}</span>
        <span className="tabular">{time}</span>
      </p>
      <p className="mt-1">{t(REASONS[item.refused ?? ''] ?? 'refused.input')}</p>
      <div className="mt-3 flex flex-wrap gap-2.5">
        <Small words={t(isStep ? 'queue.again' : 'queue.mend')} onPress={() => onMend(item)} />
        <Small
          words={t(sure ? 'queue.discard-sure' : 'queue.discard')}
          onPress={() => (sure ? onDiscard(item.commandId) : setSure(true))}
        />
      </div>
    </article>
  );
}

function Small({ words, onPress }: { words: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="min-h-12 rounded-control border-[1.5px] border-edge bg-ground px-4 font-semibold"
    >
      {words}
    </button>
  );
}
