import type { Locale } from '@lantern/schemas/locale';
import { Button } from '@lantern/ui/button';
import { useMutation } from '@tanstack/react-query';
import { faultOf, wordsOf } from '../../shared/api/fault.ts';
import { useTRPC } from '../../shared/api/trpc.ts';
import { newCommandId } from '../../shared/command-id.ts';
import { useLanguage } from '../../shared/i18n/language.ts';
import { Trouble } from '../../shared/trouble.tsx';

/** Mails the saved words to the person who presses, and to nobody else. */
export function TestMail({ newsId, locale }: { newsId: string; locale: Locale }) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const test = useMutation(trpc.news.test.mutationOptions({ networkMode: 'always' }));
  const press = () => {
    if (!test.isPending) test.mutate({ commandId: newCommandId(), newsId, locale });
  };
  return (
    <div className="grid justify-items-start gap-2">
      {test.isError && <Trouble text={t(wordsOf(faultOf(test.error)))} />}
      <Button type="button" look="quiet" aria-disabled={test.isPending} onClick={press}>
        {t(test.isPending ? 'news.testing' : 'news.test')}
      </Button>
      <output className="text-sm">{test.isSuccess && t('news.tested')}</output>
    </div>
  );
}
