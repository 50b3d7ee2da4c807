using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>What the manifest may have meant by a type that is not there.</summary>
internal sealed class EntryPointSuggestion
{
    private readonly ImmutableArray<string> _visible;
    private readonly ImmutableArray<string> _contract;

    public EntryPointSuggestion(ModuleAssembly assembly, AssemblyReferences references)
    {
        _visible = [.. assembly.VisibleTypes];
        _contract = [.. _visible.Where(type => !EntryPointContract.Problems(assembly, assembly.FindType(type)!.Value, references).Any())];
    }

    /// <summary>The only public type that meets the contract, or null where there are several or none.</summary>
    public string? OnlyEntryPoint => _contract is [var only] ? only : null;

    /// <summary>What to do about the missing type: a sentence.</summary>
    public string Advice(string missing)
    {
        if (Nearest(missing) is { } nearest)
        {
            return $"Did you mean '{nearest}'?";
        }

        return _contract switch
        {
            [] => "Name a public class with 'public void Configure(IHostApplicationBuilder builder)': its namespace, '.', its name.",
            [var only] => $"The only type that can be one is '{only}'.",
            _ => $"Types that can be one: {string.Join(", ", _contract.Take(3).Select(type => $"'{type}'"))}.",
        };
    }

    /// <summary>Types that can be an entry point come first; an equal name elsewhere is nearer than a similar name here.</summary>
    private string? Nearest(string missing) =>
        WithSimpleName(_contract, missing) ?? Spelling.Nearest(missing, _contract) ?? NearestSimpleName(_contract, missing)
        ?? WithSimpleName(_visible, missing) ?? Spelling.Nearest(missing, _visible) ?? NearestSimpleName(_visible, missing);

    private static string? WithSimpleName(ImmutableArray<string> types, string missing) =>
        types.FirstOrDefault(type => string.Equals(
            EntryPointName.SimpleNameOf(type), EntryPointName.SimpleNameOf(missing), StringComparison.OrdinalIgnoreCase));

    private static string? NearestSimpleName(ImmutableArray<string> types, string missing) =>
        Spelling.Nearest(EntryPointName.SimpleNameOf(missing), types.Select(EntryPointName.SimpleNameOf)) is { } name
            ? WithSimpleName(types, name)
            : null;
}
