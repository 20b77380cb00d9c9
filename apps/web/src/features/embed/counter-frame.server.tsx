import type { PetitionPage } from '@lantern/schemas/petition';
import type { CountJson } from '@lantern/schemas/public-json';
import { buttonClass } from '@lantern/ui/button';
import { Flame } from '@lantern/ui/flame';
import { pathTo } from '../../shared/paths.ts';
import { frameAnswer } from './embed-frame.server.tsx';
import type { EmbedRequest } from './embed-request.server.ts';
import { embedWords, type EmbedWords } from './embed-words.server.ts';

interface Counter {
  request: EmbedRequest;
  count: CountJson;
  edition: PetitionPage['edition'];
}

/** The number with the time it was true, in 180 px; a script of its own keeps it up to date. */
export function counterAnswer(counter: Counter): Response {
  const words = embedWords(counter.request.locale);
  return frameAnswer(<CounterFrame counter={counter} words={words} />, {
    request: counter.request,
    title: words.own('counter.title'),
    scripts: ['/embed/counter.js'],
  });
}

function CounterFrame({ counter, words }: { counter: Counter; words: EmbedWords }) {
  const { t } = words;
  const { request, edition } = counter;
  const home = pathTo(request.locale, '', { ref: request.ref });
  const open = edition.phase === 'open';
  return (
    <main
      // A page around the frame has a main part of its own.
      aria-label={words.own('counter.title')}
      className="mx-auto flex min-h-45 max-w-page flex-col justify-between px-4 py-3"
    >
      <h1 className="flex items-center gap-2 font-sans text-sm font-semibold leading-snug">
        <Flame className="h-5 w-4" />
        <span>
          {edition.kind === 'rehearsal' && `${t('rehearsal.word')} · `}
          {t('site.name')}
        </span>
      </h1>
      <TheNumber counter={counter} words={words} />
      <div className="flex items-center justify-between gap-3">
        <TrueAt count={counter.count} words={words} />
        <a
          className={buttonClass(open ? 'primary' : 'quiet', 'whitespace-nowrap px-4')}
          href={home}
          rel="noopener"
        >
          {open ? t('form.submit') : words.own('counter.read')}
        </a>
      </div>
    </main>
  );
}

function TheNumber({
  counter: { count },
  words: { locale, t },
}: {
  counter: Counter;
  words: EmbedWords;
}) {
  return (
    <p className="flex items-end gap-2.5 leading-none">
      <strong className="tabular font-serif text-[2.75rem] font-bold" data-total={count.total}>
        {new Intl.NumberFormat(locale).format(count.total)}
      </strong>
      <span className="max-w-[10em] pb-1 text-sm leading-tight text-muted" data-signed>
        {t('total.signed', { count: count.total })}
      </span>
    </p>
  );
}

/** Says when the number was true; its script says the same in the reader's own zone, and when it is late. */
function TrueAt({ count, words: { locale, t } }: { count: CountJson; words: EmbedWords }) {
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
    timeZoneName: 'short',
  }).format(new Date(count.asOf));
  return (
    <time
      dateTime={count.asOf}
      className="tabular text-sm leading-tight text-muted data-[state=not-live]:font-semibold data-[state=not-live]:text-text"
      data-version={count.version}
      data-still={t('total.still', { time: '{time}' })}
      data-not-live={t('total.not-live', { time: '{time}' })}
    >
      {t('total.still', { time })}
    </time>
  );
}
