import { useLanguage } from '../../shared/i18n/language.ts';
import { wordsOfAct } from './acts.ts';
import type { AuditEntry } from './use-audit.ts';

/** One row an act: when, who, what, to what, and its figures. */
export function AuditEntries({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useLanguage();
  if (entries.length === 0) return <p className="mt-6 text-muted">{t('audit.empty')}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by itself
    <div tabIndex={0} className="mt-6 overflow-x-auto border-y border-line">
      <table className="w-full text-left text-[0.9375rem] leading-snug">
        <caption className="sr-only">{t('audit.title')}</caption>
        <thead className="bg-raised">
          <tr>
            {(['when', 'who', 'what', 'details'] as const).map((part) => (
              <th key={part} scope="col" className="px-3 py-2.5">
                {t(`audit.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const { t, locale } = useLanguage();
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const { at, actor, actorEmail, act, subject, details } = entry;
  const words = wordsOfAct(act);
  const who = actorEmail ?? (actor === 'server' ? t('audit.server') : actor);
  return (
    <tr className="border-t border-line align-baseline">
      <td className="tabular px-3 py-2.5 whitespace-nowrap">
        <time dateTime={at}>{time.format(new Date(at))}</time>
      </td>
      <td className="min-w-44 px-3 py-2.5 wrap-anywhere">{who}</td>
      <td className="min-w-40 px-3 py-2.5">
        {words && <span className="block">{t(words)}</span>}
        <span className={`font-mono text-sm ${words ? 'text-muted' : ''}`}>{act}</span>
      </td>
      <td className="min-w-64 px-3 py-2.5 text-sm text-muted wrap-anywhere">
        {subject && <span className="block font-mono">{subject}</span>}
        {wordsOfDetails(details)}
      </td>
    </tr>
  );
}

/** Details are codes, ids and numbers, the same in every language. */
function wordsOfDetails(details: AuditEntry['details']): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ');
}
