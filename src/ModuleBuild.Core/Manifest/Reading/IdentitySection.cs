using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Reads who the module is: summary, authors, licence.</summary>
internal static class IdentitySection
{
    public static readonly TextRule Name = new("a name of 2 to 64 characters") { Min = 2, Max = 64 };
    public static readonly TextRule Description = new("Markdown of at most 4000 characters") { Max = 4000 };

    private static readonly FieldNames AuthorFields = FieldNames.Optional("email", "url")
        .Requiring("name", "Add \"name\": a person or an organization.");

    private static readonly FieldNames LicenseFields = FieldNames.Optional()
        .Requiring("file", "Add \"file\": the path of the licence file, for example \"LICENSE.txt\".");

    public static readonly ListRule<Author> Authors = new(ReadAuthor) { HoldsStrings = true, Key = author => author.Name };

    private const int ShortestSummary = 10;
    private const int LongestSummary = 140;

    private static readonly TextRule Email = new("an address such as \"team@example.com\"") { Matches = IsEmail };

    /// <summary>
    /// The summary, whose length and lines are a warning (MB0013); null where there is none, or a wrong one, which is reported.
    /// </summary>
    public static string? ReadSummary(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } summary)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(summary))
        {
            context.ReportNotAllowed(value!, summary.Length == 0 ? "empty" : "blank", "one line of 10 to 140 characters");
            return null;
        }

        if (ProblemOf(summary) is { } problem)
        {
            var trimmed = summary.Trim();
            var fix = ProblemOf(trimmed) is null ? ReadingContext.Rewriting(value!, JsonEdits.Quote(trimmed)) : null;
            context.Report(DiagnosticCatalog.SummaryTooLong, value!, fix, problem);
        }

        return summary;
    }

    /// <summary>The licence. Whether its expression is right is another rule's matter.</summary>
    public static License? ReadLicense(ReadingContext context, JsonValue? value)
    {
        if (value is JsonString)
        {
            return TextValue.Read(context, value, new TextRule("an SPDX expression such as \"MIT\"")) is { } expression
                ? new License(expression, null)
                : null;
        }

        if (value is not (null or JsonObject))
        {
            context.ReportType(value, "an SPDX expression such as \"MIT\", or {\"file\": \"LICENSE.txt\"}");
            return null;
        }

        var fields = ObjectFields.Open(context, value, LicenseFields);
        return TextValue.Read(context, fields?["file"], TextRule.Any) is { } file ? new License(null, file) : null;
    }

    private static Author? ReadAuthor(ReadingContext context, JsonValue value)
    {
        if (value is JsonString)
        {
            return TextValue.Read(context, value, TextRule.Any) is { } plain ? new Author(plain) : null;
        }

        if (value is not JsonObject)
        {
            context.ReportType(value, "a name, or an object with \"name\"");
            return null;
        }

        var fields = ObjectFields.Open(context, value, AuthorFields)!;
        var name = TextValue.Read(context, fields["name"], TextRule.Any);
        var email = TextValue.Read(context, fields["email"], Email);
        var url = LinkValue.Read(context, fields["url"]);
        return name is null ? null : new Author(name, email, url);
    }

    private static string? ProblemOf(string summary)
    {
        var length = TextValue.Characters(summary);
        var hasBreaks = summary.AsSpan().ContainsAny('\r', '\n');
        var lines = hasBreaks ? Lines(summary.TrimEnd('\r', '\n')) : 1;
        return lines switch
        {
            > 1 => FormattableString.Invariant($"has {lines} lines"),
            _ when hasBreaks => "ends with a line break",
            _ when length is > LongestSummary or < ShortestSummary => FormattableString.Invariant($"has {length} characters"),
            _ => null,
        };
    }

    private static int Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r') + 1;

    private static bool IsEmail(string text) =>
        text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsWhiteSpace);
}
