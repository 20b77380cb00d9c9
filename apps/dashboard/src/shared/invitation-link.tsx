import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from './i18n/language.ts';

interface Props {
  /** Null when the answer got lost and the command was repeated: a link is given out once only. */
  link: string | null;
  expiresAt: string | null;
  email: string;
  onDone: () => void;
}

/** The link, this once. */
export function InvitationLink({ link, expiresAt, email, onDone }: Props) {
  const { t, locale } = useLanguage();
  const notice = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => notice.current?.focus(), []);
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Notice
      ref={notice}
      tone="warm"
      title={t('people.link-for', { email })}
      className="max-w-reading"
    >
      <p>
        {link && expiresAt
          ? t('people.link-once', { time: time.format(new Date(expiresAt)) })
          : t('people.link-lost')}
      </p>
      {link && (
        <code className="mt-3 block rounded-control border border-line bg-raised p-3 text-sm wrap-anywhere select-all">
          {link}
        </code>
      )}
      <div className="mt-3 flex flex-wrap gap-3">
        {link && (
          <Button type="button" onClick={() => void copy(link)}>
            {copied ? t('people.copied') : t('people.copy')}
          </Button>
        )}
        <Button type="button" look="quiet" onClick={onDone}>
          {t('people.link-done')}
        </Button>
      </div>
    </Notice>
  );
}
