import './field.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createFieldApp } from '../../features/field/field-app.ts';
import { FieldPage } from '../../features/field/field-page.tsx';
import { NoStore } from '../../features/field/no-store.tsx';
import { openStore, type Store } from '../../features/field/store.ts';
import { FieldLanguageContext, loadFieldLanguage } from '../../features/field/words.ts';
import { callServer } from '../../shared/api/field-api.ts';
import { chooseLocale } from '../../shared/i18n/choose-locale.ts';
import { createInstall } from './install.ts';
import { createInstallation } from './installation.ts';
import { openChannel } from './channel.ts';
import { createPhone } from './phone.ts';
import { createPush } from './push.ts';

const locale = chooseLocale();
const [language, store] = await Promise.all([
  loadFieldLanguage(locale),
  openStore().catch(() => null),
]);
document.documentElement.lang = locale;
document.title = language.t('app.title');

const place = document.getElementById('field');
if (place)
  createRoot(place).render(
    <StrictMode>
      <FieldLanguageContext value={language}>
        {store ? pageOn(store) : <NoStore />}
      </FieldLanguageContext>
    </StrictMode>,
  );

function pageOn(store: Store) {
  const channel = openChannel();
  const installation = createInstallation();
  const install = createInstall();
  const app = createFieldApp({
    store,
    call: callServer,
    others: channel,
    wake: installation.wake,
    now: Date.now,
  });
  const phone = createPhone({ app, store, channel });
  for (const event of ['online', 'focus']) window.addEventListener(event, app.refresh);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    app.refresh();
    installation.lookForUpdate();
  });
  const push = createPush({ call: callServer, registered: installation.registered });
  const { sendsAlone, update } = installation;
  return <FieldPage app={app} phone={{ ...phone, sendsAlone, update, push, install }} />;
}
