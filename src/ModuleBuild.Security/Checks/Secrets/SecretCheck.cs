using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>MB2009: secrets in files that go into the package.</summary>
internal static class SecretCheck
{
    // Opening a file takes longer than searching it: two at a time wait for less. Builds of other projects run beside this one, so no more.
    private const int AtATime = 2;

    // Fewer are read before threads have started.
    private const int Many = 64;

    /// <summary>Looks into all files.</summary>
    public static IEnumerable<Finding> Run(ImmutableArray<PackedFile> files, CancellationToken cancellation)
    {
        PackedFile[] ordered = [.. files.DistinctBy(file => file.SourcePath, StringComparer.Ordinal).OrderBy(file => file.Shown, StringComparer.Ordinal)];
        return ordered.Length < Many
            ? ordered.SelectMany(file => Run(file, cancellation))
            : ordered.AsParallel().AsOrdered().WithDegreeOfParallelism(AtATime).WithCancellation(cancellation).SelectMany(file => Run(file, cancellation));
    }

    private static IEnumerable<Finding> Run(PackedFile file, CancellationToken cancellation)
    {
        // A file that cannot be read cannot be packed either, which pack says.
        using var stream = NamedFile.Open(file.SourcePath, out _);
        if (stream is null)
        {
            return [];
        }

        try
        {
            return [.. SecretScanner.Scan(stream, cancellation).Select(place => FindingOf(file, place))];
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }

    private static Finding FindingOf(PackedFile file, SecretPlace place) =>
        Finding.Create(
            DiagnosticCatalog.SecretPacked,
            new SourceLocation(file.Shown, place.Line, place.Column),
            place.Kind,
            Printable(place.Beginning),
            place.Length.ToString(CultureInfo.InvariantCulture)) with
        {
            Subject = $"{file.PackagePath}: {place.Kind} {Printable(place.Beginning)}… ({place.Length.ToString(CultureInfo.InvariantCulture)})",
        };

    private static string Printable(string text) => string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || char.IsPunctuation(character) || char.IsSymbol(character) ? character : '?'));
}
