import { PLAIN_LINK } from '../../shared/plain-link.server.tsx';
import type { PetitionWords } from './petition-words.server.ts';

interface Props {
  /** Absolute address of the plain text. */
  address: string;
  hash: string;
  words: PetitionWords;
}

/** How anyone finds out by themselves that the text is the one its fingerprint names. */
export function CheckHash({ address, hash, words: { t } }: Props) {
  return (
    <details className="no-print mt-4">
      <summary className={PLAIN_LINK}>{t('check.title')}</summary>
      <p className="mt-2">{t('check.what')}</p>
      <p className="mt-3">{t('check.terminal')}</p>
      <Command text={`curl -s '${address}' | sha256sum`} />
      <p className="mt-3">{t('check.windows')}</p>
      <Command text="Get-FileHash -Algorithm SHA256 petition.txt" />
      <p className="mt-3">{t('check.expected')}</p>
      <Command text={hash} />
    </details>
  );
}

function Command({ text }: { text: string }) {
  return (
    <pre className="mt-2 whitespace-pre-wrap break-all rounded-control bg-sunken p-4 font-mono text-sm">
      <code>{text}</code>
    </pre>
  );
}
