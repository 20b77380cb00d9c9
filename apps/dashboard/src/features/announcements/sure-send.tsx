import type { Locale } from '@lantern/schemas/locale';
import { useMutation } from '@tanstack/react-query';
import { faultOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { SureFrame } from '../../shared/sure-frame.tsx';
import { audienceOf, type Choice } from './audience.ts';
import { useReread } from './use-announcements.ts';
import { useReach } from './use-reach.ts';

/** What is written so far. */
export interface Draft {
  choice: Choice;
  text: string;
  locale: Locale;
  asksReply: boolean;
}

interface SureProps {
  edition: string | null;
  draft: Draft;
  commandId: string;
  onClose: () => void;
  onSent: (people: number) => void;
}

/** The last look before it leaves for good. */
export function SureSend({ edition, draft, commandId, onClose, onSent }: SureProps) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const reread = useReread();
  const { choice, text, locale, asksReply } = draft;
  const audience = audienceOf(choice);
  const reach = useReach(edition, choice);
  const { mutate, isPending, error } = useMutation(
    trpc.announcements.send.mutationOptions({
      networkMode: 'always',
      onSuccess: async ({ people }) => {
        await reread();
        onSent(people);
      },
    }),
  );
  const send = () => {
    const named = edition === null ? {} : { edition };
    if (audience) mutate({ commandId, ...named, ...audience, text, locale, asksReply });
  };
  return (
    <SureFrame
      question={reach.data ? t('announcements.sure', reach.data) : t('announcements.sure-any')}
      action={t('announcements.send')}
      acting={t('announcements.sending')}
      isPending={isPending}
      fault={error && !isPending ? faultOf(error) : null}
      onAct={send}
      onClose={onClose}
    >
      <p lang={locale} className="rounded-control bg-raised p-3 whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      <p>{t(asksReply ? 'announcements.asks' : 'announcements.asks-not')}</p>
      <p className="text-muted">{t('announcements.for-good')}</p>
    </SureFrame>
  );
}
