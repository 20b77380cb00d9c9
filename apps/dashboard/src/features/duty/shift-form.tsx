import { MAY_PLAN } from '@lantern/schemas/day-roles';
import { REGIONS } from '@lantern/schemas/region';
import { instantOf, wallTimeOf } from '@lantern/schemas/wall-time';
import { Button } from '@lantern/ui/button';
import { Checkbox } from '@lantern/ui/checkbox';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { regionWords } from '../../shared/day-words.ts';
import { useLanguage, type MessageId } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { readersZone } from './shift-time.ts';
import { useCommandOptions, type Roster, type Shift } from './use-duty.ts';

interface Draft {
  accountId: string;
  /** Empty: the whole world. */
  region: string;
  duress: boolean;
  /** By the reader's own clock, `YYYY-MM-DDTHH:MM`. */
  from: string;
  to: string;
}

const SHIFT_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

function draftOf(shift: Shift | null, roster: Roster): Draft {
  const zone = readersZone();
  const from = shift?.startsAt ?? roster.shifts.at(-1)?.endsAt ?? roster.from;
  const to = shift?.endsAt ?? new Date(Date.parse(from) + SHIFT_MS).toISOString();
  return {
    accountId: shift?.accountId ?? '',
    region: shift?.region ?? '',
    duress: shift?.duress ?? false,
    from: wallTimeOf(from, zone),
    to: wallTimeOf(to, zone),
  };
}

/** The shift that is meant, or what is wrong with it. */
function meantBy(draft: Draft): { startsAt: string; endsAt: string } | { fault: MessageId } {
  const [from, to] = [draft.from, draft.to].map((wall) => instantOf(wall, readersZone()));
  if (draft.accountId === '') return { fault: 'duty.no-person' };
  if (from?.is !== 'instant' || to?.is !== 'instant') return { fault: 'duty.no-time' };
  const length = Date.parse(to.instant) - Date.parse(from.instant);
  if (length <= 0 || length > DAY_MS) return { fault: 'duty.wrong-length' };
  return { startsAt: from.instant, endsAt: to.instant };
}

interface Props {
  /** Null: a new one. */
  shift: Shift | null;
  roster: Roster;
  edition: string | null;
  onClose: () => void;
}

/** Plans a shift, or changes one; times are the reader's own. */
export function ShiftForm({ shift, roster, edition, onClose }: Props) {
  const { t } = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(shift, roster));
  const [fault, setFault] = useState<MessageId | null>(null);
  const [id] = useState(() => shift?.id ?? newCommandId());
  const kept = useRef<KeptCommand | null>(null);
  const save = useMutation(useTRPC().duty.save.mutationOptions(useCommandOptions(onClose)));
  const submit = () => {
    const meant = meantBy(draft);
    if ('fault' in meant) return setFault(meant.fault);
    setFault(null);
    const { accountId, duress } = draft;
    const region = REGIONS.find((one) => one === draft.region) ?? null;
    const body = { ...(edition !== null && { edition }), id, accountId, region, duress, ...meant };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    if (!save.isPending) save.mutate({ commandId: kept.current.commandId, ...body });
  };
  return (
    <form
      noValidate
      aria-busy={save.isPending}
      className="mb-6 grid max-w-reading gap-4 rounded-card border-[1.5px] border-edge bg-raised p-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ShiftFields
        roster={roster}
        draft={draft}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
      {fault && <Trouble text={t(fault)} />}
      {save.error && !save.isPending && <Trouble text={t(wordsOf(faultOf(save.error)))} />}
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={save.isPending}>{t('duty.save')}</Button>
        <Button type="button" look="quiet" onClick={onClose}>
          {t('state.cancel')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  roster: Roster;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}

function ShiftFields({ roster, draft, onChange }: FieldsProps) {
  const { t } = useLanguage();
  const role = roster.people.find(({ id }) => id === draft.accountId)?.role;
  const mayHearDuress = MAY_PLAN.some((one) => one === role);
  return (
    <>
      <Select
        id="shift-person"
        label={t('duty.person')}
        value={draft.accountId}
        onChange={({ target }) => onChange({ accountId: target.value, duress: false })}
      >
        <option value="">{t('announcements.choose')}</option>
        {roster.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        id="shift-region"
        label={t('duty.region')}
        value={draft.region}
        onChange={({ target }) => onChange({ region: target.value })}
      >
        <option value="">{t('duty.world')}</option>
        {REGIONS.map((region) => (
          <option key={region} value={region}>
            {t(regionWords(region))}
          </option>
        ))}
      </Select>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['from', 'to'] as const).map((end) => (
          <Field
            key={end}
            id={`shift-${end}`}
            type="datetime-local"
            label={t(`duty.${end}`)}
            value={draft[end]}
            onChange={({ target }) => onChange({ [end]: target.value })}
          />
        ))}
      </div>
      <p className="text-sm text-muted">{t('duty.zone', { zone: readersZone() })}</p>
      {mayHearDuress && (
        <Checkbox
          id="shift-duress"
          label={t('duty.duress-box')}
          note={t('duty.duress-note')}
          checked={draft.duress}
          onChange={({ target }) => onChange({ duress: target.checked })}
        />
      )}
    </>
  );
}
