// Runs before anything is drawn: takes the start data out of the address at once, so that it is not shown, shared or kept.
(() => {
  const fragment = location.hash.slice(1);
  window.resonanzStart = fragment;
  document.documentElement.classList.add('scripted');
  if (fragment) document.documentElement.classList.add('started');
  history.replaceState(null, '', location.pathname + location.search);
})();
