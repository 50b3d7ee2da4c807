using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0028: a dependency is needed in scopes that the module enters.</summary>
internal static class ScopeRule
{
    public static void Check(RuleContext context)
    {
        // Without any entry point the missing field is the finding.
        var scopes = context.Manifest.EntryPoints.Select(entryPoint => entryPoint.Scope).ToHashSet(StringComparer.Ordinal);
        if (scopes.Count == 0)
        {
            return;
        }

        foreach (var dependency in context.Manifest.Dependencies.Where(dependency => !dependency.Scopes.IsEmpty))
        {
            var list = JsonPointer.Append("/dependencies", dependency.Id) + "/scopes";
            for (var i = 0; context.Document.Holds($"{list}/{i.ToString(CultureInfo.InvariantCulture)}"); i++)
            {
                var pointer = $"{list}/{i.ToString(CultureInfo.InvariantCulture)}";
                if (context.Document.TextOf(pointer) is { } scope && !scopes.Contains(scope))
                {
                    var known = string.Join("', '", scopes.Order(StringComparer.Ordinal));
                    context.Report(
                        DiagnosticCatalog.Contradiction, pointer, fix: null,
                        $"'{Quotation.Shorten(dependency.Id)}' is needed in scope '{Quotation.Shorten(scope)}', which has no entry point. The module enters '{known}'.");
                }
            }
        }
    }
}
