import { MAY_READ_MESSAGES } from '@lantern/schemas/contact-roles';
import { isUnderChineseLaw } from '@lantern/schemas/mail-provider';
import { buttonClass } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Loading } from '../../shared/loading.tsx';
import { Page } from '../../shared/page.tsx';
import { PATHS } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { DeleteMessage } from './delete-message.tsx';
import { SettleMessage } from './settle-message.tsx';
import { TOPIC_WORDS } from './topics.ts';
import type { OpenedMessage } from './use-messages.ts';

/** One message, and what can be done about it. */
export default function MessagePage() {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const { id = '' } = useParams();
  const message = useQuery({ ...trpc.contact.read.queryOptions({ id }), networkMode: 'always' });
  return (
    <Page title={message.data ? message.data.name : t('messages.title')}>
      <p>
        <Link to={PATHS.messages} className="inline-flex min-h-touch items-center underline">
          {t('messages.all')}
        </Link>
      </p>
      {message.isPending && <Loading />}
      {message.isError && (
        <div className="max-w-reading">
          <Trouble text={t(wordsOf(faultOf(message.error)))} again={() => void message.refetch()} />
        </div>
      )}
      {message.data && <Letter key={id} message={message.data} />}
    </Page>
  );
}

function Letter({ message }: { message: OpenedMessage }) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const me = useQuery(trpc.auth.me.queryOptions());
  // A city's people answer; what is gone for good is for staff to decide.
  const mayDelete = me.data ? MAY_READ_MESSAGES.includes(me.data.role) : false;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
  const { id, email, text, settledAt } = message;
  const subject = encodeURIComponent(t('messages.reply-subject'));
  return (
    <div className="max-w-reading">
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        <Fact name={t('messages.address')}>{email}</Fact>
        <Fact name={t('messages.about')}>
          {t(TOPIC_WORDS[message.topic], { city: message.city ?? '' })}
        </Fact>
        <Fact name={t('messages.language')}>{languageName(message.locale, locale)}</Fact>
        <Fact name={t('messages.written')}>
          <time dateTime={message.createdAt}>{time.format(new Date(message.createdAt))}</time>
        </Fact>
      </dl>
      <div
        lang={message.locale}
        className="mt-6 rounded-card border border-line bg-raised p-5 whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </div>
      {isUnderChineseLaw(email) && (
        <Notice tone="warm" className="mt-4">
          {t('messages.guarded')}
        </Notice>
      )}
      <div className="mt-6 flex flex-wrap items-start gap-3">
        <a
          className={buttonClass()}
          href={`mailto:${encodeURIComponent(email)}?subject=${subject}`}
        >
          {t('messages.reply')}
        </a>
        <SettleMessage key={String(settledAt)} id={id} settledAt={settledAt} />
      </div>
      {mayDelete && <DeleteMessage id={id} />}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}
