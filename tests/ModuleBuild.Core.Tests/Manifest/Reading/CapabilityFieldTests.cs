namespace ModuleBuild.Core.Tests.Manifest.Reading;

/// <summary>MB0021, MB0023, MB0027, MB1003 and others of what the module needs, offers and may do.</summary>
public sealed class CapabilityFieldTests
{
    private const string Write = "Write resource:action or resource:action:target, for example";

    [Theory]
    [InlineData("\"permissions\": {\"required\": [\"network\"]}", "8,32 MB0023 'network' is not a permission: it has no ':'. " + Write + " 'network:access:api.example.com'.", "/permissions/required/0", null)]
    [InlineData("\"permissions\": {\"required\": [\"Network:dns\"]}", "8,32 MB0023 'Network:dns' is not a permission: its resource must be lower-case letters, digits, '-' and '_'. " + Write + " 'network:dns'.", "/permissions/required/0", "\"permissions\": {\"required\": [\"network:dns\"]}")]
    [InlineData("\"permissions\": {\"optional\": [{\"permission\": \"a\", \"reason\": \"Because it is so.\"}]}", "8,47 MB0023 'a' is not a permission: it has no ':'. " + Write + " 'network:access:api.example.com'.", "/permissions/optional/0/permission", null)]
    [InlineData("\"permissions\": {\"required\": [{\"permission\": \"network:dns\", \"reason\": \"Short.\"}]}", "8,72 MB0022 'permissions.required[0].reason' is 6 characters long; expected at least 10 characters.", "/permissions/required/0/reason", null)]
    [InlineData("\"permissions\": {\"required\": [{\"permission\": \"network:dns\"}]}", "8,32 MB0003 Required field 'permissions.required[0].reason' is missing. Add \"reason\": why the module needs it, 10 to 200 characters; or write the permission as a string.", "/permissions/required/0/reason", null)]
    [InlineData("\"permissions\": {\"required\": \"network:dns\"}", "8,31 MB0020 'permissions.required' is the string \"network:dns\"; expected an array of strings.", "/permissions/required", "\"permissions\": {\"required\": [\"network:dns\"]}")]
    [InlineData("\"permissions\": [\"network:dns\"]", "8,18 MB0020 'permissions' is an array; expected an object.", "/permissions", null)]
    [InlineData("\"permissions\": {\"required\": [\"network:dns\"], \"optional\": [\"network:dns\", \"event:publish\"]}", "8,61 MB0027 'permissions.optional' lists \"network:dns\" twice. Keep one.", "/permissions/optional/0", "\"permissions\": {\"required\": [\"network:dns\"], \"optional\": [\"event:publish\"]}")]
    [InlineData("\"permissions\": {\"required\": [\"network:dns\", {\"permission\": \"network:dns\", \"reason\": \"Resolves the host.\"}]}", "8,47 MB0027 'permissions.required' lists \"network:dns\" twice. Keep one.", "/permissions/required/1", null)]
    public void Permissions(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Fact]
    public void Two_entry_points_of_one_scope()
    {
        SmallManifest.Finds(
            "\"entryPoints\": [{\"scope\": \"server\", \"type\": \"A.M\"},\n    {\"type\": \"A.N\", \"scope\": \"server\"}]",
            "8,30 MB1003 There are two entry points for scope 'server', the first at line 7. Keep one for each scope.",
            "/entryPoints/1/scope",
            null);
    }

