using System.Globalization;
using System.Text;

namespace ModuleBuild.Security.Tests.Checks.Secrets;

/// <summary>Secrets of each form, drawn from a fixed seed: none of them stands in the sources, and none opens anything.</summary>
internal static class Planted
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Hex = "0123456789abcdef";

    /// <summary>Kind as reported, and a line of text that holds one.</summary>
    public static TheoryData<string, string> All => new()
    {
        { "AWS access key", "key = AKIA" + Draw(16, Upper) },
        { "AWS temporary access key", "ASIA" + Draw(16, Upper) },
        { "Azure storage key", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + Draw(86, Alphanumeric) + "==;EndpointSuffix=core.windows.net" },
        { "Azure shared access key", "Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + Draw(43, Alphanumeric) + "=" },
        { "GitHub token", "token: ghp_" + Draw(36, Alphanumeric) },
        { "GitHub token", "github_pat_" + Draw(22, Alphanumeric) + "_" + Draw(59, Alphanumeric) },
        { "GitHub installation token", "ghs_" + Draw(36, Alphanumeric) },
        { "GitLab token", "glpat-" + Draw(20, Alphanumeric) },
        { "Slack bot token", "xoxb-" + Draw(12, "23456789") + "-" + Draw(13, "23456789") + "-" + Draw(24, Alphanumeric) },
        { "Slack webhook", "https://hooks.slack.com/services/T" + Draw(9, Upper) + "/B" + Draw(10, Upper) + "/" + Draw(24, Alphanumeric) },
        { "Stripe live key", "\"sk_live_" + Draw(24, Alphanumeric) + "\"" },
        { "Google API key", "AIza" + Draw(35, Alphanumeric) },
        { "Google OAuth secret", "GOCSPX-" + Draw(28, Alphanumeric) },
        { "npm token", "//registry.npmjs.org/:_authToken=npm_" + Draw(36, Alphanumeric) },
        { "npm token", "npm_" + Draw(36, Alphanumeric) },
        { "NuGet API key", "dotnet nuget push -k oy2" + Draw(43, Lower) },
        { "SendGrid key", "SG." + Draw(22, Alphanumeric) + "." + Draw(43, Alphanumeric) },
        { "Databricks token", "dapi" + Draw(32, Hex) },
        { "Telegram bot token", "58372946:AAE" + Draw(32, Alphanumeric) },
        { "Hugging Face token", "hf_" + Draw(34, Alphanumeric) },
        { "JSON Web Token", "Authorization: Bearer " + Token() },
        { "private key", PrivateKeyText("RSA PRIVATE KEY", "\n") },
        { "private key", PrivateKeyText("OPENSSH PRIVATE KEY", "\n") },
        { "private key", "\"pem\": \"" + PrivateKeyText("PRIVATE KEY", "\\n") + "\"" },
        { "connection string with a password", "Server=db.shop.eu;Database=orders;User Id=sa;Password=" + Draw(12, Alphanumeric) + ";" },
        { "connection string with a password", "Host=db.shop.eu;Username=app;Pwd=" + Draw(10, Alphanumeric) },
        { "address with a password", "amqps://app:" + Draw(14, Alphanumeric) + "@queue.shop.eu/orders" },
        { "secret by its name", "  \"ApiKey\": \"" + Draw(32, Alphanumeric) + "\"," },
        { "secret by its name", "const string clientSecret = \"" + Draw(40, Alphanumeric) + "\";" },
        { "secret by its name", "api_token='" + Draw(24, Alphanumeric) + "'" },
    };

    /// <summary>Letters drawn from an alphabet; the same for the same length and alphabet.</summary>
    public static string Draw(int length, string alphabet, int seed = 2)
    {
        var random = new Random(HashCode(alphabet) + (length * 31) + seed);
        return new string([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }

    private static int HashCode(string alphabet) => alphabet.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)) & 0xFFFFF;

    private static string Token() => string.Join('.', Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"), Encode(string.Create(CultureInfo.InvariantCulture, $"{{\"sub\":\"{Draw(12, Lower)}\",\"iat\":1763998721}}")), Draw(43, Alphanumeric));

    private static string Encode(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string PrivateKeyText(string label, string newLine) =>
        $"-----BEGIN {label}-----{newLine}{Draw(64, Alphanumeric)}{newLine}{Draw(64, Alphanumeric, 3)}{newLine}-----END {label}-----";
}
