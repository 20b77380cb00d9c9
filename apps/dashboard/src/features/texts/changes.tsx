import type { PetitionTextVersion } from '@lantern/schemas/petition';
import { useLanguage } from '../../shared/i18n/language.ts';
import { changesBetween, type Stretch } from './text-changes.ts';

interface Props {
  from: PetitionTextVersion;
  to: PetitionTextVersion;
}

/** What a version changed of the one before it, folded until somebody asks. */
export function Changes({ from, to }: Props) {
  const { t } = useLanguage();
  return (
    <details className="my-2">
      <summary className="flex min-h-touch items-center underline">
        {t('texts.compare', { n: from.version })}
      </summary>
      <div lang={to.locale} className="grid gap-3 rounded-control border border-line bg-sunken p-4">
        {(['title', 'addressee', 'body'] as const).map((part) => (
          <p key={part} className="whitespace-pre-line">
            {changesBetween(from[part], to[part], to.locale).map((stretch, index) => (
              // A stretch has no name but its place; the whole is written anew when a text changes.
              // oxlint-disable-next-line react/no-array-index-key
              <Part key={index} {...stretch} />
            ))}
          </p>
        ))}
      </div>
    </details>
  );
}

/** Never by colour alone: what is gone is struck through, what is new underlined, and both are said. */
function Part({ kind, text }: Stretch) {
  const { t, locale } = useLanguage();
  switch (kind) {
    case 'same':
      return text;
    case 'added':
      return (
        <ins className="bg-flame-soft font-semibold underline decoration-2 underline-offset-2">
          <Said lang={locale} word={t('texts.added')} />
          {text}
        </ins>
      );
    case 'removed':
      return (
        <del className="text-danger line-through">
          <Said lang={locale} word={t('texts.removed')} />
          {text}
        </del>
      );
  }
}

function Said({ lang, word }: { lang: string; word: string }) {
  return (
    <span lang={lang} className="sr-only">
      {word}:{' '}
    </span>
  );
}
