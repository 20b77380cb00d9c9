import { useWords } from './words.ts';

/** Where a browser keeps nothing, nothing may seem to be kept. */
export function NoStore() {
  const { t } = useWords();
  return (
    <main className="mx-auto max-w-[26rem] px-5 py-16">
      <h1 className="text-3xl">{t('app.title')}</h1>
      <p className="mt-4">{t('app.no-store')}</p>
    </main>
  );
}
