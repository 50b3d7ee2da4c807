namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0006, MB0007, MB0009, MB0017, MB0022 of durations, quantities and words.</summary>
public sealed class ValueTests
{
    private const string IdAdvice = "Use letters, digits, '.', '-' and '_', 100 characters at most, for example";
    private const string Expected = "expected a NuGet version range such as \"[8.3,9.0)\".";

    [Theory]
    [InlineData("acme orders", "has a space", "Acme.Orders")]
    [InlineData("", "is empty", "Acme.Orders")]
    [InlineData(".Acme", "starts with '.'", "Acme")]
    [InlineData("Acme-", "ends with '-'", "Acme")]
    [InlineData("Acme..Orders", "has two separators in a row", "Acme.Orders")]
    [InlineData("Acmé", "has 'é'", "Acm")]
    [InlineData("Acme/Orders", "has '/'", "Acme.Orders")]
    [InlineData("Acme😀", "has a character that cannot be shown", "Acme")]
    public void Ids(string id, string problem, string example) => SmallManifest.Finds(
        $"\"id\": \"{id}\"", $"8,9 MB0007 Id '{id}' {problem}. {IdAdvice} '{example}'.", "/id", null);

    [Fact]
    public void Ids_that_are_too_long() => SmallManifest.Finds(
        $"\"id\": \"{new string('a', 101)}\"", $"8,9 MB0007 Id '{new string('a', 60)}…' has 101 characters. {IdAdvice} 'A{new string('a', 99)}'.", "/id", null);

    [Theory]
    [InlineData("51Degrees")]
    [InlineData("Acme-Orders.v2_x")]
    [InlineData("a")]
    public void Right_ids(string id) => Assert.Equal(id, SmallManifest.Manifest($"\"id\": \"{id}\"").Id);

    [Theory]
    [InlineData("\"host\": {\"Acme.Gateway\": \"8.x\"}", "6,28 MB0006 'host.Acme.Gateway' is \"8.x\"; " + Expected + " Write \"[8.0.0,9.0.0)\", which means the same.", "/host/Acme.Gateway", "\"host\": {\"Acme.Gateway\": \"[8.0.0,9.0.0)\"}")]
    [InlineData("\"host\": {\"Acme.Gateway\": {\"version\": \"~=1.2.3\"}}", "6,40 MB0006 'host.Acme.Gateway.version' is \"~=1.2.3\"; " + Expected + " Write \"[1.2.3,1.3.0)\", which means the same.", "/host/Acme.Gateway/version", "\"host\": {\"Acme.Gateway\": {\"version\": \"[1.2.3,1.3.0)\"}}")]
    [InlineData("\"dependencies\": {\"Acme.Mail\": \"^0.2.3\"}", "8,33 MB0006 'dependencies.Acme.Mail' is \"^0.2.3\"; " + Expected + " Write \"[0.2.3,0.3.0)\", which means the same.", "/dependencies/Acme.Mail", "\"dependencies\": {\"Acme.Mail\": \"[0.2.3,0.3.0)\"}")]
    [InlineData("\"conflicts\": {\"Acme.Old\": \"[2,1]\"}", "8,29 MB0006 'conflicts.Acme.Old' is \"[2,1]\"; " + Expected + " No version lies in it: it ends before it starts.", "/conflicts/Acme.Old", null)]
    [InlineData("\"conflicts\": {\"Acme.Old\": 2}", "8,29 MB0020 'conflicts.Acme.Old' is the number 2; expected a string.", "/conflicts/Acme.Old", "\"conflicts\": {\"Acme.Old\": \"2\"}")]
    [InlineData("\"dependencies\": {\"Acme.Mail\": []}", "8,33 MB0020 'dependencies.Acme.Mail' is an empty array; expected a version range, or an object with \"version\".", "/dependencies/Acme.Mail", null)]
    [InlineData("\"dependencies\": {\"Acme.Mail\": null}", "8,33 MB0020 'dependencies.Acme.Mail' is null; expected a version range.", "/dependencies/Acme.Mail", null)]
    public void Ranges(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Theory]
    [InlineData("1.0", "Write \"1.0.0\"", "1.0.0")]
    [InlineData("v1.2.3", "Write \"1.2.3\"", "1.2.3")]
    [InlineData("1", "Write \"1.0.0\"", "1.0.0")]
    [InlineData("1.2.3.0", "Write \"1.2.3\"", "1.2.3")]
    [InlineData("01.2.3", "Write \"1.2.3\"", "1.2.3")]
    [InlineData(" 1.2.3-rc.1+b ", "Write \"1.2.3-rc.1+b\"", "1.2.3-rc.1+b")]
    [InlineData("1.2.3.4", "Write major, minor and patch, for example \"1.0.0\"", null)]
    [InlineData("1.2.3-", "Write major, minor and patch, for example \"1.0.0\"", null)]
    [InlineData("1.2.3-01", "Write major, minor and patch, for example \"1.0.0\"", null)]
    [InlineData("", "Write major, minor and patch, for example \"1.0.0\"", null)]
    [InlineData("99999999999.0.0", "Write major, minor and patch, for example \"1.0.0\"", null)]
    public void Versions(string version, string advice, string? mended) => SmallManifest.Finds(
        $"\"version\": \"{version}\"",
        $"8,14 MB0009 'version' is \"{version}\", which is not a SemVer 2 version. {advice}, or leave 'version' out and set <Version> in the project.",
        "/version",
        mended is null ? null : $"\"version\": \"{mended}\"");

