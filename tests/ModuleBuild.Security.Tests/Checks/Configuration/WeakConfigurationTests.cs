using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Security.Checks;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Configuration;

public sealed class WeakConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "ConnectionStrings": { "Main": "Server=db;Password=no one sees this;TrustServerCertificate=true" } }""", "TrustServerCertificate of ConnectionStrings:Main", "switches the check")]
    [InlineData("""{ "ConnectionStrings": { "Main": "Server=db;Encrypt=False;Database=a" } }""", "Encrypt of ConnectionStrings:Main", "switches encryption off")]
    [InlineData("""{ "Db": "postgres://ada@db/orders?sslmode=disable" }""", "sslmode of Db", "switches encryption off")]
    [InlineData("""{ "Http": { "ServerCertificateCustomValidation": "None" } }""", "Http:ServerCertificateCustomValidation", "switches the check")]
    [InlineData("""{ "SslPolicyErrors": "ignored" }""", "SslPolicyErrors", "switches the check")]
    [InlineData("""{ "Sql": { "Encrypt": false } }""", "Sql:Encrypt", "switches encryption off")]
    [InlineData("""{ "Jwt:RequireHttpsMetadata": false }""", "Jwt:RequireHttpsMetadata", "switches the check")]
    [InlineData("""{ "AllowedHosts": "*" }""", "AllowedHosts", "lets every host name pass")]
    [InlineData("""{ "Cors": { "Origins": [ "https://a.example", "*" ] } }""", "Cors:Origins:1", "lets scripts of every site call it")]
    [InlineData("""{ "AllowedOrigins": "*" }""", "AllowedOrigins", "lets scripts of every site call it")]
    [InlineData("{ // why not\n \"DetailedErrors\": true, }", "DetailedErrors", "shows strangers")]
    [InlineData("""{ "profiles": { "A": { "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" } } } }""", "profiles:A:environmentVariables:ASPNETCORE_ENVIRONMENT", "makes every machine")]
    [InlineData("""{ "Cache": "/tmp/orders" }""", "Cache", "is in '/tmp'")]
    [InlineData("""{ "Db": "Data Source=C:\\Users\\Public\\a.db;Cache=Shared" }""", "Db", "is in 'c:/users/public'")]
    [InlineData("""{ "Files": { "UnixFileMode": 777 } }""", "Files:UnixFileMode", "lets every user of the machine write ('777')")]
    [InlineData("""{ "Payments": { "Url": "http://user:pw@payments.internal:81/a" } }""", "Payments:Url", "is reached by plain HTTP ('http://payments.internal')")]
    [InlineData("""{ "Urls": "http://localhost:5000;http://0.0.0.0:80" }""", "Urls", "is reached by plain HTTP ('http://0.0.0.0')")]
    public void Weak_setting_of_JSON_is_told(string text, string setting, string problem) => AssertOne("content/appsettings.json", text, setting, problem);

    [Theory]
    [InlineData("web.config", """<configuration><system.web><compilation debug="true" /></system.web></configuration>""", "configuration:system.web:compilation:debug", "compiles pages for debugging")]
    [InlineData("web.config", """<c><customErrors mode="Off"/></c>""", "c:customErrors:mode", "shows strangers")]
    [InlineData("web.config", """<c><httpProtocol><customHeaders><add name="Access-Control-Allow-Origin" value="*" /></customHeaders></httpProtocol></c>""", "c:httpProtocol:customHeaders:Access-Control-Allow-Origin", "lets scripts of every site call it")]
    [InlineData("App.config", """<c><add name="Main" connectionString="Server=db;Trust Server Certificate=yes" /></c>""", "Trust Server Certificate of c:add:connectionString", "switches the check")]
    [InlineData("Acme.dll.config", """<c><endpoint address="http://orders.internal/svc" /></c>""", "c:endpoint:address", "is reached by plain HTTP")]
    [InlineData("values.yaml", "server:\n  tls:\n    insecureSkipVerify: true # for now", "server:tls:insecureSkipVerify", "switches the check")]
    [InlineData("docker-compose.yml", "services:\n  web:\n    environment:\n      - ASPNETCORE_ENVIRONMENT=Development", "services:web:environment:ASPNETCORE_ENVIRONMENT", "makes every machine")]
    [InlineData("deploy.yaml", "env:\n- name: DOTNET_ENVIRONMENT\n  value: \"Development\"", "env:DOTNET_ENVIRONMENT", "makes every machine")]
    [InlineData("config.yml", "cors:\n  origins: [ \"https://a.example\", \"*\" ]", "cors:origins:1", "lets scripts of every site call it")]
    [InlineData("config/any.yml", "cors:\n  origins:\n    - \"*\"\nother: 1", "cors:origins:0", "lets scripts of every site call it")]
    [InlineData(".env", "# x\nexport NODE_TLS_REJECT_UNAUTHORIZED=0", "NODE_TLS_REJECT_UNAUTHORIZED", "switches the check")]
    [InlineData("prod.env", "Kestrel__Endpoints__Http__Url='http://*:80'", "Kestrel__Endpoints__Http__Url", "is reached by plain HTTP ('http://*')")]
    [InlineData("settings.ini", "[files]\nmode = 0666", "files:mode", "lets every user of the machine write")]
    public void Weak_setting_of_other_forms_is_told(string name, string text, string setting, string problem) => AssertOne("content/" + name, text, setting, problem);

    [Theory]
    [InlineData("appsettings.json", """
        {
          "$schema": "http://json.schemastore.org/appsettings",
          "AllowedHosts": "orders.example",
          "Urls": "http://localhost:5000;http://127.0.0.1:81;http://[::1]:82;https://orders.example",
          "Claims": { "NameClaimType": "http://schemas.example.org/name" },
          "Wcf": { "Namespace": "http://acme.internal/orders" },
          "Cors": { "Origins": [ "https://*.orders.example" ] },
          "ConnectionStrings": { "Main": "Server=db;Encrypt=true;TrustServerCertificate=false" },
          "certificateValidation": true, "Mode": "640", "Folder": "/var/lib/orders", "Temp": "/tmpfiles", "DetailedErrors": false,
          "Host": "http://{host}/"
        }
        """)]
    [InlineData("web.config", """<configuration xmlns="http://schemas.microsoft.com/x"><compilation debug="false" /><customErrors mode="RemoteOnly"/></configuration>""")]
    [InlineData("values.yaml", "image: acme/orders:777\ntext: |\n  AllowedHosts: \"*\"\nurl: https://orders.example\n")]
    [InlineData("data.json", """{ "AllowedHosts": "*" }""")]
    [InlineData(".env.example", "ASPNETCORE_ENVIRONMENT=Development")]
    [InlineData("openapi.yaml", "servers:\n  - url: http://orders.internal")]
    [InlineData("appsettings.schema.json", """{ "default": "http://orders.internal" }""")]
    public void What_is_sound_or_no_configuration_has_no_finding(string name, string text) => Assert.Empty(Run("content/" + name, text));

    [Theory]
    [InlineData("appsettings.json", "{ \"DetailedErrors\": true, \"b\": ")]
    [InlineData("web.config", "<c><a DetailedErrors=\"true\"/><b>")]
    public void What_stands_before_a_broken_place_counts(string name, string text) => Assert.Single(Run("content/" + name, text));

    [Fact]
    public void XML_with_a_DTD_is_not_read() => Assert.Empty(Run(
        "web.config", "<!DOCTYPE c [ <!ENTITY a SYSTEM \"file:///etc/passwd\"> ]><c DetailedErrors=\"true\">&a;</c>"));

    [Fact]
    public void Place_is_that_of_the_name()
    {
        var finding = Assert.Single(Run("appsettings.json", "\uFEFF{\r\n  \"ü😀\": \"é\", \"AllowedHosts\": \"*\"\r\n}"));

        Assert.Equal((2, 15), (finding.Location.Line, finding.Location.Column));
        Assert.Equal("appsettings.json: AllowedHosts", finding.Subject);
    }

    [Theory]
    [InlineData("appsettings.json", "{\"a\":")]
    [InlineData("appsettings.json", "[")]
    [InlineData("web.config", "<a>")]
    [InlineData("values.yaml", "- ")]
    public void Depth_is_no_harm(string name, string step) => Assert.Empty(Run(name, string.Concat(Enumerable.Repeat(step, 10_000))));

    private void AssertOne(string path, string text, string setting, string problem)
    {
        var finding = Assert.Single(Run(path, text));

        Assert.Equal(("MB2015", Severity.Warning), (finding.Code, finding.Severity));
        Assert.StartsWith($"'{setting}' {problem}", finding.Message, StringComparison.Ordinal);
        Assert.True(finding.Location.Line > 0, finding.Location.Line.ToString(CultureInfo.InvariantCulture));
    }

    private IReadOnlyList<Finding> Run(string path, string text)
    {
        _folder.Write("file", text);
        return SecurityChecks.Run(
            new SecurityCheckInput { Place = new SourceLocation("module.json"), Files = [new PackedFile(Path.Combine(_folder.Path, "file"), path)] },
            TestContext.Current.CancellationToken);
    }
}
