using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>Reads the exceptions of a policy.</summary>
/// <param name="reader">Takes findings.</param>
internal sealed class ExceptionList(StrictReader reader)
{
    public static readonly string[] Fields = ["code", "subject", "reason", "expires"];

    // Nobody could see which finding an exception accepts that is about the exceptions, or about the sum of all findings.
    private static readonly DiagnosticDescriptor[] NotExcepted = [DiagnosticCatalog.ExceptionExpired, DiagnosticCatalog.ScoreBelowMinimum];

    /// <summary>The exceptions, in the order of the file.</summary>
    /// <param name="section">The section that has them.</param>
    public ImmutableArray<PolicyException> Read(JsonObject section) =>
        [.. reader.List(section, "exceptions").Select(Read).OfType<PolicyException>()];

    private PolicyException? Read(JsonEntry item)
    {
        if (item.Value is not JsonObject o)
        {
            reader.Report(item.Start, $"'{item.Path}' is {item.Value.Description}; expected an object with \"code\", \"subject\", \"reason\" and \"expires\".");
            return null;
        }

        reader.CheckNames(o, Fields);
        var code = Code(o);
        var subject = Demanded(o, "subject", "Say what it is about: a package, an advisory, a capability; \"*\" stands for all.");
        var reason = Demanded(o, "reason", "Say why; it is shown wherever the exception matters.");
        var expires = Day(o);
        return code is null || subject is null || reason is null || expires is null
            ? null
            : new PolicyException(code, subject, reason, expires.Value, reader.At(item.Start));
    }

    private string? Code(JsonObject o)
    {
        var code = Demanded(o, "code", "Name the code of the findings that it accepts, for example \"MB2007\".");
        if (code is null)
        {
            return null;
        }

        var problem = PolicyCodes.ProblemOf(code)
            ?? (NotExcepted.Contains(DiagnosticCatalog.Find(code)) ? $"{code} cannot be excepted." : null);
        if (problem is null)
        {
            return DiagnosticCatalog.Find(code)!.Code;
        }

        reader.Report(o.Find("code")!.Value.Start, $"'{o.Find("code")!.Path}': {problem}");
        return null;
    }

    private DateOnly? Day(JsonObject o)
    {
        var text = Demanded(o, "expires", "Give the last day on which it counts, as \"2027-03-31\": what is accepted for ever is a severity.");
        if (text is null)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        reader.Report(o.Find("expires")!.Value.Start, $"'{o.Find("expires")!.Path}' is {Quotation.Of(text)}; expected a day such as \"2027-03-31\".");
        return null;
    }

    private string? Demanded(JsonObject o, string name, string advice)
    {
        if (o.Find(name) is { } field)
        {
            return reader.NotEmpty(field);
        }

        reader.Report(o.Start, $"'{JsonEntry.PathOf(o, name)}' is missing. {advice}");
        return null;
    }
}
