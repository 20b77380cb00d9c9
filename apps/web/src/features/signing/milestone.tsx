import { milestoneAfter, milestoneJustReached } from '@lantern/schemas/milestone';
import { Flame } from '@lantern/ui/flame';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useStepWords } from './step-words.ts';

/** How far it is to the next milestone, and a word when one has just been reached. */
export function Milestone({ total }: { total: number }) {
  const { locale } = useLanguage();
  const step = useStepWords();
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const reached = milestoneJustReached(total);
  const next = milestoneAfter(total);
  return (
    <div className="mt-5 max-w-md">
      {reached !== null && (
        <p className="mb-4 flex items-center gap-3 font-serif text-xl text-accent">
          <Flame className="h-6 w-4.5" />
          {step('milestone.reached', { milestone: number(reached) })}
        </p>
      )}
      <svg
        viewBox="0 0 1000 8"
        preserveAspectRatio="none"
        className="block h-2 w-full overflow-hidden rounded-full"
        aria-hidden
      >
        <rect width="1000" height="8" className="fill-line" />
        <rect width={Math.max(8, (total / next) * 1000)} height="8" className="fill-flame" />
      </svg>
      <p className="mt-2 text-[0.9375rem] text-muted">
        {step('milestone.next', { left: number(next - total), milestone: number(next) })}
      </p>
    </div>
  );
}
