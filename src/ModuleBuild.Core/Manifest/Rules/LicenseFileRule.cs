using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Manifest.Licensing;

namespace ModuleBuild.Core.Manifest.Rules;

/// <summary>MB0012: the licence file beside the manifest, or above it in the same repository, holds the licence that the manifest names.</summary>
internal static class LicenseFileRule
{
    private static readonly string[] Names = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING"];

    public static void Check(RuleContext context)
    {
        // A licence file that is named is the licence: there is nothing to compare it with.
        var named = context.Manifest.License ?? new License(context.Project.LicenseExpression, context.Project.LicenseFile);
        if (named is not { Expression: { } text, File: null } || SpdxExpression.Parse(text).Expression is not { } expression
            || !expression.Leaves.All(IsRecognizable))
        {
            return;
        }

        foreach (var path in Candidates(context))
        {
            var bytes = NamedFile.Read(path, 4 * LicenseRecognizer.LengthLookedAt, out var problem);
            if (problem is not null)
            {
                continue;
            }

            if (LicenseRecognizer.Recognize(NamedFile.Decode(bytes)) is { } recognized
                && !expression.Leaves.Any(leaf => Agrees(FamilyOf(leaf)!, recognized)))
            {
                var shown = Path.GetRelativePath(context.Folder, path).Replace('\\', '/');
                context.Report(DiagnosticCatalog.LicenseFileDiffers, "/license", fix: null, expression, shown, recognized);
            }

            return;
        }
    }

    // A licence whose text would not be recognized may well read as another: many are MIT with a sentence changed.
    private static bool IsRecognizable(SpdxExpression leaf) => FamilyOf(leaf) is { } family && LicenseRecognizer.Knows(family);

    // The GNU licences' texts are the same with and without "or any later version".
    private static string? FamilyOf(SpdxExpression leaf) =>
        leaf is not SpdxLicense { Id: var id } ? null
        : id.EndsWith("-only", StringComparison.Ordinal) ? id[..^"-only".Length]
        : id.EndsWith("-or-later", StringComparison.Ordinal) ? id[..^"-or-later".Length]
        : id;

    // The Lesser GPL is the GPL and some permissions more; both files are given along, and COPYING is the GPL's.
    private static bool Agrees(string family, string recognized) =>
        family == recognized
        || (family.StartsWith("LGPL-", StringComparison.Ordinal) && recognized.StartsWith("GPL-", StringComparison.Ordinal));

    // Nearest first. Outside a workspace or repository only the module's folder counts: a file in somebody's home says nothing.
    private static List<string> Candidates(RuleContext context)
    {
        var candidates = new List<string>();
        var beside = 0;
        for (var folder = context.Folder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in Names)
            {
                var path = Path.Combine(folder, name);
                if (File.Exists(path))
                {
                    candidates.Add(path);
                }
            }

            beside = folder == context.Folder ? candidates.Count : beside;
            if (File.Exists(Path.Combine(folder, Workspace.FileName)) || Path.Exists(Path.Combine(folder, ".git")))
            {
                Consult(context, folder);
                return candidates;
            }
        }

        Consult(context, context.Folder);
        return candidates[..beside];
    }

    private static void Consult(RuleContext context, string root)
    {
        for (var folder = context.Folder; ; folder = Path.GetDirectoryName(folder)!)
        {
            foreach (var name in Names)
            {
                context.Consult(Path.Combine(folder, name));
            }

            if (folder == root)
            {
                return;
            }
        }
    }
}
