using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Resolution.Packages;
using ModuleBuild.Release.Gates;

namespace ModuleBuild.Release.Environments.Reading;

/// <summary>Reads section <c>gates</c>: what counts instead of the preset.</summary>
/// <param name="reader">Takes findings.</param>
/// <param name="values">Reads kinds of values.</param>
internal sealed class GateSection(StrictReader reader, PolicyValues values)
{
    public static readonly string[] VulnerabilityFields = ["maximum", "unreachable", "exceptions"];

    public static readonly string[] ExceptionFields = ["subject", "reason", "expires"];

    public static readonly string[] CapabilityFields = ["deny", "new", "unknown"];

    public static readonly string[] MigrationFields = ["acknowledged"];

    public static readonly string[] SignatureFields = ["certificates"];

    public static readonly string[] Maximums = ["none", "low", "moderate", "high", "critical"];

    public static readonly string[] Unreachables = ["fail", "warn"];

    public static readonly string[] News = ["allow", "approve", "fail"];

    public static readonly string[] Unknowns = ["allow", "fail"];

    private readonly HashSet<string> _fromFile = new(StringComparer.Ordinal);

    /// <summary>The preset with what the file says instead.</summary>
    /// <param name="section">The section; null where there is none.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="approvals">How many approvals section <c>approvals</c> asks for; null where it says nothing.</param>
    public GatePolicy Read(JsonObject? section, GatePolicy preset, int? approvals)
    {
        var gates = approvals is { } count ? Switch(preset with { Approvals = count }, GateNames.Approvals, isOn: true) : preset;
        foreach (var field in section?.Entries ?? [])
        {
            var name = field.Name!;
            if (!GateNames.All.Contains(name))
            {
                var nearest = Spelling.Nearest(name, GateNames.All);
                reader.Report(field.Start, $"there is no gate '{Quotation.Shorten(name)}'. {(nearest is null ? "docs/environments.md lists them." : $"Did you mean '{nearest}'?")}");
                continue;
            }

            gates = field.Value is JsonBoolean { Value: false } ? Switch(gates, name, isOn: false) : Switch(OfGate(gates, field, name), name, isOn: true);
        }

        return gates with { FromFile = _fromFile.ToImmutableSortedSet(StringComparer.Ordinal) };
    }

    private GatePolicy Switch(GatePolicy gates, string name, bool isOn)
    {
        _fromFile.Add(name);
        return gates with { On = isOn ? gates.On.Add(name) : gates.On.Remove(name) };
    }

    private GatePolicy OfGate(GatePolicy gates, JsonEntry field, string name)
    {
        switch (name)
        {
            case GateNames.Soak:
                return gates with { Soak = values.Duration(field, mayBeZero: false, ", or false") ?? gates.Soak };
            case GateNames.Score:
                return gates with { MinimumScore = values.Integer(field, 0, 100, ", or false") ?? gates.MinimumScore };
            case GateNames.Vulnerabilities when field.Value is JsonObject o:
                return gates with { Vulnerabilities = Vulnerabilities(o, gates.Vulnerabilities) };
            case GateNames.Capabilities when field.Value is JsonObject o:
                return Capabilities(o, gates);
            case GateNames.Migrations when field.Value is JsonObject o:
                reader.CheckNames(o, MigrationFields);
                return gates with { Acknowledged = [.. reader.List(o, "acknowledged").Select(Acknowledged).OfType<string>()] };
            case GateNames.Signature when field.Value is JsonObject o:
                reader.CheckNames(o, SignatureFields);
                return gates with { Certificates = [.. reader.List(o, "certificates").Select(Fingerprint).OfType<string>()] };
        }

        if (field.Value is not JsonBoolean)
        {
            var takesObject = name is GateNames.Vulnerabilities or GateNames.Capabilities or GateNames.Migrations or GateNames.Signature;
            reader.Report(field.Value.Start, $"'{field.Path}' is {field.Value.Description}; expected {(takesObject ? "true, false or an object" : "true or false")}.");
        }

        return gates;
    }

