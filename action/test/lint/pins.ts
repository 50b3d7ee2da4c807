/** An action of others, at the commit that we looked at. */
export interface Pin {
  readonly version: string;
  readonly commit: string;
  /** Those of its inputs that we use. */
  readonly inputs: readonly string[];
}

/** All actions that workflows here may use. To take a newer one, look at what changed, and change its commit here and wherever the tests then say. */
export const pins: Readonly<Record<string, Pin>> = {
  "actions/checkout": {
    version: "v7.0.1",
    commit: "3d3c42e5aac5ba805825da76410c181273ba90b1",
    inputs: ["fetch-depth", "persist-credentials", "ref", "repository", "token"],
  },
  "actions/setup-dotnet": {
    version: "v6.0.0",
    commit: "a98b56852c35b8e3190ac28c8c2271da59106c68",
    inputs: ["dotnet-version"],
  },
  "actions/setup-node": {
    version: "v7.0.0",
    commit: "820762786026740c76f36085b0efc47a31fe5020",
    inputs: ["node-version"],
  },
  "actions/upload-artifact": {
    version: "v7.0.0",
    commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    inputs: ["if-no-files-found", "name", "path", "retention-days"],
  },
  "actions/download-artifact": {
    version: "v8.0.1",
    commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    inputs: ["merge-multiple", "name", "path", "pattern"],
  },
  "actions/attest-build-provenance": {
    version: "v4.1.0",
    commit: "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
    inputs: ["subject-path"],
  },
  "actions/create-github-app-token": {
    version: "v3.1.1",
    commit: "1b10c78c7865c340bc4f6099eb2f838309f1e8c3",
    inputs: ["client-id", "owner", "private-key", "repositories", "permission-actions", "permission-contents", "permission-pull-requests"],
  },
  "NuGet/login": {
    version: "v1.2.0",
    commit: "8d196754b4036150537f80ac539e15c2f1028841",
    inputs: ["user"],
  },
};
