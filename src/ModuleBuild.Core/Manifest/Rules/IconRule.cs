using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0016: the icon is a square PNG of 128 to 512 pixels.</summary>
internal static class IconRule
{
    private const uint Smallest = 128;
    private const uint Largest = 512;

    public static void Check(RuleContext context, FileReference icon)
    {
        if (ProblemOf(context.Consult(icon.Path)) is { } problem)
        {
            context.Report(DiagnosticCatalog.IconInvalid, icon.Pointer, fix: null, Quotation.Shorten(icon.Path), problem);
        }
    }

    private static string? ProblemOf(string path)
    {
        using var stream = NamedFile.Open(path, out var problem);
        if (stream is null)
        {
            return problem;
        }

        try
        {
            var image = PngImage.Read(stream);
            return image.Problem is not null ? image.Problem
                : image.Width != image.Height || image.Width is < Smallest or > Largest
                    ? FormattableString.Invariant($"is {image.Width}x{image.Height} pixels")
                : null;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return $"cannot be read: {e.Message}";
        }
    }
}
