using System.Collections.Immutable;
using System.Text;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>
/// MB2016: a package may come from more than one source, one of them a server, so that whoever publishes its id there is installed
/// instead (dependency confusion). See https://learn.microsoft.com/nuget/consume-packages/package-source-mapping.
/// </summary>
internal static class SourceMappingCheck
{
    private const string Everything = "*";

    /// <summary>Looks at the sources that count for a project.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="place">Where the finding is shown if no configuration of the project says anything.</param>
    public static IEnumerable<Finding> Run(PackageSources sources, SourceLocation place)
    {
        var all = sources.Sources;
        var mixed = sources.IsMapped ? all.Where(source => source.Patterns.Contains(Everything)).ToImmutableArray() : all;
        if (mixed.Length < 2 || !mixed.Any(source => source.IsServer))
        {
            return [];
        }

        var names = string.Join(", ", mixed.Select(source => $"'{Printable(source.Name)}'"));
        var why = sources.IsMapped
            ? $"Every package may come from {mixed.Length} sources ({names}): the mapping gives '*' to each of them. Whoever publishes an id of yours at one of them is installed instead. Give '*' to one source, and to the others the ids that are theirs."
            : $"Every package may come from {mixed.Length} sources ({names}), and no packageSourceMapping says which from where: whoever publishes an id of yours at one of them is installed instead. Add to nuget.config, with your own ids:\n{Lines(all)}";
        return [Finding.Create(DiagnosticCatalog.SourceMappingMissing, sources.File is { } file ? new SourceLocation(file) : place, why)];
    }

    // The source for everybody gets the rest; what the others give is for people to say.
    private static string Lines(ImmutableArray<NamedPackageSource> sources)
    {
        var open = sources.FirstOrDefault(source => source.IsPublic) ?? sources.First(source => source.IsServer);
        var lines = new StringBuilder("  <packageSourceMapping>\n");
        foreach (var source in sources)
        {
            var pattern = source == open ? Everything : "Your.Prefix.*";
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"    <packageSource key=\"{System.Security.SecurityElement.Escape(Printable(source.Name))}\"><package pattern=\"{pattern}\" /></packageSource>\n");
        }

        return lines.Append("  </packageSourceMapping>").ToString();
    }

    private static string Printable(string text) => string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));
}
