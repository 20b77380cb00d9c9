/** How current a live screen is; the words come from the page, in its language. */
export type Freshness = 'fresh' | 'late' | 'not-live';

const BOXES: Record<Freshness, string> = {
  fresh: 'border-line',
  late: 'border-accent',
  'not-live': 'border-danger text-danger',
};

/** Shape and word in a frame of their own. */
export function LiveBadge({ state, word }: { state: Freshness; word: string }) {
  return (
    <span
      data-state={state}
      className={`inline-flex items-center gap-2 rounded-full border-[1.5px] px-3 py-1 text-sm font-semibold leading-tight ${BOXES[state]}`}
    >
      <LiveMark state={state} />
      {word}
    </span>
  );
}

const DOTS: Record<Freshness, string> = {
  fresh: 'fill-flame',
  late: 'fill-none stroke-accent stroke-2',
  'not-live': 'fill-none stroke-danger stroke-2',
};

/** A lit dot that breathes, a ring, a crossed ring: told apart without colour. Put words beside it. */
export function LiveMark({ state }: { state: Freshness }) {
  return (
    <svg viewBox="0 0 16 16" className="size-3.5 shrink-0 overflow-visible" aria-hidden>
      {state === 'fresh' && (
        <circle cx="8" cy="8" r="6.5" className="light-breathes fill-flame opacity-30" />
      )}
      <circle cx="8" cy="8" r={state === 'fresh' ? 4.5 : 6} className={DOTS[state]} />
      {state === 'not-live' && <path d="m4 12 8-8" className={DOTS[state]} />}
    </svg>
  );
}
