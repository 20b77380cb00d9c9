import { Button } from '@lantern/ui/button';
import { useHydrated } from '@lantern/ui/use-hydrated';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useStepWords } from './step-words.ts';

/** Passes the petition on: the phone's own sheet, or a copied link; the address itself always. */
export function Share({ address }: { address: string }) {
  const { t } = useLanguage();
  const step = useStepWords();
  const hydrated = useHydrated();
  const can = {
    share: hydrated && 'share' in navigator,
    copy: hydrated && 'clipboard' in navigator,
  };
  // Room is kept for the buttons until it is known that none will come.
  const none = hydrated && !can.share && !can.copy;
  const [copied, setCopied] = useState(false);
  // Someone who closes the sheet has decided; there is nothing to say about it.
  const share = () =>
    navigator
      .share({ title: t('site.name'), text: step('share.text'), url: address })
      .catch(() => {});
  const copy = () => navigator.clipboard.writeText(address).then(() => setCopied(true));
  return (
    <section className="mt-8" aria-labelledby="share">
      <h2 id="share" className="text-xl">
        {step('share.title')}
      </h2>
      <p className="mt-2 break-all rounded-control border border-line bg-raised px-4 py-3 font-mono text-sm select-all">
        {address}
      </p>
      <div className={none ? 'hidden' : 'mt-3 flex min-h-touch flex-wrap gap-3 noscript:hidden'}>
        {can.share && (
          <Button type="button" onClick={() => void share()}>
            {step('share.button')}
          </Button>
        )}
        {can.copy && (
          <Button type="button" look="quiet" onClick={() => void copy()}>
            {copied ? step('share.copied') : step('share.copy')}
          </Button>
        )}
      </div>
      <output className="sr-only">{copied && step('share.copied')}</output>
    </section>
  );
}
