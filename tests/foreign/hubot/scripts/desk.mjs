// Description:
//   Uses each kind of thing that Hubot and its Slack adapter offer to scripts.

export default (robot) => {
  const web = robot.adapter.client.web;
  const tell = async (text) => {
    const { members } = await web.users.list();
    const { channel } = await web.conversations.open({ users: members.find((one) => one.name === "ana").id });
    return robot.messageRoom(channel.id, text);
  };
  robot.hear(/lunch/i, (res) => res.send("It is noon"));
  robot.respond(/greet/i, (res) => res.reply(`hello from ${robot.name}`));
  robot.respond(/announce/i, (res) =>
    res.send({ text: "News", blocks: [{ type: "header", text: { type: "plain_text", text: "Today" } }] }),
  );
  robot.respond(/discuss/i, async (res) => {
    const { channel, ts } = res.message.rawMessage;
    await web.reactions.add({ channel, timestamp: ts, name: "eyes" });
    await res.send({ text: "Let us talk here", thread_ts: ts });
  });
  robot.respond(/topic (.+)/i, (res) => robot.adapter.setTopic(res.envelope, res.match[1]));
  robot.respond(/upload/i, (res) =>
    web.files.uploadV2({ channel_id: res.message.room, filename: "notes.txt", content: "a few words" }),
  );
  robot.enter((res) => res.send(`Welcome, ${res.message.user.name}`));
  robot.leave(() => tell("Somebody left"));
};
