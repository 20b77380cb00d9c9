import { index, layout, route, type RouteConfig } from '@react-router/dev/routes';

export default [
  layout('app/open-layout.tsx', [
    route('enrol', 'features/access/enrol-page.tsx'),
    route('sign-in', 'features/access/sign-in-page.tsx'),
  ]),
  // Also for screens, which are nobody: it finds out by itself who looks.
  layout('app/wall-layout.tsx', [route('wall', 'features/wall/wall-page.tsx')]),
  layout('app/signed-in-layout.tsx', [
    index('features/overview/overview-page.tsx'),
    route('second-passkey', 'features/access/second-passkey-page.tsx'),
    route('account', 'features/access/account-page.tsx'),
    route('quarantine', 'features/quarantine/quarantine-page.tsx'),
    route('quarantine/:cause', 'features/quarantine/cause-page.tsx'),
    route('texts', 'features/texts/texts-page.tsx'),
    route('texts/:language/new', 'features/texts/draft-page.tsx'),
    route('supporters', 'features/supporters/supporters-page.tsx'),
    route('partners', 'features/partners/partners-page.tsx'),
    route('partners/:id', 'features/partners/partner-page.tsx'),
    route('partner', 'features/partners/own-page.tsx'),
    route('news', 'features/news/news-list-page.tsx'),
    route('news/:id', 'features/news/news-page.tsx'),
    route('messages', 'features/messages/messages-page.tsx'),
    route('messages/:id', 'features/messages/message-page.tsx'),
    route('settings', 'features/settings/settings-page.tsx'),
    route('settings/new', 'features/settings/new-edition-page.tsx'),
    route('people', 'features/people/people-page.tsx'),
    route('board', 'features/board/board-page.tsx'),
    route('screens', 'features/screens/screens-page.tsx'),
    route('corrections', 'features/corrections/corrections-page.tsx'),
    route('cities', 'features/cities/cities-page.tsx'),
    route('cities/:slug', 'features/cities/city-page.tsx'),
    route('cities/:slug/rsvps', 'features/rsvp/rsvps-page.tsx'),
    route('city', 'features/cities/own-city-page.tsx'),
    route('audit', 'features/audit/audit-page.tsx'),
  ]),
  route('*', 'app/not-found-page.tsx'),
] satisfies RouteConfig;
