namespace ModuleBuild.Security.Tests.Checks.Secrets;

/// <summary>A file as projects have them, with one secret in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What is reported.</param>
/// <param name="Text">Its text; <c>§</c> stands where the secret does.</param>
/// <param name="Secret">The secret.</param>
internal sealed record PlantedFile(string Name, string Kind, string Text, string Secret);

/// <summary>Secrets in files of many languages. All are drawn or put together here: none stands in the sources.</summary>
internal static class PlantedFiles
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Named = "secret by its name";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlantedFile> All { get; } =
    [
        new("appsettings.json", Named, "{\n  \"Logging\": { \"LogLevel\": \"Warning\" },\n  \"Mail\": {\n    \"Server\": \"smtp.shop.eu\",\n    \"ApiKey\": \"§\"\n  }\n}\n", Key(32)),
        new("secrets.json", Named, "{ \"Shop:Payment:ClientSecret\": \"§\" }\n", Key(40)),
        new("task-definition.json", Named, "{\n  \"environment\": [\n    { \"name\": \"MODE\", \"value\": \"production\" },\n    {\n      \"name\": \"MAIL_API_KEY\",\n      \"value\": \"§\"\n    }\n  ]\n}\n", Key(31)),
        new("values.yaml", Named, "mail:\n  server: smtp.shop.eu\n  apiKey: §\n  retries: 3\n", Key(36)),
        new("compose.yml", Named, "services:\n  shop:\n    environment:\n      MODE: production\n      PAYMENT_SECRET: '§'\n", Key(28)),
        new("pipeline.yml", Named, "steps:\n- deploy_token: §   # of the robot\n- script: ./deploy.sh\n", Key(24)),
        new(".env", Named, "# of the shop\nMODE=production\nMAIL_API_KEY=§\nLOG=1\n", Key(33)),
        new("deploy.sh", Named, "#!/bin/sh\nset -eu\nexport DEPLOY_TOKEN=§\n./deploy\n", Key(30)),
        new("Dockerfile", Named, "FROM alpine:3.22\nENV FEED_API_KEY=§\nRUN ./restore.sh\n", Key(27)),
        new("application.properties", Named, "server.port=8080\nshop.client-secret=§\r\nshop.mode=live\r\n", Key(26)),
        new("Web.config", Named, "<configuration>\n  <appSettings>\n    <add key=\"Mode\" value=\"live\" />\n    <add key=\"MailApiKey\" value=\"§\" />\n  </appSettings>\n</configuration>\n", Key(29)),
        new("shop.xml", Named, "<shop>\n  <server>smtp.shop.eu</server>\n  <apiKey>§</apiKey>\n</shop>\n", Key(25)),
        new("NuGet.config", Named, "<packageSourceCredentials>\n  <acme>\n    <add key=\"Username\" value=\"robot\" />\n    <add key=\"ClearTextPassword\" value=\"§\" />\n  </acme>\n</packageSourceCredentials>\n", Key(23)),
        new("Mailer.cs", Named, "internal sealed class Mailer\n{\n    private const string ApiKey = \"§\";\n}\n", Key(35)),
        new("Mailer.Test.cs", Named, "var json = \"{ \\\"apiKey\\\": \\\"§\\\" }\";\n", Key(34)),
        new("mailer.js", Named, "const mail = connect({\n  apiKey: '§',\n});\n", Key(37)),
        new("mailer.py", Named, "import mail\n\nAPI_KEY = \"§\"\n", Key(38)),
        new("services.php", Named, "<?php\nreturn [\n    'mail' => [\n        'api_key' => '§',\n    ],\n];\n", Key(39)),
        new("bundle.min.js", Named, "!function(e){" + string.Concat(Enumerable.Repeat("e.push(function(t){return t+1});", 4000)) + "e.token=\"§\"}(window);", Key(41)),
        new("ConnectionStrings.json", "connection string with a password", "{\n  \"Shop\": \"Server=db.shop.eu;Database=orders;User Id=app;Password=§;Encrypt=True\"\n}\n", Key(14)),
        new("docker.env", "address with a password", "MODE=live\nQUEUE=amqps://app:§@queue.shop.eu/orders\n", Key(18)),
        new("feed.ps1", "address with a password", "git clone https://robot:§@git.shop.eu/shop.git\n", Key(20)),
        new("storage.config", "Azure storage key", "<add name=\"Store\" connectionString=\"DefaultEndpointsProtocol=https;AccountName=shop;§;EndpointSuffix=core.windows.net\" />\n", "AccountKey=" + Key(86) + "=="),
        new("credentials", "AWS access key", "[default]\naws_access_key_id = §\nregion = eu-central-1\n", "AKIA" + Planted.Draw(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5)),
        new("aws.ini", Named, "[default]\naws_secret_access_key = §\nregion = eu-central-1\n", Key(40, 9)),
        new("push.cmd", "NuGet API key", "@echo off\r\ndotnet nuget push *.nupkg -k § -s https://api.nuget.org/v3/index.json\r\n", "oy2" + Planted.Draw(43, "abcdefghijklmnopqrstuvwxyz234567")),
        new(".npmrc", "npm token", "registry=https://registry.npmjs.org/\n//registry.npmjs.org/:§\n", "_authToken=npm_" + Key(36)),
        new("notify.go", "Slack bot token", "package notify\n\nvar client = slack.New(\"§\")\n", "xoxb-" + Planted.Draw(12, "23456789") + "-" + Planted.Draw(13, "23456789") + "-" + Key(24)),
        new("notes.md", "GitHub token", "# How to release\n\nUse `§` until June.\n", "ghp_" + Key(36, 4)),
        new("release.rs", "GitLab token", "let client = Client::new(\"https://git.shop.eu\", \"§\");\n", "glpat-" + Key(20, 4)),
    ];

    /// <summary>Keys in text: the line that is told is the one where it begins, and what is reported is its header.</summary>
    public static IReadOnlyList<PlantedFile> Keys { get; } =
    [
        new("server.key", "private key", "§\n" + Body("\n") + "-----END " + "PRIVATE KEY-----\n", Header("PRIVATE KEY")),
        new("id_ed25519", "private key", "§\n" + Body("\n") + "-----END OPENSSH " + "PRIVATE KEY-----\n", Header("OPENSSH PRIVATE KEY")),
        new("robot.asc", "private key", "Key of the robot\n\n§\nVersion: GnuPG v2\n\n" + Body("\n") + "=aB3d\n-----END PGP " + "PRIVATE KEY BLOCK-----\n", Header("PGP PRIVATE KEY BLOCK")),
        new("service-account.json", "private key", "{\n  \"type\": \"service_account\",\n  \"private_key\": \"§\\n" + Body("\\n") + "-----END " + "PRIVATE KEY-----\\n\"\n}\n", Header("PRIVATE KEY")),
        new("values.yaml", "private key", "tls:\n  key: |\n    §\n    " + Body("\n    ") + "-----END EC " + "PRIVATE KEY-----\n", Header("EC PRIVATE KEY")),
        new("Signer.cs", "private key", "const string Key = \"§\\n\" +\n    \"" + Body("\\n\" +\n    \"") + "-----END RSA " + "PRIVATE KEY-----\";\n", Header("RSA PRIVATE KEY")),
        new("old.pem", "private key", "§\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n" + Body("\n") + "-----END RSA " + "PRIVATE KEY-----\n", Header("RSA PRIVATE KEY")),
    ];

    private static string Key(int length, int seed = 2) => Planted.Draw(length, Letters, seed);

    private static string Header(string label) => "-----BEGIN " + label + "-----";

    private static string Body(string newLine) => Key(64) + newLine + Key(64, 3) + newLine + Key(44) + newLine;
}
