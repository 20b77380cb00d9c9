import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useLanguage } from '../../shared/i18n/language.ts';
import { wordsOfAct } from './acts.ts';
import type { Asked } from './use-audit.ts';

interface Props {
  asked: Asked;
  /** Every kind of act there is in the log. */
  acts: readonly string[];
  onAsk: (asked: Asked) => void;
}

/** Narrows the log as one types and chooses. */
export function AuditSearch({ asked, acts, onAsk }: Props) {
  const { t } = useLanguage();
  const kinds = asked.act && !acts.includes(asked.act) ? [...acts, asked.act] : acts;
  return (
    <search className="mt-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_auto] lg:items-end">
      <Field
        id="audit-search"
        type="search"
        label={t('audit.search')}
        value={asked.search ?? ''}
        maxLength={200}
        onChange={({ target }) => onAsk({ ...asked, search: target.value })}
      />
      <Select
        id="audit-act"
        label={t('audit.act')}
        value={asked.act ?? ''}
        onChange={({ target }) => onAsk({ ...asked, act: target.value })}
      >
        <option value="">{t('audit.every-act')}</option>
        {kinds.map((act) => {
          const words = wordsOfAct(act);
          return (
            <option key={act} value={act}>
              {words ? t(words) : act}
            </option>
          );
        })}
      </Select>
      {(['from', 'to'] as const).map((end) => (
        <Field
          key={end}
          id={`audit-${end}`}
          type="date"
          label={t(`audit.${end}`)}
          value={asked[end] ?? ''}
          onChange={({ target }) => onAsk({ ...asked, [end]: target.value })}
        />
      ))}
      <Button type="button" look="quiet" onClick={() => onAsk({})}>
        {t('audit.show-all')}
      </Button>
    </search>
  );
}
