// Roving focus: the arrow keys walk through a list of messages, and Tab stops at it only once.

const items = (list) => [...list.querySelectorAll(":scope > .message")];

/** Let Tab reach the message that was walked to, or the last. @param {HTMLElement} list */
export function rovingTabindex(list) {
  const all = items(list);
  const current = all.filter((one) => one.tabIndex === 0);
  const stop = current.length === 1 ? current[0] : all.at(-1);
  for (const one of all) one.tabIndex = one === stop ? 0 : -1;
}

/** @param {HTMLElement} list @param {() => void} leave what Escape does */
export function arrowKeys(list, leave) {
  list.addEventListener("focusin", (event) => {
    const all = items(list);
    if (all.includes(event.target)) for (const one of all) one.tabIndex = one === event.target ? 0 : -1;
  });
  list.addEventListener("keydown", (event) => {
    const all = items(list);
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const steps = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 };
    if (event.key === "Escape") leave();
    else if (event.key in steps) all[steps[event.key]]?.focus();
    else return;
    event.preventDefault();
  });
}
