import { AUDIENCES } from '@lantern/schemas/announcement-terms';
import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { REGIONS } from '@lantern/schemas/region';
import { Select } from '@lantern/ui/select';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import type { Choice } from './audience.ts';

interface Props {
  edition: string | null;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

/** Everybody, a region or a city; a region lead's choice begins with regions. */
export function ChooseAudience({ edition, choice, onChange }: Props) {
  const { t } = useLanguage();
  const me = useQuery(useTRPC().auth.me.queryOptions());
  const mayAll = Boolean(me.data && MAY_PLAN.includes(me.data.role));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        id="audience"
        label={t('announcements.to')}
        value={choice.audience}
        onChange={({ target }) =>
          onChange({
            audience: AUDIENCES.find((one) => one === target.value) ?? 'city',
            target: '',
          })
        }
      >
        {AUDIENCES.filter((one) => one !== 'all' || mayAll).map((one) => (
          <option key={one} value={one}>
            {t(`announcements.to-${one}`)}
          </option>
        ))}
      </Select>
      {choice.audience === 'region' && <Regions {...{ choice, onChange }} />}
      {choice.audience === 'city' && <Cities {...{ edition, choice, onChange }} />}
    </div>
  );
}

function Regions({ choice, onChange }: Omit<Props, 'edition'>) {
  const { t } = useLanguage();
  return (
    <Select
      id="target"
      label={t('announcements.which-region')}
      value={choice.target}
      onChange={({ target }) => onChange({ ...choice, target: target.value })}
    >
      <option value="">{t('announcements.choose')}</option>
      {REGIONS.map((region) => (
        <option key={region} value={region}>
          {t(regionWords(region))}
        </option>
      ))}
    </Select>
  );
}

function Cities({ edition, choice, onChange }: Props) {
  const { t, locale } = useLanguage();
  const trpc = useTRPC();
  const list = useQuery({
    ...trpc.cities.list.queryOptions(edition === null ? {} : { edition }),
    networkMode: 'always',
  });
  const cities = (list.data?.cities ?? []).toSorted((one, other) =>
    one.name[locale].localeCompare(other.name[locale], locale),
  );
  return (
    <Select
      id="target"
      label={t('announcements.which-city')}
      value={choice.target}
      onChange={({ target }) => onChange({ ...choice, target: target.value })}
    >
      <option value="">{t('announcements.choose')}</option>
      {cities.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name[locale]}
        </option>
      ))}
    </Select>
  );
}
