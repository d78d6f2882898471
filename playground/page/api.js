// Talks to the control API of the playground: as a person, about what that person sees and does.

/** What the playground refused, in words for a person. */
export class Refused extends Error {}

async function answer(response) {
  const type = response.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await response.json() : { error: await response.text() };
  if (!response.ok) throw new Refused(body.error ?? response.statusText);
  return body;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(`/control/${path}`, options);
  } catch {
    throw new Refused("The playground does not answer. Is it still running?");
  }
  return answer(response);
}

/** @param {string} path */
export const get = (path) => request(path);

/** @param {string} path @param {object} [content] */
export function post(path, content = {}) {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(content) });
}

/**
 * Do something as a person, by its name in the control API. Throws Refused.
 * @param {string} handle @param {string} action @param {object} [content]
 */
export const act = (handle, action, content = {}) => post(`people/${handle}/${action}`, content);

/**
 * Keep a window open on what a person sees. `show` is called with every screen, `connected` whenever that changes.
 * @param {string} handle
 * @param {{show: (screen: any) => void, connected: (yes: boolean) => void}} listener
 * @returns {{look: (looking: object) => void}}
 */
export function live(handle, listener) {
  let socket = null;
  let looking = null;
  let wait = 250;
  const open = () => {
    socket = new WebSocket(`ws://${location.host}/control/people/${encodeURIComponent(handle)}/live`);
    socket.onopen = () => {
      wait = 250;
      listener.connected(true);
      if (looking) socket.send(JSON.stringify(looking));
    };
    socket.onmessage = (event) => listener.show(JSON.parse(event.data));
    socket.onclose = () => {
      listener.connected(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 4000);
    };
  };
  open();
  return {
    look(where) {
      looking = where;
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(looking));
    },
  };
}
