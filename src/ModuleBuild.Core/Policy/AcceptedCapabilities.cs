using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>
/// <c>capabilities.accepted.json</c> beside <c>module.json</c>: what a module could do when somebody last looked at it, usually at the last release.
/// It is committed; what a build reaches beyond it is MB2005.
/// </summary>
/// <param name="Version">The version of the module that was looked at.</param>
/// <param name="Capabilities">In the ordinal order of capability and package, each pair once.</param>
public sealed record AcceptedCapabilities(string Version, ImmutableArray<AcceptedCapability> Capabilities)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "capabilities.accepted.json";

    /// <summary>The format that this tool reads and writes.</summary>
    public const int CurrentFormat = 1;

    private const int MaxLength = 4 << 20;

    internal static readonly string[] Fields = ["formatVersion", "version", "capabilities"];

    internal static readonly string[] ItemFields = ["capability", "package"];

    /// <summary>Reads the file. Never throws for what it is or holds.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>What was accepted; null without a finding where there is no file, and null with MB2021 where it cannot be used.</returns>
    public static (AcceptedCapabilities? Accepted, ImmutableArray<Finding> Findings) Read(string path)
    {
        if (!Path.Exists(path))
        {
            return (null, []);
        }

        var (tree, problem) = StrictFile.Read(
            path, DiagnosticCatalog.AcceptedCapabilitiesUnusable, MaxLength, "Delete it, or run 'modulebuild accept'.", "Run 'modulebuild accept' on what was merged.");
        if (tree is null)
        {
            return (null, [problem!]);
        }

        var reader = new StrictReader(path, DiagnosticCatalog.AcceptedCapabilitiesUnusable, tree);
        var accepted = Read(reader);
        return reader.IsClean ? (accepted, []) : (null, reader.Findings);
    }

    /// <summary>The bytes of the file: the same list gives the same bytes.</summary>
    public byte[] Write() => JsonText.WriteBytes(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("formatVersion", CurrentFormat);
        writer.WriteString("version", Version);
        writer.WriteStartArray("capabilities");
        foreach (var accepted in Capabilities)
        {
            writer.WriteStartObject();
            writer.WriteString("capability", accepted.Capability);
            writer.WriteString("package", accepted.Package);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>What a report says, to be accepted.</summary>
    /// <param name="report">The report.</param>
    public static AcceptedCapabilities Of(CapabilityReport report) => new(
        report.Version,
        [
            .. report.Capabilities.Select(reached => new AcceptedCapability(reached.Capability.ToString(), reached.Package)).Distinct()
                .OrderBy(accepted => accepted.Capability, StringComparer.Ordinal).ThenBy(accepted => accepted.Package, StringComparer.Ordinal),
        ]);

    /// <summary>Whether something was accepted; names of packages in either case.</summary>
    /// <param name="reached">What is reached.</param>
    public bool Holds(ReachedCapability reached)
    {
        var capability = reached.Capability.ToString();
        return Capabilities.Any(accepted =>
            accepted.Capability == capability && string.Equals(accepted.Package, reached.Package, StringComparison.OrdinalIgnoreCase));
    }

    private static AcceptedCapabilities? Read(StrictReader reader)
    {
        if (reader.Root("an object with \"formatVersion\", \"version\" and \"capabilities\"") is not { } o)
        {
            return null;
        }

        // A newer format may have fields that this one does not know, so that telling of them would mislead.
        if (o.Find("formatVersion")?.Value is not JsonNumber { Number: CurrentFormat })
        {
            reader.Report(o.Find("formatVersion")?.Value.Start ?? o.Start, $"its 'formatVersion' is not {CurrentFormat}, the one that this tool knows. Update ModuleBuild, or run 'modulebuild accept'.");
            return null;
        }

        reader.CheckNames(o, Fields);
        var version = reader.Text(o, "version", isRequired: true);
        var items = reader.List(o, "capabilities").Select(item => Item(reader, item)).OfType<AcceptedCapability>();
        return new AcceptedCapabilities(version ?? string.Empty, [.. items]);
    }

    private static AcceptedCapability? Item(StrictReader reader, JsonEntry item)
    {
        if (item.Value is not JsonObject o)
        {
            reader.Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object with \"capability\" and \"package\".");
            return null;
        }

        reader.CheckNames(o, ItemFields);
        var capability = reader.Text(o, "capability", isRequired: true);
        var package = reader.Text(o, "package", isRequired: true);
        if (capability is not null && KindOf(capability) is null)
        {
            reader.Report(o.Find("capability")!.Value.Start, $"'{item.Path}.capability' is {Quotation.Of(capability)}, which is no capability. {AdviceOn(capability)}");
        }

        return capability is null || package is null ? null : new AcceptedCapability(capability, package);
    }

    private static CapabilityKind? KindOf(string capability) => CapabilityKind.Find(string.Join(':', capability.Split(':', 3).Take(2)));

    // A permission is often written where a capability is meant.
    private static string AdviceOn(string capability)
    {
        var parts = capability.Split(':', 3);
        var name = string.Join(':', parts.Take(2));
        var nearest = CapabilityKind.Named(name)?.Name ?? Spelling.Nearest(name, [.. CapabilityKind.All.Select(kind => kind.Name)]);
        return nearest is null
            ? "docs/capabilities.md lists the kinds."
            : $"Did you mean \"{string.Join(':', [nearest, .. parts.Skip(2)])}\"?";
    }
}

/// <summary>One accepted capability.</summary>
/// <param name="Capability"><c>kind:target</c>.</param>
/// <param name="Package">Id of the package whose code does it.</param>
public sealed record AcceptedCapability(string Capability, string Package);