    private VulnerabilityRules Vulnerabilities(JsonObject o, VulnerabilityRules preset)
    {
        reader.CheckNames(o, VulnerabilityFields);
        var maximum = Choice(o, GateNames.Vulnerabilities, "maximum", Maximums);
        var unreachable = Choice(o, GateNames.Vulnerabilities, "unreachable", Unreachables);
        return new VulnerabilityRules(
            maximum is { } at ? at == 0 ? null : (AdvisorySeverity)(at - 1) : preset.Maximum,
            unreachable is { } fails ? fails == 0 : preset.FailsUnreachable)
        {
            Exceptions = [.. reader.List(o, "exceptions").Select(Exception).OfType<VulnerabilityException>()],
        };
    }

    private VulnerabilityException? Exception(JsonEntry item)
    {
        if (values.Object(item, "an object with \"subject\", \"reason\" and \"expires\"") is not { } o)
        {
            return null;
        }

        reader.CheckNames(o, ExceptionFields);
        var subject = reader.Text(o, "subject", isRequired: true) is null ? null : reader.NotEmpty(o.Find("subject")!);
        var reason = reader.Text(o, "reason", isRequired: true) is null ? null : reader.NotEmpty(o.Find("reason")!);
        var expires = values.Day(o, "expires");
        return subject is null || reason is null || expires is null ? null : new VulnerabilityException(subject, reason, expires.Value);
    }

    private GatePolicy Capabilities(JsonObject o, GatePolicy gates)
    {
        reader.CheckNames(o, CapabilityFields);
        var news = Choice(o, GateNames.Capabilities, "new", News);
        var unknown = Choice(o, GateNames.Capabilities, "unknown", Unknowns);
        return gates with
        {
            Deny = [.. reader.List(o, "deny").Select(Denied).OfType<string>()],
            NewCapabilities = news is { } at ? (NewCapabilities)at : gates.NewCapabilities,
            RefusesUnknown = unknown is { } fails ? fails == 1 : gates.RefusesUnknown,
        };
    }

    private string? Denied(JsonEntry item)
    {
        var text = reader.NotEmpty(item);
        if (text is null || PermissionCover.IsProvable(text))
        {
            return text;
        }

        var known = CapabilityKind.All.SelectMany(kind => kind.Permissions.Append(kind.Name)).Distinct(StringComparer.Ordinal).ToList();
        var parts = text.Split(':', 3);
        var advice = Spelling.Nearest(string.Join(':', parts.Take(2)), known) is { } nearest
            ? $"Did you mean \"{string.Join(':', [nearest, .. parts.Skip(2)])}\"?"
            : "docs/capabilities.md lists the kinds, for example \"process:start\".";
        reader.Report(item.Value.Start, $"'{item.Path}' is {Quotation.Of(text)}, which is no capability. {advice}");
        return null;
    }

    private string? Acknowledged(JsonEntry item)
    {
        var text = reader.NotEmpty(item);
        var parts = text?.Split(' ') ?? [];
        if (text is null || (parts.Length == 2 && NuGet.Versioning.NuGetVersion.TryParse(parts[1], out _)))
        {
            return text;
        }

        reader.Report(item.Value.Start, $"'{item.Path}' is {Quotation.Of(text)}; expected a module and its version, such as \"Acme.Orders 2.0.0\".");
        return null;
    }

    private string? Fingerprint(JsonEntry item)
    {
        var text = reader.NotEmpty(item)?.Replace(":", string.Empty, StringComparison.Ordinal);
        if (text is null || (text.Length == 64 && text.All(char.IsAsciiHexDigit)))
        {
            return text?.ToLowerInvariant();
        }

        reader.Report(item.Value.Start, $"'{item.Path}' is {item.Value.Description}; expected the SHA-256 fingerprint of a certificate, 64 hexadecimal digits.");
        return null;
    }

    private int? Choice(JsonObject o, string gate, string name, string[] words)
    {
        if (o.Find(name) is not null)
        {
            _fromFile.Add($"{gate}.{name}");
        }

        return values.Choice(o, name, words);
    }
}
