// Making elements: `h` for HTML, `icon` for the few signs that the page draws itself.

/**
 * Make an element. `class`, `dataset`, `on<event>` and properties are understood; null, undefined and false are left out.
 * @param {string} tag
 * @param {Object<string, any>} [props]
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 * @returns {any}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M5.5 9h9v7.5h-9zM7 9V6.5a3 3 0 0 1 6 0V9",
  plus: "M10 4v12M4 10h12",
  send: "M3.5 4 17 10 3.5 16l2-6zM5.5 10H11",
  at: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0v1.2c0 1 .7 1.8 1.7 1.8S17 12 17 10a7 7 0 1 0-3 5.7",
  smile: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM7 12s1 1.8 3 1.8 3-1.8 3-1.8M7.6 8v.2M12.4 8v.2",
  react: "M16.8 11A7 7 0 1 1 10 3M7 12s1 1.8 3 1.8 3-1.8 3-1.8M7.6 8v.2M12.4 8v.2M15.5 2.5v5M13 5h5",
  thread: "M4 4h12v9H9l-3.5 3v-3H4zM7 7.5h6M7 10h4",
  pin: "M8 3h6l-.8 5.5L15.500 11H5.500L7.200 8.500zM10.500 11 10 17",
  bookmark: "M6 3.500h8V16.500l-4-3-4 3z",
  more: "M4.500 10h.01M10 10h.01M15.500 10h.01",
  home: "M3.500 9.500 10 4l6.500 5.500M5 8.500V16h10V8.500M8.500 16v-4h3v4",
  moon: "M15.500 12A6.500 6.500 0 0 1 8 4.500 6.500 6.500 0 1 0 15.500 12z",
  sun: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 2.500v2M10 15.500v2M2.500 10h2M15.500 10h2M4.700 4.700l1.400 1.400M13.900 13.900l1.400 1.400M15.300 4.700l-1.400 1.400M6.100 13.900l-1.400 1.400",
  menu: "M3.500 5.500h13M3.500 10h13M3.500 14.500h13",
  close: "M5 5l10 10M15 5 5 15",
  down: "M5.500 8 10 12.500 14.500 8",
  right: "M8 5.500 12.500 10 8 14.500",
  left: "M12 5.500 7.500 10 12 14.500",
  activity: "M2.500 10H6l2.500-6 3 12 2.500-6h3.500",
  archive: "M3 4.500h14v3H3zM4.500 7.500V16h11V7.500M8 10.500h4",
  people: "M10.500 7a2.750 2.750 0 1 1-5.500 0 2.750 2.750 0 0 1 5.500 0zM2.500 16c0-3 2-4.500 5.200-4.500S13 13 13 16M13 4.500a2.600 2.600 0 0 1 0 5M14.500 11.800c2 .5 3 2 3 4.200",
  copy: "M7 7h9v9H7zM4 13V4h9",
  link: "M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300L10 5.700M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300L10 14.300",
  trash: "M4 6h12M8 6V4h4v2M5.500 6l.8 10.500h7.400L14.500 6",
  edit: "M4 16l.8-3.500L13.500 3.800l2.700 2.700L7.500 15.200z",
  bolt: "M11 3 4.500 11.500H10L9 17l6.500-8.500H10z",
  slash: "M12.500 4 7.500 16",
  check: "M4.500 10.500 8.500 14.500 15.500 6",
  eye: "M2.500 10S5 5 10 5s7.500 5 7.500 5-2.500 5-7.500 5-7.500-5-7.500-5zM12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
  help: "M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM8 8a2 2 0 1 1 3 1.800c-.7.4-1 .8-1 1.500M10 13.700v.1",
  search: "M13.500 9a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0zM12.500 12.500 16.500 16.500",
  window: "M8 5H4v11h11v-4M11 4h5v5M16 4l-7 7",
  warn: "M10 3.500 17.500 16.500h-15zM10 8.500v3.500M10 14.200v.1",
  message: "M3.500 4.500h13v9H9l-3.500 3v-3h-2z",
};

/**
 * Draw one of the page's own signs; it is decoration, so what it means must be said beside it.
 * @param {keyof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only a sign: `label` is what it is called. */
export function iconButton(name, label, onclick, props = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/**
 * Bring the children of `parent` into the order of `items`, keeping every element whose `sign` has not changed.
 * @template T
 * @param {HTMLElement} parent
 * @param {T[]} items
 * @param {{key: (item: T) => string, sign: (item: T) => string, make: (item: T) => HTMLElement}} how
 */
export function reconcile(parent, items, how) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const wanted = items.map((item) => kept(old.get(how.key(item)), item, how));
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}

function kept(before, item, how) {
  const sign = how.sign(item);
  if (before && before.sign === sign) return before;
  const node = how.make(item);
  node.dataset.key = how.key(item);
  node.sign = sign;
  if (before) exchange(before, node);
  return node;
}

/** Put `node` where `before` is; whoever had the focus in there has it again on the control of the same name. */
function exchange(before, node) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  before.replaceWith(node);
  if (!focused) return;
  const name = focused.dataset.focus ?? focused.getAttribute("data-action-id") ?? focused.textContent;
  const again = [...node.querySelectorAll("button, a, input, textarea, [tabindex]")].find(
    (one) => (one.dataset.focus ?? one.getAttribute("data-action-id") ?? one.textContent) === name,
  );
  // What only shows while the focus is near cannot have it first.
  node.focus({ preventScroll: true });
  again?.focus({ preventScroll: true });
}
