// Events of htmx that our modules listen to, for the type checker alone.

interface DocumentEventMap {
  'htmx:beforeSwap': CustomEvent<{ target: Element }>;
}
