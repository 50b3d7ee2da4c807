using System.Reflection.PortableExecutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Files;
using ModuleBuild.Security.Capabilities;
using ModuleBuild.Security.Checks.Content;

namespace ModuleBuild.Security.Checks.Configuration;

/// <summary>Native code in a package, against the permissions of the manifest: nothing sees what it does, so it is to be said.</summary>
internal static class NativeCode
{
    /// <summary>What is wrong with a packed file, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(PackedFile file, IReadOnlyCollection<string> permissions)
    {
        var head = NamedFile.Read(file.SourcePath, ContentKind.Probe, out _);
        if (ContentKind.ProgramOf(head) is not { } program || (program == ContentKind.Windows && IsManaged(file.SourcePath)))
        {
            return null;
        }

        var library = NativeFiles.LibraryOf(file.PackagePath);
        var capability = new Capability("native:pinvoke", library);
        return permissions.Any(permission => PermissionCover.Covers(permission, capability))
            ? null
            : $"is native code, of which no analysis sees what it does, and the manifest declares no permission for it. Declare '{PermissionCover.Suggest(capability)}' with its reason, or leave the file out.";
    }

    private static bool IsManaged(string path)
    {
        using var stream = NamedFile.Open(path, out _);
        if (stream is null)
        {
            return true;
        }

        try
        {
            using var reader = new PEReader(stream);
            return reader.HasMetadata;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException || NamedFile.IsFileProblem(e))
        {
            // Hidden or broken: MB2014 and MB2011 speak of those.
            return false;
        }
    }
}
