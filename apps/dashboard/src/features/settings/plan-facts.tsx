import type { EditionPlan } from '@lantern/schemas/edition-rules';
import { useLanguage } from '../../shared/i18n/language.ts';
import { PART_WORDS, partInWords } from './plan-words.ts';

const PARTS = ['goal', 'date', 'opensAt', 'closesAt', 'deliversAt'] as const;

/** Dates and goal, for those who may not change them. */
export function PlanFacts({ plan }: { plan: EditionPlan }) {
  const language = useLanguage();
  return (
    <>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {PARTS.map((part) => (
          <div key={part}>
            <dt className="text-sm text-muted">{language.t(PART_WORDS[part])}</dt>
            <dd className="font-semibold">{partInWords(plan, part, language)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-muted">{language.t('settings.admins-only')}</p>
    </>
  );
}
