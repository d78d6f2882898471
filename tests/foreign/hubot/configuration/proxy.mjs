// Hubot takes the agent of its Web API client from here; with it, Slack can be behind a proxy.
import { HttpsProxyAgent } from "https-proxy-agent";

export default (robot) => {
  robot.config = { agent: new HttpsProxyAgent(process.env.HTTPS_PROXY) };
};
