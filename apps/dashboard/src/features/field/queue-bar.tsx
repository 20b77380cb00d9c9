import { useSyncExternalStore } from 'react';
import type { FieldState } from './field-state.ts';
import type { Halt } from './sender.ts';
import { useWords, type Words } from './words.ts';

const HALTS = {
  'no-answer': 'queue.no-network',
  'not-ours': 'queue.not-ours',
  busy: 'queue.busy',
  'signed-out': 'queue.signed-out',
  frozen: 'queue.frozen',
  'other-account': 'queue.other-account',
} as const satisfies Record<Halt, Words>;

interface Props {
  state: FieldState;
  /** Whether the system sends while the app is closed. */
  sendsAlone: boolean;
  onOpen: () => void;
}

/** How the queue stands, always in sight; opens what waits and what arrived. */
export function QueueBar({ state, sendsAlone, onOpen }: Props) {
  const { t } = useWords();
  const online = useOnline();
  const waiting = state.items.filter(({ refused }) => refused === null).length;
  const refused = state.items.length - waiting;
  const calm = waiting === 0 && refused === 0 && !state.notKept;
  return (
    <section
      className={`flex flex-wrap items-center gap-x-3.5 rounded-card border-[1.5px] px-4 py-1.5 leading-snug ${calm ? 'border-line bg-sunken text-muted' : 'border-accent bg-flame-soft text-text'}`}
    >
      <QueueMark calm={calm} />
      <output className="min-w-40 flex-1 py-1.5">
        {state.notKept && <strong className="block text-danger">{t('queue.not-kept')}</strong>}
        {waiting > 0 && (
          <>
            <strong>{t('queue.waiting', { n: waiting })}</strong>, {t('queue.kept')}{' '}
          </>
        )}
        {calm && `${t(state.received.length > 0 ? 'queue.all-sent' : 'queue.nothing')} `}
        {whyWaiting({ state, online, waiting, sendsAlone }).map((words) => (
          <span key={words}>{t(words)} </span>
        ))}
        {refused > 0 && (
          <span className="block font-semibold text-danger">
            {t('queue.refused', { n: refused })}
          </span>
        )}
      </output>
      <button
        type="button"
        aria-label={`${t('queue.look')}: ${t('queue.title')}`}
        onClick={onOpen}
        className="-me-2 ms-auto min-h-touch min-w-touch px-2 underline underline-offset-4"
      >
        {t('queue.look')}
      </button>
    </section>
  );
}

interface Why {
  state: FieldState;
  online: boolean;
  waiting: number;
  sendsAlone: boolean;
}

function whyWaiting({ state, online, waiting, sendsAlone }: Why): Words[] {
  const { busy, halt } = state.sending;
  if (!state.signedIn && state.me) return ['queue.signed-out'];
  const why: Words[] = [];
  if (!online) why.push('queue.no-network');
  else if (waiting > 0 && halt) why.push(HALTS[halt]);
  else if (waiting > 0 && busy) why.push('queue.sending');
  if (waiting > 0 && !sendsAlone && why.length > 0) why.push('queue.open-to-send');
  return why;
}

/** A sign beside the words, so that neither stands alone. */
function QueueMark({ calm }: { calm: boolean }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden
      className="size-6 shrink-0 fill-none stroke-current stroke-2"
    >
      {calm ? <path d="m5 12.5 4.5 4.5L19 7.5" /> : <path d="M12 4v11m-5-4.5 5 5 5-5M5 20h14" />}
    </svg>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );
}
