using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities;

namespace ModuleBuild.Security.Tests.Capabilities;

/// <summary>The map as it ships.</summary>
public sealed class SharedMapTests
{
    private const string Packages = "# Packages:";

    private static readonly string Text = ReadText();

    [Fact]
    public void Every_line_is_understood() => Assert.Empty(CapabilityMap.Parse(Text).Problems);

    [Fact]
    public void Every_kind_but_none_has_a_member() =>
        Assert.Empty(CapabilityKind.All.Select(kind => kind.Name).Except(SharedMap.Map.Entries.Select(entry => entry.Entry.Kind).OfType<string>()));

    [Fact]
    public void No_line_is_there_twice()
    {
        var lines = Text.Split('\n').Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0);

        Assert.Empty(lines.GroupBy(line => line, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Every_group_names_its_source()
    {
        foreach (var group in Text[Text.IndexOf("\n\n", StringComparison.Ordinal)..].Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(group => !group.StartsWith(Packages, StringComparison.Ordinal)))
        {
            Assert.Matches(@"^# .+\n# Source: .+\n", group.TrimStart('\n'));
        }
    }

    [Fact]
    public void Every_member_is_in_the_reference_packs()
    {
        Assert.SkipWhen(ReferencePacks.Members is null, "The reference packs are not beside this runtime.");
        var (ofNet, _) = CapabilityMap.Parse(Text[..Text.IndexOf(Packages, StringComparison.Ordinal)]);

        Assert.Empty(ofNet.Entries.Where(entry => !Exists(entry.Member, entry.Entry)).Select(entry => $"{entry.Member}({(entry.Entry.Parameters.IsDefault ? "…" : string.Join(",", entry.Entry.Parameters))})"));
    }

    [Fact]
    public void A_target_is_a_parameter_of_every_overload_that_could_have_it()
    {
        Assert.SkipWhen(ReferencePacks.Members is null, "The reference packs are not beside this runtime.");
        var (ofNet, _) = CapabilityMap.Parse(Text[..Text.IndexOf(Packages, StringComparison.Ordinal)]);

        Assert.Empty(ofNet.Entries
            .Where(entry => entry.Entry.TargetParameter is { } number
                && !ReferencePacks.Members![entry.Member].Any(parameters => parameters.Length > number))
            .Select(entry => entry.Member));
    }

    private static bool Exists(string member, MapEntry entry)
    {
        if (member.EndsWith(".*", StringComparison.Ordinal))
        {
            return ReferencePacks.Members!.Any(group => group.Key.StartsWith(member[..^1], StringComparison.Ordinal));
        }

        var dot = member.LastIndexOf('.');
        var overloads = ReferencePacks.Members![member]
            .Concat(ReferencePacks.Members[member.Insert(dot + 1, "get_")])
            .Concat(ReferencePacks.Members[member.Insert(dot + 1, "set_")]).ToList();
        return entry.Parameters.IsDefault ? overloads.Count > 0 : overloads.Any(parameters => parameters.SequenceEqual(entry.Parameters, StringComparer.Ordinal));
    }

    private static string ReadText()
    {
        using var stream = typeof(CapabilityMap).Assembly.GetManifestResourceStream("capabilities.map")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
