import { Button } from '@lantern/ui/button';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/language.ts';

/** Characters of a hash that stand for it at each end. */
const SHOWN = 6;

/** A text's hash, shortened until someone copies it; shown whole where the browser copies nothing. */
export function TextHash({ hash, version }: { hash: string; version: number }) {
  const { t } = useLanguage();
  const [state, setState] = useState<'short' | 'copied' | 'whole'>('short');
  const copy = () => {
    // Browsers copy over a trusted connection only.
    const written = navigator.clipboard?.writeText(hash) ?? Promise.reject(new Error('none'));
    written.then(
      () => setState('copied'),
      () => setState('whole'),
    );
  };
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-2 text-sm">
      <span className="min-w-0">
        <span className="text-muted">{t('texts.hash')}</span>{' '}
        <code className="font-mono select-all wrap-anywhere">
          {state === 'whole' ? hash : `${hash.slice(0, SHOWN)}…${hash.slice(-SHOWN)}`}
        </code>
      </span>
      <Button
        type="button"
        look="quiet"
        className="-me-2 border-transparent px-2 underline"
        aria-label={t('texts.copy-label', { n: version })}
        onClick={copy}
      >
        {t(state === 'copied' ? 'texts.copied' : 'texts.copy')}
      </Button>
      <output className="sr-only">{state === 'copied' && t('texts.copied')}</output>
    </p>
  );
}
