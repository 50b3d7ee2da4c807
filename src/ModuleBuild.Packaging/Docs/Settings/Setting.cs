using System.Collections.Immutable;

namespace ModuleBuild.Packaging.Docs.Settings;

/// <summary>One setting of a module, as its JSON Schema describes it. All texts are as they stand in the schema.</summary>
/// <param name="Key">Configuration key below the module's section: <c>Retry:Count</c>, <c>Hosts:0:Name</c>, <c>Headers:&lt;name&gt;</c>.</param>
/// <param name="Type">In words, with bounds: <c>integer, 1 to 10</c>.</param>
/// <param name="Allowed">The only values that are allowed, as JSON; empty where there is no list, or the setting is secret.</param>
/// <param name="Default">The default; null where there is none, or the setting is secret.</param>
/// <param name="IsRequired">It must be given.</param>
/// <param name="IsSecret">It, or an object around it, is <c>writeOnly</c>: its values are never shown.</param>
/// <param name="IsDeprecated">It should no longer be used.</param>
/// <param name="Description">Its description, or its title; null where it has neither.</param>
internal sealed record Setting(
    string Key,
    string Type,
    ImmutableArray<string> Allowed,
    string? Default,
    bool IsRequired,
    bool IsSecret,
    bool IsDeprecated,
    string? Description);
