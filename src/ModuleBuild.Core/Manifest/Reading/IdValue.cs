using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Reading;

/// <summary>Ids of modules and packages: MB0007.</summary>
internal static class IdValue
{
    private const int Longest = 100;

    /// <summary>The id; null where there is none, or a wrong one, which is reported.</summary>
    public static string? Read(ReadingContext context, JsonValue? value)
    {
        if (TextValue.ReadAny(context, value) is not { } id)
        {
            return null;
        }

        if (ProblemOf(id) is not { } problem)
        {
            return id;
        }

        context.Report(DiagnosticCatalog.IdInvalid, value!, null, Quotation.Shorten(id), problem, Example(id));
        return null;
    }

    /// <summary>The id that is a field's name; null where it is wrong, which is reported.</summary>
    public static string? ReadName(ReadingContext context, JsonEntry field)
    {
        if (ProblemOf(field.Name!) is not { } problem)
        {
            return field.Name;
        }

        context.ReportName(DiagnosticCatalog.IdInvalid, field, null, Quotation.Shorten(field.Name!), problem, Example(field.Name!));
        return null;
    }

    /// <summary>What is wrong with an id, as the end of a sentence; null where it is right.</summary>
    public static string? ProblemOf(string id)
    {
        if (id.Length <= Longest && TextForms.IsId(id))
        {
            return null;
        }

        return id switch
        {
            "" => "is empty",
            { Length: > Longest } => FormattableString.Invariant($"has {id.Length} characters"),
            _ when id.Any(char.IsWhiteSpace) => "has a space",
            _ when id.FirstOrDefault(c => !IsWordCharacter(c) && c is not ('.' or '-')) is not '\0' and var odd => $"has {Named(odd)}",
            _ when !IsWordCharacter(id[0]) => $"starts with '{id[0]}'",
            _ when !IsWordCharacter(id[^1]) => $"ends with '{id[^1]}'",
            _ => "has two separators in a row",
        };
    }

    // What was written, with a dot for each run of characters that cannot stand in an id.
    private static string Example(string id)
    {
        var words = string.Concat(id.Take(Longest).Select(c => IsWordCharacter(c) || c == '-' ? c : '.'))
            .Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Join('-', word.Split('-', StringSplitOptions.RemoveEmptyEntries)))
            .Where(word => word.Length > 0)
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        var example = string.Join('.', words);
        return example.Length == 0 ? "Acme.Orders" : example;
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static string Named(char c) => char.IsControl(c) || char.IsSurrogate(c) ? "a character that cannot be shown" : $"'{c}'";
}
