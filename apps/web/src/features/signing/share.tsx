import { Button, buttonClass } from '@lantern/ui/button';
import { useHydrated } from '@lantern/ui/use-hydrated';
import { useState } from 'react';
import { useLanguage } from '../../shared/i18n/translate.ts';
import { useWrittenMarkup } from '../../shared/written-once.ts';
import { shareLinks } from './share-links.ts';
import { useStepWords } from './step-words.ts';

interface Props {
  /** The petition in the page's language; carries no token. */
  address: string;
  /** Side of the QR code in modules. */
  qrSize: number;
}

/** Passes the petition on: the phone's own sheet, a copied link, a code to scan, or a plain link elsewhere. */
export function Share({ address, qrSize }: Props) {
  const step = useStepWords();
  return (
    <section className="mt-10 border-t border-line pt-8" aria-labelledby="share">
      <h2 id="share" className="text-2xl">
        {step('share.title')}
      </h2>
      <div className="mt-4 grid gap-x-10 gap-y-6 sm:grid-cols-[1fr_auto]">
        <div>
          <Buttons address={address} />
          <Networks address={address} />
        </div>
        <figure className="flex items-center gap-4 sm:block sm:w-44">
          <svg
            viewBox={`0 0 ${qrSize} ${qrSize}`}
            role="img"
            aria-label={step('share.qr-label', { address })}
            className="size-36 shrink-0 rounded-control sm:size-44"
            shapeRendering="crispEdges"
            data-testid="qr"
            {...useWrittenMarkup('qr')}
          />
          <figcaption className="text-sm leading-snug text-muted sm:mt-3">
            {step('share.qr')}
          </figcaption>
        </figure>
      </div>
    </section>
  );
}

/** The address itself always; buttons for what this browser can do. */
function Buttons({ address }: { address: string }) {
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
    <>
      <p
        className="break-all rounded-control border border-line bg-raised px-4 py-3 font-mono text-sm select-all"
        aria-label={step('share.address')}
      >
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
    </>
  );
}

function Networks({ address }: { address: string }) {
  const step = useStepWords();
  return (
    <>
      <h3 className="mt-6 font-sans text-[0.9375rem] font-semibold">{step('share.networks')}</h3>
      <ul className="mt-2 flex flex-wrap gap-2.5">
        {shareLinks({ address, text: step('share.text') }).map(({ name, href }) => (
          <li key={name}>
            <a
              href={href}
              className={buttonClass('quiet', 'text-[0.9375rem]')}
              rel="noreferrer external"
              {...(name !== 'mail' && { target: '_blank' })}
            >
              {name === 'mail' ? step('share.mail') : name}
            </a>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm leading-snug text-muted">{step('share.safely')}</p>
    </>
  );
}
