using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModuleBuild.Analyzers.Tests.Infrastructure;
using ModuleBuild.Analyzers.Uses;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers.Tests.Uses;

/// <summary>The analyzer names members as the map does: every line about a type that is there is found by a symbol of that type.</summary>
public sealed class MapNamesTests
{
    private static readonly CSharpCompilation Libraries = CSharpCompilation.Create("Libraries", references: Module.References);

    [Fact]
    public void Every_line_of_the_map_is_found_by_a_symbol()
    {
        var looked = 0;
        var missed = new List<string>();
        foreach (var (member, entry) in PermissionAnalyzer.Shared.Entries)
        {
            var end = member.EndsWith("..ctor", StringComparison.Ordinal) ? member.Length - 6 : member.LastIndexOf('.');
            var name = member[(end + 1)..];
            if (entry.Kind is null || name.StartsWith('*') || TypesOf(member[..end]) is not { Count: > 0 } types)
            {
                continue;
            }

            looked++;
            if (!types.Any(type => type.GetMembers().Any(found => Means(found, name, entry))))
            {
                missed.Add(member + (entry.Parameters.IsDefault ? "" : "(" + string.Join(',', entry.Parameters) + ")"));
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        Assert.True(looked > 500, FormattableString.Invariant($"Only {looked} lines are about types that are there."));
    }

    private static IReadOnlyList<INamedTypeSymbol> TypesOf(string name) => Libraries.GetTypesByMetadataName(name);

    private static bool Means(ISymbol symbol, string name, MapEntry entry) =>
        (symbol.MetadataName == name || (symbol is IMethodSymbol { AssociatedSymbol: { } associated } && associated.MetadataName == name))
        && (entry.Parameters.IsDefault || MetadataName.Parameters(symbol).SequenceEqual(entry.Parameters));
}
