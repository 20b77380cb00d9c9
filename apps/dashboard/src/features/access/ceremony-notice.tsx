import { Notice } from '@lantern/ui/notice';
import { useLanguage } from '../../shared/i18n/language.ts';
import { useFocus } from '../../shared/use-focus.ts';
import type { CeremonyFault } from './ceremonies.ts';
import { ceremonyWords } from './ceremony-words.ts';

/** Says why a ceremony did not end well, and takes the focus so that it is heard. */
export function CeremonyNotice({ fault }: { fault: CeremonyFault }) {
  const { t } = useLanguage();
  const notice = useFocus<HTMLDivElement>();
  return (
    <Notice ref={notice} role="alert" tone={fault === 'cancelled' ? 'warm' : 'danger'}>
      {t(ceremonyWords(fault))}
    </Notice>
  );
}
