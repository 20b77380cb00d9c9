import { reachedOf } from '@lantern/schemas/action-public';
import { Button } from '@lantern/ui/button';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { faultOf, fieldsOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { commandFor, type KeptCommand } from '../../shared/command-for.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { kindWords } from '../../shared/day-words.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { LeaveGuard } from '../../shared/leave-guard.tsx';
import { Trouble } from '../../shared/trouble.tsx';
import { useFocus } from '../../shared/use-focus.ts';
import { draftOf, emptyDraft, faultsOf, sentOf, type DraftFaults } from './action-draft.ts';
import { ActionFields } from './action-fields.tsx';
import { PublicPreview } from './public-preview.tsx';
import { useCommandOptions, type Action, type City } from './use-cities.ts';

interface Props {
  city: City;
  /** Absent: a new one. */
  action?: Action;
  onSaved: () => void;
  onClose: () => void;
}

/** Plans an action, or changes one; what the public will see of it stands below, as one types. */
export function ActionForm({ city, action, onSaved, onClose }: Props) {
  const { t, locale } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const heading = useFocus<HTMLHeadingElement>();
  const [start] = useState(() =>
    action
      ? draftOf(action, locale)
      : emptyDraft({
          date: city.edition.date,
          kind: city.kind === 'delivery' ? 'delivery' : 'prayer-vigil',
          isMain: !city.actions.some((one) => one.isMain && !one.calledOffAt),
          locale,
        }),
  );
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<DraftFaults>({});
  const show = (found: DraftFaults) => {
    setFaults(found);
    const [first] = Object.keys(found);
    form.current?.querySelector<HTMLElement>(`#action-${first ?? 'none'}`)?.focus();
  };
  const saving = useSaving({ city, action, onSaved, onFields: show });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft);
    show(found);
    if (Object.keys(found).length === 0 && !saving.isPending) saving.save(sentOf(draft));
  };
  const title = action ? 'action.change-named' : 'action.new';
  return (
    <form
      ref={form}
      noValidate
      onSubmit={submit}
      aria-busy={saving.isPending}
      className="grid gap-6 rounded-card border-[1.5px] border-edge bg-raised p-4 md:p-6"
    >
      <h3 ref={heading} tabIndex={-1} className="font-sans text-lg font-semibold">
        {t(title, { action: t(kindWords(action?.kind ?? draft.kind)) })}
      </h3>
      <ActionFields
        {...{ city, draft, faults, locked: action?.isMain === true }}
        onChange={(part) => setDraft({ ...draft, ...part })}
      />
      <PublicPreview
        id="draft-preview"
        action={{ ...sentOf(draft) }}
        reached={action ? reachedOf(action, city.status) : 'before'}
        hidden={city.hiddenAt !== null}
      />
      {saving.fault && <Trouble text={t(saving.fault)} />}
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={saving.isPending}>
          {t(saving.isPending ? 'action.saving' : 'action.save')}
        </Button>
        <Button type="button" look="quiet" disabled={saving.isPending} onClick={onClose}>
          {t('state.cancel')}
        </Button>
      </div>
      <LeaveGuard active={JSON.stringify(draft) !== JSON.stringify(start) && !saving.isPending} />
    </form>
  );
}

interface Saving extends Pick<Props, 'city' | 'onSaved'> {
  action: Action | undefined;
  onFields: (faults: DraftFaults) => void;
}

/** Sends what was typed: once, whatever is pressed again. */
function useSaving({ city, action, onSaved, onFields }: Saving) {
  const trpc = useTRPC();
  const kept = useRef<KeptCommand | null>(null);
  const common = useCommandOptions(onSaved);
  const options = {
    ...common,
    onError: async (error: unknown) => {
      await common.onError();
      const fields = fieldsOf(error);
      if (Object.keys(fields).length > 0) onFields(fields);
    },
  };
  const add = useMutation(trpc.cities.addAction.mutationOptions(options));
  const change = useMutation(trpc.cities.changeAction.mutationOptions(options));
  const { isPending, error } = action ? change : add;
  const save = (sent: ReturnType<typeof sentOf>) => {
    const body = { edition: city.edition.slug, city: city.slug, ...sent };
    kept.current = commandFor(kept.current, JSON.stringify(body), newCommandId);
    const { commandId } = kept.current;
    if (action) change.mutate({ commandId, ...body, actionId: action.id, seen: action.updatedAt });
    else add.mutate({ commandId, ...body });
  };
  return { isPending, save, fault: faultWordsOf(error) };
}

function faultWordsOf(error: unknown) {
  if (!error) return null;
  return faultOf(error) === 'conflict' ? ('action.conflict' as const) : wordsOf(faultOf(error));
}
