using System.Collections.Immutable;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0011, MB0029, MB0028: the licence is an SPDX expression of today, and the project's own.</summary>
internal static class LicenseRule
{
    private const string Pointer = "/license";

    public static void Check(RuleContext context)
    {
        if (context.Manifest.License?.Expression is not { } written)
        {
            return;
        }

        var parse = SpdxExpression.Parse(written);
        if (parse.Expression is null)
        {
            var question = parse.Suggestion is null ? string.Empty : $" Did you mean '{parse.Suggestion}'?";
            context.ReportAt(
                DiagnosticCatalog.LicenseNotSpdx, context.Document.LocateCharacter(Pointer, parse.Offset), Pointer,
                Rewriting(context, parse), Quotation.Shorten(written), parse.Problem + question);
            return;
        }

        foreach (var id in parse.Deprecated)
        {
            context.Report(DiagnosticCatalog.LicenseIdDeprecated, Pointer, Rewriting(context, parse), id, AdviceFor(id));
        }

        if (context.Project.LicenseExpression is { } projects && SpdxExpression.Parse(projects).Expression is { } expected
            && !expected.Equals(parse.Expression))
        {
            context.Report(
                DiagnosticCatalog.Contradiction, Pointer, fix: null,
                $"The licence is '{parse.Expression}', but the project's PackageLicenseExpression is '{expected}'. "
                + "Make them equal, or delete 'license' here.");
        }
    }

    private static Fix? Rewriting(RuleContext context, SpdxParse parse) =>
        parse.Suggestion is null ? null : context.Document.Replacement(Pointer, parse.Suggestion);

    private static string AdviceFor(string id)
    {
        ImmutableArray<string> successors = SpdxLicenseList.Shared.Successors(id.TrimEnd('+'), id.EndsWith('+'));
        return successors.IsEmpty
            ? $"See https://spdx.org/licenses/{id}.html for what to write."
            : $"Write '{string.Join("' or '", successors)}'.";
    }
}
