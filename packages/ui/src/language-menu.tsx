/** One language as offered: its name in itself, and this very page in it. */
export interface LanguageLink {
  lang: string;
  name: string;
  href: string;
}

interface Props {
  /** Says what the menu is, for those who cannot see it: "Language". */
  label: string;
  current: string;
  languages: readonly LanguageLink[];
}

/** A `<details>` with links: opens, closes and navigates without JavaScript. */
export function LanguageMenu({ label, current, languages }: Props) {
  const shown = languages.find(({ lang }) => lang === current);
  return (
    <details className="no-print group relative">
      <summary className="flex min-h-touch list-none items-center gap-1.5 whitespace-nowrap rounded-full border-[1.5px] border-line px-4 text-[0.9375rem] hover:border-edge [&::-webkit-details-marker]:hidden">
        <span className="sr-only">{label}: </span>
        {shown?.name}
        <svg
          viewBox="0 0 12 12"
          aria-hidden
          className="size-3 fill-current group-open:rotate-180 motion-safe:transition-transform"
        >
          <path d="M1 3.5h10L6 9.5z" />
        </svg>
      </summary>
      <ul className="absolute end-0 z-10 mt-2 min-w-full overflow-hidden rounded-control border border-line bg-raised py-1 shadow-lg">
        {languages.map(({ lang, name, href }) => (
          <li key={lang}>
            <a
              href={href}
              lang={lang}
              hrefLang={lang}
              aria-current={lang === current ? 'true' : undefined}
              className="flex min-h-touch items-center whitespace-nowrap px-4 no-underline hover:bg-sunken aria-[current]:font-semibold"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
