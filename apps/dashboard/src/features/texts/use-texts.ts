import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Texts {
  texts: readonly PetitionTextVersion[] | undefined;
  /** What the public sees: the edition's dates, and the languages with an approved text. */
  page: PetitionPage | undefined;
  isPending: boolean;
  error: unknown;
  refetch: () => void;
}

/** All versions of the current edition's texts, and what the public sees of them. */
export function useTexts(): Texts {
  const trpc = useTRPC();
  const { locale } = useLanguage();
  // Without a network it says so instead of waiting for one.
  const texts = useQuery({ ...trpc.petition.texts.queryOptions({}), networkMode: 'always' });
  const page = useQuery({
    ...trpc.petition.page.queryOptions({ locale }),
    networkMode: 'always',
  });
  return {
    texts: texts.data,
    page: page.data,
    isPending: texts.isPending || page.isPending,
    error: texts.error ?? page.error,
    refetch: () => void Promise.all([texts.refetch(), page.refetch()]),
  };
}
