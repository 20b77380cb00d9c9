// Inside a frame of ours: tells its height to the page around it, if that page asks (resize.js does).
// Which pages may be around a form is the browser's to keep (frame-ancestors); nothing else is told to them.

/** @type {string | null} */
let asker = null;
let told = 0;

function tell() {
  const main = document.querySelector('main');
  if (asker === null || !main) return;
  const height = Math.ceil(main.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  window.parent.postMessage({ lantern: 'height', height }, asker);
}

addEventListener('message', ({ source, origin, data }) => {
  if (source !== window.parent || window.parent === window) return;
  if (!/^https?:\/\//u.test(origin) || data?.lantern !== 'measure') return;
  asker = origin;
  told = 0;
  tell();
});

const main = document.querySelector('main');
if (main) new ResizeObserver(tell).observe(main);
