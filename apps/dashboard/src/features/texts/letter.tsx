import type { Locale } from '@lantern/schemas/locale';

interface Props {
  locale: Locale;
  title: string;
  addressee: string;
  body: string;
}

/** A text as its readers see it: text, never markup, with paragraphs set apart by an empty line. */
export function Letter({ locale, title, addressee, body }: Props) {
  const paragraphs = body
    .trim()
    .split(/\n\s*\n/u)
    .map((paragraph, index) => ({ key: `${index}`, paragraph }));
  return (
    <div lang={locale} className="wrap-anywhere">
      {title.trim() && <h3 className="text-2xl">{title}</h3>}
      <p className="mt-3 font-serif text-lg leading-snug text-muted">{addressee}</p>
      <div className="mt-5 flex flex-col gap-4 font-serif text-[1.0625rem] leading-body whitespace-pre-line">
        {paragraphs.map(({ key, paragraph }) => (
          <p key={key}>{paragraph}</p>
        ))}
      </div>
    </div>
  );
}
