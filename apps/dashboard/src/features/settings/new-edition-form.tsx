import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { wordsOf } from '../../shared/api/fault.ts';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { settingsPath } from '../../shared/paths.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { draftFaultsOf, EMPTY_DRAFT, readDraft, type DraftFaults } from './plan-draft.ts';
import { PlanFields } from './plan-fields.tsx';
import { useCreation } from './use-settings.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/u;
const NONE = '';

interface Origin {
  slug: string;
  kind: EditionSettings['kind'];
  textsFrom: string;
  citiesFrom: string;
}

/** What a new edition is made of. */
export function NewEditionForm({ editions }: { editions: readonly EditionSettings[] }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const newest = editions.find(({ kind }) => kind === 'real')?.slug ?? NONE;
  const timezone = editions.find(({ isCurrent }) => isCurrent)?.timezone ?? 'UTC';
  const [start] = useState({ ...EMPTY_DRAFT, timezone });
  const [draft, setDraft] = useState(start);
  const [origin, setOrigin] = useState<Origin>({
    slug: '',
    kind: 'real',
    textsFrom: newest,
    citiesFrom: newest,
  });
  const [faults, setFaults] = useState<DraftFaults>({});
  const [slugFault, setSlugFault] = useState<MessageId | null>(null);
  const creation = useCreation({
    onDone: () => void navigate(settingsPath(origin.slug), { state: { made: true } }),
    onFields: (fields) => {
      setFaults(draftFaultsOf(fields));
      if (fields['slug']) setSlugFault('settings.fault-taken');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft, { was: null, now: new Date() });
    const slugged = SLUG.test(origin.slug);
    setSlugFault(slugged ? null : 'settings.fault-slug');
    setFaults(read.faults);
    const faulty = Object.keys(read.faults)[0];
    if (!slugged) form.current?.querySelector<HTMLElement>('#edition-slug')?.focus();
    else if (faulty) form.current?.querySelector<HTMLElement>(`#plan-${faulty}`)?.focus();
    else if (read.plan && !creation.isPending) {
      const { slug, kind, textsFrom, citiesFrom } = origin;
      const copied = { textsFrom: textsFrom || null, citiesFrom: citiesFrom || null };
      creation.send({ slug, kind, ...copied, ...read.plan });
    }
  };
  const typed = JSON.stringify(draft) !== JSON.stringify(start) || origin.slug !== '';
  return (
    <form ref={form} noValidate onSubmit={submit} className="mt-6 grid max-w-reading gap-5">
      <p className="text-muted">{t('settings.new-lead')}</p>
      <OriginFields
        {...{ origin, editions }}
        slugFault={slugFault && t(slugFault)}
        onChange={(part) => setOrigin({ ...origin, ...part })}
      />
      <PlanFields {...{ draft, faults }} onChange={(part) => setDraft({ ...draft, ...part })} />
      {creation.fault && <Trouble text={t(wordsOf(creation.fault))} />}
      <div>
        <Button aria-disabled={creation.isPending}>
          {t(creation.isPending ? 'settings.saving' : 'settings.create')}
        </Button>
      </div>
      <LeaveGuard
        active={typed && !creation.isPending}
        isFree={(state) => Object(state)['made'] === true}
      />
    </form>
  );
}

interface OriginProps {
  origin: Origin;
  editions: readonly EditionSettings[];
  slugFault: string | null;
  onChange: (part: Partial<Origin>) => void;
}

function OriginFields({ origin, editions, slugFault, onChange }: OriginProps) {
  const { t } = useLanguage();
  const from = editions.map(({ slug }) => <option key={slug}>{slug}</option>);
  return (
    <>
      <Field
        id="edition-slug"
        label={t('settings.slug')}
        hint={t('settings.slug-hint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={origin.slug}
        error={slugFault ?? undefined}
        onChange={({ target }) => onChange({ slug: target.value.trim() })}
      />
      {location.hostname === 'localhost' && (
        <Select
          id="edition-kind"
          label={t('settings.kind')}
          value={origin.kind}
          onChange={({ target }) =>
            onChange({ kind: target.value === 'rehearsal' ? 'rehearsal' : 'real' })
          }
        >
          <option value="real">{t('settings.kind-real')}</option>
          <option value="rehearsal">{t('settings.kind-rehearsal')}</option>
        </Select>
      )}
      <Select
        id="edition-texts"
        label={t('settings.texts-from')}
        hint={t('settings.texts-from-hint')}
        value={origin.textsFrom}
        onChange={({ target }) => onChange({ textsFrom: target.value })}
      >
        {from}
        <option value={NONE}>{t('settings.texts-none')}</option>
      </Select>
      <Select
        id="edition-cities"
        label={t('settings.cities-from')}
        hint={t('settings.cities-from-hint')}
        value={origin.citiesFrom}
        onChange={({ target }) => onChange({ citiesFrom: target.value })}
      >
        {from}
        <option value={NONE}>{t('settings.cities-none')}</option>
      </Select>
    </>
  );
}
