// Runs before anything is drawn: takes the start data out of the address at once, so that it is not shown, shared or kept.
(() => {
  const START_DATA = /^#[\w-]{100,}$/; // anything shorter is a place on the page, such as the skip link's
  const arrived = START_DATA.test(location.hash);
  window.resonanzStart = arrived ? location.hash.slice(1) : '';
  document.documentElement.classList.toggle('started', arrived);
  if (arrived) history.replaceState(null, '', location.pathname + location.search);
  addEventListener('hashchange', () => START_DATA.test(location.hash) && location.reload());
})();
