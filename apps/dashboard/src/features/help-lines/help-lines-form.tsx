import { HELP_KINDS, type HelpKind } from '@lantern/schemas/help-line';
import { Button } from '@lantern/ui/button';
import { Field } from '@lantern/ui/field';
import { Select } from '@lantern/ui/select';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

interface Line {
  kind: HelpKind;
  label: string;
  phone: string;
}

interface Props {
  /** Whose they are; without a city, everybody's. */
  place: { edition?: string; city: string | null };
  lines: readonly Line[];
  mayChange: boolean;
}

const NEW: Line = { kind: 'emergency', label: '', phone: '' };

/** The lines as they are, each to be written over; saved all at once, in their order. */
export function HelpLinesForm({ place, lines, mayChange }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Lines have no ids of their own: each keeps its number while the page is open.
  const [drafts, setDrafts] = useState(() => lines.map((line, key) => ({ key, line })));
  const save = useMutation(
    trpc.field.setHelpLines.mutationOptions({
      networkMode: 'always',
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.field.helpLines.queryKey() }),
    }),
  );
  const change = (next: typeof drafts) => {
    save.reset();
    setDrafts(next);
  };
  const add = () => {
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1;
    change([...drafts, { key, line: NEW }]);
  };
  return (
    <form
      className="mt-6 grid max-w-3xl gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (save.isPending) return;
        save.mutate({
          commandId: newCommandId(),
          ...place,
          lines: drafts.map(({ line }) => line),
        });
      }}
    >
      <fieldset disabled={!mayChange} className="grid gap-4">
        <legend className="sr-only">{t('help-lines.title')}</legend>
        {drafts.map(({ key, line }) => (
          <HelpLine
            key={key}
            id={`line-${key}`}
            line={line}
            onChange={(changed) =>
              change(drafts.map((one) => (one.key === key ? { key, line: changed } : one)))
            }
            onRemove={() => change(drafts.filter((one) => one.key !== key))}
          />
        ))}
        {mayChange && (
          <div className="flex flex-wrap gap-3">
            <Button type="button" look="quiet" onClick={add}>
              {t('help-lines.add')}
            </Button>
            <Button aria-disabled={save.isPending}>{t('help-lines.save')}</Button>
          </div>
        )}
      </fieldset>
      {save.isError && <Trouble text={t(wordsOf(faultOf(save.error)))} />}
      <output>{save.isSuccess && t('help-lines.saved')}</output>
    </form>
  );
}

interface LineProps {
  id: string;
  line: Line;
  onChange: (line: Line) => void;
  onRemove: () => void;
}

function HelpLine({ id, line, onChange, onRemove }: LineProps) {
  const { t } = useLanguage();
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[10rem_1fr_12rem_auto]">
      <Select
        id={`${id}-kind`}
        label={t('help-lines.kind')}
        value={line.kind}
        onChange={({ target }) =>
          onChange({ ...line, kind: HELP_KINDS.find((one) => one === target.value) ?? line.kind })
        }
      >
        {HELP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`help-lines.kind-${kind}`)}
          </option>
        ))}
      </Select>
      <Field
        id={`${id}-label`}
        label={t('help-lines.label')}
        value={line.label}
        required
        maxLength={120}
        onChange={({ target }) => onChange({ ...line, label: target.value })}
      />
      <Field
        id={`${id}-phone`}
        type="tel"
        label={t('help-lines.phone')}
        value={line.phone}
        required
        pattern="[+*#0-9][0-9 *#\(\).\/\-]{1,39}"
        onChange={({ target }) => onChange({ ...line, phone: target.value })}
      />
      <Button type="button" look="quiet" onClick={onRemove}>
        {t('help-lines.remove')}
      </Button>
    </div>
  );
}