    [Fact]
    public void Hosts_may_number_with_four_parts()
    {
        Assert.Equal(["8.3.1.2"], SmallManifest.Manifest("\"host\": {\"A\": {\"version\": \"8.3\", \"tested\": [\"8.3.1.2\"]}}").Host[0].Tested);
        SmallManifest.Finds(
            "\"host\": {\"A\": {\"version\": \"8.3\", \"tested\": [\"8.3\"]}}",
            "6,47 MB0009 'host.A.tested[0]' is \"8.3\", which is not a SemVer 2 version. Write \"8.3.0\".",
            "/host/A/tested/0",
            "\"host\": {\"A\": {\"version\": \"8.3\", \"tested\": [\"8.3.0\"]}}");
    }

    [Theory]
    [InlineData("http://example.com/a?b#c", "Write \"https://example.com/a?b#c\".", "https://example.com/a?b#c")]
    [InlineData("HTTPS://example.com", "Write \"https://example.com\".", "https://example.com")]
    [InlineData("example.com", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("ftp://example.com", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("https://", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("https://user:secret@example.com/", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("https:///orders", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("https:// a", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("javascript:alert(1)", "Write it in full, for example \"https://example.com/orders\".", null)]
    [InlineData("", "Write it in full, for example \"https://example.com/orders\".", null)]
    public void Links(string link, string advice, string? mended) => SmallManifest.Finds(
        $"\"links\": {{\"issues\": \"{link}\"}}",
        $"8,23 MB0017 'links.issues' is \"{link}\"; a link must be an absolute https address. {advice}",
        "/links/issues",
        mended is null ? null : $"\"links\": {{\"issues\": \"{mended}\"}}");

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("https://example.com:8443/a?b=c#d")]
    [InlineData("https://bücher.example/ä")]
    [InlineData("https://[::1]/")]
    public void Right_links(string link) => Assert.Equal(link, SmallManifest.Manifest($"\"links\": {{\"issues\": \"{link}\"}}").Links["issues"]);

    [Theory]
    [InlineData("5s", "00:00:05")]
    [InlineData("500ms", "00:00:00.5000000")]
    [InlineData("2 min", "00:02:00")]
    [InlineData("PT1H", "01:00:00")]
    [InlineData("24h", null)]
    [InlineData("0s", null)]
    [InlineData("00:00:00", null)]
    [InlineData("24:00:00", null)]
    [InlineData("1.00:00:00", null)]
    [InlineData("00:60:00", null)]
    [InlineData("00:00:05.12345678", null)]
    [InlineData("-00:00:05", null)]
    [InlineData("99999999999999999999s", null)]
    [InlineData("5", null)]
    public void Durations(string text, string? mended) => SmallManifest.Finds(
        $"\"lifecycle\": {{\"startTimeout\": \"{text}\"}}",
        $"8,33 MB0022 'lifecycle.startTimeout' is \"{text}\"; expected a duration as hh:mm:ss, more than zero and less than a day, such as \"00:00:10\".",
        "/lifecycle/startTimeout",
        mended is null ? null : $"\"lifecycle\": {{\"startTimeout\": \"{mended}\"}}");

    [Fact]
    public void A_duration_with_a_fraction() => Assert.Equal(
        TimeSpan.FromMilliseconds(250), SmallManifest.Manifest("\"lifecycle\": {\"startTimeout\": \"00:00:00.25\"}").Lifecycle!.StartTimeout);

    [Theory]
    [InlineData("memory", "128MiB", "bytes such as \"128Mi\" or \"1Gi\"", "128Mi")]
    [InlineData("memory", "128 Mi", "bytes such as \"128Mi\" or \"1Gi\"", "128Mi")]
    [InlineData("storage", "1GB", "bytes such as \"128Mi\" or \"1Gi\"", "1G")]
    [InlineData("storage", "64KB", "bytes such as \"128Mi\" or \"1Gi\"", "64k")]
    [InlineData("storage", "64KiB", "bytes such as \"128Mi\" or \"1Gi\"", "64Ki")]
    [InlineData("packageSize", "0", "bytes such as \"128Mi\" or \"1Gi\"", null)]
    [InlineData("packageSize", "-1Mi", "bytes such as \"128Mi\" or \"1Gi\"", null)]
    [InlineData("packageSize", "1.5Gi", "bytes such as \"128Mi\" or \"1Gi\"", null)]
    [InlineData("packageSize", "9999999999Gi", "bytes such as \"128Mi\" or \"1Gi\"", null)]
    [InlineData("packageSize", "99999999999999999999", "bytes such as \"128Mi\" or \"1Gi\"", null)]
    [InlineData("cpu", "0", "cores such as \"500m\" or \"1.5\"", null)]
    [InlineData("cpu", "1.0001", "cores such as \"500m\" or \"1.5\"", null)]
    [InlineData("cpu", "1.", "cores such as \"500m\" or \"1.5\"", null)]
    [InlineData("cpu", ".5", "cores such as \"500m\" or \"1.5\"", null)]
    [InlineData("cpu", "99999999999m", "cores such as \"500m\" or \"1.5\"", null)]
    [InlineData("cpu", "1e3", "cores such as \"500m\" or \"1.5\"", null)]
    public void Quantities(string name, string text, string expected, string? mended)
    {
        var finding = Assert.Single(SmallManifest.Read($"\"limits\": {{\"{name}\": \"{text}\"}}").Findings);

        Assert.Equal(("MB0022", $"'limits.{name}' is \"{text}\"; expected a Kubernetes quantity of {expected}.", $"/limits/{name}"), (finding.Code, finding.Message, finding.Subject));
        Assert.Equal(mended is null ? null : $"\"{mended}\"", finding.Fix?.Edits[0].NewText);
    }

    [Theory]
    [InlineData("128Mi", 134_217_728)]
    [InlineData("1k", 1_000)]
    [InlineData("2Ti", 2_199_023_255_552)]
    [InlineData("5", 5)]
    public void Bytes(string text, long bytes)
    {
        Assert.True(Core.Manifest.ResourceQuantity.TryParseBytes(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("500m", 500)]
    [InlineData("1.5", 1_500)]
    [InlineData("2", 2_000)]
    [InlineData("0.001", 1)]
    public void Cores(string text, int millicores)
    {
        Assert.True(Core.Manifest.ResourceQuantity.TryParseMillicores(text, out var parsed));
        Assert.Equal(millicores, parsed);
    }

    [Theory]
    [InlineData("\"dependencies\": {\"A\": {\"version\": \"1\", \"kind\": \"Optional\"}}", "8,50 MB0022 'dependencies.A.kind' is \"Optional\"; expected \"required\", \"optional\" or \"peer\".", "/dependencies/A/kind", "\"dependencies\": {\"A\": {\"version\": \"1\", \"kind\": \"optional\"}}")]
    [InlineData("\"sandbox\": {\"isolation\": \"vm\"}", "8,28 MB0022 'sandbox.isolation' is \"vm\"; expected \"none\", \"assembly\", \"process\" or \"container\".", "/sandbox/isolation", null)]
    [InlineData("\"sandbox\": {\"isolation\": true}", "8,28 MB0020 'sandbox.isolation' is true; expected a string.", "/sandbox/isolation", null)]
    [InlineData("\"lifecycle\": {\"unloadable\": \"True\"}", "8,31 MB0020 'lifecycle.unloadable' is the string \"True\"; expected true or false.", "/lifecycle/unloadable", "\"lifecycle\": {\"unloadable\": true}")]
    [InlineData("\"lifecycle\": {\"unloadable\": 1}", "8,31 MB0020 'lifecycle.unloadable' is the number 1; expected true or false.", "/lifecycle/unloadable", null)]
    public void Words_and_flags(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);
}
