using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0028: the module was tested on versions of the host on which it runs.</summary>
internal static class HostVersionRule
{
    public static void Check(RuleContext context)
    {
        foreach (var host in context.Manifest.Host)
        {
            var tested = JsonPointer.Append("/host", host.Id) + "/tested";
            for (var i = 0; context.Document.Holds($"{tested}/{i.ToString(CultureInfo.InvariantCulture)}"); i++)
            {
                var pointer = $"{tested}/{i.ToString(CultureInfo.InvariantCulture)}";
                if (NuGetVersion.TryParse(context.Document.TextOf(pointer), out var version) && !host.Range.Range.Satisfies(version))
                {
                    context.Report(
                        DiagnosticCatalog.Contradiction, pointer, fix: null,
                        $"The module was tested on '{Quotation.Shorten(host.Id)}' {Quotation.Shorten(version.ToFullString())}, which its range {Quotation.Shorten(host.Range.Text)} leaves out. "
                        + "Widen the range, or delete the version.");
                }
            }
        }
    }
}
