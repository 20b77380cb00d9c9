import { Button } from '@lantern/ui/button';
import { Notice } from '@lantern/ui/notice';
import { useLanguage } from './i18n/language.ts';

/** What could not be read, and a way to try again. */
export function Trouble({ text, again }: { text: string; again?: () => void }) {
  const { t } = useLanguage();
  return (
    <Notice tone="danger" role="alert">
      <p>{text}</p>
      {again && (
        <Button type="button" look="quiet" className="mt-3" onClick={again}>
          {t('state.again')}
        </Button>
      )}
    </Notice>
  );
}
