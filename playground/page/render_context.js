// What the rendering of blocks asks of the page: names, emoji, and how to act, fill in, submit and fetch suggestions.

import { Refused, act } from "./api.js";
import { confirm } from "./render/confirm.js";
import { emoji } from "./emoji.js";

/** @param {import("./app.js").App} app */
export function context(app) {
  const top = () => app.seen.screen.modal?.view.id;
  const viewOf = (where) => (where === "home" ? app.seen.screen.home?.view.id : top());
  const ctx = {
    get me() {
      return app.seen.me;
    },
    get zone() {
      return app.seen.zone;
    },
    get now() {
      return app.seen.now;
    },
    get names() {
      return app.seen.names;
    },
    emoji,
    confirm: (dialog) => confirm(dialog, ctx),
    openChannel: (id) => app.openChannel(id),
    openPerson: (id) => app.openPerson(app.seen.byId.get(id)?.handle),

    /** Press or choose; answers with the failure, if any, which the person has then been told. */
    async act({ where, channel, ts, inputs, block_id, action_id, value }) {
      const what = { block_id, action_id, value };
      // What is typed into a form is sent before; what is typed elsewhere goes with the press.
      if (where !== "view") what.values = Object.fromEntries([...(inputs ?? [])].map(([block, one]) => [block, one.read()]));
      const reply =
        where === "message"
          ? await app.do("act", { channel, ts, ...what })
          : await app.do("act_on_view", { view_id: viewOf(where), ...what });
      if (reply?.failure) app.tell(reply.failure);
      return reply ?? { failure: "refused" };
    },

    /** Submit the form on top; answers with `errors` by block, or with a `failure`. */
    async submit(values) {
      try {
        const { results } = await act(app.handle, "submit", { view_id: top(), values });
        return results[0];
      } catch (why) {
        if (!(why instanceof Refused)) throw why;
        return { errors: {}, failure: why.message };
      }
    },

    close: () => app.do("close", { view_id: top() }),

    /** What the app offers for what was typed into a menu: `options`, or `option_groups`. */
    async suggest({ where, channel, ts, block_id, action_id, text }) {
      const surface = where === "message" ? { channel, ts } : { view_id: viewOf(where) };
      return (await app.do("suggest", { ...surface, block_id, action_id, text })) ?? {};
    },

    /** Let the playground know what has been entered in the form on top. */
    fill: (values) => app.do("fill", { view_id: top(), values }),
  };
  return ctx;
}
