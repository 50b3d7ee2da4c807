using System.IO.Compression;
using System.Text;
using ModuleBuild.Security.Checks;
using ModuleBuild.Security.Checks.Configuration;
using ModuleBuild.Security.Checks.Configuration.Settings;
using ModuleBuild.Security.Checks.Identity;
using ModuleBuild.Security.Checks.Malware;
using ModuleBuild.Security.Checks.Osv;
using ModuleBuild.Security.Checks.Packages;
using ModuleBuild.Security.Checks.Source;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Checks.Packages;

/// <summary>Ten thousand damaged files of each kind: no exception, no end of time, nothing outside of the folder.</summary>
public sealed class DamagedInputTests
{
    [Fact]
    public void Packages()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("A.nuspec", "<package><metadata><id>A</id><version>1.0.0</version></metadata></package>"), ("content/appsettings.json", "{ \"AllowedHosts\": \"*\" }"), ("../x", "y") })
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        byte[][] tokens = ["PK\u0001\u0002"u8.ToArray(), "PK\u0003\u0004"u8.ToArray(), "PK\u0005\u0006"u8.ToArray(), "../"u8.ToArray(), [0xFF, 0xFF, 0xFF, 0xFF], [0, 0]];
        DamagedBytes.FeedFiles("a.nupkg", [stream.ToArray()], tokens, path =>
        {
            var output = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, "out"));
            var contents = PackageContents.Unpack(path, "a.nupkg", output.FullName, TestContext.Current.CancellationToken);
            Assert.All(contents.Files, file => Assert.Equal(output.FullName, Path.GetDirectoryName(file.SourcePath)));
            output.Delete(recursive: true);
        });
    }

    [Fact]
    public void Nuspecs() => DamagedBytes.Feed(
        ["<?xml version=\"1.0\"?><package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Acme</id><version>1.0.0</version><license type=\"expression\">MIT</license></metadata></package>"u8.ToArray()],
        DamagedBytes.XmlTokens,
        bytes => NuspecIdentity.IdOf(bytes));

    [Fact]
    public void Configuration_files_of_JSON() => Configuration("appsettings.json", DamagedBytes.JsonTokens, """{ "ConnectionStrings": { "Main": "Server=db;Encrypt=false" }, "Urls": "http://a;http://b", "Cors": [ "*", { "name": "A", "value": 1 } ] }""");

    [Fact]
    public void Configuration_files_of_XML() => Configuration("web.config", DamagedBytes.XmlTokens, """<configuration><appSettings><add key="a" value="http://b"/></appSettings><compilation debug="true">x</compilation></configuration>""");

    [Fact]
    public void Configuration_files_of_YAML() => Configuration(
        "values.yaml", [.. new[] { "- ", ": ", "\n", "  ", "|\n", "[", "]", "#", "\"", "\t", "\u0000" }.Select(Encoding.UTF8.GetBytes)], "a:\n  - name: X\n    value: y\n  - Z=1\nb: [ 1, \"*\" ]\nc: |\n  text\nd: http://e\n");

    [Fact]
    public void Advisories() => DamagedBytes.Feed(
        ["""{ "vulns": [ { "id": "GHSA-1", "aliases": [ "CVE-1" ], "severity": [ { "type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" } ], "affected": [ { "package": { "ecosystem": "NuGet", "name": "A" }, "versions": [ "1.0.0" ], "ranges": [ { "type": "ECOSYSTEM", "events": [ { "introduced": "0" }, { "fixed": "1.2.0" } ] } ] } ] } ] }"""u8.ToArray()],
        DamagedBytes.JsonTokens,
        bytes => OsvReader.Read(bytes));

    [Fact]
    public void Logs_of_the_compiler() => DamagedBytes.Feed(
        ["""{ "$schema": "http://json.schemastore.org/sarif-2.1.0", "version": "2.1.0", "runs": [ { "results": [ { "ruleId": "CA5350", "ruleIndex": 0, "level": "warning", "message": { "text": "m" }, "suppressions": [ { "kind": "inSource" } ], "locations": [ { "physicalLocation": { "artifactLocation": { "uri": "file:///a.cs" }, "region": { "startLine": 1, "startColumn": 2 } } } ] } ], "tool": { "driver": { "name": "c", "rules": [ { "id": "CA5350", "shortDescription": { "text": "t" }, "properties": { "category": "Security" } } ] } } } ] }"""u8.ToArray()],
        DamagedBytes.JsonTokens,
        bytes => CompilerLog.Read(bytes));

    [Fact]
    public void Answers_of_ClamAV() => DamagedBytes.Feed(
        ["stream: OK\0"u8.ToArray(), "stream: Eicar-Signature FOUND\0"u8.ToArray(), "INSTREAM size limit exceeded. ERROR\0"u8.ToArray()],
        ["stream: "u8.ToArray(), " FOUND"u8.ToArray(), "OK"u8.ToArray(), [0], new byte[5000]],
        bytes =>
        {
            using var stream = new MemoryStream(bytes);
            var answer = ClamdAnswer.ReadAsync(stream, "clamd", TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            Assert.DoesNotContain(answer.Detail, char.IsControl);
            Assert.True(answer.Outcome != MalwareOutcome.Clean || bytes.AsSpan().StartsWith("stream: OK\0"u8));
        });

    private static void Configuration(string name, IReadOnlyList<byte[]> tokens, string whole) => DamagedBytes.Feed([Encoding.UTF8.GetBytes(whole)], tokens, bytes => Assert.All(
        ConfigurationCheck.Weak(new PackedFile("file", name), SettingsFile.Read(name, bytes)), finding => Assert.DoesNotContain(finding.Message, char.IsControl)));
}
