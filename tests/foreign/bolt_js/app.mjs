// A Bolt app for Node after Slack's tutorials: messages, mentions, threads, reactions, buttons, forms, menus, files, Home.
import bolt from "@slack/bolt";

const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});
const plain = (text) => ({ type: "plain_text", text });
const section = (text, accessory) => ({ type: "section", text: { type: "mrkdwn", text }, accessory });

app.message("hello", async ({ message, say }) => {
  const text = `Hey there <@${message.user}>!`;
  await say({ text, blocks: [section(text, { type: "button", text: plain("Click Me"), action_id: "click" })] });
});
app.message("discuss", ({ message, say }) => say({ text: "Let us talk here", thread_ts: message.ts }));
app.message("upload", ({ message, client }) =>
  client.filesUploadV2({
    channel_id: message.channel,
    initial_comment: "Here it is",
    file_uploads: [
      { file: Buffer.from("first"), filename: "first.txt" },
      { file: Buffer.from("second"), filename: "second.txt" },
    ],
  }),
);
app.message("count", async ({ message, client, say }) => {
  const members = [];
  for await (const page of client.paginate("users.list", { limit: 2 })) members.push(...page.members);
  const { messages } = await client.conversations.history({ channel: message.channel, limit: 1 });
  await say(`${members.filter((one) => !one.is_bot && one.id !== "USLACKBOT").length} people, last: ${messages[0].text}`);
});
app.event("app_mention", async ({ event, client, say }) => {
  await client.reactions.add({ channel: event.channel, timestamp: event.ts, name: "wave" });
  await say(`You called, <@${event.user}>?`);
});
app.event("reaction_added", async ({ event, client }) => {
  if (event.reaction === "pushpin") await client.pins.add({ channel: event.item.channel, timestamp: event.item.ts });
});
app.action("click", async ({ ack, body, client, respond, say }) => {
  await ack();
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: "Clicked", blocks: [section("Clicked")] });
  await say({ text: `<@${body.user.id}> clicked`, thread_ts: body.message.ts });
  await respond({ text: "Only you see this", replace_original: false });
});
app.command("/echo", async ({ command, ack, respond }) => {
  await ack({ text: "Wait" });
  await respond({ text: `You said: ${command.text}`, response_type: "in_channel" });
});
app.command("/ticket", async ({ ack, body, client }) => {
  await ack();
  const input = (block_id, label, element) => ({ type: "input", block_id, label: plain(label), element });
  const team = { type: "external_select", action_id: "team", placeholder: plain("Which?"), min_query_length: 0 };
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: "modal",
      callback_id: "ticket",
      private_metadata: body.channel_id,
      title: plain("New ticket"),
      submit: plain("Create"),
      blocks: [
        input("what", "What happened?", { type: "plain_text_input", action_id: "text" }),
        input("whose", "Team", team),
        input("when", "Since", { type: "datepicker", action_id: "date", initial_date: "2026-11-30" }),
      ],
    },
  });
});
app.options("team", ({ ack, options }) => {
  const fitting = ["Payments", "Search"].filter((name) => name.toLowerCase().startsWith(options.value.toLowerCase()));
  return ack({ options: fitting.map((name) => ({ text: plain(name), value: name })) });
});
app.view("ticket", async ({ ack, view, body, client }) => {
  const { what, whose, when } = view.state.values;
  if (what.text.value.length < 5) return ack({ response_action: "errors", errors: { what: "Say more" } });
  await ack({ response_action: "clear" });
  const text = `<@${body.user.id}> for ${whose.team.selected_option.value}, ${when.date.selected_date}: ${what.text.value}`;
  await client.chat.postMessage({ channel: view.private_metadata, text });
  await client.chat.postMessage({ channel: body.user.id, text: "Your ticket was created" });
});
app.shortcut("remind", async ({ ack, shortcut, client }) => {
  await ack();
  const post_at = Number(shortcut.message.ts.split(".")[0]) + 60;
  await client.chat.scheduleMessage({ channel: shortcut.channel.id, text: `Again: ${shortcut.message.text}`, post_at });
});
app.event("app_home_opened", ({ event, client }) =>
  client.views.publish({ user_id: event.user, view: { type: "home", blocks: [section(`Welcome, <@${event.user}>`)] } }),
);

await app.start();
