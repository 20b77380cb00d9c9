/** Where an address can be shared by a plain link: nothing of theirs is loaded before it is pressed. */
interface ShareLink {
  /** A name that is the same in every language; `mail` is written in the page's own. */
  name: 'WhatsApp' | 'Telegram' | 'LINE' | 'Facebook' | 'X' | 'mail';
  href: string;
}

/**
 * The share pages that the networks document for plain links. KakaoTalk and WeChat have none that works
 * without their own script; the phone's share sheet reaches them.
 */
export function shareLinks({ address, text }: { address: string; text: string }): ShareLink[] {
  const link = (name: ShareLink['name'], base: string, query: Record<string, string>) => {
    // Mail programs show a plus where they find one: everything is percent-encoded.
    const pairs = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return { name, href: `${base}?${pairs.join('&')}` };
  };
  const both = `${text}\n${address}`;
  return [
    link('WhatsApp', 'https://wa.me/', { text: both }),
    link('Telegram', 'https://t.me/share/url', { url: address, text }),
    link('LINE', 'https://social-plugins.line.me/lineit/share', { url: address, text }),
    link('Facebook', 'https://www.facebook.com/sharer/sharer.php', { u: address }),
    link('X', 'https://x.com/intent/post', { text, url: address }),
    link('mail', 'mailto:', { body: both }),
  ];
}