    [Theory]
    [InlineData("\"entryPoints\": [{\"scope\": \"Server\", \"type\": \"A.M\"}]", "7,29 MB0022 'entryPoints[0].scope' is \"Server\"; expected a word of lower-case letters, digits and '-', such as \"server\".", "/entryPoints/0/scope", "\"entryPoints\": [{\"scope\": \"server\", \"type\": \"A.M\"}]")]
    [InlineData("\"entryPoints\": [{\"scope\": \"server\", \"type\": \"A..M\"}]", "7,47 MB0022 'entryPoints[0].type' is \"A..M\"; expected the full name of a type such as \"Acme.Orders.OrdersModule\".", "/entryPoints/0/type", null)]
    [InlineData("\"entryPoints\": []", "7,18 MB0022 'entryPoints' is empty; expected at least one entry.", "/entryPoints", null)]
    [InlineData("\"entryPoints\": [\"A.M\"]", "7,19 MB0020 'entryPoints[0]' is the string \"A.M\"; expected an object.", "/entryPoints/0", null)]
    [InlineData("\"host\": {}", "6,11 MB0022 'host' is empty; expected at least one entry.", "/host", null)]
    [InlineData("\"host\": {\"acme gateway\": \"1.0\"}", "6,12 MB0007 Id 'acme gateway' has a space. Use letters, digits, '.', '-' and '_', 100 characters at most, for example 'Acme.Gateway'.", "/host/acme gateway", null)]
    [InlineData("\"platforms\": [\"Linux-x64\"]", "8,17 MB0022 'platforms[0]' is \"Linux-x64\"; expected a runtime identifier such as \"linux-x64\".", "/platforms/0", "\"platforms\": [\"linux-x64\"]")]
    [InlineData("\"loadAfter\": [\"Acme.A\", \"acme.a\"]", "8,27 MB0027 'loadAfter' lists \"acme.a\" twice. Keep one.", "/loadAfter/1", "\"loadAfter\": [\"Acme.A\"]")]
    [InlineData("\"dependencies\": {\"Acme.A\": \"1.0\", \"acme.A\": \"1.0\"}", "8,37 MB0021 'dependencies.acme.A' is given twice, first at line 8, column 20. Keep one.", "/dependencies/acme.A", "\"dependencies\": {\"Acme.A\": \"1.0\"}")]
    [InlineData("\"dependencies\": {\"Acme.A\": \"1.0\", \"acme.A\": \"2.0\"}", "8,37 MB0021 'dependencies.acme.A' is given twice, first at line 8, column 20. Keep one.", "/dependencies/acme.A", null)]
    [InlineData("\"dependencies\": {\"Acme.A\": \"1.0\", \"Acme.A\": \"1.0\"}", "8,37 MB0021 'dependencies.Acme.A' is given twice, first at line 8, column 20. Keep one.", "/dependencies/Acme.A", "\"dependencies\": {\"Acme.A\": \"1.0\"}")]
    public void Places_and_dependencies(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);

    [Theory]
    [InlineData("\"configuration\": {\"section\": \"Acme Orders\", \"schema\": \"s.json\"}", "8,32 MB0022 'configuration.section' is \"Acme Orders\"; expected a configuration path such as \"Acme:Orders\".", "/configuration/section", null)]
    [InlineData("\"configuration\": {\"section\": \"Acme\", \"schema\": true}", "8,50 MB0020 'configuration.schema' is true; expected the path of a JSON Schema, or the schema itself.", "/configuration/schema", null)]
    [InlineData("\"health\": {\"checks\": [{\"name\": \"Orders API\"}]}", "8,34 MB0022 'health.checks[0].name' is \"Orders API\"; expected lower-case letters, digits, '.', '_' and '-', such as \"orders-api\".", "/health/checks/0/name", null)]
    [InlineData("\"health\": {\"checks\": [{\"name\": \"a\", \"tags\": [\"Ready\"]}]}", "8,48 MB0022 'health.checks[0].tags[0]' is \"Ready\"; expected \"live\", \"ready\" or \"startup\".", "/health/checks/0/tags/0", "\"health\": {\"checks\": [{\"name\": \"a\", \"tags\": [\"ready\"]}]}")]
    [InlineData("\"health\": {\"checks\": [{\"name\": \"a\"}, {\"name\": \"a\", \"timeout\": \"00:00:01\"}]}", "8,40 MB0027 'health.checks' lists \"a\" twice. Keep one.", "/health/checks/1", null)]
    [InlineData("\"health\": {\"checks\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "8,40 MB0027 'health.checks' lists \"a\" twice. Keep one.", "/health/checks/1", "\"health\": {\"checks\": [{\"name\": \"a\"}]}")]
    [InlineData("\"extensionPoints\": {\"provides\": [{\"id\": \"a b\", \"kind\": \"ui\", \"contract\": \"A\"}]}", "8,43 MB0022 'extensionPoints.provides[0].id' is \"a b\"; expected letters, digits and '_', parted by '.', '-' or '/'.", "/extensionPoints/provides/0/id", null)]
    [InlineData("\"extensionPoints\": {\"consumes\": [{\"id\": \"a\", \"kind\": \"ui\"}, {\"id\": \"a\", \"kind\": \"ui\"}]}", "8,63 MB0027 'extensionPoints.consumes' lists \"a of any module\" twice. Keep one.", "/extensionPoints/consumes/1", "\"extensionPoints\": {\"consumes\": [{\"id\": \"a\", \"kind\": \"ui\"}]}")]
    [InlineData("\"deprecated\": {\"message\": \"Gone.\", \"since\": \"1.0\"}", "8,47 MB0009 'deprecated.since' is \"1.0\", which is not a SemVer 2 version. Write \"1.0.0\".", "/deprecated/since", "\"deprecated\": {\"message\": \"Gone.\", \"since\": \"1.0.0\"}")]
    public void Operation(string field, string said, string subject, string? mended) => SmallManifest.Finds(field, said, subject, mended);
}
