using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0028: a module does not need, exclude, follow or replace itself.</summary>
internal static class SelfReferenceRule
{
    public static void Check(RuleContext context)
    {
        if (context.ModuleId is not { } self)
        {
            return;
        }

        foreach (var dependency in context.Manifest.Dependencies.Where(dependency => IsSelf(dependency.Id)))
        {
            Report("/dependencies", dependency.Id, "depends on itself");
        }

        foreach (var conflict in context.Manifest.Conflicts.Where(conflict => IsSelf(conflict.Id)))
        {
            Report("/conflicts", conflict.Id, "conflicts with itself");
        }

        for (var i = 0; context.Document.Holds(string.Create(CultureInfo.InvariantCulture, $"/loadAfter/{i}")); i++)
        {
            var item = i.ToString(CultureInfo.InvariantCulture);
            if (context.Document.TextOf($"/loadAfter/{item}") is { } id && IsSelf(id))
            {
                Report("/loadAfter", item, "is loaded after itself");
            }
        }

        if (context.Manifest.Deprecated?.Replacement is { } replacement && IsSelf(replacement))
        {
            context.Report(
                DiagnosticCatalog.Contradiction, "/deprecated/replacement", fix: null,
                $"The module '{Quotation.Shorten(self)}' is deprecated in favour of itself. Name the module that replaces it, or delete 'replacement'.");
        }

        bool IsSelf(string id) => id.Equals(self, StringComparison.OrdinalIgnoreCase);

        void Report(string container, string name, string what)
        {
            var pointer = JsonPointer.Append(container, name);
            context.ReportName(
                DiagnosticCatalog.Contradiction, pointer, context.Document.Deletion(pointer), $"The module '{Quotation.Shorten(self)}' {what}. Delete this entry.");
        }
    }
}
