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
            return [.. Places(stream, cancellation).Select(place => FindingOf(file, place))];
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return [];
        }
    }

    // What an assembly's parts tell better is not told once more of its bytes.
    private static IEnumerable<SecretPlace> Places(Stream stream, CancellationToken cancellation)
    {
        var parts = AssemblySecrets.Scan(stream, cancellation);
        stream.Position = 0;
        return parts.Concat(SecretScanner.Scan(stream, cancellation)
            .Where(place => !parts.Any(part => (part.Kind, part.Beginning, part.Length) == (place.Kind, place.Beginning, place.Length))));
    }

    private static Finding FindingOf(PackedFile file, SecretPlace place) =>
        Finding.Create(
            DiagnosticCatalog.SecretPacked,
            place.Line == 0 ? new SourceLocation(file.Shown) : new SourceLocation(file.Shown, place.Line, place.Column),
            place.Part is null ? place.Kind : $"{place.Kind}, in {new string([.. place.Part.Select(character => char.IsControl(character) ? '?' : character)])}",
            Printable(place.Beginning),
            place.Length.ToString(CultureInfo.InvariantCulture)) with
        {
            Subject = $"{file.PackagePath}: {place.Kind} {Printable(place.Beginning)}… ({place.Length.ToString(CultureInfo.InvariantCulture)})",
        };

    private static string Printable(string text) => string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || char.IsPunctuation(character) || char.IsSymbol(character) ? character : '?'));
}
