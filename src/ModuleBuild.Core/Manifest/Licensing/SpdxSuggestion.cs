using System.Text;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>What a wrong expression was probably meant to be.</summary>
/// <param name="Expression">The whole expression, where each part of it is sure; or null.</param>
/// <param name="Hint">A sentence with a space before it that names the choices where it is not sure; or empty.</param>
internal readonly record struct SpdxSuggestion(string? Expression, string Hint)
{
    // Longer texts are pasted licences, not slips.
    private const int LongestText = 300;

    public static SpdxSuggestion For(string text)
    {
        if (text.Length > LongestText)
        {
            return new SpdxSuggestion(null, string.Empty);
        }

        // "GPL v3 or later" is one name, so the whole is tried before its parts.
        var whole = SpdxNames.Shared.Find(text);
        return whole.Id is not null ? new SpdxSuggestion(whole.Id, string.Empty)
            : whole.Hint.Length > 0 ? new SpdxSuggestion(null, whole.Hint)
            : FromParts(SpdxPhrase.Split(text));
    }

    private static SpdxSuggestion FromParts(List<SpdxPhrase> parts)
    {
        var result = new StringBuilder();
        var isSure = true;
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i];
            var text = part.Text;
            if (part.Kind == SpdxPhraseKind.Name)
            {
                var (id, hint) = i > 0 && parts[i - 1].Text == "WITH" ? FindException(text) : FindLicense(text);
                if (id is null && hint.Length > 0)
                {
                    return new SpdxSuggestion(null, hint);
                }

                isSure &= id is not null;
                text = id;
            }

            isSure &= part.Kind != SpdxPhraseKind.Unclear;
            var isTight = part.Text is ")" || (i > 0 && parts[i - 1].Text is "(");
            result.Append(i == 0 || isTight ? string.Empty : " ").Append(text);
        }

        // A slash stands for OR; what it binds beside AND nobody knows.
        isSure &= !(parts.Exists(part => part.IsSlash) && parts.Exists(part => part.Text == "AND"));
        return isSure && new SpdxParser(result.ToString()).Parse().Expression is { } expression
            ? new SpdxSuggestion(expression.ToString(), string.Empty)
            : new SpdxSuggestion(null, string.Empty);
    }

    private static (string? Id, string Hint) FindLicense(string name)
    {
        if (!name.Contains(' ', StringComparison.Ordinal))
        {
            var word = SpdxWord.Read(name, isException: false);
            if (word.Problem is null)
            {
                return (word.Canonical, string.Empty);
            }
        }

        var found = SpdxNames.Shared.Find(name);
        return found.Id is not null || found.Hint.Length > 0 ? found : (null, Nearest(name, isException: false));
    }

    private static (string? Id, string Hint) FindException(string name)
    {
        var word = SpdxWord.Read(name, isException: true);
        return word.Problem is null ? (word.Canonical, string.Empty) : (null, Nearest(name, isException: true));
    }

    // Named but not suggested: a licence is nothing to guess at.
    private static string Nearest(string name, bool isException)
    {
        var candidates = SpdxLicenseList.Shared.Entries
            .Where(entry => entry.IsException == isException && !entry.IsDeprecated)
            .Select(entry => entry.Id);
        return !name.Contains(' ', StringComparison.Ordinal) && Spelling.Nearest(name, candidates) is { } nearest ? $" The nearest is '{nearest}'." : string.Empty;
    }
}
