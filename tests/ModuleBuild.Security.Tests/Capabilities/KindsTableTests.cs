using System.Text;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Testing;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The table of kinds in <c>docs/capabilities.md</c>, which is made from the kinds; MODULEBUILD_UPDATE=1 writes it.</summary>
public sealed class KindsTableTests
{
    private const string Begin = "| --- | --- | --- | --- |\n";
    private const string End = "<!-- END_KINDS -->";

    [Fact]
    public void Table_of_kinds_is_up_to_date()
    {
        var path = RepositoryFolder.Combine("docs", "capabilities.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var expected = text[..from] + string.Concat(CapabilityKind.All.Select(Row)) + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("MODULEBUILD_UPDATE") == "1")
        {
            File.WriteAllText(path, expected, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            text = expected;
        }

        Assert.Equal(expected, text);
    }

    private static string Row(CapabilityKind kind) =>
        $"| `{kind.Name}`{(kind.Gates ? string.Empty : " *")} | {(kind.Target == TargetForm.None ? "none" : kind.Target)} | {string.Join(", ", kind.Permissions.Select(name => $"`{name}`"))} | {kind.Summary} |\n";
}
