/** How current a live screen is; the words come from the page, in its language. */
export type Freshness = 'fresh' | 'late' | 'not-live';

const SHAPES: Record<Freshness, { dot: string; box: string }> = {
  fresh: { dot: 'fill-flame', box: 'border-line' },
  late: { dot: 'fill-none stroke-accent stroke-2', box: 'border-accent' },
  'not-live': { dot: 'fill-none stroke-danger stroke-2', box: 'border-danger text-danger' },
};

/** Shape and word: a lit dot, a ring, a crossed ring. */
export function LiveBadge({ state, word }: { state: Freshness; word: string }) {
  const { dot, box } = SHAPES[state];
  return (
    <span
      data-state={state}
      className={`inline-flex items-center gap-2 rounded-full border-[1.5px] px-3 py-1 text-sm font-semibold leading-tight ${box}`}
    >
      <svg viewBox="0 0 16 16" className="size-3.5 shrink-0 overflow-visible" aria-hidden>
        {state === 'fresh' && (
          <circle cx="8" cy="8" r="6.5" className="light-breathes fill-flame opacity-30" />
        )}
        <circle cx="8" cy="8" r={state === 'fresh' ? 4.5 : 6} className={dot} />
        {state === 'not-live' && <path d="m4 12 8-8" className={dot} />}
      </svg>
      {word}
    </span>
  );
}
