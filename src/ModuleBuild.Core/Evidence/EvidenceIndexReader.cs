using System.Collections.Immutable;
using System.Text.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Evidence;

/// <summary>Understands the JSON of an index, and collects what is wrong with it.</summary>
internal sealed class EvidenceIndexReader
{
    private readonly List<string> _problems = [];

    /// <summary>What is wrong, in the order of the file; an index with problems must not be used.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads the whole document.</summary>
    /// <param name="root">Its root.</param>
    public EvidenceIndex? Read(JsonElement root)
    {
        // The version comes before all else: a newer format may have fields that this one does not know.
        if (!IsKnownVersion(root) || !HasFields(root, "the index", EvidenceFields.FormatVersion, EvidenceFields.Package, EvidenceFields.Tool, EvidenceFields.Files))
        {
            return null;
        }

        var (id, version) = Named(root, EvidenceFields.Package, EvidenceFields.Id);
        var (_, toolVersion) = Named(root, EvidenceFields.Tool, EvidenceFields.Name);
        if (!SemanticVersion.TryParse(version, out _))
        {
            _problems.Add($"'package.version' is \"{version}\", which is not a version.");
        }

        return new EvidenceIndex(id, version, toolVersion, Files(root));
    }

    private bool IsKnownVersion(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(EvidenceFields.FormatVersion, out var field) || field.ValueKind != JsonValueKind.Number)
        {
            _problems.Add("'formatVersion' is missing, or is not a number.");
            return false;
        }

        if (field.TryGetInt32(out var version) && version == EvidenceIndex.CurrentVersion)
        {
            return true;
        }

        var isNewer = field.TryGetDouble(out var number) && number > EvidenceIndex.CurrentVersion;
        _problems.Add($"its 'formatVersion' is {field.GetRawText()}; this tool knows {EvidenceIndex.CurrentVersion}."
            + (isNewer ? " Update ModuleBuild." : string.Empty));
        return false;
    }

    private ImmutableArray<EvidenceFile> Files(JsonElement root)
    {
        var list = root.GetProperty(EvidenceFields.Files);
        if (list.ValueKind != JsonValueKind.Array)
        {
            _problems.Add("'files' is not a list.");
            return [];
        }

        ImmutableArray<EvidenceFile> files = [.. list.EnumerateArray().Select(File).OfType<EvidenceFile>()];
        foreach (var twice in files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            _problems.Add($"'files' lists '{twice.Key}' twice.");
        }

        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private EvidenceFile? File(JsonElement item, int number)
    {
        var where = FormattableString.Invariant($"files[{number}]");
        if (!HasFields(item, where, EvidenceFields.Path, EvidenceFields.Kind, EvidenceFields.MediaType, EvidenceFields.Size, EvidenceFields.Sha256))
        {
            return null;
        }

        var file = new EvidenceFile(
            Text(item, where, EvidenceFields.Path),
            Text(item, where, EvidenceFields.Kind),
            Text(item, where, EvidenceFields.MediaType),
            item.GetProperty(EvidenceFields.Size) is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : -1,
            Text(item, where, EvidenceFields.Sha256));
        Demand(EvidencePath.IsValid(file.Path), $"'{where}.path' is \"{file.Path}\", which is not the path of a file below 'module/'.");
        Demand(file.Size >= 0, $"'{where}.size' is not a number of bytes.");
        Demand(file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower), $"'{where}.sha256' is not 64 lower-case hexadecimal digits.");
        return file;
    }

    private (string Name, string Version) Named(JsonElement root, string field, string nameField)
    {
        var named = root.GetProperty(field);
        return HasFields(named, field, nameField, EvidenceFields.Version)
            ? (Text(named, field, nameField), Text(named, field, EvidenceFields.Version))
            : (string.Empty, string.Empty);
    }

    private bool HasFields(JsonElement element, string where, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{where} is not an object.");
            return false;
        }

        var before = _problems.Count;
        foreach (var name in names)
        {
            Demand(element.TryGetProperty(name, out _), $"{where} has no '{name}'.");
        }

        foreach (var field in element.EnumerateObject())
        {
            Demand(names.Contains(field.Name), $"{where} has the unknown field '{field.Name}'.");
        }

        return _problems.Count == before;
    }

    private string Text(JsonElement element, string where, string name)
    {
        var text = element.GetProperty(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : string.Empty;
        Demand(text.Length > 0, $"'{where}.{name}' is not a text, or is empty.");
        return text;
    }

    private void Demand(bool isMet, string problem)
    {
        if (!isMet)
        {
            _problems.Add(problem);
        }
    }
}
