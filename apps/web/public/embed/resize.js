// Optional, for a partner's page: <script src="…/embed/resize.js" async></script>
// Gives each frame of ours on the page the height its content has. It reads nothing of the page, sends
// nothing anywhere, and listens to our own frames only.

(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { origin } = new URL(script.src);
  const LEAST = 100;
  const MOST = 4_000;

  const frames = () =>
    Array.from(document.querySelectorAll('iframe')).filter((frame) =>
      frame.src.startsWith(`${origin}/embed/`),
    );

  /** @param {HTMLIFrameElement} frame */
  const ask = (frame) => frame.contentWindow?.postMessage({ lantern: 'measure' }, origin);

  addEventListener('message', (event) => {
    if (event.origin !== origin || event.data?.lantern !== 'height') return;
    const { height } = event.data;
    if (!Number.isFinite(height) || height < LEAST || height > MOST) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === event.source);
    if (frame) frame.style.height = `${Math.ceil(height)}px`;
  });

  // A frame that loads after this script is asked then; one that has loaded, now.
  document.addEventListener(
    'load',
    ({ target }) => {
      if (target instanceof HTMLIFrameElement && frames().includes(target)) ask(target);
    },
    true,
  );
  const askAll = () => frames().forEach(ask);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', askAll);
  else askAll();
})();
