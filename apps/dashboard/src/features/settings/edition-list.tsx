import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Link } from 'react-router';
import { DataTable } from '../../shared/data-table.tsx';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { settingsPath } from '../../shared/paths.ts';

export const PHASES = {
  upcoming: 'settings.phase-upcoming',
  open: 'settings.phase-open',
  paused: 'settings.phase-paused',
  closed: 'settings.phase-closed',
} as const satisfies Record<EditionSettings['phase'], MessageId>;

const linkTo = (edition: EditionSettings) => <EditionLink {...edition} />;

/** Every edition there is, each leading to its settings. */
export function EditionList({ editions }: { editions: readonly EditionSettings[] }) {
  const { t, locale } = useLanguage();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <DataTable
      id="editions"
      caption={t('settings.editions')}
      rows={editions}
      rowKey={({ slug }) => slug}
      empty={t('fault.no-edition')}
      columns={[
        {
          id: 'slug',
          title: t('settings.edition'),
          value: ({ slug }) => slug,
          cell: linkTo,
        },
        {
          id: 'kind',
          title: t('settings.kind'),
          value: ({ kind }) =>
            t(kind === 'real' ? 'settings.kind-real' : 'settings.kind-rehearsal'),
        },
        {
          id: 'date',
          title: t('settings.date'),
          value: ({ date }) => date,
          cell: ({ date }) => day.format(new Date(`${date}T00:00:00Z`)),
        },
        {
          id: 'phase',
          title: t('settings.phase'),
          value: ({ phase }) => t(PHASES[phase]),
        },
        {
          id: 'standing',
          title: t('settings.standing'),
          value: ({ archivedAt }) => archivedAt && t('settings.standing-archived'),
        },
        { id: 'total', title: t('settings.total'), value: ({ total }) => total, align: 'end' },
        { id: 'cities', title: t('settings.cities'), value: ({ cities }) => cities, align: 'end' },
      ]}
    />
  );
}

function EditionLink({ slug, isCurrent }: EditionSettings) {
  const { t } = useLanguage();
  return (
    <>
      <Link
        to={settingsPath(slug)}
        className="inline-flex min-h-touch items-center font-semibold underline"
      >
        {slug}
      </Link>
      {isCurrent && <span className="whitespace-nowrap"> · {t('settings.current')}</span>}
    </>
  );
}
