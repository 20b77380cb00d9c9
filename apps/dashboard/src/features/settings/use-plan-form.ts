import type { EditionPlan } from '@lantern/schemas/edition-rules';
import type { EditionSettings } from '@lantern/schemas/edition-settings';
import { useState, type FormEvent } from 'react';
import { draftOf, readDraft, type DraftFaults, type PlanDraft } from './plan-draft.ts';
import { planOf } from './plan-of.ts';

/** What a person is asked to be sure of. */
interface Asked {
  plan: EditionPlan;
  closesNow: boolean;
  /** When it was asked. */
  now: Date;
}

/** The form's life: typed, asked, then saved, or refused with all that was typed kept. */
export function usePlanForm(edition: EditionSettings) {
  // What others save meanwhile must not change what this one started from.
  const [was, setWas] = useState(() => planOf(edition));
  const [draft, setDraft] = useState(() => draftOf(was));
  const [faults, setFaults] = useState<DraftFaults>({});
  const [asked, setAsked] = useState<Asked | null>(null);
  const [saved, setSaved] = useState<{ from: EditionPlan; to: EditionPlan } | null>(null);
  /** How it was set when this form was begun, once somebody else has set it otherwise. */
  const [meanwhile, setMeanwhile] = useState<EditionPlan | null>(null);

  const startFrom = (plan: EditionPlan) => {
    setWas(plan);
    setDraft(draftOf(plan));
    setFaults({});
    setMeanwhile(null);
    setAsked(null);
  };
  return {
    was,
    draft,
    faults,
    asked,
    saved,
    meanwhile,
    isChanged: JSON.stringify(draft) !== JSON.stringify(draftOf(was)),
    onChange: (part: Partial<PlanDraft>) => {
      setDraft({ ...draft, ...part });
      setAsked(null);
    },
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      const now = new Date();
      const read = readDraft(draft, { was, now });
      setFaults(read.faults);
      const [faulty] = Object.keys(read.faults);
      if (faulty) document.getElementById(`plan-${faulty}`)?.focus();
      else if (read.plan) setAsked({ plan: read.plan, closesNow: false, now });
    },
    /** The closing itself is the server's own moment. */
    askToClose: () => {
      const now = new Date();
      setAsked({ plan: { ...was, closesAt: now.toISOString() }, closesNow: true, now });
    },
    onClose: () => setAsked(null),
    onSaved: (to: EditionPlan) => {
      setSaved({ from: was, to });
      startFrom(to);
    },
    onUndone: (plan: EditionPlan) => {
      setSaved(null);
      startFrom(plan);
    },
    onFaults: (found: DraftFaults) => {
      setFaults(found);
      setAsked(null);
    },
    onConflict: (now: EditionPlan) => {
      setMeanwhile(was);
      setWas(now);
      setSaved(null);
      setAsked(null);
    },
  };
}
