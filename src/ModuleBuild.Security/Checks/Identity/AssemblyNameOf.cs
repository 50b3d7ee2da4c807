using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Identity;

/// <summary>The name that an assembly has for the runtime, against the name of its file.</summary>
internal static class AssemblyNameOf
{
    /// <summary>What is wrong with it, as the rest of a sentence; null where nothing is, or where it is no assembly.</summary>
    public static string? ProblemOf(string path, string fileName)
    {
        using var stream = NamedFile.Open(path, out _);
        if (stream is null)
        {
            return null;
        }

        try
        {
            using var reader = new PEReader(stream);
            if (!reader.HasMetadata)
            {
                return null;
            }

            var metadata = reader.GetMetadataReader();
            if (!metadata.IsAssembly)
            {
                return null;
            }

            var name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
            var stem = Path.GetFileNameWithoutExtension(fileName);
            return name.Equals(stem, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"is the assembly '{string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character))}' under another name: whoever looks for it by its file loads something else. Name it as what it is.";
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException || NamedFile.IsFileProblem(e))
        {
            return null; // MB2011 speaks of what cannot be read
        }
    }
}
