import type { PetitionPage } from '@lantern/schemas/petition';
import type { CitiesJson } from '@lantern/schemas/public-json';
import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { Notice } from '@lantern/ui/notice';
import { writtenDates } from '../../shared/edition-dates.server.ts';
import { pathTo } from '../../shared/paths.ts';
import { frameAnswer } from './embed-frame.server.tsx';
import type { EmbedRequest } from './embed-request.server.ts';
import { embedWords, type EmbedWords } from './embed-words.server.ts';
import { FormOfFrame } from './sign-form.server.tsx';

export interface Signing {
  request: EmbedRequest;
  cities: CitiesJson;
  page: PetitionPage;
}

/** The form as a partner's site shows it, or calmly why there is none. */
export function signAnswer(signing: Signing): Response {
  const words = embedWords(signing.request.locale);
  return frameAnswer(
    <main aria-label={words.t('form.label')} className="mx-auto max-w-reading px-4 py-3">
      <Heading page={signing.page} words={words} />
      <Content signing={signing} words={words} />
    </main>,
    { request: signing.request, title: words.t('form.label') },
  );
}

/** What is asked, and who asks it. */
function Heading({ page, words: { t } }: { page: PetitionPage; words: EmbedWords }) {
  return (
    <header>
      <p className="flex items-center gap-2 text-sm leading-snug text-muted">
        <Flame className="h-5 w-4" />
        <span>
          {page.edition.kind === 'rehearsal' && `${t('rehearsal.word')} · `}
          {t('site.name')}
        </span>
      </p>
      <h1 className="mt-1 text-xl">{t('home.title')}</h1>
    </header>
  );
}

function Content({ signing, words }: { signing: Signing; words: EmbedWords }) {
  const { request, page } = signing;
  const { own, t } = words;
  if (request.ref === null)
    return <Instead title={own('ended.title')} text={own('ended.text')} {...{ request, words }} />;
  const dates = writtenDates(page.edition, request.locale);
  const { phase } = page.edition;
  switch (phase) {
    case 'open':
      return <FormOfFrame {...signing} source={request.ref} words={words} />;
    case 'paused':
      return <Instead title={t('paused.title')} text={t('paused.text')} {...{ request, words }} />;
    case 'closed': {
      const text = t('closed.text', { closed: dates.closes, delivered: dates.delivers });
      return <Instead title={t('closed.title')} text={text} {...{ request, words }} />;
    }
    case 'upcoming': {
      const text =
        page.hash === '' ? t('upcoming.unapproved') : t('upcoming.text', { date: dates.opens });
      return <Instead title={t('upcoming.title')} text={text} {...{ request, words }} />;
    }
  }
}

interface InsteadProps {
  title: string;
  text: string;
  request: EmbedRequest;
  words: EmbedWords;
}

/** In place of the form: why, and the way to our own site. */
function Instead({ title, text, request: { locale, ref }, words }: InsteadProps) {
  return (
    <Notice tone="warm" title={title} className="mt-4">
      <p>{text}</p>
      <p className="mt-3">
        <a className={buttonClass('quiet')} href={pathTo(locale, '', { ref })} rel="noopener">
          {words.own('ended.link')}
        </a>
      </p>
    </Notice>
  );
}
