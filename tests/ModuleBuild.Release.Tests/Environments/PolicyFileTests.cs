using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Environments;
using ModuleBuild.Release.Environments.Reading;
using ModuleBuild.Release.Gates;
using ModuleBuild.Testing;

namespace ModuleBuild.Release.Tests.Environments;

public sealed class PolicyFileTests : IDisposable
{
    private const string Deployer = "\"deployer\": {\"kind\": \"directory\", \"path\": \"run\"}";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Smallest_policy_has_the_preset_medium()
    {
        var policy = Read($"{{{Deployer}}}");

        Assert.Equal(new DirectoryDeployerPolicy(Path.Combine(_folder.Path, "run")), policy.Deployer);
        Assert.Equal(SecurityLevel.Medium, policy.SecurityLevel);
        Assert.Equal(TimeSpan.FromSeconds(60), policy.Lease);
        Assert.Equal(70, policy.Gates.MinimumScore);
        Assert.Empty(policy.Gates.FromFile);
        Assert.Null(policy.Health);
        Assert.Null(policy.From);
        Assert.Equal(64, policy.Sha256.Length);
    }

    [Fact]
    public void Everything_can_be_said()
    {
        var policy = Read(
            """
            {
              "$schema": "environment.schema.json", "x-mine": 1,
              "from": "dev", "hosts": {"Acme.Host": "4.2.0"}, "platform": "linux-x64", "runtime": "10.0.1",
              "deployer": {"kind": "command", "command": ["./deploy.sh", "fast"], "timeout": "2m"},
              "health": {"kind": "http", "url": "http://localhost:5000/health", "interval": "500ms", "timeout": "5s", "bake": "0s", "grace": "2m", "successes": 2, "failures": 1},
              "commands": {"before": [["./before.sh"]], "after": [["./after.sh", ""], ["./last.sh"]]},
              "securityLevel": "high",
              "gates": {
                "soak": "2d", "score": 90, "signature": {"certificates": ["AB:CDabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"]}, "malware-scan": false,
                "vulnerabilities": {"maximum": "low", "unreachable": "warn", "exceptions": [{"subject": "GHSA-1", "reason": "Not reached.", "expires": "2027-03-31"}]},
                "capabilities": {"deny": ["process:start"], "new": "fail", "unknown": "allow"},
                "migrations": {"acknowledged": ["Acme.Orders 2.0.0"]}
              },
              "override": ["soak", "freeze"],
              "freeze": [{"from": "2026-12-24T12:00+01:00", "until": "2027-01-02T00:00Z", "reason": "Holidays."}, {"weekly": "Fri 16:00 - Mon 08:00", "timeZone": "Europe/Berlin", "reason": "Weekend."}],
              "settings": {"Acme.Orders": {"Retries": 3}},
              "performanceRequirements": {"loadTime": 200.5},
              "approvals": {"count": 2, "signers": "environments/allowed_signers"},
              "lease": "30s"
            }
            """);

        Assert.Equal("dev", policy.From);
        Assert.Equal("4.2.0", policy.Hosts["acme.host"].ToNormalizedString());
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<CommandDeployerPolicy>(policy.Deployer).Timeout);
        var health = Assert.IsType<HttpHealthPolicy>(policy.Health);
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.Zero, 2, 1), (health.Interval, health.Bake, health.Successes, health.Failures));
        Assert.Equal(["./after.sh", ""], policy.After[0]);
        Assert.Equal(TimeSpan.FromDays(2), policy.Gates.Soak);
        Assert.DoesNotContain(GateNames.MalwareScan, policy.Gates.On);
        Assert.Equal(AdvisorySeverity.Low, policy.Gates.Vulnerabilities.Maximum);
        Assert.False(policy.Gates.Vulnerabilities.FailsUnreachable);
        Assert.Equal(new DateOnly(2027, 3, 31), Assert.Single(policy.Gates.Vulnerabilities.Exceptions).Expires);
        Assert.Equal((NewCapabilities.Fail, false), (policy.Gates.NewCapabilities, policy.Gates.RefusesUnknown));
        Assert.StartsWith("abcdabcd", Assert.Single(policy.Gates.Certificates), StringComparison.Ordinal);
        Assert.Equal(2, policy.Gates.Approvals);
        Assert.Equal(Path.Combine(_folder.Path, "environments", "allowed_signers"), policy.Signers);
        Assert.Equal(2, policy.Freeze.Length);
        Assert.Equal(3, policy.Settings["acme.orders"].GetProperty("Retries").GetInt32());
        Assert.Equal(200.5, policy.PerformanceRequirements["loadTime"]);
        Assert.Equal(["soak", "freeze"], policy.Override);
    }

    [Theory]
    [InlineData("{}", "(1,1)", "'deployer' is missing. Say how sets come there, for example {\"kind\": \"directory\", \"path\": \"../run/staging\"}.")]
    [InlineData("[]", "(1,1)", "it holds an empty array; expected an object such as {\"deployer\": {\"kind\": \"directory\", \"path\": \"../run/staging\"}}.")]
    [InlineData("", "(1,1)", "the file is empty. Name a \"deployer\" at least; see docs/environments.md.")]
    [InlineData("{D, \"hots\": {}}", "(1,52)", "it has no field 'hots'. Did you mean 'hosts'?")]
    [InlineData("{D, \"lease\": \"60\"}", "(1,61)", "'lease' is the string \"60\"; expected a duration such as \"500ms\", \"30s\", \"5m\", \"24h\" or \"2d\".")]
    [InlineData("{D, \"lease\": \"0s\"}", "(1,61)", "'lease' is the string \"0s\"; expected a duration such as \"500ms\", \"30s\", \"5m\", \"24h\" or \"2d\".")]
    [InlineData("{D, \"lease\": \"999999999d\"}", "(1,61)", "'lease' is the string \"999999999d\"; expected a duration such as \"500ms\", \"30s\", \"5m\", \"24h\" or \"2d\".")]
    [InlineData("{D, \"hosts\": {\"A\": 4}}", "(1,67)", "'hosts.A' is the number 4; expected a string.")]
    [InlineData("{D, \"hosts\": {\"A\": \"four\"}}", "(1,67)", "'hosts.A' is \"four\"; expected a version such as \"2.1.0\".")]
    [InlineData("{D, \"from\": \"staging\"}", "(1,60)", "'from' is 'staging', the environment itself. Name the one before it, or null for the first.")]
    [InlineData("{D, \"from\": \"../dev\"}", "(1,60)", "'../dev' is no name for an environment: lower-case letters, digits and '-', not at its ends, at most 63.")]
    [InlineData("{D, \"securityLevel\": \"hihg\"}", "(1,69)", "'securityLevel' is \"hihg\". Did you mean \"high\"?")]
    [InlineData("{D, \"securityLevel\": \"high\"}", "(1,69)", "an approval is asked for, and nobody may give it. Name a file of signers in 'approvals.signers', or switch the gate off with \"gates\": {\"approvals\": false}.")]
    [InlineData("{D, \"gates\": {\"sook\": \"1d\"}}", "(1,62)", "there is no gate 'sook'. Did you mean 'soak'?")]
    [InlineData("{D, \"gates\": {\"soak\": true}}", "(1,70)", "'gates.soak' is true; expected a duration such as \"500ms\", \"30s\", \"5m\", \"24h\" or \"2d\", or false.")]
    [InlineData("{D, \"gates\": {\"score\": 101}}", "(1,71)", "'gates.score' is the number 101; expected a whole number from 0 to 100, or false.")]
    [InlineData("{D, \"gates\": {\"sbom\": {}}}", "(1,70)", "'gates.sbom' is an empty object; expected true or false.")]
    [InlineData("{D, \"gates\": {\"capabilities\": {\"deny\": [\"proces:start\"]}}}", "(1,88)", "'gates.capabilities.deny[0]' is \"proces:start\", which is no capability. Did you mean \"process:start\"?")]
    [InlineData("{D, \"gates\": {\"vulnerabilities\": {\"exceptions\": [{\"subject\": \"A\", \"reason\": \"B\", \"expires\": \"soon\"}]}}}", "(1,140)", "'gates.vulnerabilities.exceptions[0].expires' is \"soon\"; expected a day such as \"2027-03-31\".")]
    [InlineData("{D, \"override\": [\"frieze\"]}", "(1,65)", "'override[0]' is \"frieze\". Did you mean \"freeze\"?")]
    [InlineData("{D, \"freeze\": [{\"from\": \"2026-12-24T12:00\", \"until\": \"2027-01-02T00:00Z\", \"reason\": \"R\"}]}", "(1,72)", "'freeze[0].from' is \"2026-12-24T12:00\"; expected a time with its offset, such as \"2026-12-24T12:00+01:00\" or \"2026-12-24T11:00Z\".")]
    [InlineData("{D, \"freeze\": [{\"weekly\": \"Fri - Mon\", \"timeZone\": \"UTC\", \"reason\": \"R\"}]}", "(1,74)", "'freeze[0].weekly' is \"Fri - Mon\"; expected two different times of the week, such as \"Fri 16:00 - Mon 08:00\".")]
    [InlineData("{D, \"freeze\": [{\"weekly\": \"Fri 16:00 - Mon 08:00\", \"timeZone\": \"Mars/Base\", \"reason\": \"R\"}]}", "(1,111)", "'freeze[0].timeZone' is \"Mars/Base\", which this machine does not know. Use a name of the IANA database, such as \"Europe/Berlin\" or \"UTC\".")]
    [InlineData("{D, \"performanceRequirements\": {\"loadTime\": \"1s\"}}", "(1,92)", "'performanceRequirements.loadTime' is the string \"1s\"; expected the most that the measured value may be, 0 or more.")]
    [InlineData("{D, \"settings\": {\"A\": 1}}", "(1,70)", "'settings.A' is the number 1; expected an object with the settings of the module.")]
    [InlineData("{D, \"commands\": {\"before\": [\"./x.sh\"]}}", "(1,76)", "'commands.before[0]' is the string \"./x.sh\"; expected a program and its arguments, such as [\"./deploy.sh\", \"fast\"].")]
    [InlineData("{D, \"health\": {\"kind\": \"http\", \"url\": \"ftp://a\"}}", "(1,86)", "'health.url' is \"ftp://a\"; expected an address such as \"http://localhost:5000/health\", without user or password.")]
    [InlineData("{D, \"lease\": \"1s\", \"lease\": \"2s\"}", "(1,67)", null)]
    [InlineData("{\"deployer\": {\"kind\": \"folder\"}}", "(1,23)", "'deployer.kind' is \"folder\". Expected one of \"directory\", \"command\".")]
    public void Bad_policy_is_MB6013_with_its_place(string json, string place, string? sentence)
    {
        Write(json.Replace("{D", $"{{{Deployer}", StringComparison.Ordinal));

        var (policy, findings) = EnvironmentPolicyFile.Read(_folder.Path, "staging");

        Assert.Null(policy);
        var finding = findings[0];
        Assert.Equal("MB6013", finding.Code);
        Assert.Equal(place, finding.Location.ToString()[finding.Location.File.Length..]);
        if (sentence is not null)
        {
            Assert.Equal($"The environment's policy cannot be used: {sentence}", finding.Message);
        }
    }

    [Fact]
    public void All_problems_are_told_in_one_run()
    {
        Write("{\n  \"hots\": {},\n  \"lease\": 1,\n  \"gates\": {\"x\": true}\n}");

        Assert.Equal([1, 2, 3, 4], EnvironmentPolicyFile.Read(_folder.Path, "staging").Findings.Select(finding => finding.Location.Line));
    }

    [Theory]
    [InlineData("dev", "there is no such file. 'modulebuild env add dev' writes it; docs/environments.md says what may stand in it.")]
    [InlineData("../staging", "'../staging' is no name for an environment: lower-case letters, digits and '-', not at its ends, at most 63.")]
    public void Policy_that_is_not_there_is_MB6013(string environment, string sentence)
    {
        var finding = Assert.Single(EnvironmentPolicyFile.Read(_folder.Path, environment).Findings);

        Assert.Equal(("MB6013", $"The environment's policy cannot be used: {sentence}"), (finding.Code, finding.Message));
    }

    [Fact]
    public void Deep_nesting_is_a_finding()
    {
        Write(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000));

        Assert.All(EnvironmentPolicyFile.Read(_folder.Path, "staging").Findings, finding => Assert.Equal("MB6013", finding.Code));
    }

    [Fact]
    public void No_bytes_bring_it_down()
    {
        var good = Encoding.UTF8.GetBytes($"{{{Deployer}, \"freeze\": [{{\"weekly\": \"Fri 16:00 - Mon 08:00\", \"timeZone\": \"UTC\", \"reason\": \"R\"}}], \"lease\": \"5s\"}}");
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])good.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(PathOfPolicy(), bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);

            var (policy, findings) = EnvironmentPolicyFile.Read(_folder.Path, "staging");
            Assert.True(policy is not null || !findings.IsEmpty);
        }
    }

    [Fact]
    public void Schema_and_reader_know_the_same_fields()
    {
        using var schema = JsonDocument.Parse(EnvironmentSchema.Text);
        var properties = schema.RootElement.GetProperty("properties");

        Assert.Equal(PolicyBinder.Fields, Names(properties));
        Assert.Equal(PolicyBinder.CommandsFields, Names(properties.GetProperty("commands").GetProperty("properties")));
        Assert.Equal(PolicyBinder.ApprovalsFields, Names(properties.GetProperty("approvals").GetProperty("properties")));
        Assert.Equal(PolicyBinder.Levels, Words(properties.GetProperty("securityLevel").GetProperty("enum")));
        Assert.Equal(GateNames.All, Words(properties.GetProperty("override").GetProperty("items").GetProperty("enum")));
        var gates = properties.GetProperty("gates").GetProperty("properties");
        Assert.Equal(GateNames.All, Names(gates));
        Assert.Equal([DeployerSection.DirectoryFields, DeployerSection.CommandFields], Kinds("deployer"));
        Assert.Equal([HealthSection.HttpFields, HealthSection.CommandFields], Kinds("health"));
        Assert.Equal(
            [FreezeSection.PeriodFields, FreezeSection.WeeklyFields],
            properties.GetProperty("freeze").GetProperty("items").GetProperty("oneOf").EnumerateArray().Select(kind => Names(kind.GetProperty("properties"))));
        Assert.Equal(GateSection.VulnerabilityFields, Names(Gate("vulnerabilities")));
        Assert.Equal(GateSection.ExceptionFields, Names(Gate("vulnerabilities").GetProperty("exceptions").GetProperty("items").GetProperty("properties")));
        Assert.Equal(GateSection.Maximums, Words(Gate("vulnerabilities").GetProperty("maximum").GetProperty("enum")));
        Assert.Equal(GateSection.Unreachables, Words(Gate("vulnerabilities").GetProperty("unreachable").GetProperty("enum")));
        Assert.Equal(GateSection.CapabilityFields, Names(Gate("capabilities")));
        Assert.Equal(GateSection.News, Words(Gate("capabilities").GetProperty("new").GetProperty("enum")));
        Assert.Equal(GateSection.Unknowns, Words(Gate("capabilities").GetProperty("unknown").GetProperty("enum")));
        Assert.Equal(GateSection.MigrationFields, Names(Gate("migrations")));
        Assert.Equal(GateSection.SignatureFields, Names(Gate("signature")));
        Assert.Equal(PolicyDuration.Pattern, schema.RootElement.GetProperty("$defs").GetProperty("duration").GetProperty("pattern").GetString());

        IEnumerable<string[]> Kinds(string name) => properties.GetProperty(name).GetProperty("oneOf").EnumerateArray().Select(kind => Names(kind.GetProperty("properties")));

        JsonElement Gate(string name) => gates.GetProperty(name).GetProperty("anyOf")[1].GetProperty("properties");
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("30s", 30.0)]
    [InlineData("5m", 300.0)]
    [InlineData("24h", 86400.0)]
    [InlineData("0s", 0.0)]
    [InlineData("05s", null)]
    [InlineData("5", null)]
    [InlineData("5 m", null)]
    [InlineData("-5m", null)]
    [InlineData("s", null)]
    [InlineData("367d", null)]
    public void Durations_are_a_number_and_a_unit(string text, double? seconds) => Assert.Equal(seconds, PolicyDuration.Parse(text)?.TotalSeconds);

    [Theory]
    [InlineData("90s", "90s")]
    [InlineData("60s", "1m")]
    [InlineData("48h", "2d")]
    [InlineData("1500ms", "1500ms")]
    public void Durations_are_written_in_their_largest_unit(string text, string written) => Assert.Equal(written, PolicyDuration.Write(PolicyDuration.Parse(text)!.Value));

    public void Dispose() => _folder.Dispose();

    private static string[] Names(JsonElement o) => [.. o.EnumerateObject().Select(property => property.Name)];

    private static ImmutableArray<string> Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];

    private EnvironmentPolicy Read(string json)
    {
        Write(json);
        var (policy, findings) = EnvironmentPolicyFile.Read(_folder.Path, "staging");
        Assert.Empty(findings.Select(finding => finding.Message));
        return policy!;
    }

    private void Write(string json)
    {
        var path = PathOfPolicy();
        File.WriteAllText(path, json);
    }

    private string PathOfPolicy()
    {
        var path = EnvironmentPolicyFile.PathOf(_folder.Path, "staging");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
