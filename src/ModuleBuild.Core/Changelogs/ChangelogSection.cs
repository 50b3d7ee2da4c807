using System.Collections.Immutable;
using NuGet.Versioning;

namespace ModuleBuild.Core.Changelogs;

/// <summary>What a changelog says of one version.</summary>
/// <param name="Version">The version; null for what is not released yet.</param>
/// <param name="Text">Markdown below the heading; empty where there is nothing.</param>
public sealed record ChangelogSection(NuGetVersion? Version, string Text)
{
    /// <summary>The entries of its groups (<c>### Added</c>), with the name of the group as written.</summary>
    public ImmutableArray<(string Group, string Entry)> Entries
    {
        get
        {
            var entries = ImmutableArray.CreateBuilder<(string, string)>();
            var group = string.Empty;
            foreach (var line in Text.Split('\n'))
            {
                if (line.StartsWith("### ", StringComparison.Ordinal))
                {
                    group = line[4..].Trim();
                }
                else if (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
                {
                    entries.Add((group, line[2..].Trim()));
                }
                else if (line.StartsWith(' ') && line.Trim() is { Length: > 0 } more && entries.Count > 0)
                {
                    entries[^1] = (entries[^1].Item1, $"{entries[^1].Item2} {more}");
                }
            }

            return entries.ToImmutable();
        }
    }
}
