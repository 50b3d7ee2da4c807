using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0025 and MB0024: a file that the manifest names is inside the module's folder, and there.</summary>
internal static class FileReferenceRule
{
    public static void Check(RuleContext context)
    {
        foreach (var file in FileReference.AllOf(context.Document))
        {
            if (IsInside(context, file))
            {
                switch (file.Field)
                {
                    case FileReference.Icon:
                        IconRule.Check(context, file);
                        break;
                    case FileReference.Schema:
                        SchemaFileRule.Check(context, file);
                        break;
                    default:
                        CheckPresent(context, file);
                        break;
                }
            }
        }
    }

    /// <summary>MB0024 with its remedy.</summary>
    public static void Report(RuleContext context, FileReference file, string problem)
    {
        var other = problem == "does not exist" ? InOtherCase(context, file.Path) : null;
        context.Report(
            DiagnosticCatalog.ReferencedFileMissing, file.Pointer,
            other is null ? null : context.Document.Replacement(file.Pointer, other),
            file.Field, Quotation.Shorten(file.Path),
            other is null
                ? $"which {problem}. Add the file, or correct the path."
                : $"which {problem}, but '{Quotation.Shorten(other)}' does. Write it so: many systems tell upper from lower case.");
    }

    private static bool IsInside(RuleContext context, FileReference file)
    {
        var problem = RelativePath.ProblemOf(file.Path);
        if (problem is null && SymbolicLinks.EscapesBy(context.Folder, file.Path) is { } link)
        {
            context.Consult(file.Path);
            problem = link == file.Path
                ? "which is a symbolic link that leads out of the module's folder"
                : $"where '{Quotation.Shorten(link)}' is a symbolic link that leads out of the module's folder";
        }

        if (problem is not null)
        {
            var fix = RelativePath.WithSlashes(file.Path) is { } slashed ? context.Document.Replacement(file.Pointer, slashed) : null;
            context.Report(DiagnosticCatalog.PathLeavesProject, file.Pointer, fix, file.Field, Quotation.Shorten(file.Path), problem);
        }

        return problem is null;
    }

    private static void CheckPresent(RuleContext context, FileReference file)
    {
        using var stream = NamedFile.Open(context.Consult(file.Path), out var problem);
        if (problem is not null)
        {
            Report(context, file, problem);
        }
    }

    // The path as the folder has it, where only the case of the file's name differs.
    private static string? InOtherCase(RuleContext context, string path)
    {
        try
        {
            var slash = path.LastIndexOf('/');
            return Directory.EnumerateFiles(Path.Combine(context.Folder, path[..(slash + 1)]))
                .Select(file => path[..(slash + 1)] + Path.GetFileName(file))
                .Where(other => other.Equals(path, StringComparison.OrdinalIgnoreCase) && other != path)
                .Order(StringComparer.Ordinal)
                .FirstOrDefault();
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            return null;
        }
    }
}
