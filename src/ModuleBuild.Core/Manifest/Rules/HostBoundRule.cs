using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;
using ModuleBuild.Core.Manifest.Ranges;
using NuGet.Versioning;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB3003: who promises to run on every future host promises what nobody can try.</summary>
internal static class HostBoundRule
{
    public static void Check(RuleContext context)
    {
        foreach (var host in context.Manifest.Host.Where(host => !host.Range.Range.HasUpperBound))
        {
            var pointer = JsonPointer.Append("/host", host.Id);
            var version = JsonPointer.Append(pointer, "version");
            pointer = context.Document.Holds(version) ? version : pointer;
            var bounded = Bounded(host.Range.Range);
            context.Report(
                DiagnosticCatalog.HostUnbounded,
                pointer,
                bounded is null ? null : context.Document.Replacement(pointer, bounded),
                Quotation.Shorten(host.Range.Text),
                Quotation.Shorten(host.Id),
                bounded is null
                    ? "Write the versions that you support, for example \"[8.3,9.0)\"."
                    : $"Write {Quotation.Of(bounded)}: up to the next major version.");
        }
    }

    // A host may break its modules in a major version only; where even the lower end is open, nobody knows which that would be.
    private static string? Bounded(VersionRange range)
    {
        if (range.MinVersion is not { Major: < int.MaxValue } min || (range.IsFloating && min == new NuGetVersion(0, 0, 0)))
        {
            return null;
        }

        var low = range.IsFloating ? min.ToNormalizedString() : min.OriginalVersion ?? min.ToNormalizedString();
        var text = FormattableString.Invariant($"{(range.IsMinInclusive ? '[' : '(')}{low},{min.Major + 1}.0)");
        return RangeReader.Parse(text).Range is null ? null : text;
    }
}
