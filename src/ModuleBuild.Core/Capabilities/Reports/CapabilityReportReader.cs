using System.Collections.Immutable;
using System.Text.Json;

namespace ModuleBuild.Core.Capabilities.Reports;

/// <summary>Understands the JSON of a report, and says what is wrong with it first.</summary>
internal sealed class CapabilityReportReader
{
    /// <summary>What is wrong, as a sentence; a report with a problem must not be used.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the whole document.</summary>
    /// <param name="root">Its root.</param>
    public CapabilityReport? Read(JsonElement root)
    {
        // The version comes before all else: a newer format may have fields that this one does not know.
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(CapabilityFields.FormatVersion, out var version) || version.ValueKind != JsonValueKind.Number)
        {
            Problem = "'formatVersion' is missing, or is not a number.";
            return null;
        }

        if (!version.TryGetInt32(out var number) || number != CapabilityReportFile.CurrentVersion)
        {
            Problem = $"its 'formatVersion' is {version.GetRawText()}; this tool knows {CapabilityReportFile.CurrentVersion}.";
            return null;
        }

        Demand(root, [CapabilityFields.FormatVersion, CapabilityFields.Module, CapabilityFields.Version, CapabilityFields.Map, CapabilityFields.Capabilities, CapabilityFields.Unknown], []);
        return Problem is not null ? null : new CapabilityReport(
            Text(root, CapabilityFields.Module),
            Text(root, CapabilityFields.Version, mayBeEmpty: true),
            Text(root, CapabilityFields.Map),
            List(root, CapabilityFields.Capabilities, Capability),
            List(root, CapabilityFields.Unknown, Unknown));
    }

    private ReachedCapability? Capability(JsonElement item)
    {
        if (!Demand(item, [CapabilityFields.Capability, CapabilityFields.Target, CapabilityFields.Package, CapabilityFields.Assembly, CapabilityFields.Path], []))
        {
            return null;
        }

        var kind = Text(item, CapabilityFields.Capability);
        if (CapabilityKind.Find(kind) is null)
        {
            Problem ??= $"it has the unknown capability '{kind}'.";
        }

        var target = item.GetProperty(CapabilityFields.Target).ValueKind == JsonValueKind.Null ? null : Text(item, CapabilityFields.Target);
        return new ReachedCapability(new Capability(kind, target), Text(item, CapabilityFields.Package), List(item, CapabilityFields.Path, Step));
    }

    private CallStep? Step(JsonElement item) => !Demand(item, [CapabilityFields.Assembly, CapabilityFields.Member], [CapabilityFields.File, CapabilityFields.Line])
        ? null
        : new CallStep(
            Text(item, CapabilityFields.Assembly),
            Text(item, CapabilityFields.Member),
            item.TryGetProperty(CapabilityFields.File, out _) ? Text(item, CapabilityFields.File) : null,
            item.TryGetProperty(CapabilityFields.Line, out var line) && line.ValueKind == JsonValueKind.Number && line.TryGetInt32(out var number) && number >= 0 ? number : 0);

    private UnknownAssembly? Unknown(JsonElement item) => Demand(item, [CapabilityFields.Name, CapabilityFields.Reason], [])
        ? new UnknownAssembly(Text(item, CapabilityFields.Name), Text(item, CapabilityFields.Reason))
        : null;

    private ImmutableArray<T> List<T>(JsonElement parent, string name, Func<JsonElement, T?> read)
        where T : class
    {
        var list = parent.GetProperty(name);
        if (list.ValueKind != JsonValueKind.Array)
        {
            Problem ??= $"'{name}' is not a list.";
            return [];
        }

        return [.. list.EnumerateArray().Select(read).OfType<T>()];
    }

    private bool Demand(JsonElement element, string[] fields, string[] optional)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem ??= "it has something else where an object is expected.";
            return false;
        }

        if (Array.Find(fields, field => !element.TryGetProperty(field, out _)) is { } missing)
        {
            Problem ??= $"'{missing}' is missing.";
            return false;
        }

        foreach (var field in element.EnumerateObject().Where(field => !fields.Contains(field.Name, StringComparer.Ordinal) && !optional.Contains(field.Name, StringComparer.Ordinal)))
        {
            Problem ??= $"it has the unknown field '{field.Name}'.";
            return false;
        }

        return true;
    }

    private string Text(JsonElement element, string name, bool mayBeEmpty = false)
    {
        var value = element.GetProperty(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
        if (value.ValueKind != JsonValueKind.String || (text.Length == 0 && !mayBeEmpty))
        {
            Problem ??= $"'{name}' is not a text, or is empty.";
        }

        return text;
    }
}
