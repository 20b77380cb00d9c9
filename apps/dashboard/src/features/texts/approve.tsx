import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { Button } from '@lantern/ui/button';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage, type Language } from '../../shared/i18n/language.ts';
import { languageName } from '../../shared/languages.ts';
import { Trouble } from '../../shared/trouble.tsx';
import { useFocus } from '../../shared/use-focus.ts';
import { zonedTime } from '../../shared/zoned-time.ts';

/** How an approval ended, for its language's part of the page to tell. */
export interface ApprovalOutcome {
  kind: 'approved' | 'conflict';
  version: number;
}

interface Props {
  text: PetitionTextVersion;
  replaces: PetitionTextVersion | undefined;
  edition: PetitionPage['edition'];
  onOutcome: (outcome: ApprovalOutcome) => void;
}

/** The press that puts a draft into force, after saying what it does. */
export function Approve(props: Props) {
  const { t, locale } = useLanguage();
  // The command is made when it is pressed; sending it again after a lost answer is the same one.
  const [commandId, setCommandId] = useState<string | null>(null);
  const { text } = props;
  const name = { n: text.version, language: languageName(text.locale, locale) };
  if (commandId)
    return <Sure {...props} commandId={commandId} onCancel={() => setCommandId(null)} />;
  return (
    <Button
      type="button"
      aria-label={t('texts.approve-label', name)}
      onClick={() => setCommandId(newCommandId())}
    >
      {t('texts.approve')}
    </Button>
  );
}

function Sure({
  commandId,
  onCancel,
  ...props
}: Props & { commandId: string; onCancel: () => void }) {
  const language = useLanguage();
  const { t, locale } = language;
  const { text, replaces } = props;
  const question = useFocus<HTMLParagraphElement>();
  const { approve, fault } = useApproval(props);
  const name = { n: text.version, language: languageName(text.locale, locale) };
  return (
    <div className="grid gap-3 rounded-control border-[1.5px] border-accent bg-flame-soft p-4 leading-snug">
      <p ref={question} tabIndex={-1} className="font-semibold">
        {t('texts.approve-sure', name)}
      </p>
      <ul className="list-disc ps-5">
        <li>{whenSigned(props.edition, language)}</li>
        {replaces && <li>{t('texts.approve-replaces', { n: replaces.version })}</li>}
        <li>{t('texts.approve-lock')}</li>
      </ul>
      {fault && <Trouble text={t(wordsOf(fault))} />}
      <div className="flex flex-wrap gap-3">
        <Button
          type="button"
          aria-disabled={approve.isPending}
          onClick={() => {
            if (!approve.isPending) approve.mutate({ commandId, textId: text.id, hash: text.hash });
          }}
        >
          {t(approve.isPending ? 'texts.approving' : 'texts.approve-confirm', name)}
        </Button>
        <Button type="button" look="quiet" aria-disabled={approve.isPending} onClick={onCancel}>
          {t('state.cancel')}
        </Button>
      </div>
    </div>
  );
}

function useApproval({ text, onOutcome }: Pick<Props, 'text' | 'onOutcome'>) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const reread = () => queries.invalidateQueries({ queryKey: trpc.petition.pathKey() });
  const approve = useMutation(
    trpc.petition.approve.mutationOptions({
      // Without a network it says so; an approval must not go out later, unseen.
      networkMode: 'always',
      onSuccess: async () => {
        await reread();
        onOutcome({ kind: 'approved', version: text.version });
      },
      onError: async (error) => {
        if (faultOf(error) !== 'conflict') return;
        await reread();
        onOutcome({ kind: 'conflict', version: text.version });
      },
    }),
  );
  const fault = approve.isError ? faultOf(approve.error) : null;
  return { approve, fault: fault === 'conflict' ? null : fault };
}

function whenSigned(edition: PetitionPage['edition'], { t, locale }: Language): string {
  const { opensAt, timezone } = edition;
  if (edition.phase === 'closed') return t('texts.approve-closed');
  if (Date.parse(opensAt) <= Date.now()) return t('texts.approve-now');
  return t('texts.approve-later', { time: zonedTime(opensAt, { timezone, locale }) });
}
