import { hide } from "./secrets.ts";

/**
 * Variables by which git shows a token to the server of the store, and to no other: so it is in no command line, no file and no remote's address.
 * What git's settings say of headers for that server (an earlier step may have left a token there) does not count: two would be refused.
 * https://git-scm.com/docs/git-config#ENVIRONMENT
 * @param token The token; empty where there is none.
 * @param server The address of GitHub, as `https://github.com`.
 * @param before Variables of this process, which may hold settings as well.
 */
export function storeAccess(token: string, server: string, before: NodeJS.ProcessEnv = process.env): Record<string, string> {
  if (token.length === 0) {
    return {};
  }

  const credentials = Buffer.from(`x-access-token:${token}`).toString("base64");
  const header = `AUTHORIZATION: basic ${credentials}`;
  [credentials, header].forEach(hide); // git's own traces, and servers, may show one without the other
  const first = /^\d{1,4}$/.test(before.GIT_CONFIG_COUNT ?? "") ? Number(before.GIT_CONFIG_COUNT) : 0;
  const name = `http.${new URL(server).origin}/.extraheader`;
  return {
    GIT_CONFIG_COUNT: String(first + 2),
    [`GIT_CONFIG_KEY_${first}`]: name,
    [`GIT_CONFIG_VALUE_${first}`]: "", // ends what was said before
    [`GIT_CONFIG_KEY_${first + 1}`]: name,
    [`GIT_CONFIG_VALUE_${first + 1}`]: header,
  };
}
