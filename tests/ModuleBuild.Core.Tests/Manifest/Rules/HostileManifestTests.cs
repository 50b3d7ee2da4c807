using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest.Rules;

/// <summary>No value makes a rule throw, hang, or look outside the module's folder.</summary>
public sealed class HostileManifestTests : IDisposable
{
    private static readonly string[] Values =
    [
        "", " ", ".", "..", "/", "\\", "a/", "//a", "../../../../etc/passwd", "/dev/zero", "/proc/self/mem", "C:\\", "\\\\?\\C:\\", "CON", "nul.png",
        "a\0b", "a\nb", "\ud83d\ude00", "https://x", "file:///etc/passwd", "*", "?", "~", "icon.png", "docs", "docs/intro.md", "Docs/Intro.MD", "{0}{1}", "%s",
        "Acme.Orders", "Acme.Gateway", "[1.0,2.0)", "(,)", "1.*", "*-*", "MIT", "MIT OR", "((((", "GPL-2.0+", "TODO", "Sample Module", "9.0.0",
        new string('a', 5_000), string.Concat(Enumerable.Repeat("a/", 5_000)), new string('(', 5_000),
    ];

    private static readonly ProjectFacts Project = new() { PackageId = "Acme.Orders", Version = "1.0.0", LicenseExpression = "MIT OR ISC" };

    private readonly ModuleOnDisk _module = new ModuleOnDisk()
        .WithFile("icon.png", Png.Of(128, 128)).WithFile("docs/intro.md").WithFile("s.json", "{}")
        .With("id", "\"Acme.Orders\"").With("version", "\"1.0.0\"").With("description", "\"Text\"").With("icon", "\"icon.png\"")
        .With("readme", "\"docs/intro.md\"").With("screenshots", """[{"path":"icon.png","alt":"One"}]""")
        .With("host", """{"Acme.Gateway":{"version":"[8.3,9.0)","tested":["8.4.0"]}}""")
        .With("dependencies", """{"Acme.Mail":{"version":"[1.0,2.0)","scopes":["gateway"]}}""")
        .With("conflicts", """{"Acme.Old":"*"}""").With("loadAfter", """["Acme.Mail"]""")
        .With("configuration", """{"section":"Acme","schema":"s.json"}""")
        .With("deprecated", """{"message":"Use another.","replacement":"Acme.New"}""");

    [Fact]
    public void Any_string_in_any_place()
    {
        Assert.Equal(["MB0028"], _module.Validate(Project).Findings.Select(finding => finding.Code));
        var random = new Random(3_000);
        for (var i = 0; i < 3_000; i++)
        {
            var manifest = JsonNode.Parse(_module.Text)!;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Change(random, manifest);
            }

            var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest);
            var validation = ModuleValidator.Validate(_module.ManifestPath, ManifestReader.Read(_module.ManifestPath, bytes), Project);

            Assert.All(validation.ConsultedFiles, file => Assert.StartsWith(_module.Folder, file, StringComparison.Ordinal));
            Assert.All(validation.Findings, finding => Assert.DoesNotContain('\n', finding.Message));
        }
    }

    [Fact]
    public void A_megabyte_of_contradictions_is_told_in_time()
    {
        var many = string.Join(',', Enumerable.Range(0, 12_000).Select(i => $"\"Acme.M{i}\":\"1.0\""));
        _module.With("dependencies", $"{{{many}}}").With("conflicts", $"{{{many}}}");
        var clock = Stopwatch.StartNew();

        var findings = _module.Validate(Project).Findings;

        Assert.Equal(1000, findings.Count(finding => finding.Code == "MB0028"));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    public void Dispose() => _module.Dispose();

    // Puts a value in the place of a string, or of a field's name, somewhere.
    private static void Change(Random random, JsonNode manifest)
    {
        var places = new List<(JsonObject? Object, JsonArray? Array, string Name, int Index)>();
        Collect(manifest);
        var (o, a, name, index) = places[random.Next(places.Count)];
        var value = Values[random.Next(Values.Length)];
        if (a is not null)
        {
            a[index] = value;
        }
        else if (random.Next(4) > 0)
        {
            o![name] = value;
        }
        else
        {
            var moved = o![name]!.DeepClone();
            o.Remove(name);
            o[value] = moved;
        }

        void Collect(JsonNode? node)
        {
            if (node is JsonObject { } container)
            {
                foreach (var (field, child) in container)
                {
                    places.Add((container, null, field, 0));
                    Collect(child);
                }
            }
            else if (node is JsonArray { } list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    places.Add((null, list, string.Empty, i));
                    Collect(list[i]);
                }
            }
        }
    }
}
