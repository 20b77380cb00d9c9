import type { SignatureState } from '@lantern/schemas/signature';
import type { ReactNode } from 'react';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { HeldFigure } from './held-figure.tsx';

const ROWS: readonly { state: SignatureState; word: MessageId; note: MessageId }[] = [
  { state: 'pending', word: 'signature.pending', note: 'signature.pending-note' },
  { state: 'confirmed', word: 'signature.confirmed', note: 'signature.confirmed-note' },
  { state: 'quarantined', word: 'signature.quarantined', note: 'signature.quarantined-note' },
  { state: 'withdrawn', word: 'signature.withdrawn', note: 'signature.withdrawn-note' },
  { state: 'void', word: 'signature.void', note: 'signature.void-note' },
];

/** Each state with its sign, its word and what it means; only the confirmed ones count. */
export function SignaturesByState({ states }: { states: Record<SignatureState, number> }) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  return (
    <section aria-labelledby="by-state">
      <h2 id="by-state" className="text-xl">
        {t('overview.by-state')}
      </h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {ROWS.map(({ state, word, note }) => (
          <li key={state} className="flex items-start gap-3 py-2.5" data-testid={`state-${state}`}>
            <Sign state={state} />
            <div className="min-w-0 flex-1 leading-snug">
              <p className={state === 'confirmed' ? 'font-semibold' : ''}>{t(word)}</p>
              <p className="text-sm text-muted">{t(note)}</p>
            </div>
            <span className="tabular text-xl font-semibold">
              {state === 'quarantined' ? (
                <HeldFigure count={states[state]} />
              ) : (
                number.format(states[state])
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const SIGNS: Record<SignatureState, ReactNode> = {
  pending: (
    <circle cx="10" cy="10" r="7" className="fill-none stroke-muted" strokeDasharray="3 2.6" />
  ),
  confirmed: (
    <path
      d="M10 1c.4 3.6 6 6.6 6 11.6a6 6 0 0 1-12 0C4 7.600 9.600 4.600 10 1Z"
      className="fill-flame"
    />
  ),
  quarantined: (
    <path
      d="M10 2.500 18.500 17h-17Zm0 5.500v4.500m0 1.700v.600"
      className="fill-none stroke-accent"
    />
  ),
  withdrawn: (
    <path d="M16 10H4m0 0 4.500-4.500M4 10l4.500 4.500" className="fill-none stroke-muted" />
  ),
  void: <path d="m4.500 4.500 11 11m0-11-11 11" className="fill-none stroke-muted" />,
};

function Sign({ state }: { state: SignatureState }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden className="mt-0.5 size-5 shrink-0" strokeWidth="2">
      {SIGNS[state]}
    </svg>
  );
}
